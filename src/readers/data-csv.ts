import type { Problem } from '../diagnostic.ts'
import type { Source } from '../source.ts'
import { Text } from '../text.ts'
import type { Fields, List, Scalar } from './data-value.ts'

/** A table: its rows as objects whose keys are the header's words, and the row of the header itself. */
export interface Table {
  readonly header: readonly string[]
  readonly headerSpan: { readonly start: number; readonly end: number }
  readonly rows: List
  readonly problems: readonly Problem[]
}

/** One record as written: the span of each cell without its quotes, in the window. */
interface Cell {
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

const delimiters = [',', ';', '\t', '|']

/** Reads CSV or TSV into located rows; the delimiter is the one `sep=` names, else the one the header has most of. */
export function parseCsv(source: Source): Table {
  const { text, offset: base } = source
  const problems: Problem[] = []
  const complain = (start: number, end: number, message: string) => {
    if (problems.length === 0) problems.push({ path: source.path, source, span: { start: base + start, end: base + end }, message })
  }

  const said = /^sep=(.)\r?\n/.exec(text)
  const first = said?.[0].length ?? 0
  const delimiter = said?.[1] ?? mostUsed(text, /\.(tsv|tab)$/i.test(source.path) ? '\t' : ',')
  const decode = decoderOf(source)
  const records = recordsOf(text, first, delimiter, complain)
  const [head, ...body] = records
  const header = (head ?? []).map((cell) => contents(text, cell).trim())
  const rows: Fields[] = []
  for (const cells of body) {
    const start = base + outer(cells[0]!).start
    const end = base + outer(cells.at(-1)!).end
    const extra = cells.slice(header.length).filter((cell) => cell.end > cell.start)
    if (extra.length > 0) {
      const message = `this row has ${cells.length} cells, the header ${header.length}: put double quotes around text that has a ${nameOf(delimiter)} in it`
      complain(outer(extra[0]!).start, outer(extra.at(-1)!).end, message)
    }
    const values = cells.slice(0, header.length).map((cell): Scalar => {
      const span = { start: base + cell.start, end: base + cell.end }
      return { kind: 'scalar', value: contents(text, cell), ...span, decode }
    })
    rows.push({
      kind: 'fields',
      row: true,
      start,
      end,
      keys: values.length === header.length ? header : header.slice(0, values.length),
      values,
    })
  }
  const headerSpan = { start: base + first, end: base + (head?.at(-1) ? outer(head.at(-1)!).end : first) }
  return { header, headerSpan, rows: { kind: 'list', start: base, end: base + text.length, items: rows }, problems }
}

type Complain = (start: number, end: number, message: string) => void

/** Splits text into records of cells; blank lines are no records. */
function recordsOf(text: string, from: number, delimiter: string, complain: Complain, most = Infinity): readonly (readonly Cell[])[] {
  const separator = delimiter.charCodeAt(0)
  const ends = (at: number) => {
    const code = text.charCodeAt(at)
    return code === separator || code === 10 || code === 13
  }
  const records: Cell[][] = []
  let cells: Cell[] = []
  let at = from
  while (at < text.length && records.length < most) {
    let cell: Cell
    if (text.charCodeAt(at) === 34) {
      const close = closing(text, at + 1)
      if (close < 0) complain(at, at + 1, 'this double quote is never closed')
      cell = { start: at + 1, end: close < 0 ? text.length : close, quoted: true }
      at = close < 0 ? text.length : close + 1
    } else cell = { start: at, end: at, quoted: false }
    const tail = at
    while (at < text.length && !ends(at)) at++
    if (!cell.quoted) cell = { start: tail, end: at, quoted: false }
    else if (text.slice(tail, at).trim() !== '')
      complain(tail, at, 'text after a closing double quote: inside a cell, a double quote is written twice')
    cells.push(cell)
    if (text.charCodeAt(at) === separator && at < text.length) {
      at++
      if (at < text.length) continue
      cells.push({ start: at, end: at, quoted: false })
    }
    if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) at++
    at++
    if (cells.length > 1 || cells[0]!.quoted || cells[0]!.end > cells[0]!.start) records.push(cells)
    cells = []
  }
  return records
}

/** Where a quoted cell ends, doubled quotes passed over; -1 when it never does. */
function closing(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text.charCodeAt(at + 1) === 34) at = text.indexOf('"', at + 2)
  return at
}

/** The delimiter that cuts the first record into most cells; the usual one when none does. */
function mostUsed(text: string, usual: string): string {
  let best = usual
  let most = 0
  for (const delimiter of [usual, ...delimiters]) {
    const cells = recordsOf(text, 0, delimiter, () => {}, 1)[0]?.length ?? 0
    if (cells > most) [best, most] = [delimiter, cells]
  }
  return best
}

const contents = (text: string, cell: Cell) => {
  const written = text.slice(cell.start, cell.end)
  return cell.quoted && written.includes('"') ? written.replaceAll('""', '"') : written
}

const outer = (cell: Cell) => (cell.quoted ? { start: cell.start - 1, end: cell.end + 1 } : cell)

const nameOf = (delimiter: string) => ({ ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': '|' })[delimiter] ?? delimiter

function decoderOf(source: Source): (scalar: Scalar) => Text {
  return (scalar) => {
    const written = Text.of(source, scalar)
    if (written.value === scalar.value) return written
    const text = written.decode(/""/g, () => '"')
    return text.value === scalar.value ? text : Text.opaque(source, scalar, String(scalar.value))
  }
}
