import type { Source, Span } from './source.ts'
import type { Range, Text } from './text.ts'

/** Who says a turn. `unknown` is never judged and never evidence. */
export type Speaker = 'customer' | 'agent' | 'bot' | 'system' | 'unknown'

export type Channel = 'chat' | 'email' | 'social' | 'phone'

/** When a turn was said: milliseconds since 1970 (`absolute`) or since the conversation began (`relative`). */
export interface Moment {
  readonly ms: number
  readonly clock: 'absolute' | 'relative'
}

/** One thing said by one speaker. */
export interface Turn {
  /** Its place among the turns as written in the input, private notes and system lines counted. */
  readonly index: number
  readonly speaker: Speaker
  readonly author?: string
  /** What is said, as prose: markup decoded, placeholders as stand-ins, quoted history and signatures left out. */
  readonly text: Text
  readonly at?: Moment
  readonly visibility: 'public' | 'internal'
  /** The whole turn as written in the file. */
  readonly span: Span
  /** The file it stands in, when that is not the conversation's: a draft judged as the next turn. */
  readonly source?: Source
}

/** A transcript, or a reply template (one agent turn). */
export interface Conversation {
  readonly source: Source
  readonly span: Span
  readonly kind: 'transcript' | 'template'
  readonly id?: string
  readonly title?: string
  readonly channel?: Channel
  /** A language tag such as `en` or `pt-BR`, when the data says so. */
  readonly lang?: string
  readonly turns: readonly Turn[]
  /** Where it stands in its data, as a JSON pointer such as `/macros/3`; empty for a file that is one conversation. */
  readonly pointer: string
  /** The record it stands in, when that holds several. */
  readonly record?: Span
  /** The name of the layout it was read by, when it was read by one that ships. */
  readonly layout?: string
  /** What the file itself says of rules that are not to speak here. */
  readonly switches?: readonly Switch[]
}

/** Words in a file that switch rules off for one conversation or template; customers never see them. */
export interface Switch {
  readonly off: readonly string[] | 'all'
  readonly reason?: string
  /** `front matter`, `comment`, or the column or key it stands in. */
  readonly where: string
  readonly span: Span
  /** Why it cannot be understood; then it switches nothing off. */
  readonly mistake?: { readonly message: string; readonly nearest?: string }
}

/** Words of a turn, as prose and as a place in the file. */
export interface Quote {
  readonly turn: Turn
  readonly range: Range
}

/** The words as the customer reads them, placeholders as stand-ins. */
export function wordsOf(quote: Quote): string {
  return quote.turn.text.value.slice(quote.range.start, quote.range.end)
}

/** Where the words are written in the file. */
export function spanOf(quote: Quote): Span {
  return quote.turn.text.spanOf(quote.range)
}

/** The words with every placeholder as the template writes it. */
export function writtenWordsOf(quote: Quote): string {
  const { value, marks } = quote.turn.text
  let words = ''
  let done = quote.range.start
  for (const { range, written } of marks) {
    if (written === undefined || range.start < done || range.end > quote.range.end) continue
    words += value.slice(done, range.start) + written
    done = range.end
  }
  return words + value.slice(done, quote.range.end)
}
