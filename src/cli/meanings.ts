import type { Act, Sign } from '../analysis/acts.ts'
import type { Cue } from '../analysis/analysis.ts'

/** What acts are called when a support lead is told of them. */
const acts: Readonly<Record<Act, string>> = {
  greet: 'greets',
  thank: 'thanks',
  acknowledge: 'acknowledges the trouble',
  apologise: 'apologises',
  ask: 'asks',
  askDetails: 'asks for details',
  instruct: 'says what to do',
  solve: 'brings a solution',
  promise: 'promises to act',
  wait: 'asks to wait',
  refuse: 'says no',
  redirect: 'sends elsewhere',
  handOff: 'hands over to someone else',
  offer: 'offers something',
  invite: 'leaves a way back',
  close: 'says goodbye',
}

/** What is seen of a customer. */
const signs: Readonly<Record<Sign, string>> = {
  upset: 'is upset',
  trouble: 'names a trouble',
  waited: 'has waited',
  tried: 'has tried already',
  lost: 'has lost something',
  cannotUse: 'cannot use something',
  gave: 'gives a detail',
  thankful: 'is thankful',
  resolved: 'says it is solved',
  calm: 'is calm',
}

const ofCustomers: Readonly<Record<string, string>> = { ...signs, ask: acts.ask, greet: acts.greet, close: acts.close }

/** What a cue shows, in words; undefined for helpers, and for what only the other side can do. */
export function meaningOf({ key, turn }: Cue): string | undefined {
  const meanings: Readonly<Record<string, string>> = turn.speaker === 'customer' ? ofCustomers : acts
  return Object.hasOwn(meanings, key) ? meanings[key] : undefined
}
