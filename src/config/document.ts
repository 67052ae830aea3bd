import type { Problem } from '../diagnostic.ts'
import type { Source, Span } from '../source.ts'

/** A value of a YAML or JSON file that remembers where it stands. */
export type Node = MapNode | ListNode | ScalarNode

export interface MapNode {
  readonly kind: 'map'
  readonly span: Span
  readonly entries: readonly Entry[]
}

/** A key of a map: where the key itself stands, and its value. */
export interface Entry {
  readonly key: string
  readonly span: Span
  readonly value: Node
}

export interface ListNode {
  readonly kind: 'list'
  readonly span: Span
  readonly items: readonly Node[]
}

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly span: Span
  readonly value: string | number | boolean | null
}

/** More values than a config ever has; a few aliases of aliases would reach it. */
const mostNodes = 100_000

/** Reads YAML (and so JSON) into located values; undefined for an empty file. What cannot be parsed is among the problems. */
export async function readDocument(source: Source): Promise<{ readonly root?: Node; readonly problems: readonly Problem[] }> {
  const yaml = await import('yaml')
  const document = yaml.parseDocument(source.text, { prettyErrors: false, logLevel: 'silent' })
  const problems = document.errors.map((error) => problemAt(source, { start: error.pos[0], end: error.pos[1] }, sentence(error.message)))
  if (problems.length > 0) return { problems }

  let nodes = 0
  const nothing = (span: Span): ScalarNode => ({ kind: 'scalar', span, value: null })

  function locate(node: unknown, place: Span): Node {
    if (!yaml.isNode(node) || ++nodes > mostNodes) return nothing(place)
    const span = node.range ? { start: node.range[0], end: node.range[1] } : place
    if (yaml.isAlias(node)) return { ...locate(node.resolve(document), span), span }
    if (yaml.isMap(node)) return { kind: 'map', span, entries: node.items.map((pair) => entry(pair.key, pair.value, span)) }
    if (yaml.isSeq(node)) return { kind: 'list', span, items: node.items.map((item) => locate(item, span)) }
    const value = yaml.isScalar(node) ? node.value : null
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? { kind: 'scalar', span, value }
      : nothing(span)
  }

  function entry(key: unknown, value: unknown, place: Span): Entry {
    const span = yaml.isNode(key) && key.range ? { start: key.range[0], end: key.range[1] } : place
    const written = yaml.isScalar(key) ? String(key.value ?? '') : source.text.slice(span.start, span.end)
    return { key: written, span, value: locate(value, { start: span.end, end: span.end }) }
  }

  const root = document.contents ? locate(document.contents, { start: 0, end: 0 }) : undefined
  if (nodes > mostNodes) return { problems: [problemAt(source, { start: 0, end: 0 }, `more than ${mostNodes} values, aliases counted`)] }
  return root ? { root, problems } : { problems }
}

/** A problem at a place of a file. */
export function problemAt(source: Source, span: Span, message: string, nearest?: string): Problem {
  return { path: source.path, source, span, message, ...(nearest === undefined ? {} : { nearest }) }
}

/** A parser's message the way ours read: a small first letter, no full stop. */
function sentence(message: string): string {
  const line = message.split('\n')[0]!.replace(/[.:]$/, '')
  return /^[A-Z][a-z]/.test(line) ? line[0]!.toLowerCase() + line.slice(1) : line
}
