import type { Diagnostic, Problem, Report } from '../diagnostic.ts'
import { byFile, compare, placeOf, severityNames, shown, told } from './findings.ts'
import { fromRoot, problemText, undone } from './place.ts'
import type { Reporter } from './reporter.ts'
import { fails } from './summary.ts'
import { declaration, element, open } from './xml.ts'

/** What became of one test case; `text` is what there is to say of it. */
interface Case {
  readonly name: string
  readonly line?: number
  readonly outcome: 'failure' | 'error' | 'skipped' | 'passed'
  readonly type?: string
  readonly text: string
}

/**
 * JUnit XML: a suite per file, a case per finding. Only what fails the bar is a failure, so that test reports and exit code agree;
 * the rest passes and says what was found. Suppressed findings are skipped, what could not be checked is an error.
 */
export const junit: Reporter = function* (report) {
  const suites = suitesOf(report)
  const all = [...suites.values()].flat()
  yield `${declaration}${open('testsuites', { name: 'empathylint', ...counts(all) })}\n`
  for (const [path, cases] of suites) {
    const file = fromRoot(report.settings, path)
    yield `${open('testsuite', { name: file, ...counts(cases) })}\n`
    for (const one of cases) yield `${caseLine(one, file)}\n`
    yield '</testsuite>\n'
  }
  yield '</testsuites>\n'
}

function counts(cases: readonly Case[]) {
  const of = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') }
}

function suitesOf(report: Report): ReadonlyMap<string, readonly Case[]> {
  const failing = fails(report)
  const suites = new Map<string, Case[]>(report.files.map(({ path }) => [path, []]))
  for (const problem of undone(report)) suites.set(problem.path, [...(suites.get(problem.path) ?? []), problemCase(problem)])
  for (const [path, findings] of byFile(shown(report, { suppressed: true }))) {
    suites.set(path, [...(suites.get(path) ?? []), ...findings.map((finding) => findingCase(finding, failing(finding)))])
  }
  for (const cases of suites.values()) if (cases.length === 0) cases.push({ name: 'nothing found', outcome: 'passed', text: '' })
  return new Map([...suites].sort(([a], [b]) => compare(a, b)))
}

function findingCase(finding: Diagnostic, failing: boolean): Case {
  const { source, span, rule, severity, message, suppressed } = finding
  const { line, column } = placeOf(source, span).start
  const name = `${rule} (${line}:${column}): ${message}`
  if (suppressed) return { name, line, outcome: 'skipped', text: suppressed.reason ?? suppressed.where }
  return { name, line, outcome: failing ? 'failure' : 'passed', type: severityNames[severity], text: told(finding) }
}

function problemCase(problem: Problem): Case {
  const { source, span } = problem
  const line = source && span ? placeOf(source, span).start.line : undefined
  return { name: 'not checked', line, outcome: 'error', type: 'problem', text: problemText(problem) }
}

function caseLine({ name, line, outcome, type, text }: Case, file: string): string {
  const start = { name, classname: file, file, line }
  if (text === '') return element('testcase', start)
  const inside = {
    failure: () => element('failure', { message: name, type }, text),
    error: () => element('error', { message: text, type }, text),
    skipped: () => element('skipped', { message: text }),
    passed: () => element('system-out', {}, `${type}: ${text}`),
  }
  return `${open('testcase', start)}${inside[outcome]()}</testcase>`
}
