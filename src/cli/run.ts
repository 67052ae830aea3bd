import type { Config } from '../config/config.ts'
import type { Diagnostic, FileReport, Problem, Skipped } from '../diagnostic.ts'
import type { Discovered, Found } from '../discover.ts'
import { createLinters, type Linter, lint } from '../lint.ts'
import type { Reader } from '../readers/reader.ts'
import type { CollectedRule, RuleBook } from '../rules/collection.ts'
import type { ActiveRule } from '../rules/engine.ts'
import { readingOf } from './reading.ts'

/** What a run came to, before anyone is told. */
export interface Run {
  readonly files: readonly FileReport[]
  readonly problems: readonly Problem[]
  readonly skipped: readonly Skipped[]
  /** What is said of named files that are passed over. */
  readonly notices: readonly string[]
  /** The rules that were in use for any of the files. */
  readonly rules: readonly ActiveRule[]
  /** The rules there were, for any of the files, in use or not. */
  readonly book: RuleBook
  readonly conversations: number
  /** Templates in named files that nobody has called templates: drafts, as it seems. */
  readonly drafts: number
  /** Whether a file was named that could be found, or standard input. */
  readonly named: boolean
}

/** What may be changed on the way. */
export interface Changes {
  /** The config as the command line changes it. */
  config(config: Config, rules: RuleBook): Config
  /** The reader as the command line changes it. */
  reader?(reader: Reader): Reader
}

/** Lints all that was discovered, one file after the other. Never throws on what is in the files. */
export async function run(discovered: AsyncIterable<Discovered>, changes: Changes): Promise<Run> {
  const linterOf = lintersBy(changes)
  const files: FileReport[] = []
  const problems: Problem[] = []
  const skipped: Skipped[] = []
  const notices: string[] = []
  const rules = new Map<string, ActiveRule>()
  const book = new Map<string, CollectedRule>()
  let drafts = 0
  let named = false
  for await (const step of discovered) {
    if ('problem' in step) problems.push(step.problem)
    else if ('skipped' in step) {
      named = true
      skipped.push(step.skipped)
      notices.push(step.notice)
    } else {
      const { found } = step
      const linter = await linterOf(found)
      for (const rule of linter.rules) rules.set(rule.name, rule)
      for (const [name, rule] of found.rules) book.set(name, rule)
      named ||= found.how === 'named'
      const tally = await lintFile(found, linter, changes)
      if (found.how === 'named' && found.settings.as === undefined && found.settings.layout === undefined) drafts += tally.templates
      // One at a time: a large file can have more problems than a call can have arguments.
      for (const problem of tally.problems) problems.push(problem)
      for (const passed of tally.skipped) skipped.push(passed)
      if (found.how === 'named') notices.push(...tally.skipped.filter(({ reason }) => reason === 'unrecognised').map(unrecognised))
      const { conversations, replies, diagnostics } = tally
      if (conversations > 0) files.push({ path: found.input.path, conversations, replies, diagnostics })
    }
  }
  const conversations = files.reduce((sum, file) => sum + file.conversations, 0)
  return { files, problems, skipped, notices, rules: [...rules.values()], book, conversations, drafts, named }
}

function unrecognised({ path }: Skipped): string {
  return `${path} is not linted: it is not recognised as a transcript or a template (say which with --as)`
}

/** What is kept of a file; its conversations are let go one after the other. */
interface Tally {
  conversations: number
  templates: number
  replies: number
  readonly diagnostics: Diagnostic[]
  readonly problems: Problem[]
  readonly skipped: Skipped[]
}

/** A file counts once, however many of its lines are not recognised. */
const asUnrecognised = ({ input }: Found): Skipped => ({ path: input.path, reason: 'unrecognised', count: 1 })

async function lintFile(found: Found, linter: Linter, { reader: change }: Changes): Promise<Tally> {
  const tally: Tally = { conversations: 0, templates: 0, replies: 0, diagnostics: [], problems: [], skipped: [] }
  const { reader, sources, leftOut } = await readingOf(found)
  for (const judged of lint(sources, change?.(reader) ?? reader, found.settings, linter)) {
    if (judged.conversation && judged.skipped.length === 0) {
      tally.conversations++
      tally.replies += judged.replies
      if (judged.conversation.kind === 'template') tally.templates++
    }
    tally.diagnostics.push(...judged.diagnostics)
    tally.problems.push(...judged.problems)
    tally.skipped.push(...judged.skipped)
  }
  const left = leftOut()
  if (left && left !== 'unrecognised') tally.problems.push(left.problem)
  const unrecognised = left === 'unrecognised' || tally.skipped.some(({ reason }) => reason === 'unrecognised')
  const others = tally.skipped.filter(({ reason }) => reason !== 'unrecognised')
  return { ...tally, skipped: unrecognised && tally.conversations === 0 ? [...others, asUnrecognised(found)] : others }
}

/** The linter of each file; those of one config are made once. */
function lintersBy({ config: change }: Changes): (found: Found) => Promise<Linter> {
  const made = new Map<Config, Promise<(file: string) => Linter>>()
  return async ({ config, rules, file }) => {
    const linters = made.get(config) ?? createLinters(change(config, rules), rules)
    made.set(config, linters)
    return (await linters)(file)
  }
}
