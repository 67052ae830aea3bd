import type { Conversation, Quote } from './conversation.ts'

/** Names a finding so that it keeps its name when lines move, the format changes or the file is written anew. */
export type Identify = (rule: string, conversation: Conversation, at: Quote) => string

/**
 * Makes an `Identify` for one file; it counts equal findings, so they must come in the order of the file. `path` is what the file is
 * known by wherever the program runs; as it is shown, when left out.
 */
export function createIdentify(path?: string): Identify {
  const seen = new Map<string, number>()
  return (rule, conversation, at) => {
    const words = [rule, keyOf(conversation, path ?? conversation.source.path), proseOf(at)].join('\u0000')
    const nth = seen.get(words) ?? 0
    seen.set(words, nth + 1)
    return hash(`${words}\u0000${nth}`)
  }
}

/** What a conversation is known by: its id, else its title, else where it stands, without places in lists. */
function keyOf({ id, title, pointer }: Conversation, path: string): string {
  if (id) return `id ${id}`
  if (title) return `title ${title}`
  return `path ${path} ${pointer.replace(/\/\d+(?=\/|$)/g, '')}`
}

/** The quoted words as anyone would tell them: placeholders by what they stand for, white space folded. */
function proseOf({ turn, range }: Quote): string {
  const { value, marks } = turn.text
  let words = ''
  let done = range.start
  for (const mark of marks) {
    if (mark.kind !== 'placeholder' || mark.range.start < done || mark.range.end > range.end) continue
    words += `${value.slice(done, mark.range.start)}{${mark.as ?? 'value'}}`
    done = mark.range.end
  }
  return (words + value.slice(done, range.end)).replace(/\s+/g, ' ').trim()
}

/**
 * A 64-bit hash in 16 hexadecimal digits (cyrb64: two mixed lanes of 32 bits). Not for secrets; node:crypto would cost more to
 * load than all findings of most runs cost to name.
 */
function hash(text: string): string {
  let one = 0xdeadbeef
  let two = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 2654435761)
    two = Math.imul(two ^ code, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return [two, one].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
}
