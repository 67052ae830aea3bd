import type { Word } from './analysis.ts'
import { rowOf } from './columns.ts'
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
  const openings = openingsOf(pack)
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
  const fitting = (symbol: number): ReadonlySet<number> => {
    if (symbol === END) return new Set([END])
    const isKnown = symbol > END
    const number = symbol === NUMBER || (isKnown && isNumber(vocabulary[symbol]!))
    return new Set([ANY, ...(isKnown ? [symbol, ...rowOf(lists, symbol)] : []), ...(number ? [NUMBER] : [])])
  }
  const follow = (stage: number, fits: ReadonlySet<number>): number => {
    const reached = new Set<number>()
    for (const state of stages[stage]!.states) {
      if (state === 0) {
        for (const label of fits) for (const next of openings.get(label) ?? []) reached.add(next)
        continue
      }
      const pairs = rowOf(edges, state)
      for (let at = 0; at < pairs.length; at += 2) if (fits.has(pairs[at]!)) reached.add(pairs[at + 1]!)
    }
    return reached.size === 0 ? NOWHERE : stageOf([...reached].sort((a, b) => a - b))
  }
  /** What a symbol leads to: a known word, any number, any other word, or the end of the sentence. */
  const step = (stage: number, symbol: number): number => {
    const next = transitions.get(stage, symbol)
    if (next !== undefined) return next
    const found = follow(stage, fitting(symbol))
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

/** Where phrases go from the state they start in, by label: there are thousands, so they are looked up, not walked through. */
function openingsOf({ edges }: PhrasePack): ReadonlyMap<number, readonly number[]> {
  const openings = new Map<number, number[]>()
  const pairs = rowOf(edges, 0)
  for (let at = 0; at < pairs.length; at += 2) {
    const known = openings.get(pairs[at]!)
    if (known) known.push(pairs[at + 1]!)
    else openings.set(pairs[at]!, [pairs[at + 1]!])
  }
  return openings
}
