import type { Diagnostic, Evidence, Problem, Report } from '../diagnostic.ts'
import type { Source } from '../source.ts'
import { json } from './escape.ts'
import { byFile, compare, placeOf, shown } from './findings.ts'
import type { Reporter } from './reporter.ts'
import { summaryOf } from './summary.ts'

/** For programs: everything, as `schema/report.schema.json` describes it. One finding per line. */
export const jsonReporter: Reporter = function* (report) {
  yield '{"version":1,"files":['
  let between = '\n'
  for (const { diagnostics, ...file } of filesOf(report)) {
    yield `${between}${json(file).slice(0, -1)},"diagnostics":[`
    for (const [index, diagnostic] of diagnostics.entries()) yield `${index === 0 ? '\n' : ',\n'}${json(diagnosticData(diagnostic))}`
    yield ']}'
    between = ',\n'
  }
  yield `\n],\n"problems":${json(report.problems.map(problemData))},\n"skipped":${json(report.skipped)},\n"summary":${json(summaryOf(report))}}\n`
}

/** For pipes: one JSON object per line; each says its `type`. The last is the summary. */
export const jsonl: Reporter = function* (report) {
  for (const diagnostic of shown(report, { met: true })) {
    yield `${json({ type: 'diagnostic', path: diagnostic.source.path, ...diagnosticData(diagnostic) })}\n`
  }
  for (const problem of report.problems) yield `${json({ type: 'problem', ...problemData(problem) })}\n`
  for (const skipped of report.skipped) yield `${json({ type: 'skipped', ...skipped })}\n`
  yield `${json({ type: 'summary', version: 1, ...summaryOf(report) })}\n`
}

interface FileData {
  readonly path: string
  readonly conversations: number
  readonly replies: number
  readonly diagnostics: readonly Diagnostic[]
}

/** The linted files by path, each with what was found in it: a finding may be of another file than the one that led to it. */
function filesOf(report: Report): readonly FileData[] {
  const files = new Map<string, FileData>()
  for (const { path, conversations, replies } of report.files) files.set(path, { path, conversations, replies, diagnostics: [] })
  for (const [path, diagnostics] of byFile(shown(report, { met: true }))) {
    files.set(path, { path, conversations: 0, replies: 0, ...files.get(path), diagnostics })
  }
  return [...files.values()].sort((a, b) => compare(a.path, b.path))
}

function diagnosticData(diagnostic: Diagnostic) {
  const { rule, severity, outcome, message, source, span, quote, pointer, conversation, turn, because, instead, fingerprint } = diagnostic
  const { id, kind, title } = conversation
  return {
    rule,
    severity,
    outcome,
    message,
    ...placeOf(source, span),
    quote,
    pointer,
    conversation: { id, kind, title },
    turn,
    because: because.map((evidence) => evidenceData(evidence, source)),
    instead,
    fingerprint,
  }
}

function evidenceData({ message, quote, turn, span, source }: Evidence, own: Source) {
  const path = source && source.path !== own.path ? source.path : undefined
  return { message, quote, turn, path, ...placeOf(source ?? own, span) }
}

function problemData({ path, source, span, message, nearest, notice }: Problem) {
  return { path, ...(source && span && placeOf(source, span)), message, nearest, notice }
}
