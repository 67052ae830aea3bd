import { once } from '../once.ts'
import { oneLine, terminal, visible } from './escape.ts'

/** One sign as a terminal shows it, with the columns it takes. */
export interface Cell {
  readonly text: string
  readonly width: number
  /** Where it starts in the text, in UTF-16 units. */
  readonly at: number
  /** Whether a line may break here. */
  readonly space: boolean
}

let segmenter: Intl.Segmenter | undefined

/** Making a segmenter takes 10 ms or more, so it is made when the first text needs it. */
function graphemesOf(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** Letters of Europe, punctuation, arrows and lines, each as wide as one column: most text holds nothing else. */
const plain = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac\u2190-\u21ff\u2500-\u257f]*$/

const wide = once(
  () =>
    /^(?:\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Bopomofo}|\p{Script=Yi}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6])|\ufe0f/u,
)
const halfwidth = /^[\uff61-\uffdc\u303f]/
const unseen = once(() => /^[\p{Mn}\p{Me}\p{Cf}]+$/u)

/** The text as cells; a tab is two blanks, what a terminal could obey is a sign of its own. */
export function cellsOf(text: string): readonly Cell[] {
  if (plain.test(text)) return Array.from(text, (sign, at) => ({ text: sign, width: 1, at, space: sign === ' ' }))
  return Array.from(graphemesOf(text), ({ segment, index }) => {
    if (segment === '\t') return { text: '  ', width: 2, at: index, space: true }
    const seen = visible(segment)
    return { text: seen, width: columnsOf(seen), at: index, space: seen === ' ' }
  })
}

function columnsOf(grapheme: string): number {
  if (unseen().test(grapheme)) return 0
  return wide().test(grapheme) && !halfwidth.test(grapheme) ? 2 : 1
}

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  return cellsOf(text).reduce((sum, cell) => sum + cell.width, 0)
}

/** Cells broken at spaces into rows of at most `width` columns; a word wider than a row is broken inside. */
export function rowsOf(cells: readonly Cell[], width: number): readonly (readonly Cell[])[] {
  const rows: Cell[][] = []
  let row: Cell[] = []
  let used = 0
  for (const cell of cells) {
    if (used + cell.width > width && row.length > 0 && !cell.space) {
      const gap = row.findLastIndex(({ space }) => space)
      const rest = gap < 0 ? [] : row.splice(gap + 1)
      rows.push(row)
      row = rest
      used = rest.reduce((sum, one) => sum + one.width, 0)
    }
    row.push(cell)
    used += cell.width
  }
  return row.length > 0 || rows.length === 0 ? [...rows, row] : rows
}

/** Text in lines of at most `width` columns, each safe to show. */
export function wrap(text: string, width: number): readonly string[] {
  return rowsOf(cellsOf(oneLine(text)), Math.max(8, width)).map((row) => terminal(textOf(row)))
}

/** Text on one line of at most `width` columns, safe to show; what is left out becomes `…`. */
export function cut(text: string, width: number): string {
  const cells = cellsOf(oneLine(text))
  let used = 0
  const end = cells.findIndex((cell) => {
    used += cell.width
    return used > width
  })
  return terminal(end < 0 ? textOf(cells) : `${textOf(cells.slice(0, Math.max(0, end - 1)))}…`)
}

/** What cells show, without blanks at the end. */
export function textOf(cells: readonly Cell[]): string {
  return cells
    .map(({ text }) => text)
    .join('')
    .trimEnd()
}
