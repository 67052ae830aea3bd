import { type Node, readDocument } from '../config/document.ts'
import { complain, entries, expected, list, object, type Report, type Shape, text, word } from '../config/shape.ts'
import type { Problem } from '../diagnostic.ts'
import type { Source } from '../source.ts'
import { type RuleData, whereabouts } from './from-yaml.ts'
import type { OneOf, Options, OptionValue, Phrases, Range } from './rule.ts'

/** The words the fields of a rule take. */
export const ruleWords = {
  severity: ['error', 'warn', 'info', 'off'],
  kind: ['requires', 'forbids'],
  appliesTo: ['transcript', 'template', 'chat', 'email', 'social', 'phone'],
  opaque: ['anywhere', 'before'],
} as const

/** Reads a phrase, or says why it is none. */
export type PhraseCheck = (phrase: string) => string | undefined

const phrase =
  (mistakeIn: PhraseCheck): Shape<string> =>
  (node, report) => {
    const value = text(node, report)
    const mistake = value && mistakeIn(value)
    return mistake ? complain(report, node, mistake) : value
  }

const wholeNumber: Shape<number> = (node, report) =>
  node.kind === 'scalar' && Number.isInteger(node.value) ? Number(node.value) : expected(report, node, 'a whole number')

const oneOf = object<OneOf>('an option', { oneOf: list(text) })
const range = object<Range>('an option', { default: wholeNumber, from: wholeNumber, to: wholeNumber })

const option: Shape<OptionValue> = (node, report) => {
  if (node.kind === 'list') return list(text)(node, report)
  if (node.kind === 'scalar') return node.value ?? expected(report, node, 'a default')
  if (node.entries.some(({ key }) => key === 'oneOf')) {
    const { oneOf: words } = oneOf(node, report) ?? {}
    return words?.length ? { oneOf: words } : expected(report, node, '`oneOf` with a list of words')
  }
  const { default: byDefault, from, to } = range(node, report) ?? {}
  if (byDefault === undefined || from === undefined || to === undefined)
    return expected(report, node, '`default`, `from` and `to`, or `oneOf`')
  return { default: byDefault, from, to }
}

const options: Shape<Options> = (node, report) =>
  Object.fromEntries(
    entries('a map of options and their defaults', (entry, to) => pair(entry.key, option(entry.value, to)))(node, report) ?? [],
  )

const pair = <T>(key: string, value: T | undefined): readonly [string, T] | undefined => (value === undefined ? undefined : [key, value])

const ruleShape = (mistakeIn: PhraseCheck) =>
  object<RuleData>('a rule', {
    summary: text,
    message: text,
    severity: word(...ruleWords.severity),
    kind: word(...ruleWords.kind),
    praise: text,
    appliesTo: list(word(...ruleWords.appliesTo)),
    phrases: list(phrase(mistakeIn)),
    unless: list(phrase(mistakeIn)),
    in: list(word(...whereabouts)),
    instead: list(text),
    options,
  })

/** Reads a `rule.yaml`; without data when something is wrong, which is then among the problems. */
export async function readRuleYaml(
  source: Source,
  mistakeIn: PhraseCheck,
): Promise<{ readonly data?: RuleData; readonly problems: readonly Problem[] }> {
  const { root, report } = await open(source)
  const data = root && ruleShape(mistakeIn)(root, report)
  const { summary, message, severity, phrases } = data ?? {}
  const missing = Object.entries({ summary, message, severity, phrases }).flatMap(([key, value]) =>
    value === undefined ? [`\`${key}\``] : [],
  )
  if (report.problems.length === 0 && missing.length > 0) complain(report, start, `this rule does not say its ${missing.join(', ')}`)
  if (report.problems.length > 0 || !summary || !message || !severity || !phrases) return { problems: report.problems }
  return { data: { ...data, summary, message, severity, phrases }, problems: [] }
}

/** Phrases under one key: a list, or a map with `say`, `unless`, `in` and `negatable`. */
const phrases =
  (mistakeIn: PhraseCheck): Shape<Phrases> =>
  (node, report) => {
    const words = list(phrase(mistakeIn))
    if (node.kind !== 'map') return words(node, report)
    const { say, ...rest } =
      object<Entry>('an entry', { say: words, unless: words, in: word('question', 'statement'), negatable: flag })(node, report) ?? {}
    return say ? { say, ...rest } : expected(report, node, 'a list of phrases under `say`')
  }

type Entry = Exclude<Phrases, readonly string[]>

const flag: Shape<boolean> = (node, report) =>
  node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : expected(report, node, 'true or false')

/** Reads a `words.yaml`: phrases under short keys. */
export async function readWords(
  source: Source,
  mistakeIn: PhraseCheck,
): Promise<{ readonly phrases: Readonly<Record<string, Phrases>>; readonly problems: readonly Problem[] }> {
  const { root, report } = await open(source)
  const keys = entries('a map of keys with lists of phrases', (entry, to) => pair(entry.key, phrases(mistakeIn)(entry.value, to)))
  return { phrases: Object.fromEntries((root && keys(root, report)) ?? []), problems: report.problems }
}

const start = { span: { start: 0, end: 0 } }

async function open(source: Source): Promise<{ readonly root?: Node; readonly report: Report }> {
  const { root, problems } = await readDocument(source)
  return { ...(root && { root }), report: { source, problems: [...problems] } }
}
