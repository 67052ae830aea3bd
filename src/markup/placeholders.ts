import type { Text } from '../text.ts'
import { type Context, markOf, placeholdersIn } from './syntaxes.ts'

/**
 * The text with every placeholder as a stand-in of its kind, so that a sentence stays a sentence. Tags and comments are left out with
 * one blank beside them, or with their line when they have it to themselves. Code is not looked into.
 */
export function withStandIns(text: Text, context: Context): Text {
  const { value } = text
  const closed = text.marks.filter((mark) => mark.kind === 'code' || mark.kind === 'placeholder')
  let layer: ReturnType<Text['layer']> | undefined
  let done = 0
  for (const placeholder of placeholdersIn(value, context)) {
    const { start, end, meaning } = placeholder
    if (start < done || closed.some(({ range }) => start < range.end && end > range.start)) continue
    layer ??= text.layer()
    layer.copy(done, start)
    done = end
    if (meaning.is === 'standIn') {
      const mark = markOf(placeholder, layer.length)
      layer.put(meaning.value, start, end)
      if (mark) layer.mark(mark)
    } else if (meaning.is === 'shown') {
      const from = value.indexOf(meaning.words, start)
      layer.copy(from, from + meaning.words.length)
    } else {
      done = afterTag(value, start, end)
      const glued = meaning.between && /\S/.test(value[start - 1] ?? ' ') && /\S/.test(value[done] ?? ' ')
      if (glued) layer.put(' ', start, end)
    }
  }
  return layer ? layer.copy(done, value.length).build() : text
}

/** Where reading goes on after something that is not shown. */
function afterTag(value: string, start: number, end: number): number {
  const before = value.slice(value.lastIndexOf('\n', start - 1) + 1, start)
  // Other tags of the same line have been left out already.
  const opensLine = before.replace(/\{%[^\n]*?%\}|\{\{[^\n]*?\}\}|\{#[^\n]*?#\}/g, '').trim() === ''
  if (opensLine) {
    const rest = /^[ \t]*(?:\r?\n|$)/.exec(value.slice(end, end + 200))
    if (rest) return end + rest[0].length
  }
  return /[ \t]/.test(value[end] ?? '') && (opensLine || /\s/.test(value[start - 1] ?? ' ')) ? end + 1 : end
}
