import type { Found, Item, Judgement, Label, Place } from './corpus.ts'

/** Counts of one rule, or of all, over one part of a corpus. */
export interface Counts {
  /** Labels that two labellers marked, and how many of them were found. */
  must: number
  found: number
  /** Findings, one per rule and reply; right ones carry a label of either kind, strict ones a `must`. */
  findings: number
  right: number
  strict: number
  /** Right findings whose words overlap a labelled place. */
  placed: number
  /** Further findings of a rule in a reply that it already found. */
  extra: number
  /** Findings in transcripts that call the customer upset, and those whose evidence stands in a turn a labeller found upset. */
  evidenced: number
  upsetEvidence: number
}

export interface StateCounts {
  right: number
  wrong: number
  missed: number
}

export const noCounts = (): Counts => ({
  must: 0,
  found: 0,
  findings: 0,
  right: 0,
  strict: 0,
  placed: 0,
  extra: 0,
  evidenced: 0,
  upsetEvidence: 0,
})

/** A finding without a label, or a label without a finding, for reading. */
export interface Case {
  readonly kind: 'alarm' | 'miss' | 'misplaced'
  readonly rule: string
  readonly item: Item
  readonly place: Place
  readonly because: readonly Place[]
}

/** The first turn of the reply that a turn belongs to: agent turns until the customer speaks, whoever else speaks between. */
export function replyOf(item: Item, turn: number): number {
  let first = turn
  for (let at = turn - 1; at >= 0 && item.turns[at]!.speaker !== 'customer'; at--) if (item.turns[at]!.speaker === 'agent') first = at
  return first
}

/** Rules that speak up because the customer is upset: their evidence is held against the labels of the customer's turns. */
const UPSET = new Set(['acknowledge-before-solving', 'tone-mismatch'])

/** Counts what one item adds for one rule. */
export function count(counts: Counts, item: Item, rule: string, findings: readonly Found[]): Case[] {
  const cases: Case[] = []
  const inReply = (labels: readonly Label[], reply: number) =>
    labels.filter((label) => label.rule === rule && replyOf(item, label.places[0]![0]) === reply)
  const replies = new Map<number, Found>()
  for (const found of findings) {
    const reply = replyOf(item, found.place[0])
    if (replies.has(reply)) counts.extra++
    else replies.set(reply, found)
  }
  for (const [reply, { place, because }] of replies) {
    counts.findings++
    if (because.length > 0 && UPSET.has(rule) && item.kind === 'transcript') {
      counts.evidenced++
      if (because.some(([turn]) => Math.max(...(item.labels.upset?.[turn] ?? [0])) > 0)) counts.upsetEvidence++
    }
    const must = inReply(item.labels.must, reply)
    const labels = [...must, ...inReply(item.labels.may, reply)]
    if (labels.length === 0) {
      cases.push({ kind: 'alarm', rule, item, place, because })
      continue
    }
    counts.right++
    if (must.length > 0) counts.strict++
    if (labels.some((label) => label.places.some((other) => overlaps(place, other)))) counts.placed++
    else cases.push({ kind: 'misplaced', rule, item, place, because })
  }
  for (const label of item.labels.must) {
    if (label.rule !== rule) continue
    counts.must++
    if (replies.has(replyOf(item, label.places[0]![0]))) counts.found++
    else cases.push({ kind: 'miss', rule, item, place: label.places[0]!, because: [] })
  }
  return cases
}

const overlaps = (a: Place, b: Place) => a[0] === b[0] && a[1] < b[2] && b[1] < a[2]

/** Counts how the customer's state was heard: upset when both labellers gave 1 or more; when only one did, either answer is right. */
export function countState(counts: StateCounts, item: Item, { analysis }: Judgement): void {
  if (item.kind !== 'transcript' || !analysis) return
  for (const turn of analysis.conversation.turns) {
    if (turn.speaker !== 'customer') continue
    const labels = item.labels.upset?.[turn.index] ?? [0, 0]
    const heard = analysis.stateOf(turn).state > 0
    if (heard && Math.min(...labels) > 0) counts.right++
    else if (heard && Math.max(...labels) === 0) counts.wrong++
    else if (!heard && Math.min(...labels) > 0) counts.missed++
  }
}
