import type { Diagnostic, Report, ReportSettings, Severity, Skipped } from '../diagnostic.ts'
import { undone } from './place.ts'

/** What a run comes to. */
export interface Summary {
  readonly files: number
  readonly conversations: number
  readonly replies: number
  /** Suppressed and met findings are not among these three. */
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  readonly met: number
  readonly suppressed: number
  readonly problems: number
  readonly skipped: number
  /** Whether findings are at the bar that `failOn` and `maxWarnings` set. Problems are another matter. */
  readonly failing: boolean
}

/** Counts a report and holds it against its bar. */
export function summaryOf(report: Report): Summary {
  const { files, settings } = report
  const counts = { error: 0, warn: 0, info: 0, met: 0, suppressed: 0 }
  for (const file of files) for (const diagnostic of file.diagnostics) counts[kindOf(diagnostic)]++
  return {
    files: files.length,
    conversations: total(files.map((file) => file.conversations)),
    replies: total(files.map((file) => file.replies)),
    errors: counts.error,
    warnings: counts.warn,
    infos: counts.info,
    met: counts.met,
    suppressed: counts.suppressed,
    problems: undone(report).length,
    skipped: total(report.skipped.map((skipped) => skipped.count)),
    failing: barsMissed(settings, counts).length > 0,
  }
}

/** Which findings fail the bar: those at `failOn`, and all warnings when there are more than `maxWarnings`. */
export function fails(report: Report): (diagnostic: Diagnostic) => boolean {
  const { failOn, maxWarnings = Number.POSITIVE_INFINITY } = report.settings
  const tooMany = summaryOf(report).warnings > maxWarnings
  return (diagnostic) => {
    const kind = kindOf(diagnostic)
    if (kind === 'met' || kind === 'suppressed') return false
    return atBar(failOn).includes(kind) || (tooMany && kind === 'warn')
  }
}

function kindOf({ suppressed, outcome, severity }: Diagnostic): Severity | 'met' | 'suppressed' {
  if (suppressed) return 'suppressed'
  return outcome === 'met' ? 'met' : severity
}

const bars: Readonly<Record<ReportSettings['failOn'], readonly Severity[]>> = {
  error: ['error'],
  warn: ['error', 'warn'],
  info: ['error', 'warn', 'info'],
  never: [],
}

function atBar(failOn: ReportSettings['failOn']): readonly Severity[] {
  return bars[failOn]
}

/** The options whose bar the counts are over, as they are written on the command line. */
function barsMissed({ failOn, maxWarnings }: ReportSettings, counts: Readonly<Record<Severity, number>>): readonly string[] {
  return [
    ...(atBar(failOn).some((severity) => counts[severity] > 0) ? [`--fail-on ${failOn}`] : []),
    ...(maxWarnings !== undefined && counts.warn > maxWarnings ? [`--max-warnings ${maxWarnings}`] : []),
  ]
}

/** The last lines of what people read: what was found, what the bar did, what was passed over. */
export function* summaryLines(report: Report): Iterable<string> {
  const summary = summaryOf(report)
  const { settings } = report
  if (summary.errors + summary.warnings + summary.infos > 0) yield verdict(summary, settings)
  else yield nothingFound(summary, settings)
  if (summary.met > 0) yield `${count(summary.met, 'thing')} done well${settings.praise ? '' : ' (--praise)'}`
  if (summary.suppressed > 0) yield `${count(summary.suppressed, 'finding')} suppressed`
  if (summary.problems > 0) yield `${count(summary.problems, 'problem')}: not everything could be checked`
  yield* skippedLines(report.skipped)
  yield* settings.notes ?? []
}

function verdict({ errors, warnings, infos, failing }: Summary, settings: ReportSettings): string {
  const found = [count(errors, 'error'), count(warnings, 'warning'), ...(infos > 0 ? [`${infos} info`] : [])].join(', ')
  const missed = barsMissed(settings, { error: errors, warn: warnings, info: infos })
  return `${found}: ${failing ? `failing (${missed.join(', ')})` : `not failing (--fail-on ${settings.failOn})`}`
}

function nothingFound({ replies, files, problems }: Summary, { known = 0, notes = [] }: ReportSettings): string {
  if (replies === 0 && problems > 0) return 'Nothing was judged'
  // Where no file was looked at, a note says why.
  if (replies === 0) return `Nothing to judge${files > 0 || notes.length === 0 ? `: no reply of an agent in ${count(files, 'file')}` : ''}`
  if (known > 0) return `Nothing new in ${replies === 1 ? 'the reply' : `all ${replies} replies`}`
  const read = replies === 1 ? 'The reply reads' : `All ${replies} replies read`
  return `${read} well: nothing to change. Thank you for taking care.`
}

const skippedReasons: Readonly<Record<Skipped['reason'], (skipped: number) => string>> = {
  unrecognised: (skipped) => `${count(skipped, 'file')} skipped: not recognised as transcripts or templates (--list-skipped)`,
  ignored: (skipped) => `${count(skipped, 'file')} skipped: ignored (--list-skipped)`,
  language: (skipped) => `${count(skipped, 'conversation')} skipped: not in English (--list-skipped)`,
}

function* skippedLines(skipped: readonly Skipped[]): Iterable<string> {
  for (const [reason, line] of Object.entries(skippedReasons)) {
    const times = total(skipped.filter((one) => one.reason === reason).map((one) => one.count))
    if (times > 0) yield line(times)
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0)
}

/** A count with its noun: `1 file`, `2 files`. */
export function count(times: number, noun: string): string {
  return `${times} ${noun}${times === 1 ? '' : 's'}`
}
