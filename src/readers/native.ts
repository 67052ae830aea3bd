import type { Problem } from '../diagnostic.ts'
import type { FieldMapping, Layout } from '../layouts/layout.ts'
import { nearest } from '../nearest.ts'
import type { Source } from '../source.ts'
import { momentOf } from './data-moment.ts'
import type { Found } from './data-path.ts'
import { type Fields, field, type Value, wordOf } from './data-value.ts'

/** Our own shape, as `schema/conversation.schema.json` has it, in the words of a layout. */
export const nativeLayout: Layout = {
  name: 'native',
  about: 'empathylint’s own shape',
  recognise: [
    ['turns[].text', 'turns[].speaker|author'],
    ['kind=transcript', 'turns'],
    ['kind=template', 'turns|text'],
    ['conversations[].turns[].text', 'conversations[].turns[].speaker|author'],
    ['conversations[].kind', 'conversations[].turns|text'],
  ],
  conversations: ['conversations[]', ''],
  id: 'id',
  title: 'title',
  channel: 'channel',
  lang: 'lang',
  text: 'text',
  speaker: 'speaker',
  speakers: { agent: ['agent'], customer: ['customer'], bot: ['bot'], system: ['system'] },
  author: 'author',
  at: 'at',
  visibility: 'visibility',
  // `internal` is the word; who writes another one that says so is told, and the note is not judged all the same.
  internal: ['internal', 'private', 'note', 'hidden', 'false'],
}

/** How one record of our own shape is read: its kind and markup stand in it. */
export function nativeMapping({ value }: Found): FieldMapping {
  const kind = valid(field(value, 'kind'), kinds)
  const markup = valid(field(value, 'markup'), markups)
  const turns = field(value, 'turns') === undefined && field(value, 'text') !== undefined ? {} : { turns: 'turns[]' }
  return { ...nativeLayout, conversations: '', ...(kind && { kind }), ...(markup && { markup }), ...turns }
}

const kinds = ['transcript', 'template'] as const
const markups = ['plain', 'html', 'markdown'] as const

const valid = <const W extends string>(value: Value | undefined, words: readonly W[]): W | undefined =>
  words.find((word) => word === wordOf(value))

/** What a key's value should be, in words, and whether it is. */
interface Expected {
  readonly says: string
  readonly holds: (value: Value) => boolean
  readonly words?: readonly string[]
}

const oneOf = (...words: readonly string[]): Expected => ({
  says: `one of ${words.join(', ')}`,
  words,
  holds: (value) => words.includes(wordOf(value)?.toLowerCase() ?? ''),
})
const text: Expected = { says: 'text', holds: (value) => value.kind === 'scalar' && typeof value.value === 'string' }
const word: Expected = { says: 'text or a number', holds: (value) => value.kind === 'scalar' && typeof value.value !== 'boolean' }

const conversationKeys = Object.entries<Expected>({
  id: word,
  kind: oneOf(...kinds),
  channel: oneOf('chat', 'email', 'social', 'phone'),
  lang: text,
  title: text,
  markup: oneOf(...markups),
  turns: { says: 'a list of turns', holds: (value) => value.kind === 'list' },
  text,
})

const turnKeys = Object.entries<Expected>({
  speaker: oneOf('customer', 'agent', 'bot', 'system', 'unknown'),
  author: text,
  text,
  at: { says: 'a date and time such as 2025-03-13T09:02:04Z, or a number', holds: (value) => momentOf(wordOf(value)) !== undefined },
  visibility: oneOf('public', 'internal'),
})

/** What is wrong in a record of our own shape, the same thing said once; unknown keys are no mistake. */
export function* checkNative(source: Source, { value }: Found): Iterable<Problem> {
  if (value.kind !== 'fields') {
    yield problemAt(source, value, 'expected a conversation: an object with `turns`, or a template with `text`')
    return
  }
  const turns = field(value, 'turns')
  if (turns === undefined && field(value, 'text') === undefined)
    yield problemAt(source, value, 'this conversation has neither `turns` nor `text`')
  yield* once(checked(source, value, conversationKeys))
  if (turns?.kind === 'list') yield* once(turns.items.flatMap((turn) => [...checkTurn(source, turn)]))
}

function* checkTurn(source: Source, turn: Value): Iterable<Problem> {
  if (turn.kind !== 'fields') {
    yield problemAt(source, turn, 'expected a turn: an object with `speaker` and `text`')
    return
  }
  if (field(turn, 'text') === undefined) yield problemAt(source, turn, 'this turn has no `text`')
  yield* checked(source, turn, turnKeys)
}

function* checked(source: Source, fields: Fields, keys: readonly (readonly [key: string, expected: Expected])[]): Iterable<Problem> {
  for (const [key, expected] of keys) {
    const value = field(fields, key)
    if (value === undefined || (value.kind === 'scalar' && value.value === null) || expected.holds(value)) continue
    const written = wordOf(value)
    const near = written === undefined || !expected.words ? undefined : nearest(written, expected.words)
    // Another word for a speaker, such as `user`, is for the vocabulary to understand.
    if (key === 'speaker' && written && value.kind === 'scalar' && typeof value.value === 'string' && near === undefined) continue
    yield problemAt(source, value, `\`${key}\` should be ${expected.says}`, near)
  }
}

function* once(problems: Iterable<Problem>): Iterable<Problem> {
  const said = new Set<string>()
  for (const problem of problems) {
    if (!said.has(problem.message)) yield problem
    said.add(problem.message)
  }
}

/** Points at a short value, or at the opening of a long one. */
function problemAt(source: Source, value: Value, message: string, near?: string): Problem {
  const end = value.kind === 'scalar' ? value.end : Math.min(value.start + 1, value.end)
  return { path: source.path, source, span: { start: value.start, end }, message, ...(near && { nearest: near }) }
}
