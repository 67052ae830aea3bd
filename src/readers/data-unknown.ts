import type { Problem } from '../diagnostic.ts'
import type { FieldMapping } from '../layouts/layout.ts'
import { nearest } from '../nearest.ts'
import type { Source } from '../source.ts'
import { type Found, follow, keysOf, leads, listed } from './data-path.ts'
import { knownLayouts } from './data-recognise.ts'
import { type Fields, field, stringOf, type Value } from './data-value.ts'

/** What to say of data that nobody knows the shape of: which shapes are known, and how a mapping of this one would begin. */
export function unknownShape(source: Source, root: Value | undefined): Problem {
  if (!root || (root.kind === 'list' && root.items.length === 0))
    return { path: source.path, source, message: 'this file is empty', notice: true }
  const names = knownLayouts.filter(({ loose }) => !loose).map(({ name }) => name)
  const guess = proposeMapping(root)
  const example = guess ? `, such as \`${written(guess)}\`` : ''
  return {
    path: source.path,
    source,
    span: { start: root.start, end: Math.min(root.end, root.start + 1) },
    message: `no conversation or template is recognised in here. Say where its words are with \`layout:\` under \`files:\` in .empathyrc.yaml${example}. Layouts known by name: ${names.join(', ')}`,
    notice: true,
  }
}

/** Says that a team's own mapping leads to no words, and which key it may have meant. */
export function nothingMapped(source: Source, { value }: Found, mapping: FieldMapping): Problem {
  const paths = [
    ...listed<string>(mapping.conversations),
    ...listed<string | { readonly path: string }>(mapping.turns).map((at) => (typeof at === 'string' ? at : at.path)),
    ...listed<string | { readonly path: string }>(mapping.text).map((at) => (typeof at === 'string' ? at : at.path)),
  ]
  const keys = [...keysWithin(value, 4)]
  const missing = paths.flatMap(keysOf).find((some) => !some.some((key) => keys.includes(key)))
  const near = missing && nearest(missing[0]!, keys)
  const message = missing
    ? `the \`layout:\` of this file leads to no words: there is no \`${missing.join('|')}\` in here`
    : mapping.text === undefined
      ? 'the `layout:` of this file does not say where the words are: add `text:`'
      : 'the `layout:` of this file leads to no words'
  return {
    path: source.path,
    source,
    span: { start: value.start, end: Math.min(value.end, value.start + 1) },
    message,
    ...(near && { nearest: near }),
  }
}

/** The keys of data and, of each list, of its first element. */
function* keysWithin(value: Value, depth: number): Iterable<string> {
  if (value.kind === 'scalar' || depth === 0) return
  if (value.kind === 'fields') yield* value.keys
  const inside = value.kind === 'list' ? value.items.slice(0, 1) : value.values
  for (const one of inside) yield* keysWithin(one, depth - 1)
}

const wordKeys = ['text', 'body', 'content', 'message', 'reply', 'answer', 'response', 'html', 'replace', 'template']
const nameKeys = ['title', 'name', 'label', 'subject', 'shortcut', 'question']
const speakerKeys = ['speaker', 'role', 'author', 'from', 'sender', 'direction']

/** How a mapping of a home-made list of templates or turns would begin, going by the names of its keys; undefined when none is telling. */
export function proposeMapping(root: Value): FieldMapping | undefined {
  for (const path of ['[]', '*[]', '']) {
    const record = follow({ value: root, pointer: '' }, path).find(({ value }) => value.kind === 'fields')?.value
    const text = record && keyAmong(record, wordKeys)
    if (record?.kind !== 'fields' || text === undefined) continue
    const list =
      path === '*[]' && root.kind === 'fields' ? root.keys.find((key) => leads(field(root, key) ?? root, `[].${text}`)) : undefined
    const title = keyAmong(record, nameKeys)
    const speaker = keyAmong(record, speakerKeys)
    const here = list === undefined ? {} : speaker ? { turns: `${list}[]` } : { conversations: `${list}[]` }
    return { ...here, text, ...(speaker ? { speaker } : title && { title }) }
  }
  return undefined
}

function keyAmong(record: Value, names: readonly string[]): string | undefined {
  if (record.kind !== 'fields') return undefined
  const holds = (key: string) => stringOf(field(record as Fields, key)) !== undefined
  return names.flatMap((name) => record.keys.filter((key) => key.toLowerCase() === name)).find(holds)
}

/** A mapping as it is written in the config. */
function written(mapping: FieldMapping): string {
  const entries = Object.entries(mapping).map(([key, value]) => `${key}: ${/^[\w.]+$/.test(String(value)) ? value : JSON.stringify(value)}`)
  return `layout: { ${entries.join(', ')} }`
}
