import type { OneOf, Options, OptionValue, Range, Values } from './rule.ts'

type Plain = string | number | boolean | readonly string[]

/** What a kind of option is by default, what it takes in words, and whether a value of a config is one. */
interface OptionKind {
  readonly byDefault: Plain
  readonly takes: string
  accepts(value: unknown): boolean
  /** The words it takes, when they are few. */
  readonly words?: readonly string[]
}

const isOneOf = (option: OptionValue): option is OneOf => typeof option === 'object' && 'oneOf' in option
const isRange = (option: OptionValue): option is Range => typeof option === 'object' && 'from' in option

/** What an option is and takes: the default tells. */
export function kindOf(option: OptionValue): OptionKind {
  if (isOneOf(option)) {
    const { oneOf } = option
    return {
      byDefault: oneOf[0] ?? '',
      takes: `one of ${oneOf.join(', ')}`,
      accepts: (value) => typeof value === 'string' && oneOf.includes(value),
      words: oneOf,
    }
  }
  if (isRange(option)) {
    const { from, to } = option
    const accepts = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to
    return { byDefault: option.default, takes: `a whole number from ${from} to ${to}`, accepts }
  }
  if (typeof option === 'number') {
    return {
      byDefault: option,
      takes: 'a number, 0 or more',
      accepts: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
    }
  }
  if (typeof option === 'boolean') return { byDefault: option, takes: 'true or false', accepts: (value) => typeof value === 'boolean' }
  if (typeof option === 'string') return { byDefault: option, takes: 'a text', accepts: (value) => typeof value === 'string' }
  return {
    byDefault: option,
    takes: 'a list of words or phrases',
    accepts: (value) => Array.isArray(value) && value.every((word) => typeof word === 'string'),
  }
}

/** The values a rule's `check` sees: what the team set, where it fits the option, else the default. */
export function valuesOf<O extends Options>(options: O | undefined, given: Readonly<Record<string, unknown>> = {}): Values<O> {
  const values = Object.entries(options ?? {}).map(([name, option]) => {
    const kind = kindOf(option)
    return [name, Object.hasOwn(given, name) && kind.accepts(given[name]) ? given[name] : kind.byDefault]
  })
  return Object.fromEntries(values) as Values<O>
}
