import type { Config, RuleSetting } from './config/config.ts'
import type { Conversation, Speaker } from './conversation.ts'
import type { Diagnostic, Problem, Severity, Skipped } from './diagnostic.ts'
import { createLinter, type Judged, lint, treesFor } from './lint.ts'
import { nearest } from './nearest.ts'
import { readerFor } from './readers/index.ts'
import type { Read, Reader, ReadSettings } from './readers/reader.ts'
import { answering, asTicket } from './reply-to.ts'
import { builtInRules, type CollectedRule, type RuleBook } from './rules/collection.ts'
import { type Source, sourceOf } from './source.ts'

/** What `lintText` takes besides the text; all of it may be left out. */
export interface LintOptions extends Partial<Omit<ReadSettings, 'asked'>> {
  /** As shown in diagnostics; its end tells the format. `text.txt` when left out. */
  readonly path?: string
  /** Severities by rule, alone or with options; rules left out are as recommended. */
  readonly rules?: Readonly<Record<string, Severity | 'off' | Partial<RuleSetting>>>
  /** Only these rules; all that are on, when left out. */
  readonly only?: readonly string[]
  /** Rules of your own, by name, beside those that ship. */
  readonly ownRules?: Readonly<Record<string, CollectedRule>>
  /** Who is judged: agents, when left out. */
  readonly judge?: readonly Speaker[]
  /** A team's own words, per act or sign. */
  readonly vocabulary?: Config['vocabulary']
  /** The conversation that the text is a draft for. */
  readonly replyTo?: { readonly text: string; readonly path?: string }
}

/** What was found in a text. */
export interface LintResult {
  readonly conversations: number
  readonly replies: number
  readonly diagnostics: readonly Diagnostic[]
  readonly problems: readonly Problem[]
  readonly skipped: readonly Skipped[]
}

/** Lints one text in memory. Never throws on what the text holds: that becomes a problem. */
export async function lintText(text: string, options: LintOptions = {}): Promise<LintResult> {
  const { path = 'text.txt', rules = {}, only, ownRules = {}, judge = ['agent'], vocabulary = {}, replyTo, ...read } = options
  const settings: ReadSettings = { agents: [], customers: [], ...read, asked: true }
  const every = [...builtInRules, ...Object.entries(ownRules)]
  const book: RuleBook = new Map(only ? every.filter(([name]) => only.includes(name)) : every)
  const tree = await treesFor(book)
  const linter = createLinter({ book, rules: settingsOf(rules, book), judge, vocabulary, ...(tree ? { tree } : {}) })
  const mistakes = [...unknownRules(rules, new Map(every)), ...linter.mistakes.map((message) => ({ message }))].map((mistake) => ({
    path,
    ...mistake,
  }))
  const ticket = replyTo && (await ticketOf(replyTo, settings))
  if (ticket && !ticket.conversation) return resultOf([], [...mistakes, ...ticket.problems])
  const { reader, sources } = await readingOf(path, text, settings)
  const judged = lint(sources, ticket?.conversation ? answering(ticket.conversation)(reader) : reader, settings, linter)
  return resultOf([...judged], mistakes)
}

function settingsOf(rules: NonNullable<LintOptions['rules']>, book: RuleBook): Map<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>()
  for (const [name, said] of Object.entries(rules)) {
    const severity = book.get(name)?.severity
    if (severity) settings.set(name, typeof said === 'string' ? { severity: said, options: {} } : { severity, options: {}, ...said })
  }
  return settings
}

function unknownRules(rules: NonNullable<LintOptions['rules']>, book: RuleBook): readonly Omit<Problem, 'path'>[] {
  return Object.keys(rules).flatMap((name) => {
    const near = nearest(name, book.keys())
    return book.has(name) ? [] : [{ message: `there is no rule \`${name}\``, ...(near === undefined ? {} : { nearest: near }) }]
  })
}

/** The reader of a text and the windows it takes it in. */
async function readingOf(path: string, text: string, settings: ReadSettings): Promise<{ reader: Reader; sources: Iterable<Source> }> {
  const source = sourceOf(path, text)
  const reader = await readerFor(path, source.text, settings)
  if (reader.format !== 'jsonl') return { reader, sources: [source] }
  const { windows } = await import('./readers/jsonl.ts')
  return { reader, sources: windows(path, [source.text]) }
}

/** The one conversation of a ticket, or why there is none. */
async function ticketOf(
  { path = 'ticket.txt', text }: NonNullable<LintOptions['replyTo']>,
  settings: ReadSettings,
): Promise<{ readonly conversation?: Conversation; readonly problems: readonly Problem[] }> {
  const { reader, sources } = await readingOf(path, text, settings)
  const reads: Read[] = [...sources].flatMap((source) => [...reader.read(source, settings)])
  const problems = reads.flatMap((read) => ('problem' in read ? [read.problem] : []))
  const [conversation, ...more] = reads.flatMap((read) => ('conversation' in read ? [asTicket(read.conversation)] : []))
  if (conversation && more.length === 0) return { conversation, problems }
  const message = conversation
    ? `this holds ${more.length + 1} conversations: a draft answers one`
    : 'this holds no conversation that a draft could answer'
  return { problems: [...problems, { path, message }] }
}

function resultOf(judged: readonly Judged[], problems: readonly Problem[]): LintResult {
  return {
    conversations: judged.filter(({ conversation, skipped }) => conversation && skipped.length === 0).length,
    replies: judged.reduce((sum, { replies }) => sum + replies, 0),
    diagnostics: judged.flatMap(({ diagnostics }) => diagnostics),
    problems: [...problems, ...judged.flatMap((each) => each.problems)],
    skipped: judged.flatMap(({ skipped }) => skipped),
  }
}
