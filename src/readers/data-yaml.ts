import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Scalar as YamlScalar } from 'yaml'
import type { Problem } from '../diagnostic.ts'
import type { Source, Span } from '../source.ts'
import type { Scalar, Tree, Value } from './data-value.ts'
import { textOfYaml } from './data-yaml-text.ts'

/**
 * Reads YAML into located values; several documents are one list. An alias is the very value its anchor names, so that
 * nothing is read twice from two places. Of a broken file what can be read is, with one problem for the first mistake.
 */
export function parseYaml(source: Source): Tree {
  const base = source.offset
  let documents: ReturnType<typeof parseAllDocuments>
  try {
    documents = parseAllDocuments(source.text, {
      keepSourceTokens: true,
      prettyErrors: false,
      logLevel: 'silent',
      strict: false,
      uniqueKeys: false,
    })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { problems: [problemAt(source, { start: base, end: base + 1 }, 'this YAML is nested too deeply to be read')] }
  }
  if (!Array.isArray(documents)) return { problems: [] }

  const written = new WeakMap<Scalar, YamlScalar>()
  const decode = (scalar: Scalar) => textOfYaml(source, scalar, written.get(scalar)?.srcToken)
  const nothing = (at: Span): Scalar => ({ kind: 'scalar', value: null, start: at.start, end: at.end, decode })

  function located(node: unknown, place: Span, anchors: Map<string, Value>): Value {
    if (isAlias(node)) return anchors.get(node.source) ?? nothing(place)
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return nothing(place)
    const span = node.range ? { start: base + node.range[0], end: base + node.range[1] } : place
    const value = isScalar(node)
      ? scalarOf(node, span)
      : isSeq(node)
        ? listOf(node.items, span, anchors)
        : fieldsOf(node.items, span, anchors)
    if (node.anchor) anchors.set(node.anchor, value)
    return value
  }

  function listOf(items: readonly unknown[], span: Span, anchors: Map<string, Value>): Value {
    return { kind: 'list', ...span, items: items.map((item) => located(item, span, anchors)) }
  }

  function scalarOf(node: YamlScalar, span: Span): Scalar {
    const { value } = node
    const plain =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : value === null ? null : String(value)
    const scalar: Scalar = { kind: 'scalar', value: plain, ...span, decode }
    written.set(scalar, node)
    return scalar
  }

  function fieldsOf(pairs: readonly { readonly key: unknown; readonly value: unknown }[], span: Span, anchors: Map<string, Value>): Value {
    let keys: string[] = []
    let values: Value[] = []
    for (const pair of pairs) {
      const key = isScalar(pair.key) ? String(pair.key.value ?? '') : ''
      const value = located(pair.value, span, anchors)
      // What is merged in comes first, so that the map's own keys win.
      if (key === '<<' && value.kind === 'fields') {
        keys = [...value.keys, ...keys]
        values = [...value.values, ...values]
      } else {
        keys.push(key)
        values.push(value)
      }
    }
    return { kind: 'fields', ...span, keys, values }
  }

  const problems = documents
    .flatMap((document) => document.errors)
    .slice(0, 1)
    .map((error) => problemAt(source, { start: base + error.pos[0], end: base + error.pos[1] }, sentence(error.message)))
  const whole = { start: base, end: base + source.text.length }
  const roots = documents.flatMap((document) => (document.contents ? [located(document.contents, whole, new Map())] : []))
  if (roots.length === 0) return { problems }
  return { root: roots.length === 1 ? roots[0]! : { kind: 'list', ...whole, items: roots }, problems }
}

const problemAt = (source: Source, span: Span, message: string): Problem => ({ path: source.path, source, span, message })

/** The parser's message the way ours read: a small first letter, no place, no full stop. */
function sentence(message: string): string {
  const line = message.split('\n')[0]!.replace(/( at line \d+, column \d+)?[.:]?$/, '')
  return /^[A-Z][a-z]/.test(line) ? line[0]!.toLowerCase() + line.slice(1) : line
}
