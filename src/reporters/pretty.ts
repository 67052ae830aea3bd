import type { Diagnostic, Report } from '../diagnostic.ts'
import { positionOf, type Source } from '../source.ts'
import { cut, widthOf, wrap } from './cells.ts'
import { oneLine, terminal } from './escape.ts'
import { severityNames, shown } from './findings.ts'
import { frame, type Mark } from './frame.ts'
import { type Paint, plain, type Tone } from './paint.ts'
import { place } from './place.ts'
import { blot, namesIn } from './redact.ts'
import type { Reporter } from './reporter.ts'
import { summaryLines, summaryOf } from './summary.ts'

/** Wider than this, lines are hard to read. */
const widest = 110

/** For people: where it is, the words, the customer's words that led to it, what would be right. Coloured where the settings allow. */
export function prettyWith(colours: Paint = plain): Reporter {
  return function* pretty(report) {
    const { settings } = report
    const paint = settings.color ? colours : plain
    const width = Math.max(40, Math.min(settings.width, widest))
    for (const group of groupsOf(shown(report, { met: true }))) {
      yield* lines(heading(group, paint, width))
      yield* lines(frames(group, report, paint, width))
      yield* lines(notes(group, paint, width))
      yield '\n'
    }
    yield* lines(summary(report, paint, width))
  }
}

function* lines(rows: Iterable<string>): Iterable<string> {
  for (const row of rows) yield `${row}\n`
}

/** Findings whose words overlap, in order. */
function groupsOf(diagnostics: readonly Diagnostic[]): readonly (readonly Diagnostic[])[] {
  const groups: Diagnostic[][] = []
  let end = 0
  for (const diagnostic of diagnostics) {
    const group = groups.at(-1)
    const shares = group && group[0]!.source.path === diagnostic.source.path && diagnostic.span.start < end
    if (shares) group.push(diagnostic)
    else groups.push([diagnostic])
    end = shares ? Math.max(end, diagnostic.span.end) : diagnostic.span.end
  }
  return groups
}

/** The place, and what the conversation is called as far as there is room. */
function* heading([first]: readonly Diagnostic[], paint: Paint, width: number): Iterable<string> {
  const { source, span, conversation } = first!
  const at = place(source.path, source, span)
  const name = conversation.title ?? conversation.id
  const room = width - widthOf(at) - 2
  const known = name && !source.path.includes(name) && room > 8 ? `  ${paint('quiet', cut(name, room))}` : ''
  yield `${paint('strong', at)}${known}`
}

const signs = { missed: '^', met: '+' } as const

function toneOf({ outcome, severity }: Diagnostic): Tone {
  return outcome === 'met' ? 'met' : severity
}

/** How the words of a finding are numbered; not at all when all findings of the group are at the same words. */
function numbersOf(group: readonly Diagnostic[]): (diagnostic: Diagnostic) => string {
  const places = [...new Set(group.map(placeKey))]
  return (diagnostic) => (places.length > 1 ? String(places.indexOf(placeKey(diagnostic)) + 1) : '')
}

const placeKey = ({ span }: Diagnostic): string => `${span.start} ${span.end}`

/** The words of the findings and the words that led to them; each file has a frame of its own. */
function* frames(group: readonly Diagnostic[], report: Report, paint: Paint, width: number): Iterable<string> {
  const own = group[0]!.source
  const files = marksOf(group, !hidesCustomer(report))
  const last = Math.max(...[...files].flatMap(([source, marks]) => marks.map(({ span }) => positionOf(source, span.end).line)))
  const gutter = Math.max(4, String(last).length + 2)
  const hide = hidesCustomer(report) ? (text: string) => blot(text, namesIn(report, group[0]!)) : undefined
  for (const [source, marks] of files) {
    if (source.path !== own.path) yield `${' '.repeat(gutter)} ${paint('quiet', terminal(source.path))}`
    yield* frame(source, marks, { width, gutter, paint, hide })
  }
}

/** What to mark in which file, each once: evidence first, since it is what the reply answers. */
function marksOf(group: readonly Diagnostic[], evidence: boolean): ReadonlyMap<Source, readonly Mark[]> {
  const number = numbersOf(group)
  const all: [Source, Mark][] = []
  for (const { because, source } of evidence ? group : []) {
    for (const { span, message, ...at } of because) {
      all.push([at.source ?? source, { span, sign: '~', tone: 'evidence', label: oneLine(message) }])
    }
  }
  for (const diagnostic of group) {
    const { source, span, outcome } = diagnostic
    all.push([source, { span, sign: signs[outcome], tone: toneOf(diagnostic), label: number(diagnostic) }])
  }
  const files = new Map<Source, Mark[]>()
  for (const [source, mark] of all) {
    const marks = files.get(source) ?? []
    const known = marks.some(
      ({ sign, span, label }) => sign === mark.sign && span.start === mark.span.start && span.end === mark.span.end && label === mark.label,
    )
    if (!known) files.set(source, [...marks, mark])
  }
  return new Map([...files].map(([source, marks]) => [source, labelledOnce(marks)]))
}

/** What is said of several words is said beside the last of them. */
function labelledOnce(marks: readonly Mark[]): readonly Mark[] {
  const last = new Map<string, Mark>()
  for (const mark of marks) {
    const other = last.get(`${mark.sign}${mark.label}`)
    if (!other || mark.span.start > other.span.start) last.set(`${mark.sign}${mark.label}`, mark)
  }
  return marks.map((mark) => (last.get(`${mark.sign}${mark.label}`) === mark ? mark : { ...mark, label: '' }))
}

function hidesCustomer({ settings }: Report): boolean {
  return settings.redact === 'all'
}

/** What is to be said of each finding, and the reminders. */
function* notes(group: readonly Diagnostic[], paint: Paint, width: number): Iterable<string> {
  const number = numbersOf(group)
  const labels = group.map((one) => `${number(one)} ${one.outcome === 'met' ? 'well done' : severityNames[one.severity]}`.trim())
  const room = Math.max(...labels.map(({ length }) => length))
  const indent = ' '.repeat(room + 4)
  for (const [nth, diagnostic] of group.entries()) {
    const label = `  ${paint(toneOf(diagnostic), labels[nth]!)}${' '.repeat(room - labels[nth]!.length)}  `
    const message = wrap(diagnostic.message, width - indent.length)
    const rule = terminal(diagnostic.rule)
    const beside = message.length === 1 && indent.length + widthOf(message[0]!) + 2 + rule.length <= width
    for (const [index, line] of message.entries()) {
      yield `${index === 0 ? label : indent}${paint('strong', line)}${beside ? `  ${paint('quiet', rule)}` : ''}`
    }
    if (!beside) yield indent + paint('quiet', rule)
    for (const reminder of diagnostic.instead) {
      for (const [index, line] of wrap(reminder, width - indent.length - 2).entries()) {
        yield `${indent}${index === 0 ? paint('quiet', '→') : ' '} ${line}`
      }
    }
  }
}

function* summary(report: Report, paint: Paint, width: number): Iterable<string> {
  const [first = '', ...others] = summaryLines(report)
  const { failing, errors, warnings, infos } = summaryOf(report)
  const tone = failing ? (errors > 0 ? 'error' : 'warn') : errors + warnings + infos > 0 ? 'strong' : 'met'
  for (const line of wrap(first, width)) yield paint(tone, line)
  for (const other of others) for (const line of wrap(other, width)) yield paint('quiet', line)
}
