import { positionOf, type Source, type Span } from '../source.ts'
import { type Cell, cellsOf, rowsOf, textOf, widthOf } from './cells.ts'
import { terminal } from './escape.ts'
import type { Paint, Tone } from './paint.ts'

/** Words to mark in a frame: with which sign, in which tone, and what to say of them. */
export interface Mark {
  readonly span: Span
  /** One character, as in the cases of a rule's README: `^` what is wrong, `~` what led to it, `+` what is right. */
  readonly sign: '^' | '~' | '+'
  readonly tone: Tone
  readonly label?: string
}

export interface FrameSettings {
  /** Columns of a row, the line number included. */
  readonly width: number
  /** Columns of the line number. */
  readonly gutter: number
  readonly paint: Paint
  /** Hides what must not be seen; the result is as long as the text. When given, only the marked words are shown at all. */
  readonly hide?: (text: string) => string
}

/** The part of a mark that stands on one line; offsets in the window's text. */
interface Piece {
  readonly line: number
  readonly lineStart: number
  readonly from: number
  readonly to: number
  readonly mark: Mark
  readonly label?: string
}

/** How many lines of a mark, and rows of one line, are shown before the rest is left out. */
const most = 3

/** The lines on which the marks stand, the words underlined; long lines are cut around the words. */
export function* frame(source: Source, marks: readonly Mark[], settings: FrameSettings): Iterable<string> {
  const pieces = marks.flatMap((mark) => [...piecesOf(source, mark)]).sort((a, b) => a.line - b.line || a.from - b.from || a.to - b.to)
  const bar = settings.paint('quiet', '│')
  let last: number | undefined
  for (const cluster of clustersOf(pieces, roomOf(settings))) {
    const { line } = cluster[0]!
    let number = last === line ? '' : String(line)
    last = line
    for (const row of rowsOfCluster(source, cluster, settings)) {
      yield `${settings.paint('quiet', number.padStart(settings.gutter))} ${bar} ${row}`.trimEnd()
      number = ''
    }
  }
}

function roomOf({ width, gutter }: FrameSettings): number {
  return Math.max(20, width - gutter - 3)
}

function* piecesOf(source: Source, mark: Mark): Iterable<Piece> {
  const { text, offset } = source
  const first = positionOf(source, mark.span.start)
  const last = positionOf(source, mark.span.end)
  const stop = mark.span.end - offset
  let from = mark.span.start - offset
  let lineStart = from - (first.column - 1)
  const lastShown = Math.min(last.line, first.line + most - 1)
  for (let line = first.line; line <= lastShown; line++) {
    const to = line === last.line ? stop : from + text.slice(from, stop).search(/[\r\n]/)
    const indent = line === first.line ? 0 : text.slice(from, to).search(/\S|$/)
    const label = line < lastShown ? undefined : [lastShown < last.line ? '…' : '', mark.label ?? ''].join(' ').trim()
    yield { line, lineStart, from: from + indent, to, mark, label }
    from = to + (text.startsWith('\r\n', to) ? 2 : 1)
    lineStart = from
  }
}

/** Pieces of one line that overlap or fit into one row. */
function clustersOf(pieces: readonly Piece[], room: number): readonly (readonly Piece[])[] {
  const clusters: Piece[][] = []
  for (const piece of pieces) {
    const cluster = clusters.at(-1)
    const end = cluster && Math.max(...cluster.map(({ to }) => to))
    const near = cluster && (piece.from < end! || Math.max(end!, piece.to) - cluster[0]!.from < room - 2)
    if (near && cluster[0]!.line === piece.line) cluster.push(piece)
    else clusters.push([piece])
  }
  return clusters
}

/** The part of a line that is looked at, as cells; the rest of a long line is never touched. */
interface View {
  readonly cells: readonly Cell[]
  /** Where the cells start in the window's text. */
  readonly base: number
  /** Whether the line starts, and ends, with the cells. */
  readonly starts: boolean
  readonly ends: boolean
}

function viewOf({ text }: Source, cluster: readonly Piece[], room: number, hide: FrameSettings['hide']): View {
  const { from, lineStart } = cluster[0]!
  const to = Math.min(Math.max(...cluster.map((piece) => piece.to)), from + room * (most + 1))
  if (hide) return { cells: cellsOf(hide(text.slice(from, to))), base: from, starts: true, ends: true }
  const base = Math.max(lineStart, from - room * 2)
  const ahead = text.slice(to, to + room * 2)
  const newline = ahead.search(/[\r\n]/)
  const end = newline < 0 ? to + ahead.length : to + newline
  return { cells: cellsOf(text.slice(base, end)), base, starts: base === lineStart, ends: newline >= 0 || end === text.length }
}

function columns(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0)
}

function* rowsOfCluster(source: Source, cluster: readonly Piece[], settings: FrameSettings): Iterable<string> {
  const room = roomOf(settings)
  const { cells, base, starts, ends } = viewOf(source, cluster, room, settings.hide)
  const whole = starts && ends && columns(cells) <= room
  const window = whole || settings.hide ? { start: 0, end: cells.length } : windowOf(cells, cluster, base, room)
  const before = window.start > 0 || !starts ? '…' : ''
  const after = window.end < cells.length || !ends ? '…' : ''
  const rows = whole ? [cells] : rowsOf(cells.slice(window.start, window.end), room - 2)
  const shown = rows.slice(0, most)
  for (const [index, row] of shown.entries()) {
    const head = index === 0 ? before : ''
    const tail = index === shown.length - 1 && (after || shown.length < rows.length) ? '…' : ''
    yield terminal(head + row.map(({ text }) => text).join('') + tail)
    yield* signs(row, cluster, base, head.length, index === shown.length - 1, settings)
  }
}

/** Which cells to show of a line that is too long: the marked words, and what fits beside them, cut at spaces. */
function windowOf(cells: readonly Cell[], cluster: readonly Piece[], base: number, room: number): { start: number; end: number } {
  const from = cluster[0]!.from
  const to = Math.max(...cluster.map((piece) => piece.to))
  const first = Math.max(
    0,
    cells.findLastIndex(({ at }) => base + at <= from),
  )
  const beyond = cells.findIndex(({ at }, index) => index > first && base + at >= to)
  const last = beyond < 0 ? cells.length : beyond
  const spare = room - 2 - columns(cells.slice(first, last))
  if (spare <= 0) return { start: first, end: last }
  // Twice as much of what comes before: it is what the words answer.
  const back = Math.max((spare * 2) / 3, spare - columns(cells.slice(last)))
  let start = first
  for (let used = 0; start > 0 && used + cells[start - 1]!.width <= back; start--) used += cells[start - 1]!.width
  if (start > 0) start += Math.max(0, cells.slice(start, first).findIndex(isSpace))
  const ahead = room - 2 - columns(cells.slice(start, last))
  let end = last
  for (let used = 0; end < cells.length && used + cells[end]!.width <= ahead; end++) used += cells[end]!.width
  if (end < cells.length) end = last + (cells.slice(last, end).findLastIndex(isSpace) + 1 || end - last)
  return { start, end }
}

const isSpace = ({ space }: Cell): boolean => space

/** A run of signs under a row. */
interface Underline {
  readonly from: number
  readonly to: number
  readonly mark: Mark
  readonly label: string
}

/** The rows of signs under a row of text, with their labels beside them, or below where there is no room. */
function* signs(
  row: readonly Cell[],
  cluster: readonly Piece[],
  base: number,
  indent: number,
  last: boolean,
  settings: FrameSettings,
): Iterable<string> {
  const lanes: Underline[][] = []
  for (const piece of cluster) {
    const line = underline(row, piece, base, indent, last)
    if (!line) continue
    const lane = lanes.find((others) => others.every((other) => other.to < line.from && other.label === ''))
    if (lane) lane.push(line)
    else lanes.push([line])
  }
  for (const lane of lanes) yield* laneRows(lane, settings)
}

function underline(row: readonly Cell[], piece: Piece, base: number, indent: number, last: boolean): Underline | undefined {
  let column = indent
  let from: number | undefined
  let to = 0
  let more = false
  for (const { at, width, space } of row) {
    const inside = base + at >= piece.from && (base + at < piece.to || (piece.from === piece.to && from === undefined))
    if (inside) {
      from ??= column
      // Blanks at the end of a row are not underlined.
      to = Math.max(from + 1, space ? to : column + width)
    }
    more ||= base + at >= piece.to
    column += width
  }
  if (from === undefined)
    return piece.from === piece.to && last ? { from: column, to: column + 1, mark: piece.mark, label: piece.label ?? '' } : undefined
  return { from, to, mark: piece.mark, label: more || last ? (piece.label ?? '') : '' }
}

function* laneRows(lane: readonly Underline[], settings: FrameSettings): Iterable<string> {
  const { paint } = settings
  const room = roomOf(settings)
  let row = ''
  let column = 0
  for (const { from, to, mark } of lane) {
    row += ' '.repeat(from - column) + paint(mark.tone, mark.sign.repeat(to - from))
    column = to
  }
  const { label, mark, from } = lane.at(-1)!
  if (label === '') return yield row
  const text = textOf(cellsOf(terminal(label)))
  const width = widthOf(text)
  if (column + 1 + width <= room) return yield `${row} ${paint(mark.tone, text)}`
  yield row
  const start = Math.max(0, Math.min(from, room - width))
  for (const part of rowsOf(cellsOf(text), room - start)) yield ' '.repeat(start) + paint(mark.tone, textOf(part))
}
