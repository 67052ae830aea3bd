import { nearest } from '../nearest.ts'
import type { Rule } from './rule.ts'
import { ruleWords } from './rule-file.ts'

/** What is wrong with a rule: a sentence, and the nearest valid word where there is one. */
export interface Mistake {
  readonly message: string
  readonly nearest?: string
}

/** What a field takes, in words, and whether a value is that. */
interface Field {
  readonly takes: string
  readonly words?: readonly string[]
  accepts(value: unknown): boolean
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText)
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text: Field = { takes: 'a text', accepts: isText }
const texts: Field = { takes: 'a list of texts', accepts: isTexts }
const oneOf = (words: readonly string[]): Field => ({
  takes: `one of ${words.join(', ')}`,
  words,
  accepts: (value) => words.includes(String(value)),
})
const someOf = (words: readonly string[]): Field => ({
  takes: `a list of ${words.join(', ')}`,
  words,
  accepts: (value) => Array.isArray(value) && value.every((word) => words.includes(String(word))),
})

const isOption = (value: unknown) =>
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((word) => typeof word === 'string')) ||
  (isRecord(value) && (isTexts(value.oneOf) || [value.default, value.from, value.to].every(Number.isInteger)))

/** Every field of a rule; the compiler keeps it complete. */
const fields: Readonly<Record<keyof Rule, Field>> = {
  summary: text,
  message: text,
  severity: oneOf(ruleWords.severity),
  kind: oneOf(ruleWords.kind),
  praise: text,
  appliesTo: someOf(ruleWords.appliesTo),
  options: {
    takes: 'a map of options and their defaults: a text, number, true or false, list of texts, { oneOf } or { default, from, to }',
    accepts: (value) => isRecord(value) && Object.values(value).every(isOption),
  },
  whole: { takes: 'true or false', accepts: (value) => typeof value === 'boolean' },
  needs: someOf(['tree']),
  instead: texts,
  phrases: {
    takes: 'a map of keys with lists of phrases',
    accepts: (value) => isRecord(value) && Object.values(value).every((list) => isTexts(list) || (isRecord(list) && isTexts(list.say))),
  },
  opaque: oneOf(ruleWords.opaque),
  check: { takes: 'a function', accepts: (value) => typeof value === 'function' },
}

const required: readonly (keyof Rule)[] = ['summary', 'message', 'severity', 'kind', 'check']

/** What keeps a value from being a rule; nothing for a rule. */
export function mistakesIn(value: unknown): readonly Mistake[] {
  if (!isRecord(value))
    return [{ message: 'a rule is the default export of its file: an object with `summary`, `message`, `severity`, `kind` and `check`' }]
  const missing = required.filter((name) => value[name] === undefined)
  const known = new Map<string, Field>(Object.entries(fields))
  const wrong = Object.entries(value).flatMap(([name, content]): Mistake[] => {
    const field = known.get(name)
    if (!field) return [withNearest(`\`${name}\` is not a field of a rule`, nearest(name, known.keys()))]
    if (content === undefined || field.accepts(content)) return []
    return [
      withNearest(
        `\`${name}\` takes ${field.takes}`,
        field.words && typeof content === 'string' ? nearest(content, field.words) : undefined,
      ),
    ]
  })
  return missing.length === 0
    ? wrong
    : [{ message: `this rule does not say its ${missing.map((name) => `\`${name}\``).join(', ')}` }, ...wrong]
}

/** Whether a value is a rule. */
export function isRule(value: unknown): value is Rule {
  return mistakesIn(value).length === 0
}

const withNearest = (message: string, near: string | undefined): Mistake => ({ message, ...(near === undefined ? {} : { nearest: near }) })
