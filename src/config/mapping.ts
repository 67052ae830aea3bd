import type { FieldMapping, MarkedPath, Path, Skip, TurnMapping, TurnsAt, Word } from '../layouts/layout.ts'
import type { Markup } from '../readers/reader.ts'
import type { Node } from './document.ts'
import { complain, entries, expected, list, object, type Report, type Shape, text, word } from './shape.ts'

const aPath: Shape<string> = (node, report) =>
  node.kind === 'scalar' && typeof node.value === 'string' ? node.value : expected(report, node, 'a path such as `author.type`')

const path: Shape<Path> = (node, report) => (node.kind === 'list' ? list(aPath)(node, report) : aPath(node, report))

/** A path alone, or a map that says more about it. */
function withPath<T extends { readonly path: string }>(
  shape: Shape<Partial<T>>,
  isWhole: (map: Partial<T>) => map is T,
  needs: string,
): Shape<string | T> {
  return (node, report) => {
    if (node.kind !== 'map') return aPath(node, report)
    const map = shape(node, report)
    return map && (isWhole(map) ? map : complain(report, node, `this needs ${needs}`))
  }
}

const oneOrMore = <T>(shape: Shape<string | T>): Shape<string | readonly (string | T)[]> => {
  return (node: Node, report: Report) => (node.kind === 'scalar' ? aPath(node, report) : list(shape)(node, report))
}

const markup = word<Markup>('plain', 'html', 'markdown')

/** A value of the data, as it stands there. */
const aWord: Shape<Word> = (node, report) =>
  node.kind === 'scalar' && node.value !== null && node.value !== '' ? node.value : expected(report, node, 'a value')

const skip: Shape<Skip> = (node, report) =>
  Object.fromEntries(
    entries('a map of paths and the values that are skipped', (entry, to) => [entry.key, list(aWord)(entry.value, to) ?? []] as const)(
      node,
      report,
    ) ?? [],
  )

const speakers = object<NonNullable<TurnMapping['speakers']>>('`speakers`', {
  agent: list(aWord),
  customer: list(aWord),
  bot: list(aWord),
  system: list(aWord),
})

const markedPath = object<MarkedPath>('`text`', { path: aPath, markup })

const textPath = withPath(markedPath, (map): map is MarkedPath => map.path !== undefined && map.markup !== undefined, '`path` and `markup`')

const turnShapes: { readonly [K in keyof TurnMapping]-?: Shape<TurnMapping[K]> } = {
  text: oneOrMore(textPath),
  speaker: path,
  speakers,
  is: word('customer', 'agent', 'bot', 'system'),
  author: path,
  at: path,
  clock: word('seconds', 'milliseconds'),
  visibility: path,
  internal: list(aWord),
  markup,
  skip,
}

const turnsAt = withPath(
  object<TurnsAt>('`turns`', { ...turnShapes, path: aPath }),
  (map): map is TurnsAt => map.path !== undefined,
  '`path`',
)

const people: Shape<NonNullable<FieldMapping['people']>> = (node, report) => {
  const {
    list: where,
    id,
    ...rest
  } = object<NonNullable<FieldMapping['people']>>('`people`', { list: text, id: text, role: text, name: text })(node, report) ?? {}
  return where && id ? { list: where, id, ...rest } : complain(report, node, '`people` needs `list` and `id`')
}

/** A team's own mapping of JSON, YAML or CSV. */
export const mapping: Shape<FieldMapping> = object<FieldMapping>('`layout`', {
  ...turnShapes,
  conversations: path,
  kind: word('transcript', 'template'),
  id: path,
  title: path,
  channel: text,
  lang: path,
  turns: oneOrMore(turnsAt),
  conversation: text,
  people,
  requester: path,
  order: word('time'),
})
