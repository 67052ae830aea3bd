const FENCE = /^[ \t]*(?<marks>`{3,9}|~{3,9})[ \t]*(?<language>[\w-]*)[^\n]*\n(?<inside>[\s\S]*?)^[ \t]*\k<marks>[`~]*[ \t]*\r?$/gm

/** A fenced block of a Markdown text: where it opens and closes, where its inside starts and ends, and its language in lower case. */
export interface Fence {
  readonly opens: number
  readonly closes: number
  readonly start: number
  readonly end: number
  readonly language: string
}

/** A heading outside of the blocks. */
export interface Heading {
  readonly at: number
  readonly words: string
}

/** The fenced blocks of a Markdown text, and what stands around them: the text with the blocks blanked out, and its headings. */
export function fencesOf(value: string): {
  readonly fences: readonly Fence[]
  readonly outside: string
  readonly headings: readonly Heading[]
} {
  const fences = [...value.matchAll(FENCE)].map((match): Fence => {
    const { inside = '', language = '' } = match.groups!
    const start = match.index + match[0].indexOf('\n') + 1
    return {
      opens: match.index,
      closes: match.index + match[0].length,
      start,
      end: start + inside.length,
      language: language.toLowerCase(),
    }
  })
  const outside = value.replace(FENCE, (block) => block.replace(/[^\r\n]/g, ' '))
  const headings = [...outside.matchAll(/^#{1,6}[ \t]+(\S[^\r\n]*?)[ \t#]*\r?$/gm)].map(
    ({ index, 1: words }): Heading => ({ at: index, words: words! }),
  )
  return { fences, outside, headings }
}

/** The words of the last heading above a place; undefined when none stands there. */
export const headingAbove = (headings: readonly Heading[], place: number): string | undefined =>
  headings.findLast(({ at }) => at < place)?.words
