import { shippedLayouts } from '../layouts/index.ts'
import type { Layout } from '../layouts/layout.ts'
import { type Found, follow, keysOf, leads } from './data-path.ts'
import { field } from './data-value.ts'
import { nativeLayout } from './native.ts'

/** A known shape, and the documents of a file that have it. */
export interface Recognised {
  readonly layout: Layout
  readonly documents: readonly Found[]
}

/** All shapes that are known by name: our own first. */
export const knownLayouts: readonly Layout[] = [nativeLayout, ...shippedLayouts]

/** The known shape of data: of the whole, or of what envelopes and lists wrap. The surest shapes are looked for first. */
export function recognise(root: Found, layouts: readonly Layout[]): Recognised | undefined {
  const levels = wrappings([root], 3)
  for (const loose of [false, true]) {
    for (const documents of levels) {
      const layout = layouts.find(
        (one) => (one.loose ?? false) === loose && documents.slice(0, looks).some((document) => matches(document, one)),
      )
      if (layout)
        return { layout, documents: layout === nativeLayout ? documents : documents.filter((document) => matches(document, layout)) }
    }
  }
  return undefined
}

/** How many documents are looked at for the shape of all. */
const looks = 8

/** What exports and sync tools wrap data in. */
const envelopes = ['data', 'results', '_results', 'records']

/** The data itself, then what its lists and envelopes hold, and so on inwards. */
function wrappings(found: readonly Found[], depth: number): readonly (readonly Found[])[] {
  const inner = depth === 0 ? [] : found.flatMap(unwrapped)
  return inner.length === 0 ? [found] : [found, ...wrappings(inner, depth - 1)]
}

function unwrapped(found: Found): readonly Found[] {
  if (found.value.kind === 'list') return follow(found, '[]')
  const envelope = envelopes.find((key) => (field(found.value, key)?.kind ?? 'scalar') !== 'scalar')
  return envelope === undefined ? [] : follow(found, envelope)
}

const matches = ({ value }: Found, { recognise: signatures }: Layout) =>
  signatures.some((conditions) => conditions.every((condition) => leads(value, ...conditionOf(condition))))

/** `path` or `path=value`; an equals sign inside brackets belongs to the path. */
function conditionOf(condition: string): readonly [path: string, word?: string] {
  const [, path = condition, word] = /^((?:[^[\]=]|\[[^\]]*\])*)=(.*)$/.exec(condition) ?? []
  return word === undefined ? [path] : [path, word]
}

/** The shapes a text can hold at all, by the keys that stand in it: a quick no for the many files that are no conversations. */
export function possibleLayouts(text: string): readonly Layout[] {
  const held = new Map<string, boolean>()
  const holds = (key: string) => {
    const known = held.get(key) ?? text.includes(key)
    held.set(key, known)
    return known
  }
  return knownLayouts.filter(({ recognise: signatures }) =>
    signatures.some((conditions) => conditions.every((condition) => keysOf(conditionOf(condition)[0]).every((keys) => keys.some(holds)))),
  )
}
