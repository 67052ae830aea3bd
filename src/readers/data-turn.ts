import type { Speaker, Turn } from '../conversation.ts'
import type { TurnMapping } from '../layouts/layout.ts'
import { prose } from '../markup/index.ts'
import { momentOf } from './data-moment.ts'
import { type Found, follow, listed, wordAt } from './data-path.ts'
import type { Scalar, Value } from './data-value.ts'
import type { Markup } from './reader.ts'
import type { TurnDraft } from './speakers.ts'

/** Words found where a mapping says, and the markup they are written in. */
interface Written {
  readonly found: Found
  readonly scalar: Scalar
  readonly markup: Markup
}

/** The words at the first of a mapping's places that holds any; empty words only where no place holds more. */
function wordsIn(from: Found, how: TurnMapping, asked: Markup | undefined): readonly Written[] {
  let empty: readonly Written[] = []
  for (const place of listed<string | { readonly path: string; readonly markup?: Markup }>(how.text)) {
    const { path, markup = undefined } = typeof place === 'string' ? { path: place } : place
    const written: Written[] = []
    let holdsWords = false
    for (const found of follow(from, path)) {
      const { value } = found
      if (value.kind !== 'scalar' || typeof value.value !== 'string') continue
      written.push({ found, scalar: value, markup: asked ?? markup ?? how.markup ?? markupOf(value.value) })
      holdsWords ||= /\S/.test(value.value)
    }
    if (holdsWords) return written
    if (empty.length === 0) empty = written
  }
  return empty
}

/** Tags that people write in messages; other things in angle brackets may well be meant as words. */
const tag = /<\/?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|table|h[1-6]|blockquote|html|body)(?:\s[^<>]*)?\/?>/i

const markupOf = (written: string): Markup => (written.includes('<') && tag.test(written) ? 'html' : 'plain')

/** What the turns of one conversation have in common. */
export interface Setting {
  readonly kind: 'transcript' | 'template'
  readonly markup: Markup | undefined
  /** The person of an id, where the data lists people. */
  readonly person: (id: string) => { readonly role?: string; readonly name?: string } | undefined
  /** The customer's id, where the data has one. */
  readonly requester: string | undefined
}

/** A turn, and the value that holds its words. */
export interface Said {
  readonly turn: TurnDraft
  readonly at: Found
}

/** One turn as the data has it, its words as prose; nothing when it holds no words, several when it holds several. */
export function turnsAt(from: Found, how: TurnMapping, index: number, setting: Setting): readonly Said[] {
  const { value } = from
  if (isSkipped(value, how)) return []
  const words = wordsIn(from, how, setting.markup)
  if (words.length === 0) return []
  const who = speakerOf(value, how, setting)
  const visibility = visibilityOf(value, how)
  const at = momentOf(wordAt(value, how.at), how.clock)
  const span = { start: value.start, end: value.end }
  return words.map(({ found, scalar, markup }) => {
    const text = prose(scalar.decode(scalar), markup, setting.kind)
    return { turn: { index, speaker: who.speaker, role: who.role, author: who.author, text, at, visibility, span }, at: found }
  })
}

/** Whether the mapping leaves something out, such as a draft that was never sent. */
export function isSkipped(value: Value, how: TurnMapping): boolean {
  if (!how.skip) return false
  return Object.entries(how.skip).some(([path, words]) => means(wordAt(value, path), words))
}

/** Whether the customer sees it. */
function visibilityOf(value: Value, how: TurnMapping): Turn['visibility'] {
  return how.internal && means(wordAt(value, how.visibility), how.internal) ? 'internal' : 'public'
}

/** Who says it: by the mapping's words, the customer's id, or the place; the word itself goes along for those who know more words. */
function speakerOf(value: Value, how: TurnMapping, setting: Setting): Pick<TurnDraft, 'speaker' | 'role' | 'author'> {
  const word = wordAt(value, how.speaker)
  const person = word === undefined ? undefined : setting.person(word)
  const role = person?.role ?? word
  const author = wordAt(value, how.author) ?? person?.name
  if (role === undefined) return { speaker: how.is ?? (setting.kind === 'template' ? 'agent' : undefined), author }
  const known = how.speakers && speakers.find((speaker) => means(role, how.speakers?.[speaker] ?? []))
  if (known) return { speaker: known, author }
  if (setting.requester !== undefined) return { speaker: word === setting.requester ? 'customer' : 'agent', author }
  return { role, author }
}

const speakers = ['agent', 'customer', 'bot', 'system'] as const satisfies readonly Speaker[]

/** Whether a word is one of a mapping's values; case counts for nothing. */
function means(word: string | undefined, values: readonly (string | number | boolean)[]): boolean {
  if (word === undefined) return false
  return values.some((value) => value === word || String(value).toLowerCase() === word.toLowerCase())
}
