import type { Path } from '../layouts/layout.ts'
import { type Fields, field, type Value, wordOf } from './data-value.ts'
import { switchKey } from './switches.ts'

/** A value and the JSON pointer of its place. */
export interface Found {
  readonly value: Value
  readonly pointer: string
}

type Step =
  | { readonly to: 'key'; readonly keys: readonly string[] }
  | { readonly to: 'elements' }
  | { readonly to: 'values' }
  | { readonly to: 'element'; readonly index: number }
  | { readonly to: 'elementsWhere'; readonly key: string; readonly word: string }

const parsed = new Map<string, readonly Step[]>()

/** The steps of a path; anything can be written, and what means nothing leads nowhere. */
function stepsOf(path: string): readonly Step[] {
  let steps = parsed.get(path)
  if (!steps) {
    steps = [...path.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([written, inside]) => stepOf(written, inside))
    parsed.set(path, steps)
  }
  return steps
}

function stepOf(written: string, inside: string | undefined): Step {
  if (inside === undefined) return written === '*' ? { to: 'values' } : { to: 'key', keys: written.split('|') }
  if (inside === '') return { to: 'elements' }
  const equals = inside.indexOf('=')
  if (equals > 0) return { to: 'elementsWhere', key: inside.slice(0, equals), word: inside.slice(equals + 1) }
  return { to: 'element', index: Number(inside) }
}

/** Everything a path leads to from a place. */
export function follow(from: Found, path: string): readonly Found[] {
  const whole = field(from.value, path)
  if (whole) return [{ value: whole, pointer: `${from.pointer}/${escaped(path)}` }]
  let places: readonly Found[] = [from]
  for (const step of stepsOf(path)) places = places.flatMap((place) => take(place, step))
  return places
}

function take({ value, pointer }: Found, step: Step): readonly Found[] {
  if (value.kind === 'scalar') return []
  if (value.kind === 'fields') {
    if (step.to === 'values') {
      const values = value.keys.map((key, at) => ({ key, value: value.values[at]!, pointer: `${pointer}/${escaped(key)}` }))
      return values.filter(({ key }) => key !== switchKey)
    }
    const key = step.to === 'key' ? keyIn(value, step.keys) : undefined
    return key === undefined ? [] : [{ value: field(value, key)!, pointer: `${pointer}/${escaped(key)}` }]
  }
  const { items } = value
  const element = (item: Value, at: number) => ({ value: item, pointer: `${pointer}/${at}` })
  if (step.to === 'elements') return items.map(element)
  if (step.to === 'element') {
    const at = step.index < 0 ? items.length + step.index : step.index
    const item = items[at]
    return item ? [element(item, at)] : []
  }
  if (step.to !== 'elementsWhere') return []
  return items.flatMap((item, at) => (wordOf(field(item, step.key)) === step.word ? [element(item, at)] : []))
}

/** The first thing any of the paths leads to that is not null. */
export function valueAt(from: Value, paths: Path | undefined): Value | undefined {
  if (typeof paths === 'string') return firstAt(from, paths)
  for (const path of paths ?? []) {
    const found = firstAt(from, path)
    if (found) return found
  }
  return undefined
}

function firstAt(from: Value, path: string): Value | undefined {
  const whole = field(from, path)
  if (whole) return isNull(whole) ? undefined : whole
  const steps = stepsOf(path)
  // Nearly all paths are a key or two, asked for in every turn: those are walked without pointers.
  if (!steps.every((step) => step.to === 'key'))
    return follow({ value: from, pointer: '' }, path).find(({ value }) => !isNull(value))?.value
  let value: Value | undefined = from
  for (const step of steps) {
    const { keys }: { readonly keys: readonly string[] } = step
    if (value?.kind !== 'fields') return undefined
    const key = keyIn(value, keys)
    value = key === undefined ? undefined : field(value, key)
  }
  return value && !isNull(value) ? value : undefined
}

const isNull = (value: Value) => value.kind === 'scalar' && value.value === null

/** The first word any of the paths leads to. */
export function wordAt(from: Value, paths: Path | undefined): string | undefined {
  for (const path of listed(paths)) {
    const word = wordOf(valueAt(from, path))?.trim()
    if (word) return word
  }
  return undefined
}

/** How many elements of a list are looked at to tell what it is a list of. */
const looks = 8

/** Whether a path leads anywhere, `null` included, or to the word when one is given; of a long list the first few elements answer for all. */
export function leads(from: Value, path: string, word?: string): boolean {
  const steps = stepsOf(path)
  const from_ = (value: Value, at: number): boolean => {
    const step = steps[at]
    if (!step) return word === undefined || wordOf(value) === word
    if (value.kind === 'list' && step.to === 'elements') return value.items.slice(0, looks).some((item) => from_(item, at + 1))
    return take({ value, pointer: '' }, step).some((found) => from_(found.value, at + 1))
  }
  return from_(from, 0)
}

/** The keys a path names, for telling quickly that a file cannot hold it. */
export function keysOf(path: string): readonly (readonly string[])[] {
  return stepsOf(path).flatMap((step) => (step.to === 'key' ? [step.keys] : []))
}

/** One path or several, as a list. */
export function listed<T>(one: T | readonly T[] | undefined): readonly T[] {
  if (one === undefined) return []
  return isList(one) ? one : [one]
}

const isList = <T>(one: T | readonly T[]): one is readonly T[] => Array.isArray(one)

const keyIn = (fields: Fields, keys: readonly string[]) => keys.find((key) => fields.keys.includes(key))

const escaped = (key: string) => (/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key)
