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
    endsOf.push(namesOf(states))
    return statesOf.push(states) - 1
  }
  /** The names of the phrases that end in any of the states. */
  const namesOf = (states: readonly number[]): readonly number[] => {
    const names: number[] = []
    for (const state of states) for (let at = ends.at[state]!; at < ends.at[state + 1]!; at++) names.push(ends.values[at]!)
    return names.length > 1 ? names.sort(ascending) : names
  }
  /** Whether a symbol satisfies a label: any word, the word itself, or a list that the word is in. */
  const fits = (symbol: number, label: number): boolean => {
    if (label === symbol) return true
    if (label === ANY) return symbol !== END
    const isWord = vocabulary.at[label] !== vocabulary.at[label + 1]
    return !isWord && holds(lists.values, lists.at[symbol]!, lists.at[symbol + 1]!, label)
  }
  /** The round in which each state was reached last: so a state is taken once. */
  const seen = new Uint32Array(edges.at.length)
  let round = 0
  /** The states that states lead to. */
  const reachedFrom = (states: readonly number[], symbol: number, opens: boolean): number[] => {
    const reached: number[] = []
    round++
    const reach = (state: number): void => {
      if (seen[state] === round) return
      seen[state] = round
      reached.push(state)
    }
    if (opens) for (let at = openings.at[symbol]!; at < openings.at[symbol + 1]!; at++) reach(openings.values[at]!)
    for (const state of states) {
      for (let pair = edges.at[state]!; pair < edges.at[state + 1]!; pair += 2) {
        if (fits(symbol, edges.values[pair]!)) reach(edges.values[pair + 1]!)
      }
    }
    return reached
  }
  const follow = (stage: number, symbol: number): number => {
    const reached = reachedFrom(statesOf[stage]!, symbol, stage <= atStart)
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

  /** Goes on from states word by word, remembering nothing: so far into a phrase hardly any two sentences are alike. */
  const walk = (from: readonly number[], first: number, next: number, count: number, begin: number, hits: Hit[]): void => {
    let states = from
    for (let last = next; last < count && states.length > 0; last++) {
      states = reachedFrom(states, symbols[last]!, false)
      add(hits, begin, namesOf(states), first, last)
      if (last === count - 1) add(hits, begin, namesOf(reachedFrom(states, END, false)), first, last)
    }
  }

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
        if (last - first === REMEMBERED) {
          walk(statesOf[stage]!, first, last, count, begin, hits)
          break
        }
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

/** How many words into a phrase what follows is remembered. */
const REMEMBERED = 6

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
