import type { Diagnostic, Report } from '../diagnostic.ts'
import { positionOf } from '../source.ts'
import { markdown, markdownCode } from './escape.ts'
import { byFile, quote, reasons, severityNames, shown } from './findings.ts'
import { fromRoot, problemText, undone } from './place.ts'
import type { Reporter } from './reporter.ts'
import { count, summaryLines } from './summary.ts'

/** For comments and summaries: what the run came to, then a table per file. */
export const markdownReporter: Reporter = function* (report) {
  yield* head(report)
  for (const { rows } of tables(report)) yield* rows
}

/** GitHub takes 1 MiB of a step's summary; some is kept for what other steps say. */
const room = 900_000

/** The same for `$GITHUB_STEP_SUMMARY`: what it has no room for is left off, and said. */
export const stepSummary: Reporter = function* (report) {
  let used = 0
  let left = 0
  for (const chunk of head(report)) {
    used += Buffer.byteLength(chunk)
    yield chunk
  }
  for (const { rows, findings } of tables(report)) {
    const table = rows.join('')
    used += Buffer.byteLength(table)
    if (used <= room) yield table
    else left += findings
  }
  if (left > 0) yield `\n${count(left, 'more finding')}: there is no room for them here.\n`
}

function* head(report: Report): Iterable<string> {
  const [first = '', ...others] = summaryLines(report)
  yield `## empathylint\n\n**${markdown(first)}**\n`
  for (const line of others) yield `\n${markdown(line)}\n`
  const problems = undone(report)
  if (problems.length > 0) yield '\n### Not checked\n\n'
  for (const problem of problems) {
    const { path, source, span } = problem
    const line = source && span ? `, line ${positionOf(source, span.start).line}` : ''
    yield `- ${markdownCode(fromRoot(report.settings, path))}${line}: ${markdown(problemText(problem))}\n`
  }
}

function* tables(report: Report): Iterable<{ readonly rows: readonly string[]; readonly findings: number }> {
  for (const [path, findings] of byFile(shown(report, { met: true }))) {
    const top = `\n### ${markdownCode(fromRoot(report.settings, path))}\n\n| line | | what | words |\n| ---: | --- | --- | --- |\n`
    yield { rows: [top, ...findings.map(row)], findings: findings.length }
  }
}

function row(finding: Diagnostic): string {
  const { source, span, outcome, severity, rule, message, instead, conversation } = finding
  const name = conversation.title ?? conversation.id
  const what = [`**${markdown(message)}** ${markdownCode(rule)}`, ...instead.map((reminder) => `→ ${markdown(reminder)}`)]
  const words = [...(name ? [`*${markdown(name)}*`] : []), markdown(quote(finding.quote)), ...reasons(finding).map(markdown)]
  const cells = [
    positionOf(source, span.start).line,
    outcome === 'met' ? 'well done' : severityNames[severity],
    what.join('<br>'),
    words.join('<br>'),
  ]
  return `| ${cells.join(' | ')} |\n`
}
