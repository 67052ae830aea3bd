/** A half-open stretch of a file, in UTF-16 units counted from 0 after a byte order mark. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A stretch of a file as a person reads it: line and column count from 1, columns and offset in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** A window of a file: all of it, or one line of a JSONL file. Spans are always offsets in the file, never in the window. */
export interface Source {
  /** As shown to people: relative to the working directory, with forward slashes; `<stdin>` for standard input. */
  readonly path: string
  readonly text: string
  /** Where the window starts in the file. */
  readonly offset: number
  /** How many lines of the file stand before the window. */
  readonly line: number
}

/** The whole of a file as a source; a leading byte order mark is dropped and not counted. */
export function sourceOf(path: string, content: string): Source {
  return { path, text: content.charCodeAt(0) === 0xfeff ? content.slice(1) : content, offset: 0, line: 0 }
}

const lineStarts = new WeakMap<Source, readonly number[]>()

/** Where each line of the window starts; lines end with LF, CRLF or a lone CR. */
function startsOf(source: Source): readonly number[] {
  let starts = lineStarts.get(source)
  if (starts) return starts
  const found = [0]
  const { text } = source
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) found.push(at + 1)
  }
  starts = found
  lineStarts.set(source, starts)
  return starts
}

/** The line and column of an offset in the file. This is the only place that counts lines. */
export function positionOf(source: Source, offset: number): Position {
  const starts = startsOf(source)
  const local = Math.max(0, Math.min(offset - source.offset, source.text.length))
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= local) low = middle
    else high = middle - 1
  }
  return { line: source.line + low + 1, column: local - starts[low]! + 1, offset }
}

/** The text of one line of the file (1-based), without its line ending; empty when the window does not hold it. */
export function lineOf(source: Source, line: number): string {
  const starts = startsOf(source)
  const start = starts[line - source.line - 1]
  if (start === undefined) return ''
  const next = starts[line - source.line] ?? source.text.length
  return source.text.slice(start, next).replace(/[\r\n]+$/, '')
}

/** What stands in the file at a span. */
export function slice(source: Source, span: Span): string {
  return source.text.slice(span.start - source.offset, span.end - source.offset)
}
