import type { Word } from './analysis.ts'
import { rowOf } from './columns.ts'
import { ANY, END, isNumber, NUMBER, type PhrasePack } from './phrases.ts'

/** A phrase found: its name, and the first and last word (inclusive). */
export interface Hit {
  readonly phrase: number
  readonly first: number
  readonly last: number
}

/** Finds the phrases of a pack in the words of a sentence; of phrases of one name at one place, the longest. */
export type Matcher = (words: readonly Word[]) => Hit[]

/** A set of automaton states, and what follows it; worked out the first time it is needed. */
interface Stage {
  readonly states: readonly number[]
  readonly ends: readonly number[]
  /** By symbol; null where no phrase goes on. */
  readonly next: Map<number, Stage | null>
}

/** Makes a matcher of compiled phrases. Sets of states are remembered as they come up, so a word costs one look-up. */
export function createMatcher(pack: PhrasePack): Matcher {
  const { words: vocabulary, lists, edges, ends } = pack
  const labels = new Map<string, number>()
  for (let label = END + 1; label < vocabulary.length; label++) labels.set(vocabulary[label]!, label)
  const openings = openingsOf(pack)
  const stages = new Map<string, Stage>()
  const stageOf = (states: readonly number[]): Stage => {
    const name = states.join()
    const known = stages.get(name)
    if (known) return known
    const stage: Stage = { states, ends: states.flatMap((state) => [...rowOf(ends, state)]), next: new Map() }
    stages.set(name, stage)
    return stage
  }
  /** The labels that a symbol satisfies. */
  const fitting = (symbol: number): ReadonlySet<number> => {
    if (symbol === END) return new Set([END])
    const known = symbol > END
    const number = symbol === NUMBER || (known && isNumber(vocabulary[symbol]!))
    return new Set([ANY, ...(known ? [symbol, ...rowOf(lists, symbol)] : []), ...(number ? [NUMBER] : [])])
  }
  const follow = (stage: Stage, fits: ReadonlySet<number>): Stage | null => {
    const reached = new Set<number>()
    for (const state of stage.states) {
      if (state === 0) {
        for (const label of fits) for (const next of openings.get(label) ?? []) reached.add(next)
        continue
      }
      const pairs = rowOf(edges, state)
      for (let at = 0; at < pairs.length; at += 2) if (fits.has(pairs[at]!)) reached.add(pairs[at + 1]!)
    }
    return reached.size === 0 ? null : stageOf([...reached].sort((a, b) => a - b))
  }
  /** What a symbol leads to: a known word, any number, any other word, or the end of the sentence. */
  const step = (stage: Stage, symbol: number): Stage | null => {
    const known = stage.next.get(symbol)
    if (known !== undefined) return known
    const next = follow(stage, fitting(symbol))
    stage.next.set(symbol, next)
    return next
  }
  const inside = stageOf([0])
  const atStart = stageOf([0, ...pack.anchored])

  return (words) => {
    const hits: Hit[] = []
    const symbols = words.map(({ word }) => labels.get(word) ?? (isNumber(word) ? NUMBER : ANY))
    for (let first = 0; first < words.length; first++) {
      let stage: Stage = first === 0 ? atStart : inside
      const begin = hits.length
      const found = (ends: readonly number[], last: number): void => {
        for (const phrase of ends) {
          const shorter = hits.findIndex((hit, index) => index >= begin && hit.phrase === phrase)
          if (shorter >= 0) hits[shorter] = { phrase, first, last }
          else hits.push({ phrase, first, last })
        }
      }
      for (let last = first; last < words.length; last++) {
        const next = step(stage, symbols[last]!)
        if (next === null) break
        stage = next
        if (stage.ends.length > 0) found(stage.ends, last)
        if (last === words.length - 1) found(step(stage, END)?.ends ?? [], last)
      }
    }
    return hits
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
