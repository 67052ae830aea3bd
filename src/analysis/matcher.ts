import type { Word } from './analysis.ts'
import { type Columns, rowOf } from './columns.ts'
import { ANY, END, isNumber, NUMBER, type PhrasePack } from './phrases.ts'
import { createTransitions } from './transitions.ts'

/** A phrase found: its name, and the first and last word (inclusive). */
export interface Hit {
  readonly phrase: number
  readonly first: number
  readonly last: number
}

/** Finds the phrases of a pack in the words of a sentence; of phrases of one name at one place, the longest. */
export type Matcher = (words: readonly Word[]) => Hit[]

/** Makes a matcher of compiled phrases. Sets of states ("stages") are remembered as they come up, so a word costs one look-up. */
export function createMatcher(pack: PhrasePack): Matcher {
  const { words: vocabulary, lists, edges, ends } = pack
  const labels = new Map<string, number>()
  for (let label = END + 1; label < vocabulary.length; label++) labels.set(vocabulary[label]!, label)
  const known = new Map<string, number>()
  const stages: { readonly states: readonly number[]; readonly ends: readonly number[] }[] = []
  const transitions = createTransitions(vocabulary.length)

  const stageOf = (states: readonly number[]): number => {
    const name = states.join()
    const stage = known.get(name)
    if (stage !== undefined) return stage
    known.set(name, stages.length)
    return stages.push({ states, ends: states.flatMap((state) => [...rowOf(ends, state)]) }) - 1
  }
  /** The labels that a symbol satisfies. */
  const fitting = (symbol: number): readonly number[] => {
    if (symbol === END) return [END]
    const isKnown = symbol > END
    const number = symbol === NUMBER || (isKnown && isNumber(vocabulary[symbol]!))
    return [ANY, ...(number ? [NUMBER] : []), ...(isKnown ? [symbol, ...rowOf(lists, symbol)] : [])]
  }
  /** Marks the labels that fit, and the states already reached in the round that is on. */
  const fits = new Uint8Array(vocabulary.length)
  const seen = new Uint32Array(edges.at.length)
  let round = 0
  const follow = (stage: number, symbol: number): number => {
    const labels = fitting(symbol)
    for (const label of labels) fits[label] = 1
    round++
    const reached: number[] = []
    const reach = (state: number): void => {
      if (seen[state] === round) return
      seen[state] = round
      reached.push(state)
    }
    const { at, values } = edges
    for (const state of stages[stage]!.states) {
      // Thousands of pairs lead on from the first state, a few from any other.
      if (state === 0) for (const label of labels) eachOpening(values, at[1]!, label, reach)
      else for (let pair = at[state]!; pair < at[state + 1]!; pair += 2) if (fits[values[pair]!] === 1) reach(values[pair + 1]!)
    }
    for (const label of labels) fits[label] = 0
    return reached.length === 0 ? NOWHERE : stageOf(reached.sort((a, b) => a - b))
  }
  /** What a symbol leads to: a known word, any number, any other word, or the end of the sentence. */
  const step = (stage: number, symbol: number): number => {
    const next = transitions.get(stage, symbol)
    if (next !== undefined) return next
    const found = follow(stage, symbol)
    transitions.set(stage, symbol, found)
    return found
  }
  const inside = stageOf([0])
  const atStart = stageOf([0, ...pack.anchored])

  return (words) => {
    const hits: Hit[] = []
    const symbols = words.map(({ word }) => labels.get(word) ?? (isNumber(word) ? NUMBER : ANY))
    const count = words.length
    for (let first = 0; first < count; first++) {
      const begin = hits.length
      let stage = first === 0 ? atStart : inside
      for (let last = first; last < count; last++) {
        stage = step(stage, symbols[last]!)
        if (stage === NOWHERE) break
        const ends = stages[stage]!.ends
        if (ends.length > 0) add(hits, begin, ends, first, last)
        if (last < count - 1) continue
        const closed = step(stage, END)
        if (closed !== NOWHERE) add(hits, begin, stages[closed]!.ends, first, last)
      }
    }
    return hits
  }
}

/** No phrase goes on. */
const NOWHERE = -1

/** Adds hits that start at one word; a longer one of the same name takes the place of a shorter. */
function add(hits: Hit[], begin: number, names: readonly number[], first: number, last: number): void {
  for (const phrase of names) {
    let at = begin
    while (at < hits.length && hits[at]!.phrase !== phrase) at++
    hits[at] = { phrase, first, last }
  }
}

/** Calls with every state that the first one leads to by a label; its pairs stand first, in the order of their labels, up to `end`. */
function eachOpening(pairs: Columns['values'], end: number, label: number, reach: (state: number) => void): void {
  let low = 0
  let high = end / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if (pairs[middle * 2]! < label) low = middle + 1
    else high = middle
  }
  for (let pair = low * 2; pair < end && pairs[pair] === label; pair += 2) reach(pairs[pair + 1]!)
}
