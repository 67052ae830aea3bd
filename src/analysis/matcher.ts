import type { Word } from './analysis.ts'
import { ANY, END, isNumber, NUMBER, type PhrasePack } from './phrases.ts'

/** A phrase found: its index in the pack, and the first and last word (inclusive). */
export interface Hit {
  readonly phrase: number
  readonly first: number
  readonly last: number
}

/** Finds the phrases of a pack in the words of a sentence; of one phrase at one place, the longest reading. */
export type Matcher = (words: readonly Word[]) => Hit[]

/** A set of automaton states, and what follows it; worked out the first time it is needed. */
interface Stage {
  readonly states: readonly number[]
  readonly ends: readonly number[]
  readonly next: Map<number, Stage | undefined>
}

/** Makes a matcher of compiled phrases. Sets of states are remembered as they come up, so a word costs one look-up. */
export function createMatcher(pack: PhrasePack): Matcher {
  const labels = new Map<string, number>()
  pack.words.forEach((word, label) => {
    if (label > END) labels.set(word, label)
  })
  const stages = new Map<string, Stage>()
  const stageOf = (states: readonly number[]): Stage => {
    const name = states.join()
    const known = stages.get(name)
    if (known) return known
    const stage: Stage = { states, ends: states.flatMap((state) => pack.ends[state] ?? []), next: new Map() }
    stages.set(name, stage)
    return stage
  }
  const follow = (stage: Stage, fits: ReadonlySet<number>): Stage | undefined => {
    const reached = new Set<number>()
    for (const state of stage.states) {
      const edges = pack.edges[state]!
      for (let at = 0; at < edges.length; at += 2) if (fits.has(edges[at]!)) reached.add(edges[at + 1]!)
    }
    return reached.size === 0 ? undefined : stageOf([...reached].sort((a, b) => a - b))
  }
  /** What a symbol leads to: a known word, any number, any other word, or the end of the sentence. */
  const step = (stage: Stage, symbol: number): Stage | undefined => {
    let next = stage.next.get(symbol)
    if (next === undefined && !stage.next.has(symbol)) {
      next = follow(stage, fitting(symbol))
      stage.next.set(symbol, next)
    }
    return next
  }
  /** The labels that a symbol satisfies. */
  const fitting = (symbol: number): ReadonlySet<number> => {
    if (symbol === END) return new Set([END])
    const known = symbol > END
    const number = symbol === NUMBER || (known && isNumber(pack.words[symbol]!))
    return new Set([ANY, ...(known ? [symbol, ...pack.lists[symbol]!] : []), ...(number ? [NUMBER] : [])])
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
        if (next === undefined) break
        stage = next
        if (stage.ends.length > 0) found(stage.ends, last)
        if (last === words.length - 1) found(step(stage, END)?.ends ?? [], last)
      }
    }
    return hits
  }
}
