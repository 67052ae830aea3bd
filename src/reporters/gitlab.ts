import type { Severity } from '../diagnostic.ts'
import { json } from './escape.ts'
import { placeOf, shown, told } from './findings.ts'
import { fromRoot, problemText, undone } from './place.ts'
import type { Reporter } from './reporter.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'major', warn: 'minor', info: 'info' }

/** GitLab's Code Quality report: a JSON list; the fingerprint tells it what is new in a merge request. */
export const gitlab: Reporter = function* (report) {
  const seen = new Map<string, number>()
  /** GitLab keeps one of several issues with the same fingerprint. */
  const unique = (fingerprint: string): string => {
    const times = (seen.get(fingerprint) ?? 0) + 1
    seen.set(fingerprint, times)
    return times === 1 ? fingerprint : `${fingerprint}-${times}`
  }
  let between = '\n'
  yield '['
  for (const problem of undone(report)) {
    const { path, source, span } = problem
    const begin = source && span ? placeOf(source, span).start.line : 1
    const location = { path: fromRoot(report.settings, path), lines: { begin } }
    const fingerprint = unique(`problem ${path} ${problem.message}`)
    yield `${between}${json({ description: problemText(problem), check_name: 'not-checked', fingerprint, severity: 'critical', location })}`
    between = ',\n'
  }
  for (const finding of shown(report)) {
    const { start, end } = placeOf(finding.source, finding.span)
    const location = { path: fromRoot(report.settings, finding.source.path), lines: { begin: start.line, end: end.line } }
    const { rule: check_name, severity } = finding
    const fingerprint = unique(finding.fingerprint)
    yield `${between}${json({ description: told(finding), check_name, fingerprint, severity: severities[severity], location })}`
    between = ',\n'
  }
  yield '\n]\n'
}
