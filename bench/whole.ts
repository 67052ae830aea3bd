import type { Linter } from '../src/lint.ts'
import { builtInRules } from '../src/rules/collection.ts'
import { type Item, judge, linterFor } from './corpus.ts'
import { type Counts, count, countState, noCounts, type StateCounts } from './measure.ts'

/** What all rules together hear of a corpus, and how well the customers' state is heard. */
export interface Heard {
  readonly counts: Counts
  readonly state: StateCounts
}

const rules = [...builtInRules.keys()]

/** A linter with all rules on, for `hear`. */
export const wholeLinter = (): Linter => linterFor(rules)

/** Judges items; `before` is called before each, with its place among them. */
export async function hear(items: readonly Item[], linter: Linter, before?: (index: number) => void): Promise<Heard> {
  const counts = noCounts()
  const state = { right: 0, wrong: 0, missed: 0 }
  for (const [index, item] of items.entries()) {
    before?.(index)
    const judgement = await judge(item, linter)
    const missed = judgement.found.filter(({ diagnostic }) => diagnostic.outcome === 'missed')
    for (const rule of rules) {
      count(
        counts,
        item,
        rule,
        missed.filter(({ diagnostic }) => diagnostic.rule === rule),
      )
    }
    countState(state, item, judgement)
  }
  return { counts, state }
}

const share = (part: number, whole: number) => (whole === 0 ? '   –' : (part / whole).toFixed(2).padStart(4))

/** The head of a table of what was heard, and its lines. */
export function tableOf(items: readonly Item[]) {
  const agentTurns = items.reduce((sum, { turns }) => sum + turns.filter(({ speaker }) => speaker === 'agent').length, 0)
  return {
    head: (name: string): void => console.log(name.padEnd(34), 'P    R    alarms/1000  upset P, R'),
    line(name: string, { counts, state }: Heard): void {
      const alarms = (((counts.findings - counts.right) / agentTurns) * 1000).toFixed(1).padStart(6)
      const upset = [share(state.right, state.right + state.wrong), share(state.right, state.right + state.missed)]
      console.log(name.padEnd(34), share(counts.right, counts.findings), share(counts.found, counts.must), alarms, '  ', ...upset)
    },
  }
}
