import type { Severity } from '../diagnostic.ts'
import { type Position, positionOf, type Source, type Span } from '../source.ts'
import { json } from './escape.ts'
import { shown, told } from './findings.ts'
import { fromRoot, problemText, undone } from './place.ts'
import type { Reporter } from './reporter.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warn: 'WARNING', info: 'INFO' }

/** The Reviewdog Diagnostic Format; its columns count bytes of UTF-8. Evidence stands in the message: older reviewdogs refuse keys they do not know. */
export const rdjson: Reporter = function* (report) {
  const { settings } = report
  const bytes = byteColumns()
  const rangeOf = (source: Source, { start, end }: Span) => ({ start: bytes(source, start), end: bytes(source, end) })
  yield `{"source":${json({ name: 'empathylint', url: settings.homepage })},"diagnostics":[`
  let between = '\n'
  for (const problem of undone(report)) {
    const { path, source, span } = problem
    const location = { path: fromRoot(settings, path), ...(source && span && { range: rangeOf(source, span) }) }
    yield `${between}${json({ message: problemText(problem), location, severity: 'ERROR' })}`
    between = ',\n'
  }
  for (const finding of shown(report)) {
    const { source, span, severity, rule } = finding
    const location = { path: fromRoot(settings, source.path), range: rangeOf(source, span) }
    yield `${between}${json({ message: told(finding), location, severity: severities[severity], code: { value: rule } })}`
    between = ',\n'
  }
  yield '\n]}\n'
}

/** Line and column in bytes. Findings come in order, so that a long line is measured once, from where the last one stood. */
function byteColumns(): (source: Source, offset: number) => { readonly line: number; readonly column: number } {
  let last: { source: Source; place: Position; column: number } | undefined
  return (source, offset) => {
    const place = positionOf(source, offset)
    const near = last && last.source === source && last.place.line === place.line && last.place.offset <= offset ? last : undefined
    const from = near ? near.place.offset : offset - (place.column - 1)
    const column = (near?.column ?? 1) + Buffer.byteLength(source.text.slice(from - source.offset, offset - source.offset))
    last = { source, place, column }
    return { line: place.line, column }
  }
}
