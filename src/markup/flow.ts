import type { Mark, Range, TextLayer } from '../text.ts'

/** Words laid into a layer as a reader sees them: blanks folded, blocks on lines of their own, nothing hanging at either end. */
export interface Flow {
  /** Words kept as they are written. */
  copy(start: number, end: number): void
  /** Words that stand for a whole stretch (an entity, a placeholder), with the mark they leave. */
  put(value: string, start: number, end: number, mark?: (at: number) => Mark | undefined): void
  /** Blank space: one blank if words follow on the same line. `ordinary`: it is written as one blank. */
  blank(start: number, end: number, ordinary: boolean): void
  /** The end of a line as written: a line break if words follow. */
  newline(start: number, end: number): void
  /** At least so many line breaks before the next words: 1 for a line, 2 for a paragraph. */
  lines(count: 1 | 2): void
  /** One line break more, up to an empty line. */
  lineBreak(): void
  /** Marks the words from here until the returned function is called. */
  open(kind: Mark['kind']): () => void
}

/** A flow into an empty layer. */
export function flowOn(layer: TextLayer): Flow {
  let breaks = 0
  let space: (Range & { readonly ordinary: boolean }) | undefined
  let line: Range | undefined
  const opened = new Set<{ start?: number }>()

  /** Puts what stands between the last words and these. */
  function settle(at: number): void {
    if (layer.length > 0) {
      if (breaks > 0) layer.put('\n'.repeat(breaks), at, at)
      else if (line) layer.put('\n', line.start, line.end)
      else if (space?.ordinary) layer.copy(space.start, space.end)
      else if (space) layer.put(' ', space.start, space.end)
    }
    breaks = 0
    space = undefined
    line = undefined
    for (const mark of opened) mark.start ??= layer.length
  }

  return {
    copy(start, end) {
      if (end <= start) return
      settle(start)
      layer.copy(start, end)
    },
    put(value, start, end, mark) {
      settle(start)
      const left = mark?.(layer.length)
      layer.put(value, start, end)
      if (left) layer.mark(left)
    },
    blank(start, end, ordinary) {
      space ??= { start, end, ordinary }
    },
    newline(start, end) {
      line ??= { start, end }
    },
    lines(count) {
      breaks = Math.max(breaks, count)
    },
    lineBreak() {
      breaks = Math.min(breaks + 1, 2)
    },
    open(kind) {
      const mark: { start?: number } = {}
      opened.add(mark)
      return () => {
        opened.delete(mark)
        if (mark.start !== undefined && layer.length > mark.start) layer.mark({ kind, range: { start: mark.start, end: layer.length } })
      }
    },
  }
}
