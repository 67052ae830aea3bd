import type { Diagnostic, ReportSettings } from '../diagnostic.ts'
import { positionOf } from '../source.ts'
import { csvCell, oneLine } from './escape.ts'
import { reasons, severityNames, shown } from './findings.ts'
import { fromRoot } from './place.ts'
import type { Reporter } from './reporter.ts'

/** The columns, in order. The id comes first: it is what a spreadsheet of the library is joined on. */
const columns: Readonly<Record<string, (finding: Diagnostic, settings: ReportSettings) => string | number | undefined>> = {
  id: ({ conversation }) => conversation.id,
  title: ({ conversation }) => conversation.title,
  kind: ({ conversation }) => conversation.kind,
  file: ({ source }, settings) => fromRoot(settings, source.path),
  line: ({ source, span }) => positionOf(source, span.start).line,
  column: ({ source, span }) => positionOf(source, span.start).column,
  severity: ({ outcome, severity }) => (outcome === 'met' ? 'met' : severityNames[severity]),
  rule: ({ rule }) => rule,
  message: ({ message }) => message,
  words: ({ quote }) => quote,
  because: (finding) => reasons(finding).join('; '),
  instead: ({ instead }) => instead.join('; '),
}

/** For spreadsheets: one row per finding. Starts with a byte order mark, without which Excel reads curly quotes and emoji wrongly. */
export const csv: Reporter = function* (report) {
  yield `\ufeff${Object.keys(columns).join(',')}\r\n`
  for (const finding of shown(report, { met: true })) {
    const row = Object.values(columns).map((value) => csvCell(oneLine(String(value(finding, report.settings) ?? ''))))
    yield `${row.join(',')}\r\n`
  }
}
