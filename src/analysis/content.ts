import type { Act } from './acts.ts'
import type { Cue, Sentence } from './analysis.ts'

/** Acts that go to the matter. */
const MATTER: ReadonlySet<string> = new Set<Act>(['solve', 'instruct', 'refuse', 'askDetails', 'redirect', 'handOff'])
/** Acts that never do: what stands inside them ("anything else I can do?") is no question and no answer either. */
const COURTESY: ReadonlySet<string> = new Set<Act | 'hold'>(['greet', 'thank', 'close', 'hold'])

/** Whether a sentence goes to the matter: it solves, instructs, refuses, asks or tells, and is more than a courtesy. */
export function isContent(sentence: Sentence): boolean {
  if (matterIn(sentence, 'promise')) return true
  if (sentence.is('acknowledge', 'apologise', 'thank', 'close') || sentence.cue('hold')) return false
  const greeting = sentence.cues.findLast(({ key }) => key === 'greet')
  const after = greeting ? sentence.words.filter(({ start }) => start >= greeting.range.end).length : sentence.words.length
  return after > (greeting ? 4 : 3)
}

/** The first words of a sentence that go to the matter, or show one of some other keys; undefined of courtesies and of what only tells. */
export function matterIn({ cues }: Sentence, ...also: readonly string[]): Cue | undefined {
  const courtesies = cues.filter(({ key }) => COURTESY.has(key))
  return cues.find((cue) => (MATTER.has(cue.key) || also.includes(cue.key)) && !courtesies.some((other) => overlaps(cue, other)))
}

function overlaps({ range: a }: Cue, { range: b }: Cue): boolean {
  return a.start < b.end && b.start < a.end
}
