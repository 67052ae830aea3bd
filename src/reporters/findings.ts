import type { Diagnostic, Report, Severity } from '../diagnostic.ts'
import { type Position, positionOf, type Source, type Span } from '../source.ts'
import { oneLine } from './escape.ts'
import { fails } from './summary.ts'

/** From the most to the least severe. */
export const severities: readonly Severity[] = ['error', 'warn', 'info']

/** How a severity is called where people read it. */
export const severityNames: Readonly<Record<Severity, string>> = { error: 'error', warn: 'warning', info: 'info' }

/** What of a report a format has room for, besides what was missed. */
export interface Room {
  readonly met?: boolean
  readonly suppressed?: boolean
}

/** The findings to show, by file and then by place: met ones only when praise is wanted, with `quiet` only what fails the bar. */
export function shown(report: Report, room: Room = {}): readonly Diagnostic[] {
  const { praise, quiet } = report.settings
  const failing = quiet ? fails(report) : undefined
  return report.files
    .flatMap((file) => file.diagnostics)
    .filter((diagnostic) => {
      if (diagnostic.suppressed && !room.suppressed) return false
      if (diagnostic.outcome === 'met') return praise && room.met === true
      return !failing || failing(diagnostic)
    })
    .sort(byPlace)
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.source.path, b.source.path) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.rule, b.rule)
  )
}

/** Findings by the file they are in, the order kept. */
export function byFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const { path } = diagnostic.source
    const file = files.get(path)
    if (file) file.push(diagnostic)
    else files.set(path, [diagnostic])
  }
  return files
}

/** Orders texts by their UTF-16 units: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Where a span starts and ends; `end` is exclusive. */
export function placeOf(source: Source, span: Span): { readonly start: Position; readonly end: Position } {
  return { start: positionOf(source, span.start), end: positionOf(source, span.end) }
}

/** How many words are quoted before the rest is left out, in UTF-16 units. */
const quoted = 160

/** Words in quotes, on one line, the end left out when they are many. */
export function quote(words: string): string {
  const line = oneLine(words)
  return `“${line.length > quoted ? `${line.slice(0, quoted).replace(/\s?\S*$/, '')} …` : line}”`
}

/** What led to a finding, in one line: the customer's words and where they stand. */
export function reasons({ because, source }: Diagnostic): readonly string[] {
  return because.map((evidence) => {
    const { path } = evidence.source ?? source
    const { line } = positionOf(evidence.source ?? source, evidence.span.start)
    return `${evidence.message}: ${quote(evidence.quote)} (${path === source.path ? '' : `${path} `}line ${line})`
  })
}

/** All of a finding in one line: message, evidence, reminder. */
export function told(diagnostic: Diagnostic): string {
  const { message, instead } = diagnostic
  return [message, ...reasons(diagnostic), ...(instead.length > 0 ? [`Instead: ${instead.join('; ')}`] : [])].map(sentence).join(' ')
}

/** The text as a sentence: a capital first, a full stop last. */
export function sentence(text: string): string {
  const line = oneLine(text)
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}${/[.!?…][”"’)]?$/.test(line) ? '' : '.'}`
}
