import type { Diagnostic, Evidence, Problem, Report, RuleInfo, Severity } from '../diagnostic.ts'
import { type Position, positionOf, type Source, type Span } from '../source.ts'
import { oneLine, visible } from './escape.ts'
import { placeOf, quote, sentence } from './findings.ts'
import { fromRoot, problemText, undone, uriOf } from './place.ts'
import { count } from './summary.ts'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warn: 'warning', info: 'note' }
const gravities: Readonly<Record<Severity, string>> = { error: 'error', warn: 'warning', info: 'recommendation' }

/** The longest region to highlight, in UTF-16 units: GitHub shows little of a long one. */
const longest = 200

/** GitHub tells findings apart by the hash of their line; on a longer one, by ours. UTF-16 units. */
const longLine = 1000

/** The rules that ran, and those that findings name all the same. */
export function descriptorsOf(report: Report) {
  const infos = new Map(report.settings.rules.map((rule) => [rule.name, rule]))
  const named = report.files.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule))
  const enabled = report.settings.rules.filter(({ severity }) => severity !== 'off').map(({ name }) => name)
  return [...new Set([...enabled, ...named])].map((name) => descriptorOf(name, infos.get(name), report.settings.homepage))
}

function descriptorOf(name: string, info: RuleInfo | undefined, homepage: string | undefined) {
  const severity = info && info.severity !== 'off' ? info.severity : 'warn'
  const help = info ? helpOf(info) : name
  return {
    id: name,
    name: name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: text(sentence(info?.message ?? name)) },
    fullDescription: { text: text(sentence(info?.summary ?? name)) },
    help: { text: text(plainText(help)), markdown: help },
    ...(homepage && { helpUri: `${homepage.replace(/#.*$/, '')}#${encodeURIComponent(name)}` }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['customer-support', 'empathy', info?.kind ?? 'forbids'],
      ...(info?.precision && { precision: info.precision }),
      'problem.severity': gravities[severity],
    },
  }
}

/** A rule's README up to the heading over its first case. */
function helpOf({ readme, summary }: RuleInfo): string {
  const cases = readme.search(/^`{3,}(?:transcript|template)\b/m)
  const lead = cases < 0 ? readme : readme.slice(0, cases)
  const heading = lead.lastIndexOf('\n## ')
  return (cases < 0 || heading < 0 ? lead : lead.slice(0, heading)).trim() || summary
}

function plainText(markdown: string): string {
  return markdown
    .replace(/^#+\s+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]+/g, '')
}

/** Text of a SARIF message: brackets would be links and braces placeholders. */
function text(plain: string): string {
  return visibleLines(plain)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&')
}

function visibleLines(plain: string): string {
  return plain.split('\n').map(visible).join('\n')
}

/** The tool and its rules. */
export function driverOf({ settings }: Report, rules: ReturnType<typeof descriptorsOf>) {
  const { version, homepage = 'https://www.npmjs.com/package/empathylint' } = settings
  return { name: 'empathylint', version, semanticVersion: version, informationUri: homepage, rules }
}

/** How many conversations have findings on a line, by path and line. */
export type Lines = ReadonlyMap<string, ReadonlySet<string>>

const lineKey = (source: Source, { line }: Position): string => `${source.path}:${line}`

export function linesOf(findings: readonly Diagnostic[]): Lines {
  const lines = new Map<string, Set<string>>()
  for (const { source, span, pointer, conversation } of findings) {
    const key = lineKey(source, positionOf(source, span.start))
    lines.set(key, (lines.get(key) ?? new Set<string>()).add([pointer, conversation.id, conversation.title].join('\n')))
  }
  return lines
}

/** One finding. `all`: some findings are suppressed, so that each must say whether it is. */
export function resultOf(finding: Diagnostic, rules: readonly string[], lines: Lines, report: Report, all: boolean) {
  const { rule, severity, source, span, because, suppressed } = finding
  const links = because.map((evidence, index) => {
    const { line } = positionOf(evidence.source ?? source, evidence.span.start)
    return `${text(sentence(evidence.message).replace(/\.$/, ''))} ([line ${line}](${index + 1})).`
  })
  const instead = finding.instead.length > 0 ? [text(sentence(`Instead: ${finding.instead.join('; ')}`))] : []
  const logical = logicalLocation(finding)
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: levels[severity],
    message: { text: [text(sentence(finding.message)), ...links, ...instead].join(' ') },
    locations: [
      { physicalLocation: physicalLocation(report, source, span, finding.quote), ...(logical && { logicalLocations: [logical] }) },
    ],
    ...(because.length > 0 && { relatedLocations: because.map((evidence, index) => relatedLocation(report, evidence, source, index + 1)) }),
    partialFingerprints: { 'empathylint/v1': finding.fingerprint, ...ownLineHash(finding, lines) },
    ...(all && { suppressions: suppressed ? [suppressionOf(suppressed)] : [] }),
  }
}

function physicalLocation(report: Report, source: Source, span: Span, words: string) {
  const { start, end } = placeOf(source, shortened(source, span))
  const region = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
  return { artifactLocation: artifact(report, source.path), region: { ...region, snippet: { text: cut(visibleLines(words)) } } }
}

function artifact({ settings }: Report, path: string) {
  const uri = uriOf(fromRoot(settings, path))
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' }
}

function cut(words: string): string {
  return words.length > longest ? `${words.slice(0, longest).replace(/\s?\S*$/, '')} …` : words
}

/** The span cut to its first words when it is long. */
function shortened(source: Source, { start, end }: Span): Span {
  if (end - start <= longest) return { start, end }
  const words = source.text.slice(start - source.offset, start - source.offset + longest)
  return { start, end: start + (words.replace(/\s+\S*$/, '').length || longest) }
}

function relatedLocation(report: Report, evidence: Evidence, own: Source, id: number) {
  const source = evidence.source ?? own
  return {
    id,
    physicalLocation: physicalLocation(report, source, evidence.span, evidence.quote),
    message: { text: text(sentence(`${evidence.message}: ${quote(evidence.quote)}`)) },
  }
}

/** The conversation: by id or title, and where it stands in its data. */
function logicalLocation({ conversation, pointer }: Diagnostic) {
  const name = conversation.id ?? conversation.title
  if (name === undefined && pointer === '') return undefined
  return {
    ...(name !== undefined && { name: visible(oneLine(name)) }),
    ...(pointer !== '' && { fullyQualifiedName: visible(pointer) }),
    kind: conversation.kind,
  }
}

/** In place of GitHub's hash of the line, where one line holds too much to tell findings apart. */
function ownLineHash({ source, span, fingerprint }: Diagnostic, lines: Lines) {
  const start = positionOf(source, span.start)
  const from = span.start - source.offset - (start.column - 1)
  const beginning = source.text.slice(from, from + longLine + 1)
  const long = beginning.length > longLine && !/[\r\n]/.test(beginning)
  const several = (lines.get(lineKey(source, start))?.size ?? 0) > 1
  return long || several ? { primaryLocationLineHash: `${fingerprint}:1` } : {}
}

function suppressionOf({ where, reason }: NonNullable<Diagnostic['suppressed']>) {
  const inSource = /^(?:front matter|comment|column|key)/i.test(where)
  return { kind: inSource ? 'inSource' : 'external', status: 'accepted', justification: reason ? `${reason} (${where})` : where }
}

/** How the run went; `left` findings had no room. */
export function invocationOf(report: Report, left: number) {
  const notifications = report.problems.map((problem) => notificationOf(problem, report))
  const full =
    left > 0 ? [{ level: 'warning', message: { text: `${count(left, 'finding')} left off: GitHub takes no more in one file.` } }] : []
  return { executionSuccessful: undone(report).length === 0, toolExecutionNotifications: [...notifications, ...full] }
}

function notificationOf(problem: Problem, report: Report) {
  const { path, source, span, notice } = problem
  const region = source && span ? physicalLocation(report, source, span, '').region : undefined
  const { snippet: _, ...numbers } = region ?? { snippet: undefined }
  return {
    level: notice ? 'note' : 'error',
    message: { text: text(sentence(problemText(problem))) },
    locations: [{ physicalLocation: { artifactLocation: artifact(report, path), ...(region && { region: numbers }) } }],
  }
}
