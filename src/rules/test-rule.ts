import { createLinter, lint, treesFor } from '../lint.ts'
import { readerFor } from '../readers/index.ts'
import type { Markup, ReadSettings } from '../readers/reader.ts'
import { sourceOf } from '../source.ts'
import { agrees, type Case, type CaseMark, casesOf, corrected } from './cases.ts'
import type { CollectedRule } from './collection.ts'
import { kindOf } from './options.ts'

/** A case that a rule does not pass, and the block as it would have to be written for what the rule said. */
export interface FailingCase {
  readonly case: Case
  readonly corrected: string
  /** What could not be read or done, if that is why. */
  readonly problems: readonly string[]
}

/** Runs the cases of a rule's README with only that rule on. Empty when all pass. */
export async function failingCases(name: string, rule: CollectedRule, readme: string): Promise<readonly FailingCase[]> {
  const failing: FailingCase[] = []
  for (const each of casesOf(readme)) {
    const { marks, problems } = await runCase(each, name, rule)
    if (problems.length > 0 || !agrees(each, marks)) failing.push({ case: each, corrected: corrected(each, marks), problems })
  }
  return failing
}

const ends: Readonly<Record<Markup, string>> = { plain: 'txt', markdown: 'md', html: 'html' }
const markups = Object.keys(ends) as readonly Markup[]
const channels = ['chat', 'email', 'social', 'phone'] as const

async function runCase(
  { kind, settings, text }: Case,
  name: string,
  rule: CollectedRule,
): Promise<{ marks: readonly CaseMark[]; problems: readonly string[] }> {
  const { channel, markup, judge, ...given } = settings
  const known = Object.entries(given).flatMap(([option, value]) => {
    const byDefault = rule.options?.[option]
    return byDefault === undefined ? [] : [[option, plain(value, kindOf(byDefault).byDefault)] as const]
  })
  const unknown = Object.keys(given).filter((option) => rule.options?.[option] === undefined)
  const book = new Map([[name, rule]])
  const tree = await treesFor(book)
  const linter = createLinter({
    book,
    rules: new Map([[name, { severity: rule.severity === 'off' ? 'warn' : rule.severity, options: Object.fromEntries(known) }]]),
    judge: judge === 'bot' ? ['agent', 'bot'] : ['agent'],
    vocabulary: {},
    ...(tree ? { tree } : {}),
  })
  const as = markups.find((each) => each === markup)
  const at = channels.find((each) => each === channel)
  const read: ReadSettings = { as: kind, agents: [], customers: [], asked: true, ...(as && { markup: as }), ...(at && { channel: at }) }
  const source = sourceOf(`case.${ends[as ?? 'plain']}`, text)
  const judged = [...lint([source], await readerFor(source.path, source.text, read), read, linter)]
  const problems = [
    ...unknown.map((option) => `\`${option}\` is no option of the rule`),
    ...judged.flatMap((each) => each.problems.map(({ message }) => message)),
    ...judged.flatMap((each) => each.skipped.map(({ reason }) => `not judged: ${reason}`)),
  ]
  const marks = judged.flatMap(({ diagnostics }) =>
    diagnostics.flatMap(({ outcome, span, message, because }): CaseMark[] => [
      { kind: outcome === 'met' ? '+' : '^', ...span, message },
      ...because.map((evidence): CaseMark => ({ kind: '~', ...evidence.span, message: evidence.message })),
    ]),
  )
  return {
    marks: distinct(marks),
    problems: judged.some(({ conversation }) => conversation) ? problems : [...problems, 'no conversation in it'],
  }
}

/** An option as an info string gives it, by the kind of its default; a list is parted by commas. */
function plain(value: string, byDefault: unknown): unknown {
  if (typeof byDefault === 'number') return Number(value)
  if (typeof byDefault === 'boolean') return value === 'true'
  return Array.isArray(byDefault) ? value.split(/\s*,\s*/) : value
}

/** Marks without those that say the same of the same place. */
function distinct(marks: readonly CaseMark[]): readonly CaseMark[] {
  const same = (a: CaseMark, b: CaseMark) => a.kind === b.kind && a.start === b.start && a.end === b.end
  return marks.filter((mark, nth) => marks.findIndex((other) => same(mark, other)) === nth)
}
