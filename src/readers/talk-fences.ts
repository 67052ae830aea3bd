import type { Text } from '../text.ts'
import { fencesOf, headingAbove } from './fences.ts'
import type { Names } from './speaker-words.ts'
import { type Talk, talksIn } from './talk.ts'

/** Conversations that stand in fenced blocks. */
export interface Fenced {
  readonly talks: readonly Talk[]
  /** How many lines stand beside the blocks, headings left out, for each line inside them. */
  readonly beside: number
}

/**
 * The conversations in the fenced blocks of a Markdown text, each under the last heading above it; undefined when the turns stand outside
 * of blocks. A block is plain text.
 */
export function fencedTalks(text: Text, names: Names, read: (words: Text) => Text): Fenced | undefined {
  const { fences, outside, headings } = fencesOf(text.value)
  if (fences.length === 0) return undefined
  const talks = fences.flatMap(({ start, end, opens }) =>
    talksIn(text.slice(start, end), names, read).map((talk): Talk => {
      const title = talk.title ?? headingAbove(headings, opens)
      return { ...talk, range: { start: start + talk.range.start, end: start + talk.range.end }, ...(title ? { title } : {}) }
    }),
  )
  const inside = talks.reduce((sum, { drafts }) => sum + drafts.length, 0)
  const around = talksIn(text.layer().put(outside, 0, text.value.length).build(), names, (words) => words)
  if (inside < 2 || inside <= around.reduce((sum, { drafts }) => sum + drafts.length, 0)) return undefined
  const lines = (value: string): number => value.split('\n').filter((line) => line.trim() !== '' && !/^\s*#/.test(line)).length
  const fenced = fences.reduce((sum, { start, end }) => sum + lines(text.value.slice(start, end)), 0)
  return { talks, beside: lines(outside) / Math.max(1, fenced) }
}
