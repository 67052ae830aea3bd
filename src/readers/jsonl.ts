import type { Source } from '../source.ts'
import { parseJson } from './data-json.ts'
import { type Memory, readTree } from './data-read.ts'
import { knownLayouts, recognise } from './data-recognise.ts'
import type { Value } from './data-value.ts'
import type { Read, Reader, ReadSettings } from './reader.ts'

/**
 * A reader of one JSONL file, which remembers what the lines before were. It is given the file line by line (`windows`), or whole where
 * its lines belong together because they are messages that a mapping groups into conversations.
 */
export function jsonlReader(together: boolean): Reader {
  const memory: Memory = {}
  return {
    format: together ? 'jsonl-whole' : 'jsonl',
    *read(source, settings) {
      const lines = source.text.includes('\n') ? windowsOf(source) : [source]
      if (together) yield* readTogether(source, lines, settings, memory)
      else for (const line of lines) yield* readTree(line, parseJson(line), settings, memory)
    },
  }
}

/** Whether a mapping groups messages into conversations, so that the lines of a file cannot be read one by one. */
export function grouping({ layout }: ReadSettings): boolean {
  return typeof layout === 'object' && layout.conversation !== undefined
}

/** Whether the lines of a file belong together: by the config, or by the shape of the first line. */
export function belongTogether(head: string, settings: ReadSettings): boolean {
  const { layout } = settings
  if (typeof layout === 'object') return grouping(settings)
  const [first] = windows('', [head])
  const root = first && parseJson(first).root
  const known = layout === undefined ? knownLayouts : knownLayouts.filter(({ name }) => name === layout)
  return root !== undefined && recognise({ value: root, pointer: '' }, known)?.layout.conversation !== undefined
}

/** All lines as one list. */
function* readTogether(source: Source, lines: Iterable<Source>, settings: ReadSettings, memory: Memory): Iterable<Read> {
  const items: Value[] = []
  for (const line of lines) {
    const { root, problems } = parseJson(line)
    for (const problem of problems) yield { problem }
    if (root) items.push(root)
  }
  const root: Value = { kind: 'list', start: source.offset, end: source.offset + source.text.length, items }
  yield* readTree(source, { root, problems: [] }, settings, memory)
}

/**
 * The lines of a JSONL file as windows, from its text in any chunks; only the line at hand is kept. A byte order mark is dropped,
 * blank lines are passed over.
 */
export function* windows(path: string, chunks: Iterable<string>): Iterable<Source> {
  let rest = ''
  let offset = 0
  let line = 0
  let first = true
  for (const chunk of chunks) {
    const text = first && chunk.charCodeAt(0) === 0xfeff ? chunk.slice(1) : chunk
    first &&= chunk.length === 0
    let start = 0
    let end = text.indexOf('\n')
    while (end >= 0) {
      const written = rest + text.slice(start, end)
      if (!isBlank(written)) yield { path, text: written, offset, line }
      offset += written.length + 1
      line += linesIn(written)
      rest = ''
      start = end + 1
      end = text.indexOf('\n', start)
    }
    rest += text.slice(start)
  }
  if (!isBlank(rest)) yield { path, text: rest, offset, line }
}

/** The lines of a window that holds several. */
function* windowsOf(source: Source): Iterable<Source> {
  for (const line of windows(source.path, [source.text])) {
    yield { ...line, offset: source.offset + line.offset, line: source.line + line.line }
  }
}

const isBlank = (text: string) => !/\S/.test(text)

/** How many lines end with a window: its own, and those that a lone CR ends within it. */
const linesIn = (written: string) => (written.includes('\r') ? 1 + (written.match(/\r(?!$)/g)?.length ?? 0) : 1)
