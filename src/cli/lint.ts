import { relative, sep } from 'node:path'
import type { ReportSettings, RuleInfo, Skipped } from '../diagnostic.ts'
import { discover } from '../discover.ts'
import type { Asked } from '../files/candidates.ts'
import { gitTop } from '../files/ignores.ts'
import { loadStepSummary, reporters } from '../reporters/index.ts'
import { summaryLines, summaryOf } from '../reporters/summary.ts'
import { readmeOf } from '../rules/collection.ts'
import { checkFlags, type Flags, type TypedFlags } from './flags.ts'
import { failing, type Outcome, type World, type Write } from './outcome.ts'
import { mistake } from './problems.ts'
import { unknownRules, withRuleFlags } from './rule-flags.ts'
import { type Run, run } from './run.ts'
import { configsIn } from './surroundings.ts'

/** What the lint command needs to know of the program it is a part of. */
export interface Around {
  /** The help of the program, shown when there is nothing to do. */
  help(): string
  /** The names of the commands. */
  readonly commands: readonly string[]
}

/** `empathylint [paths…]`: lints, and tells of it in the formats asked for. */
export async function lintCommand(paths: readonly string[], typed: TypedFlags, world: World, around: Around): Promise<Outcome> {
  const { flags, problems } = checkFlags(typed, Object.keys(reporters), world.cwd)
  if (problems.length > 0) return failing(...problems)
  const configOf = configsIn(world, flags.config)
  const { stdinFilename, allowEmpty = false, replyTo } = flags
  const asked: Asked = {
    paths,
    cwd: world.cwd,
    stdin: world.stdin,
    configOf,
    allowEmpty,
    words: around.commands,
    ...(stdinFilename && { stdinFilename }),
  }
  if (paths.length === 0 && replyTo === undefined) {
    const { config } = await configOf(world.cwd)
    if (config?.files.length === 0) return nothingAsked(flags, around)
  }
  const reply = replyTo === undefined ? undefined : await (await import('./reply-to.ts')).replyingTo(replyTo, asked)
  if (reply && 'problems' in reply) return failing(...reply.problems)
  const done = await run(discover(asked, reply ? 'template' : flags.as), {
    config: (config, rules) => withRuleFlags(config, rules, flags),
    ...reply,
  })
  const unknown = unknownRules(flags, done.book.size > 0 ? done.book : (await configOf(world.cwd)).rules)
  const all = [...unknown, ...done.problems, ...(isEmpty(done) && !allowEmpty ? [nothingToLint(paths, done)] : [])]
  return tell({ ...done, problems: all }, flags, world)
}

function nothingAsked({ allowEmpty }: Flags, { help }: Around): Outcome {
  if (allowEmpty) return { writes: [], problems: [], exitCode: 0 }
  return {
    ...failing(mistake('say what to lint: files, folders, or `files:` in .empathyrc.yaml')),
    writes: [{ to: 'stdout', chunks: [help()] }],
  }
}

/** A run that looked into folders and judged nothing: a gate that passes that way guards nothing. */
function isEmpty({ conversations, named, problems, skipped }: Run): boolean {
  return conversations === 0 && !named && problems.length === 0 && !skipped.some(({ reason }) => reason === 'language')
}

function nothingToLint(paths: readonly string[], { skipped }: Run) {
  const why =
    skipped.length === 0
      ? ''
      : `: ${skipped.length} looked at, none recognised (\`empathylint init\` proposes which to list under \`files:\`)`
  return mistake(`nothing to lint in ${paths.join(', ')}${why}`)
}

/** The outcome of a run: the report in each format, what is said beside it, and the exit code. */
async function tell(done: Run, flags: Flags, world: World): Promise<Outcome> {
  const { files, problems, skipped } = done
  const settings = await settingsOf(done, flags, world)
  const report = { files, problems, skipped, settings }
  const writes: Write[] = []
  for (const { name, file } of flags.formats) {
    const color = settings.color && file === undefined
    const reporter = await reporters[name]?.load({ color })
    const own = file === undefined ? report : { ...report, settings: { ...settings, color, width: 80 } }
    if (reporter) writes.push({ to: file === undefined ? 'stdout' : { file }, chunks: reporter(own) })
    if (name === 'github' && world.env.GITHUB_STEP_SUMMARY) {
      const summary = await loadStepSummary()
      writes.push({ to: { file: world.env.GITHUB_STEP_SUMMARY, append: true }, chunks: summary(report) })
    }
  }
  const silent = flags.formats.every(({ file }) => file !== undefined)
  const besides = [
    ...(flags.quiet ? [] : done.notices),
    ...(flags.listSkipped ? skipped.map(skippedLine) : []),
    ...(silent && !flags.quiet ? summaryLines(report) : []),
  ]
  if (besides.length > 0) writes.push({ to: 'stderr', chunks: besides.map((line) => `${line}\n`) })
  return { writes, problems, exitCode: problems.length > 0 ? 2 : summaryOf(report).failing ? 1 : 0 }
}

const reasons: Readonly<Record<Skipped['reason'], string>> = {
  unrecognised: 'not recognised as a transcript or a template',
  ignored: 'ignored',
  language: 'not in English',
}

const skippedLine = ({ path, reason }: Skipped) => `${path}: skipped, ${reasons[reason]}`

/** The formats that tell of each rule at length. */
const atLength = new Set(['sarif'])

async function settingsOf(done: Run, flags: Flags, world: World): Promise<ReportSettings> {
  const long = flags.formats.some(({ name }) => atLength.has(name))
  const rules = done.rules.map(async ({ name, severity, path, rule: { summary, message, kind } }): Promise<RuleInfo> => {
    const info = { name, summary, message, severity, kind, readme: '' }
    if (!long) return info
    const { precisionOf } = await import('../../generated/accuracy.ts')
    const precision = path === undefined ? precisionOf[name] : undefined
    return { ...info, readme: await readmeOf(name, done.book), ...(precision && { precision }) }
  })
  const top = gitTop(world.cwd)
  const base = top === undefined ? '' : relative(top, world.cwd).split(sep).join('/')
  const alone = done.conversations === 1 && done.drafts === 1 && flags.replyTo === undefined
  return {
    failOn: flags.failOn,
    ...(flags.maxWarnings === undefined ? {} : { maxWarnings: flags.maxWarnings }),
    praise: flags.praise ?? false,
    quiet: flags.quiet ?? false,
    color: flags.color && world.color,
    width: world.width,
    rules: await Promise.all(rules),
    version: world.version,
    base: base === '' ? '' : `${base}/`,
    notes: alone ? ['Judged as a template, on its own: with --reply-to TICKET it is judged as the answer to that ticket.'] : [],
  }
}
