import { acts, signs } from '../analysis/acts.ts'
import type { Channel, Speaker } from '../conversation.ts'
import type { Severity } from '../diagnostic.ts'
import type { FieldMapping } from '../layouts/layout.ts'
import { nearest } from '../nearest.ts'
import type { Markup } from '../readers/reader.ts'
import type { FileEntry, Suppression } from './config.ts'
import type { Entry, Node } from './document.ts'
import { mistakeInGlob } from './globs.ts'
import { mapping } from './mapping.ts'
import {
  anyText,
  asWritten,
  complain,
  entries,
  expected,
  isNothing,
  type Located,
  list,
  located,
  object,
  phrase,
  type Report,
  type Shape,
  text,
  truth,
  wholeNumber,
  word,
} from './shape.ts'

/** One config file as written: its shape is checked, the names of rules are not yet. */
export interface Written {
  readonly extends?: readonly Located<string>[]
  readonly rules?: readonly WrittenRule[]
  readonly overrides?: readonly WrittenOverride[]
  readonly files?: readonly FileEntry[]
  readonly ignore?: readonly string[]
  readonly agents?: readonly string[]
  readonly customers?: readonly string[]
  readonly judge?: readonly Speaker[]
  readonly vocabulary?: readonly Phrases[]
  readonly plugins?: readonly Located<string>[]
  readonly suppress?: readonly WrittenSuppression[]
  readonly 'require-reason'?: boolean
  readonly 'fail-on'?: Severity | 'never'
  readonly 'max-warnings'?: number
  readonly $schema?: string
}

/** What stands beside a rule's name: a severity, or a map with `severity` and options. */
export interface WrittenRule extends Entry {
  readonly report: Report
}

export interface WrittenOverride {
  readonly files: readonly string[]
  readonly rules: readonly WrittenRule[]
}

/** An entry under `suppress:`; its rules are not yet held against those there are. */
export interface WrittenSuppression extends Omit<Suppression, 'rules'> {
  readonly rules?: readonly Located<string>[]
}

/** A team's own words for one act or sign. */
export interface Phrases {
  readonly act: string
  readonly phrases: readonly string[]
}

/** Words a config may use that other parts of the program know. */
export interface Words {
  /** The names of the layouts that ship. */
  readonly layouts: readonly string[]
  /** Why a phrase cannot be read; undefined when it can. */
  mistakeInPhrase(phrase: string): string | undefined
}

/** What the words of a team may be for. */
const actsAndSigns: readonly string[] = [...acts, ...signs]

const glob: Shape<string> = (node, report) => {
  const value = text(node, report)
  const mistake = value && mistakeInGlob(value)
  return mistake ? complain(report, node, `\`${value}\` ${mistake}`) : value
}

const kind = word('transcript', 'template')
const markup = word<Markup>('plain', 'html', 'markdown')
const channel = word<Channel>('chat', 'email', 'social', 'phone')

const layout =
  (layouts: readonly string[]): Shape<string | FieldMapping> =>
  (node, report) =>
    node.kind === 'map' ? mapping(node, report) : word(...layouts)(node, report)

const fileEntry = (layouts: readonly string[]): Shape<FileEntry> => {
  const shape = object<Omit<FileEntry, 'at'>>('`files`', { include: list(glob), as: kind, layout: layout(layouts), markup, channel })
  return (node, report) => {
    if (node.kind !== 'map') return withPlace(report, node, { include: list(glob)(node, report) })
    const entry = shape(node, report) ?? {}
    if (!node.entries.some(({ key }) => key === 'include')) complain(report, node, 'this entry does not say which files: add `include:`')
    return withPlace(report, node, entry)
  }
}

function withPlace(report: Report, node: Node, entry: Partial<FileEntry>): FileEntry | undefined {
  return entry.include?.length ? { ...entry, include: entry.include, at: { source: report.source, span: node.span } } : undefined
}

const fingerprint: Shape<string> = (node, report) => {
  const written = asWritten(node, report)?.toLowerCase()
  if (written === undefined || /^[0-9a-f]{16}$/.test(written)) return written
  return expected(report, node, 'a fingerprint of 16 hexadecimal digits')
}

const rules = entries<WrittenRule>('a map of rule names, such as `no-shouting: warn`', (entry, report) => ({ ...entry, report }))

const override: Shape<WrittenOverride> = (node, report) => {
  const { files, rules: own } = object<WrittenOverride>('an override', { files: list(glob), rules })(node, report) ?? {}
  if (node.kind !== 'map') return undefined
  if (!files) complain(report, node, 'this override does not say for which files: add `files:`')
  return { files: files ?? [], rules: own ?? [] }
}

const vocabulary = (words: Words) =>
  entries<Phrases>('a map of acts, such as `acknowledge:` with a list of phrases', (entry, report) => {
    if (!actsAndSigns.includes(entry.key)) {
      return complain(report, entry, `\`${entry.key}\` is nothing words can be for`, nearest(entry.key, actsAndSigns))
    }
    return isNothing(entry.value) ? undefined : { act: entry.key, phrases: list(phrase(words.mistakeInPhrase))(entry.value, report) ?? [] }
  })

const keysOfFindings = ['id', 'title', 'fingerprint'] as const

const suppression: Shape<WrittenSuppression> = (node, report) => {
  const entry = object<Omit<WrittenSuppression, 'at'>>('an entry of `suppress`', {
    id: asWritten,
    title: asWritten,
    fingerprint,
    rules: list(located(text)),
    reason: text,
  })(node, report)
  if (!entry || node.kind !== 'map') return undefined
  if (keysOfFindings.every((key) => !node.entries.some((written) => written.key === key)))
    return complain(report, node, 'this entry does not say whose findings stand: add `id:`, `title:` or `fingerprint:`')
  return keysOfFindings.some((key) => entry[key] !== undefined) ? { ...entry, at: { source: report.source, span: node.span } } : undefined
}

/** Checks the shape of a config file. */
export function shapeOfConfig(words: Words): Shape<Written> {
  return object<Written>('a config', {
    extends: list(located(text)),
    rules,
    overrides: list(override),
    files: list(fileEntry(words.layouts)),
    ignore: list(glob),
    agents: list(anyText),
    customers: list(anyText),
    judge: list(word<Speaker>('agent', 'bot')),
    vocabulary: vocabulary(words),
    plugins: list(located(text)),
    suppress: list(suppression),
    'require-reason': truth,
    'fail-on': word('error', 'warn', 'info', 'never'),
    'max-warnings': wholeNumber,
    $schema: text,
  })
}
