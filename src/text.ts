import type { Source, Span } from './source.ts'

/** A half-open stretch of a `Text`, in UTF-16 units of its decoded value. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Something in a text that is not ordinary prose. Its range is in the text that carries it. */
export interface Mark {
  readonly kind: 'placeholder' | 'code' | 'link' | 'quote' | 'signature'
  readonly range: Range
  /** Of a placeholder: what it stands for. `opaque` may hold anything (a signature, dynamic content), `fillIn` is for a person to replace. */
  readonly as?: PlaceholderKind
  /** Of a placeholder: how it is written in the template. */
  readonly written?: string
  /** Of a placeholder whose syntax has one: the words shown when there is no value. */
  readonly fallback?: string
}

export type PlaceholderKind = 'customerName' | 'agentName' | 'brand' | 'number' | 'date' | 'url' | 'opaque' | 'value' | 'fillIn'

/** A run of decoded characters and where it was written in the parent: letter by letter, or (`whole`) all of it for all of that. */
interface Piece {
  readonly at: number
  readonly length: number
  readonly from: number
  readonly size: number
  readonly whole: boolean
}

/** Decoded characters that remember where they were written. Layers are climbed only when a place is asked for. */
export class Text {
  private constructor(
    readonly value: string,
    private readonly parent: Text | Source,
    private readonly pieces: readonly Piece[],
    /** What is not prose in here, in order. */
    readonly marks: readonly Mark[],
  ) {}

  /** What is written at a span of the source, letter by letter. */
  static of(source: Source, span: Span = { start: source.offset, end: source.offset + source.text.length }): Text {
    const value = source.text.slice(span.start - source.offset, span.end - source.offset)
    return new Text(value, source, [{ at: 0, length: value.length, from: span.start, size: value.length, whole: false }], [])
  }

  /** A value of which only the place as a whole is known: any range in it is reported as the span. */
  static opaque(source: Source, span: Span, value: string): Text {
    return new Text(value, source, [{ at: 0, length: value.length, from: span.start, size: span.end - span.start, whole: true }], [])
  }

  /** A builder of a new layer above this text. */
  layer(): TextLayer {
    return new TextLayer(this)
  }

  /** This text with every match of the pattern replaced by what it stands for; `pattern` must be global. */
  decode(pattern: RegExp, meaning: (written: string) => string): Text {
    const layer = this.layer()
    let done = 0
    for (const match of this.value.matchAll(pattern)) {
      layer.copy(done, match.index)
      done = match.index + match[0].length
      layer.put(meaning(match[0]), match.index, done)
    }
    return done === 0 ? this : layer.copy(done, this.value.length).build()
  }

  /** A stretch of this text as a text of its own. */
  slice(start: number, end: number = this.value.length): Text {
    return start <= 0 && end >= this.value.length ? this : this.layer().copy(Math.max(0, start), Math.min(end, this.value.length)).build()
  }

  trim(): Text {
    const start = this.value.length - this.value.trimStart().length
    return this.slice(start, Math.max(start, this.value.trimEnd().length))
  }

  /** This text with marks added; ranges are in this text. */
  marked(marks: readonly Mark[]): Text {
    if (marks.length === 0) return this
    const all = [...this.marks, ...marks].sort((a, b) => a.range.start - b.range.start)
    return new Text(this.value, this.parent, this.pieces, all)
  }

  /** Where in the file a range of this text is written. A range that cuts an atom (an escape, an entity, a placeholder) covers all of it. */
  spanOf(range: Range): Span {
    const outer = this.outward(range)
    return this.parent instanceof Text ? this.parent.spanOf(outer) : outer
  }

  /** @internal Builds the value a layer describes; marks of the parent that survive come along. */
  static fromLayer(parent: Text, values: readonly string[], pieces: readonly Piece[], marks: readonly Mark[]): Text {
    const text = new Text(values.join(''), parent, pieces, [])
    const inherited = parent.marks.flatMap((mark) => {
      const range = text.inward(mark.range)
      return range ? [{ ...mark, range }] : []
    })
    return inherited.length + marks.length === 0 ? text : text.marked([...inherited, ...marks])
  }

  /** The range in the parent that a range of this text came from. */
  private outward(range: Range): Range {
    const { pieces } = this
    if (pieces.length === 0) return { start: 0, end: 0 }
    const first = pieces[pieceAt(pieces, range.start)]!
    const into = range.start - first.at
    const start = first.whole ? (into >= first.length ? first.from + first.size : first.from) : first.from + Math.min(into, first.size)
    if (range.end <= range.start) return { start, end: start }
    const last = pieces[pieceAt(pieces, range.end - 1)]!
    const end = last.whole ? last.from + last.size : last.from + Math.min(range.end - last.at, last.size)
    return { start: Math.min(start, end), end: Math.max(start, end) }
  }

  /** The range of this text that came from a range of the parent; undefined when nothing of it is left. */
  private inward(range: Range): Range | undefined {
    let start: number | undefined
    let end = 0
    for (const piece of this.pieces) {
      const from = Math.max(range.start, piece.from)
      const to = Math.min(range.end, piece.from + piece.size)
      if (from >= to) continue
      start ??= piece.whole ? piece.at : piece.at + from - piece.from
      end = piece.whole ? piece.at + piece.length : piece.at + to - piece.from
    }
    return start === undefined || end <= start ? undefined : { start, end }
  }
}

/** The piece that holds an offset: the last that starts at or before it. */
function pieceAt(pieces: readonly Piece[], offset: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (pieces[middle]!.at <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Says, from left to right, what the next layer keeps and what it decodes; what is left out is simply not there. */
export class TextLayer {
  private readonly values: string[] = []
  private readonly pieces: Piece[] = []
  private readonly marks: Mark[] = []
  /** How many characters the layer holds so far. */
  length = 0

  constructor(private readonly parent: Text) {}

  /** Keeps a stretch of the parent as it is. */
  copy(start: number, end: number): this {
    if (end <= start) return this
    const last = this.pieces.at(-1)
    const size = end - start
    if (last && !last.whole && last.from + last.size === start) {
      this.pieces[this.pieces.length - 1] = { ...last, length: last.length + size, size: last.size + size }
    } else {
      this.pieces.push({ at: this.length, length: size, from: start, size, whole: false })
    }
    this.values.push(this.parent.value.slice(start, end))
    this.length += size
    return this
  }

  /** Puts a value that stands for a whole stretch of the parent (an escape, an entity, a folded line); an empty stretch inserts. */
  put(value: string, start: number, end: number): this {
    if (value.length === 0) return this
    this.pieces.push({ at: this.length, length: value.length, from: start, size: Math.max(0, end - start), whole: true })
    this.values.push(value)
    this.length += value.length
    return this
  }

  /** Marks a range of the layer. */
  mark(mark: Mark): this {
    this.marks.push(mark)
    return this
  }

  build(): Text {
    return Text.fromLayer(this.parent, this.values, this.pieces, this.marks)
  }
}
