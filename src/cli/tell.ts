import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Report, ReportSettings, RuleInfo, Skipped } from '../diagnostic.ts'
import { gitTop } from '../files/ignores.ts'
import { loadStepSummary, reporters } from '../reporters/index.ts'
import { undone } from '../reporters/place.ts'
import { redacted } from '../reporters/redact.ts'
import { summaryLines, summaryOf } from '../reporters/summary.ts'
import { readmeOf } from '../rules/collection.ts'
import { barOf } from './bar.ts'
import type { Flags } from './flags.ts'
import type { News } from './known.ts'
import type { Outcome, World, Write } from './outcome.ts'
import type { Run } from './run.ts'

/** The outcome of a run: the report in each format, what is said beside it, and the exit code. `begun` is when the run began. */
export async function tell(done: Run, news: readonly News[], flags: Flags, world: World, begun: number): Promise<Outcome> {
  const files = news.at(-1)?.files ?? done.files
  const settings = await settingsOf(done, news, flags, world)
  const report: Report = { files, problems: done.problems, skipped: done.skipped, settings }
  const writes: Write[] = [...(await formatWrites(report, flags, world)), ...news.flatMap((each) => each.writes)]
  const lines = await besides(report, done, flags, begun)
  if (lines.length > 0) writes.push({ to: 'stderr', chunks: lines.map((line) => `${line}\n`) })
  const { problems } = redacted(report, false)
  const failed = undone(report)
  const exitCode = failed.length > 0 ? 2 : summaryOf(report).failing && !flags.exitZero ? 1 : 0
  return { writes, problems: flags.quiet ? problems.filter(({ notice }) => !notice) : problems, exitCode }
}

async function formatWrites(report: Report, { formats }: Flags, { env }: World): Promise<readonly Write[]> {
  const { settings } = report
  const writes: Write[] = []
  for (const { name, file } of formats) {
    const color = settings.color && file === undefined
    const reporter = await reporters[name]?.load({ color })
    const own = file === undefined ? report : { ...report, settings: { ...settings, color, width: 80 } }
    if (reporter) writes.push({ to: file === undefined ? 'stdout' : { file }, chunks: reporter(own) })
    if (name === 'github' && env.GITHUB_STEP_SUMMARY) {
      const summary = await loadStepSummary()
      writes.push({ to: { file: env.GITHUB_STEP_SUMMARY, append: true }, chunks: summary(report) })
    }
  }
  return writes
}

/** What is said on standard error, beside the formats. */
async function besides(report: Report, done: Run, flags: Flags, begun: number): Promise<readonly string[]> {
  const silent = flags.formats.every(({ file }) => file !== undefined)
  return [
    ...(flags.quiet ? [] : done.notices),
    ...(flags.listSkipped ? done.skipped.map(skippedLine) : []),
    ...(flags.debug ? (await import('./debug.ts')).debugLines(done.looks, flags.config !== undefined) : []),
    ...(flags.stats ? (await import('./stats.ts')).statsLines(done, performance.now() - begun) : []),
    ...(silent && !flags.quiet ? summaryLines(report) : []),
  ]
}

const reasons: Readonly<Record<Skipped['reason'], string>> = {
  unrecognised: 'not recognised as a transcript or a template',
  ignored: 'ignored',
  language: 'not in English',
}

const skippedLine = ({ path, reason }: Skipped) => `${path}: skipped, ${reasons[reason]}`

/** Names the configs know, of people whose names may have to be taken out. */
export function namesOf({ configs }: Pick<Run, 'configs'>): readonly string[] {
  return [...new Set([...configs.keys()].flatMap(({ agents, customers }) => [...agents, ...customers]))]
}

/** The formats that tell of each rule at length, and those that name the project's page. */
const atLength: ReadonlySet<string> = new Set(['sarif'])
const withPage: ReadonlySet<string> = new Set(['sarif', 'rdjson'])

async function settingsOf(done: Run, news: readonly News[], flags: Flags, world: World): Promise<ReportSettings> {
  const uses = (formats: ReadonlySet<string>) => flags.formats.some(({ name }) => formats.has(name))
  const long = uses(atLength)
  const rules = done.rules.map(async ({ name, severity, rule: { summary, message, kind } }): Promise<RuleInfo> => {
    return { name, summary, message, severity, kind, readme: long ? await readmeOf(name, done.book) : '' }
  })
  const top = gitTop(world.cwd)
  const base = top === undefined ? '' : relative(top, world.cwd).split(sep).join('/')
  const homepage = uses(withPage) ? homepageOf(world) : undefined
  const alone = done.conversations === 1 && done.drafts === 1 && flags.replyTo === undefined
  return {
    ...barOf(flags, done.configs.keys()),
    praise: flags.praise ?? false,
    quiet: flags.quiet ?? false,
    color: flags.color && world.color,
    width: world.width,
    rules: await Promise.all(rules),
    version: world.version,
    redact: flags.redact,
    names: namesOf(done),
    base: base === '' ? '' : `${base}/`,
    ...(homepage !== undefined && { homepage }),
    known: news.reduce((sum, { known }) => sum + known, 0),
    notes: [
      ...news.flatMap(({ notes }) => notes),
      ...(alone ? ['Judged as a template, on its own: with --reply-to TICKET it is judged as the answer to that ticket.'] : []),
    ],
  }
}

/** The project's page as its package names it; undefined when it names none. */
function homepageOf({ home }: World): string | undefined {
  try {
    const { homepage } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    return typeof homepage === 'string' ? homepage : undefined
  } catch {
    // A program that was copied without its package has no page.
    return undefined
  }
}
