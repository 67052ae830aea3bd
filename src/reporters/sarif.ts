import { deflateRawSync } from 'node:zlib'
import type { Diagnostic, Report } from '../diagnostic.ts'
import { json } from './escape.ts'
import { severities, shown } from './findings.ts'
import type { Reporter } from './reporter.ts'
import { descriptorsOf, driverOf, invocationOf, type Lines, linesOf, resultOf } from './sarif-parts.ts'

/** What GitHub takes: more results, or more bytes when compressed, and it refuses the whole file. */
const limits = { results: 25_000, bytes: 10_000_000 }

/** SARIF 2.1.0, for code scanning. The gravest first: what GitHub would not take is left off, and said. */
export const sarif: Reporter = function* (report) {
  const rules = descriptorsOf(report)
  const findings = [...shown(report, { suppressed: true })].sort(byGravity)
  const lines = linesOf(findings)
  const head = `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{
"tool":{"driver":${json(driverOf(report, rules))}},
"columnKind":"utf16CodeUnits",
"automationDetails":{"id":"empathylint/"},
"originalUriBaseIds":{"%SRCROOT%":{"description":{"text":"The root of the repository."}}},
"results":[`
  yield head
  const told = yield* results(
    findings,
    rules.map(({ id }) => id),
    lines,
    report,
    limits.bytes - compressed(head) - 100_000,
  )
  yield `\n],\n"invocations":[${json(invocationOf(report, findings.length - told))}]}]}\n`
}

/** Yields results until what GitHub takes is full, and returns how many there was room for. */
function* results(
  findings: readonly Diagnostic[],
  rules: readonly string[],
  lines: Lines,
  report: Report,
  room: number,
): Generator<string, number> {
  const all = findings.some(({ suppressed }) => suppressed)
  let told = 0
  let used = 0
  for (let from = 0; from < Math.min(findings.length, limits.results); from += 100) {
    const some = findings.slice(from, Math.min(from + 100, limits.results))
    const chunk = some
      .map((finding, index) => `${from + index > 0 ? ',' : ''}\n${json(resultOf(finding, rules, lines, report, all))}`)
      .join('')
    // Each chunk by itself compresses less than the whole: the estimate is on the safe side.
    used += compressed(chunk)
    if (used > room) break
    yield chunk
    told += some.length
  }
  return told
}

function compressed(chunk: string): number {
  return deflateRawSync(chunk, { level: 1 }).length
}

function byGravity(a: Diagnostic, b: Diagnostic): number {
  return (
    Number(a.suppressed !== undefined) - Number(b.suppressed !== undefined) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity)
  )
}
