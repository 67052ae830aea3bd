import type { Diagnostic, Problem } from '../diagnostic.ts'
import { parseJson } from '../readers/data-json.ts'
import { field, stringOf, type Value } from '../readers/data-value.ts'
import { json, oneLine } from '../reporters/escape.ts'
import { compare } from '../reporters/findings.ts'
import { mask } from '../reporters/redact.ts'
import { type Source, type Span, sourceOf } from '../source.ts'
import type { Known } from './known.ts'

/** A finding a team knows of, as a baseline has it. Its path starts at the folder of the baseline. */
export interface Entry extends Known {
  readonly rule: string
  /** Some of its words, for people. */
  readonly quote: string
  /** Where it stands in the baseline. */
  readonly span?: Span
}

/** A baseline as read; with problems, there are no entries to go by. */
export interface Baseline {
  readonly source: Source
  readonly entries: readonly Entry[]
  readonly problems: readonly Problem[]
}

const version = 1

/** Reads a baseline. Never throws: what is wrong is a problem at its place. */
export function readBaseline(path: string, content: string): Baseline {
  const source = sourceOf(path, content)
  const { root, problems } = parseJson(source)
  const wrong = (span: Span, message: string): Baseline => ({ source, entries: [], problems: [{ path, source, span, message }] })
  const [broken] = problems
  if (broken) return wrong(broken.span ?? start, `this baseline is broken: ${broken.message}. Mend it, or delete it and write a new one`)
  const written = field(root, 'version')
  if (!root || !written) return wrong(start, 'this is no baseline: it does not begin with `"version": 1`')
  if (written.kind !== 'scalar' || written.value !== version)
    return wrong(written, `this baseline is not of version ${version}, which is the one that can be read here`)
  const findings = field(root, 'findings')
  if (findings?.kind !== 'list') return wrong(opening(findings ?? root), 'a baseline holds a list of `findings`')
  const entries = findings.items.map((item) => ({ item, entry: entryIn(item) }))
  const bad = entries.find(({ entry }) => entry === undefined)
  if (bad) return wrong(opening(bad.item), 'an entry of a baseline has a `path`, a `rule`, a `fingerprint` and a `count`')
  return { source, entries: entries.flatMap(({ entry }) => entry ?? []), problems: [] }
}

const start: Span = { start: 0, end: 0 }

const opening = (value: Value): Span => ({ start: value.start, end: Math.min(value.start + 1, value.end) })

function entryIn(value: Value): Entry | undefined {
  const word = (key: string) => stringOf(field(value, key))
  const [path, rule, fingerprint] = [word('path'), word('rule'), word('fingerprint')]
  const count = field(value, 'count')
  const times = count?.kind === 'scalar' ? count.value : undefined
  if (path === undefined || rule === undefined || fingerprint === undefined || typeof times !== 'number') return undefined
  if (!Number.isSafeInteger(times) || times < 1) return undefined
  return { path, rule, quote: word('quote') ?? '', fingerprint, count: times, span: { start: value.start, end: value.end } }
}

/** How many words of a finding a baseline shows, in UTF-16 units. */
const shown = 60

/** Findings as entries; equal ones at one path are one. Personal data in their words is masked, names too when they are given. */
export function entriesOf(
  findings: readonly Diagnostic[],
  pathOf: (finding: Diagnostic) => string,
  redact: { readonly names?: readonly string[] } | undefined,
): readonly Entry[] {
  const entries = new Map<string, Entry>()
  for (const finding of findings) {
    const { rule, fingerprint } = finding
    const path = pathOf(finding)
    const key = `${fingerprint} ${path}`
    const known = entries.get(key)
    const words = redact ? mask(finding.quote, redact.names) : finding.quote
    entries.set(key, known ? { ...known, count: known.count + 1 } : { path, rule, quote: shortened(words), fingerprint, count: 1 })
  }
  return [...entries.values()]
}

function shortened(words: string): string {
  const line = oneLine(words)
  return line.length > shown ? `${line.slice(0, shown).replace(/\s?\S*$/, '')} …` : line
}

/** A baseline as text: one entry a line, in an order that only depends on what is in it. */
export function* baselineText(entries: readonly Entry[]): Iterable<string> {
  yield `{\n  "version": ${version},\n  "findings": [`
  let between = '\n'
  for (const { path, rule, quote, fingerprint, count } of [...entries].sort(inOrder)) {
    const keys = Object.entries({ path, rule, quote, fingerprint, count }).map(([key, value]) => `"${key}": ${json(value)}`)
    yield `${between}    { ${keys.join(', ')} }`
    between = ',\n'
  }
  yield `${entries.length > 0 ? '\n  ' : ''}]\n}\n`
}

function inOrder(a: Entry, b: Entry): number {
  return compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.quote, b.quote) || compare(a.fingerprint, b.fingerprint)
}
