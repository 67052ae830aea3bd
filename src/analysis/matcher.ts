import type { Word } from './analysis.ts'
import type { Numbers } from './columns.ts'
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
  const { vocabulary, lists, edges, openings, ends } = pack
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
  /** Whether a symbol satisfies a label: any word, the word itself, or a list that the word is in. */
  const fits = (symbol: number, label: number): boolean => {
    if (label === symbol) return true
    if (label === ANY) return symbol !== END
    const isWord = vocabulary.at[label] !== vocabulary.at[label + 1]
    return !isWord && holds(lists.values, lists.at[symbol]!, lists.at[symbol + 1]!, label)
  }
  const follow = (stage: number, symbol: number): number => {
    const reached: number[] = []
    const reach = (state: number): void => {
      if (!reached.includes(state)) reached.push(state)
    }
    if (stage <= atStart) for (let at = openings.at[symbol]!; at < openings.at[symbol + 1]!; at++) reach(openings.values[at]!)
    for (const state of statesOf[stage]!) {
      for (let pair = edges.at[state]!; pair < edges.at[state + 1]!; pair += 2) {
        if (fits(symbol, edges.values[pair]!)) reach(edges.values[pair + 1]!)
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

/** Whether an ascending stretch of numbers holds one. */
function holds(numbers: Numbers, from: number, to: number, wanted: number): boolean {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low < to && numbers[low] === wanted
}
