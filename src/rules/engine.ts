import type { Analysis, Reply } from '../analysis/analysis.ts'
import type { Conversation, Quote, Speaker, Turn } from '../conversation.ts'
import type { Problem, Severity } from '../diagnostic.ts'
import { once } from '../once.ts'
import type { Find, Finding, Options, Rule, Values } from './rule.ts'

/** A rule in use: named, weighed, its options filled in. */
export interface ActiveRule {
  readonly name: string
  readonly rule: Rule
  readonly severity: Severity
  /** The plain values of its options. */
  readonly options: Values<Options>
  /** Of a team's rule: where it stands, as shown to people. */
  readonly path?: string
}

/** A finding with the rule it is of, its outcome settled. */
export interface Verdict extends Finding {
  readonly rule: ActiveRule
  readonly outcome: 'missed' | 'met'
}

/** Whose words are judged, and by which kind of rules. */
export interface Scope {
  readonly judge: readonly Speaker[]
  /** The text is too short to tell its language: what it lacks is not held against it. */
  readonly onlyForbidding: boolean
}

/** What the rules say of one conversation, in the order of its words. A rule that fails becomes a problem, and the others go on. */
export function runRules(
  rules: readonly ActiveRule[],
  analysis: Analysis,
  scope: Scope,
): { readonly verdicts: readonly Verdict[]; readonly problems: readonly Problem[] } {
  const { conversation } = analysis
  const verdicts: Verdict[] = []
  const problems: Problem[] = []
  const judged = judgedTurns(conversation, scope)
  const snippet = once(() => isSnippet(analysis))
  for (const rule of rules) {
    if (!applies(rule.rule, conversation) || (scope.onlyForbidding && rule.rule.kind === 'requires')) continue
    try {
      if (rule.rule.whole && snippet()) continue
      verdicts.push(...settle(rule, analysis, judged))
    } catch (error) {
      const name = rule.path ? `rule '${rule.name}' (${rule.path})` : `rule '${rule.name}'`
      const { source, span } = conversation
      problems.push({
        path: source.path,
        source,
        span,
        message: `${name} failed: ${error instanceof Error ? error.message : String(error)}`,
      })
    }
  }
  return { verdicts: verdicts.sort(inOrder), problems }
}

function applies({ appliesTo }: Rule, { kind, channel }: Conversation): boolean {
  return !appliesTo || appliesTo.includes(kind) || (channel !== undefined && appliesTo.includes(channel))
}

/** Files with a record on each line. */
const RECORDS = /\.(?:jsonl|ndjson)$/i
/** More words than this make a reply of their own, be it a short one. */
const SNIPPET = 6

/** Whether one template of many holds no more than a few words, such as text expanders keep: a part of replies, and none itself. */
function isSnippet({ conversation: { kind, pointer, source }, replies }: Analysis): boolean {
  if (kind !== 'template' || (pointer === '' && !RECORDS.test(source.path))) return false
  const [sentence, ...more] = replies.flatMap(({ sentences }) => sentences)
  return sentence !== undefined && more.length === 0 && sentence.words.length <= SNIPPET
}

/** The turns whose words may be reported: what customers see of those who are judged; with a draft, only the draft. */
function judgedTurns({ turns }: Conversation, { judge }: Scope): ReadonlySet<Turn> {
  const draft = turns.some((turn) => turn.source)
  return new Set(turns.filter((turn) => turn.visibility === 'public' && judge.includes(turn.speaker) && (!draft || turn.source)))
}

/** The findings of one rule that count: on judged words, once per place, and of a requiring rule once per reply. */
function settle(rule: ActiveRule, analysis: Analysis, judged: ReadonlySet<Turn>): readonly Verdict[] {
  // Most sentences hold nothing at all, and every rule asks every sentence.
  const find: Find = (sentence, ...keys) =>
    sentence.cues.length === 0 ? undefined : sentence.cue(...keys.map((key) => `${rule.name}/${key}`))
  const places = new Map<string, Verdict>()
  for (const finding of rule.rule.check(analysis, rule.options, find)) {
    if (!isQuote(finding?.at)) throw new Error('a finding says where: `at` is a sentence, a cue, or { turn, range }')
    const { turn, range } = finding.at
    const verdict: Verdict = { ...finding, rule, outcome: finding.outcome ?? 'missed' }
    if (verdict.outcome === 'met' && rule.rule.kind === 'forbids') throw new Error('a rule that forbids cannot answer "met"')
    if (!judged.has(turn) || couldBeHeld(verdict, analysis)) continue
    const place = `${turn.index} ${range.start} ${range.end}`
    if (!places.has(place)) places.set(place, verdict)
  }
  const verdicts = [...places.values()]
  return rule.rule.kind === 'forbids' ? verdicts : oncePerReply(verdicts, analysis)
}

/** Of several answers about one reply: a missed one before a met one, then the earliest. */
function oncePerReply(verdicts: readonly Verdict[], analysis: Analysis): readonly Verdict[] {
  const answers = new Map<Reply | undefined, Verdict>()
  for (const verdict of verdicts) {
    const reply = replyOf(verdict, analysis)
    const other = answers.get(reply)
    const wins = !other || (verdict.outcome === other.outcome ? inOrder(verdict, other) < 0 : verdict.outcome === 'missed')
    if (wins) answers.set(reply, verdict)
  }
  return [...answers.values()]
}

/** Whether a value has the shape of a quote; a rule in plain JavaScript may bring anything. */
function isQuote(value: Partial<Quote> | undefined): boolean {
  const { turn, range } = value ?? {}
  return (
    turn?.text !== undefined && range !== undefined && range.start >= 0 && range.end > range.start && range.end <= turn.text.value.length
  )
}

/** Whether an opaque placeholder could hold what a requiring rule misses. */
function couldBeHeld({ rule: { rule }, outcome, at }: Verdict, analysis: Analysis): boolean {
  if (rule.kind === 'forbids' || outcome === 'met') return false
  const reply = replyOf({ at }, analysis)
  if (!reply?.opaque || (rule.opaque ?? 'anywhere') === 'anywhere') return reply?.opaque ?? false
  return reply.turns.some(({ index, text }) =>
    text.marks.some(
      (mark) => mark.as === 'opaque' && (index < at.turn.index || (index === at.turn.index && mark.range.start < at.range.start)),
    ),
  )
}

function replyOf({ at }: Pick<Verdict, 'at'>, { replies }: Analysis): Reply | undefined {
  return replies.find(({ turns }) => turns.includes(at.turn))
}

function inOrder(a: Verdict, b: Verdict): number {
  return (
    a.at.turn.index - b.at.turn.index ||
    a.at.range.start - b.at.range.start ||
    a.at.range.end - b.at.range.end ||
    (a.rule.name < b.rule.name ? -1 : a.rule.name > b.rule.name ? 1 : 0)
  )
}
