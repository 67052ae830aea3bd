import { counts, type Known } from '../baseline/known.ts'
import type { Config } from '../config/config.ts'
import type { FileReport, Problem, Skipped } from '../diagnostic.ts'
import type { Discovered, Found } from '../discover.ts'
import { createLinters, type Linter } from '../lint.ts'
import type { Reader } from '../readers/reader.ts'
import type { CollectedRule, RuleBook } from '../rules/collection.ts'
import type { ActiveRule } from '../rules/engine.ts'
import type { History } from '../since/history.ts'
import type { Suppress } from '../suppress.ts'
import { lintFile, type Tally } from './lint-file.ts'

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
  /** The configs that held for any of the files, and what they switch off. */
  readonly configs: ReadonlyMap<Config, Suppress>
  readonly conversations: number
  /** Templates in named files that nobody has called templates: drafts, as it seems. */
  readonly drafts: number
  /** Whether a file was named that could be found, or standard input. */
  readonly named: boolean
  /** Every file that was looked at. */
  readonly looks: readonly Looked[]
  /** How many files were left alone because nothing in them changed. */
  readonly unchanged: number
  /** What was to be found before in the files that changed. */
  readonly older: readonly Known[]
}

/** How a file was read, and what came of it. */
export interface Looked extends Pick<Tally, 'format' | 'templates' | 'conversations' | 'replies' | 'layouts' | 'languages' | 'langs'> {
  readonly found: Found
  /** All of it could be read and judged. */
  readonly whole: boolean
  readonly rules: number
  readonly milliseconds: number
}

/** What may be changed on the way. */
export interface Changes {
  /** The config as the command line changes it. */
  config(config: Config, rules: RuleBook): Config
  /** The reader as the command line changes it. */
  reader?(reader: Reader): Reader
  /** With it only files that changed are linted, and what they held before, too. */
  readonly history?: Pick<History, 'look'>
  /** What a file (absolute) is known by in the identities of findings. */
  nameOf(found: Found): string
  /** Is told how far the run has come, often; waits as long as it is given a promise. */
  progress?(files: number, replies: number): Promise<void> | undefined
}

/** Lints all that was discovered, one file after the other. Never throws on what is in the files. */
export async function run(discovered: AsyncIterable<Discovered>, changes: Changes): Promise<Run> {
  const { history, reader, nameOf, progress } = changes
  const linterOf = lintersBy(changes)
  const files: FileReport[] = []
  const problems: Problem[] = []
  const skipped: Skipped[] = []
  const notices: string[] = []
  const rules = new Map<string, ActiveRule>()
  const book = new Map<string, CollectedRule>()
  const configs = new Map<Config, Suppress>()
  const looks: Looked[] = []
  const older: Known[] = []
  let drafts = 0
  let named = false
  let unchanged = 0
  let replies = 0
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
      configs.set(found.config, linter.suppress)
      named ||= found.how === 'named'
      const look = history ? await history.look(found) : { now: found.input, before: [] }
      if (look?.notice) problems.push(look.notice)
      if (look?.now) {
        const begun = performance.now()
        const counted = (more: number) => progress?.(looks.length, replies + more)
        const tally = await lintFile({ ...found, input: look.now }, linter, { reader, name: nameOf(found), progress: counted })
        if (found.how === 'named' && found.settings.as === undefined && found.settings.layout === undefined) drafts += tally.templates
        // One at a time: a large file can have more problems than a call can have arguments.
        for (const problem of tally.problems) problems.push(problem)
        for (const passed of tally.skipped) skipped.push(passed)
        if (found.how === 'named') notices.push(...tally.skipped.filter(({ reason }) => reason === 'unrecognised').map(unrecognised))
        const { conversations, diagnostics } = tally
        if (conversations > 0) files.push({ path: found.input.path, conversations, replies: tally.replies, diagnostics })
        replies += tally.replies
        const whole = tally.problems.every(({ notice }) => notice)
        looks.push({ ...tally, found, whole, rules: linter.rules.length, milliseconds: performance.now() - begun })
      }
      if (!look) unchanged++
      for (const input of look?.before ?? []) {
        const { diagnostics } = await lintFile({ ...found, input }, linter, { reader, name: nameOf(found) })
        for (const { fingerprint } of diagnostics.filter(counts)) older.push({ path: found.input.path, fingerprint, count: 1 })
      }
    }
  }
  const conversations = files.reduce((sum, file) => sum + file.conversations, 0)
  const told = { files, problems, skipped, notices, looks, older, unchanged, conversations, drafts, named }
  return { ...told, rules: [...rules.values()], book, configs }
}

function unrecognised({ path }: Skipped): string {
  return `${path} is not linted: it is not recognised as a transcript or a template (say which with --as)`
}

/** The linter of each file; those of one config are made once. */
function lintersBy({ config: change }: Pick<Changes, 'config'>): (found: Pick<Found, 'config' | 'rules' | 'file'>) => Promise<Linter> {
  const made = new Map<Config, Promise<(file: string) => Linter>>()
  return async ({ config, rules, file }) => {
    const linters = made.get(config) ?? createLinters(change(config, rules), rules)
    made.set(config, linters)
    return (await linters)(file)
  }
}
