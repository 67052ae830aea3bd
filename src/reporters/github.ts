import type { Diagnostic, Problem, ReportSettings, Severity } from '../diagnostic.ts'
import { positionOf } from '../source.ts'
import { terminal, workflowMessage, workflowProperty } from './escape.ts'
import { placeOf, shown, told } from './findings.ts'
import { fromRoot, problemText, undone } from './place.ts'
import type { Reporter } from './reporter.ts'
import { count, summaryLines } from './summary.ts'

/** GitHub shows ten annotations of each kind per step. */
const most = 10

const commands: Readonly<Record<Severity, 'error' | 'warning' | undefined>> = { error: 'error', warn: 'warning', info: undefined }

/** Workflow commands of GitHub Actions: annotations for the ten first errors and warnings. The rest stands in the job's summary. */
export const github: Reporter = function* (report) {
  const { settings } = report
  const problems = undone(report)
  const findings = shown(report)
  const annotations = [
    ...problems.map((problem) => ({ kind: 'error' as const, line: problemCommand(problem, settings) })),
    ...findings.flatMap((finding) => {
      const kind = commands[finding.severity]
      return kind ? [{ kind, line: findingCommand(kind, finding, settings) }] : []
    }),
  ]
  const first = (kind: string) => annotations.filter((annotation) => annotation.kind === kind).slice(0, most)
  const shownNow = [...first('error'), ...first('warning')]
  for (const { line } of shownNow) yield `${line}\n`
  const more = findings.length + problems.length - shownNow.length
  if (more > 0) yield `${count(more, 'more finding')} in the summary of the job\n`
  for (const line of summaryLines(report)) yield `${terminal(line)}\n`
}

function findingCommand(kind: string, finding: Diagnostic, settings: ReportSettings): string {
  const { source, span, rule } = finding
  const { start, end } = placeOf(source, span)
  // Columns are only taken on one line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {}
  const place = { file: fromRoot(settings, source.path), line: start.line, endLine: end.line, ...columns }
  return command(kind, { ...place, title: `empathylint: ${rule}` }, told(finding))
}

function problemCommand(problem: Problem, settings: ReportSettings): string {
  const { path, source, span } = problem
  const line = source && span ? { line: positionOf(source, span.start).line } : {}
  return command('error', { file: fromRoot(settings, path), ...line, title: 'empathylint: not checked' }, problemText(problem))
}

function command(kind: string, properties: Readonly<Record<string, string | number | undefined>>, message: string): string {
  const list = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${workflowProperty(String(value))}`],
  )
  return `::${kind} ${list.join(',')}::${workflowMessage(message)}`
}
