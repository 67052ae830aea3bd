import type { Text } from '../text.ts'
import type { Names } from './speaker-words.ts'
import { type Talk, talksIn } from './talk.ts'

const FENCE = /^[ \t]*(?<marks>`{3,9}|~{3,9})[^\n]*\n(?<inside>[\s\S]*?)^[ \t]*\k<marks>[`~]*[ \t]*\r?$/gm

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
  const blocks = [...text.value.matchAll(FENCE)].map((match) => {
    const start = match.index + match[0].indexOf('\n') + 1
    return { start, end: start + match.groups!.inside!.length, opens: match.index, closes: match.index + match[0].length }
  })
  if (blocks.length === 0) return undefined
  const outside = text.value.replace(FENCE, (block) => block.replace(/[^\r\n]/g, ' '))
  const headings = [...outside.matchAll(/^#{1,6}[ \t]+(\S[^\r\n]*?)[ \t#]*\r?$/gm)]
  const talks = blocks.flatMap(({ start, end, opens }) =>
    talksIn(text.slice(start, end), names, read).map((talk): Talk => {
      const title = talk.title ?? headings.findLast(({ index }) => index < opens)?.[1]
      return { ...talk, range: { start: start + talk.range.start, end: start + talk.range.end }, ...(title ? { title } : {}) }
    }),
  )
  const inside = talks.reduce((sum, { drafts }) => sum + drafts.length, 0)
  const around = talksIn(text.layer().put(outside, 0, text.value.length).build(), names, (words) => words)
  if (inside < 2 || inside <= around.reduce((sum, { drafts }) => sum + drafts.length, 0)) return undefined
  const lines = (value: string): number => value.split('\n').filter((line) => line.trim() !== '' && !/^\s*#/.test(line)).length
  const fenced = blocks.reduce((sum, { start, end }) => sum + lines(text.value.slice(start, end)), 0)
  return { talks, beside: lines(outside) / Math.max(1, fenced) }
}
