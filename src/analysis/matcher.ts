import type { Word } from './analysis.ts'
import { ANY, END, isNumber, NUMBER, type PhrasePack } from './phrases.ts'
import { createTransitions } from './transitions.ts'
import { numberOf } from './vocabulary.ts'

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
  const { vocabulary, lists, edges, ends } = pack
  const count = vocabulary.at.length - 1
  const known = new Map<string, number>()
  const statesOf: (readonly number[])[] = []
  const endsOf: (readonly number[])[] = []
  const transitions = createTransitions(count)

  const stageOf = (states: readonly number[]): number => {
    const name = states.join()
    const stage = known.get(name)
    if (stage !== undefined) return stage
    known.set(name, statesOf.length)
    const names: number[] = []
    for (const state of states) for (let at = ends.at[state]!; at < ends.at[state + 1]!; at++) names.push(ends.values[at]!)
    endsOf.push(names.sort(ascending))
    return statesOf.push(states) - 1
  }
  /** The labels that a symbol satisfies, in a list that is used again for every symbol. */
  const labels: number[] = []
  const fit = (symbol: number): void => {
    labels.length = 0
    if (symbol !== END) labels.push(ANY)
    if (symbol === ANY) return
    labels.push(symbol)
    for (let at = lists.at[symbol]!; at < lists.at[symbol + 1]!; at++) labels.push(lists.values[at]!)
  }
  const follow = (stage: number, symbol: number): number => {
    fit(symbol)
    const reached: number[] = []
    for (const state of statesOf[stage]!) {
      for (const label of labels) {
        const next = nextOf(edges.values, edges.at[state]! / 2, edges.at[state + 1]! / 2, label)
        if (next !== NOWHERE && !reached.includes(next)) reached.push(next)
      }
    }
    return reached.length === 0 ? NOWHERE : stageOf(reached.sort(ascending))
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
  const symbols: number[] = []

  return (words) => {
    const hits: Hit[] = []
    const count = words.length
    for (let at = 0; at < count; at++) {
      const { word } = words[at]!
      symbols[at] = numberOf(vocabulary, word) || (isNumber(word) ? NUMBER : ANY)
    }
    for (let first = 0; first < count; first++) {
      const begin = hits.length
      let stage = first === 0 ? atStart : inside
      for (let last = first; last < count; last++) {
        stage = step(stage, symbols[last]!)
        if (stage === NOWHERE) break
        const ends = endsOf[stage]!
        if (ends.length > 0) add(hits, begin, ends, first, last)
        if (last < count - 1) continue
        const closed = step(stage, END)
        if (closed !== NOWHERE) add(hits, begin, endsOf[closed]!, first, last)
      }
    }
    return hits
  }
}

/** No phrase goes on. */
const NOWHERE = -1

const ascending = (a: number, b: number): number => a - b

/** Adds hits that start at one word; a longer one of the same name takes the place of a shorter. */
function add(hits: Hit[], begin: number, names: readonly number[], first: number, last: number): void {
  for (const phrase of names) {
    let at = begin
    while (at < hits.length && hits[at]!.phrase !== phrase) at++
    hits[at] = { phrase, first, last }
  }
}

/** What a label leads to, by pairs of a label and what it leads to, in the order of the labels. */
function nextOf(pairs: PhrasePack['edges']['values'], from: number, to: number, label: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (pairs[middle * 2]! < label) low = middle + 1
    else high = middle
  }
  return low < to && pairs[low * 2] === label ? pairs[low * 2 + 1]! : NOWHERE
}
