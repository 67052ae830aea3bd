import { byFile, placeOf, severityNames, shown, told } from './findings.ts'
import { fromRoot, problemText, undone } from './place.ts'
import type { Reporter } from './reporter.ts'
import { declaration, element, open } from './xml.ts'

/** Checkstyle XML, which many CI servers read. */
export const checkstyle: Reporter = function* (report) {
  const { settings } = report
  yield `${declaration}${open('checkstyle', { version: '4.3' })}\n`
  for (const problem of undone(report)) {
    const { path, source, span } = problem
    const { start } = source && span ? placeOf(source, span) : { start: undefined }
    const place = { line: start?.line ?? 1, column: start?.column }
    yield `${open('file', { name: fromRoot(settings, path) })}\n`
    yield `${element('error', { ...place, severity: 'error', message: problemText(problem), source: 'empathylint' })}\n</file>\n`
  }
  for (const [path, findings] of byFile(shown(report))) {
    yield `${open('file', { name: fromRoot(settings, path) })}\n`
    for (const finding of findings) {
      const { start } = placeOf(finding.source, finding.span)
      const { rule, severity } = finding
      const place = { line: start.line, column: start.column }
      yield `${element('error', { ...place, severity: severityNames[severity], message: told(finding), source: `empathylint.${rule}` })}\n`
    }
    yield '</file>\n'
  }
  yield '</checkstyle>\n'
}
