import type { Text } from '../text.ts'

const LIST_ITEM = /^\s*(?:[-*+•–]|\d+[.)]|[a-z][.)])\s/
const SENTENCE_END = /[.!?:;…,"”)\]]$/

/**
 * The text with the lines joined that were broken only to fit a width, as mail programs and call transcripts do; a break a writer meant
 * (a greeting, a list, a new paragraph, a short line) stays.
 */
export function unwrapped(text: Text): Text {
  const { value } = text
  if (!value.includes('\n')) return text
  const lines = value.split('\n')
  const width = lines.reduce((widest, line) => (line.length <= 110 ? Math.max(widest, line.trimEnd().length) : widest), 0)
  // Two long lines are not yet a width: a chat message may just have two long lines.
  const full = lines.filter((line) => line.trimEnd().length > width - 15 && line.length <= 110).length > 2
  let layer: ReturnType<Text['layer']> | undefined
  let done = 0
  let at = 0
  for (let index = 0; index < lines.length - 1; index++) {
    const line = lines[index]!.trimEnd()
    const next = lines[index + 1]!
    const start = at + line.length
    at += lines[index]!.length + 1
    if (!isWrapped(line, next, full ? width : Infinity)) continue
    const end = at + (next.length - next.trimStart().length)
    layer ??= text.layer()
    layer.copy(done, start).put(' ', start, end)
    done = end
  }
  return layer ? layer.copy(done, value.length).build() : text
}

function isWrapped(line: string, next: string, width: number): boolean {
  const word = /^\s*(\S+)/.exec(next)?.[1]
  if (word === undefined || line.length < 50 || line.length > 110 || LIST_ITEM.test(next) || /^\s*>/.test(next)) return false
  if (/^\p{Ll}/u.test(word) && !/[.!?:…]$/.test(line)) return true
  return width >= 60 && line.length + 1 + word.length > width && !SENTENCE_END.test(line)
}
