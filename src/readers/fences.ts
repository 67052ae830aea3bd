/** A line that opens or closes a block. */
const MARKS = /^[ \t]*(`{3,}|~{3,})([^\n]*)\n?/gm

/** A fenced block of a Markdown text: where it opens and closes, where its inside starts and ends, and its language in lower case. */
export interface Fence {
  readonly opens: number
  readonly closes: number
  readonly start: number
  readonly end: number
  readonly language: string
}

/** A heading outside of the blocks: where its line stands, how high it is (1 is the highest), and what it says. */
export interface Heading {
  readonly at: number
  readonly end: number
  readonly level: number
  readonly words: string
}

/** The fenced blocks of a Markdown text, and what stands around them: the text with the blocks blanked out, and its headings. */
export function fencesOf(value: string): {
  readonly fences: readonly Fence[]
  readonly outside: string
  readonly headings: readonly Heading[]
} {
  const fences = blocksIn(value)
  let outside = ''
  let done = 0
  for (const { opens, closes } of fences) {
    outside += value.slice(done, opens) + value.slice(opens, closes).replace(/[^\r\n]/g, ' ')
    done = closes
  }
  outside += value.slice(done)
  const headings = [...outside.matchAll(/^(#{1,6})[ \t]+(\S[^\r\n]*?)[ \t#]*\r?$/gm)].map(
    ({ index, 0: line, 1: signs, 2: words }): Heading => ({ at: index, end: index + line.length, level: signs!.length, words: words! }),
  )
  return { fences, outside, headings }
}

/** Line by line; marks that are never closed are looked for once, so they cost no more than others. */
function blocksIn(value: string): readonly Fence[] {
  const lines = [...value.matchAll(MARKS)].map(({ index, 0: line, 1: marks, 2: behind }) => ({
    index,
    line,
    marks: marks!,
    behind: behind!,
    closes: behind!.trim() === '',
  }))
  const fences: Fence[] = []
  const open = new Set<string>()
  for (let at = 0; at < lines.length; at++) {
    const { index, line, marks, behind } = lines[at]!
    // Marks on both sides of a line are code in a sentence.
    if (open.has(marks) || (marks.startsWith('`') && behind.includes('`'))) continue
    let last = at + 1
    while (last < lines.length && !(lines[last]!.closes && lines[last]!.marks.startsWith(marks))) last++
    const close = lines[last]
    if (!close) {
      open.add(marks)
      continue
    }
    fences.push({
      opens: index,
      closes: value.indexOf(close.marks, close.index) + close.marks.length,
      start: index + line.length,
      end: close.index,
      language: /^[ \t]*([\w-]*)/.exec(behind)![1]!.toLowerCase(),
    })
    at = last
  }
  return fences
}

/** The words of the last heading above a place; undefined when none stands there. */
export const headingAbove = (headings: readonly Heading[], place: number): string | undefined =>
  headings.findLast(({ at }) => at < place)?.words
