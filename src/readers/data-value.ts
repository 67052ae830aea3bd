import type { Problem } from '../diagnostic.ts'
import type { Span } from '../source.ts'
import type { Text } from '../text.ts'

/** A value of a JSON, YAML or CSV file that knows where it is written. */
export type Value = Scalar | List | Fields

export interface Scalar extends Span {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** Decodes the value as written, escape by escape; the format's own, shared by all its scalars. */
  readonly decode: (scalar: Scalar) => Text
}

export interface List extends Span {
  readonly kind: 'list'
  readonly items: readonly Value[]
}

/** An object, a YAML map or a CSV row: the nth key belongs to the nth value. */
export interface Fields extends Span {
  readonly kind: 'fields'
  readonly keys: readonly string[]
  readonly values: readonly Value[]
  /** It is the row of a table. */
  readonly row?: true
}

/** What a file or one line of it holds: its value, when there is one, and what could not be read. */
export interface Tree {
  readonly root?: Value
  readonly problems: readonly Problem[]
}

/** The value of a key; the last one when a key is written twice, as parsers have it. */
export function field(value: Value | undefined, key: string): Value | undefined {
  if (value?.kind !== 'fields') return undefined
  const at = value.keys.lastIndexOf(key)
  return at < 0 ? undefined : value.values[at]
}

/** The words of a string; undefined for anything else. */
export function stringOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
}

/** A scalar as a word: a string as it is decoded, a number as it is written; undefined for null, lists and objects. */
export function wordOf(value: Value | undefined): string | undefined {
  if (value?.kind !== 'scalar' || value.value === null) return undefined
  return typeof value.value === 'number' ? value.decode(value).value : String(value.value)
}
