import type { Problem } from '../diagnostic.ts'
import type { FieldMapping, Layout } from '../layouts/layout.ts'
import { nearest } from '../nearest.ts'
import type { Source } from '../source.ts'
import { type Found, follow } from './data-path.ts'
import { knownLayouts, possibleLayouts, type Recognised, recognise } from './data-recognise.ts'
import { ifTwoSpeak } from './data-two-speak.ts'
import { nothingMapped, unknownShape } from './data-unknown.ts'
import type { Tree, Value } from './data-value.ts'
import { arrange } from './mapping.ts'
import { checkNative, nativeLayout, nativeMapping } from './native.ts'
import type { Read, ReadSettings } from './reader.ts'

/** What is remembered from one line of a file to the next. */
export interface Memory {
  /** The shape of the line before. */
  layout?: Layout
  /** A line before held something to lint. */
  read?: boolean
  /** The line at hand cannot be parsed to its end. */
  broken?: boolean
  /** How often each mistake was made. */
  mistakes?: Map<string, number>
  /** It has been said that the file holds something unrecognised. */
  told?: boolean
}

/** Reads located data as its mapping, its named layout or its own signature says; what cannot be read is a problem, or skipped when nobody asked for it. */
export function* readTree(source: Source, tree: Tree, settings: ReadSettings, memory: Memory = {}): Iterable<Read> {
  const root = tree.root && { value: tree.root, pointer: '' }
  memory.broken = tree.problems.length > 0
  let read = false
  let problems: readonly Problem[] = tree.problems
  for (const one of root ? readRoot(source, root, settings, memory) : []) {
    for (const problem of problems) yield { problem }
    problems = []
    read = true
    yield one
  }
  memory.read ||= read
  const known = memory.layout !== undefined && !memory.layout.loose
  if (!read && (known || settings.asked)) for (const problem of problems) yield { problem }
  // A known shape may well hold nothing to lint, such as macros that only set a status.
  if (read || known) return
  if (memory.told || (settings.asked ? problems.length > 0 : memory.read)) return
  memory.told = true
  yield settings.asked
    ? { problem: unknownShape(source, root?.value) }
    : { skipped: { path: source.path, reason: 'unrecognised', count: 1 } }
}

function* readRoot(source: Source, root: Found, settings: ReadSettings, memory: Memory): Iterable<Read> {
  const { layout } = settings
  if (typeof layout === 'object') yield* readMapped(source, root, layout, settings)
  else if (layout !== undefined) yield* readNamed(source, root, layout, settings, memory)
  else {
    const recognised = recogniseAgain(source, root, settings, memory)
    if (recognised) yield* readRecognised(source, recognised, settings, memory)
  }
}

/** Lines of one file are mostly alike, so the shape of the line before is tried first. */
function recogniseAgain(source: Source, root: Found, settings: ReadSettings, memory: Memory): Recognised | undefined {
  const again = memory.layout && recognise(root, [memory.layout])
  const recognised = again ?? recognise(root, settings.asked ? knownLayouts : possibleLayouts(source.text))
  memory.layout = recognised?.layout
  return recognised
}

function* readRecognised(source: Source, { layout, documents }: Recognised, settings: ReadSettings, memory: Memory): Iterable<Read> {
  if (layout === nativeLayout) yield* readNative(source, documents, settings, memory)
  else if (layout.loose && !settings.asked) yield* ifTwoSpeak(arrange(source, documents, layout, settings))
  else yield* arrange(source, documents, layout, settings)
}

/** Of a record with mistakes only the mistakes are told, and of a broken file only where it is broken: the rest mostly follows from them. */
function* readNative(source: Source, documents: readonly Found[], settings: ReadSettings, memory: Memory): Iterable<Read> {
  for (const document of documents) {
    const inside = follow(document, 'conversations[]')
    for (const record of inside.length > 0 ? inside : [document]) {
      const mistakes = memory.broken ? [] : [...checkNative(source, record)]
      for (const problem of mistakes) if (!isEnough(problem, memory)) yield { problem }
      for (const read of arrange(source, [record], nativeMapping(record), settings)) {
        if ('conversation' in read || (mistakes.length === 0 && !memory.broken)) yield read
      }
    }
  }
}

/** How often the same mistake is told of one file: a program that writes it wrong writes it wrong in every line. */
const enough = 3

function isEnough({ message }: Problem, memory: Memory): boolean {
  memory.mistakes ??= new Map()
  const times = (memory.mistakes.get(message) ?? 0) + 1
  memory.mistakes.set(message, times)
  return times > enough
}

function* readNamed(source: Source, root: Found, name: string, settings: ReadSettings, memory: Memory): Iterable<Read> {
  const layout = knownLayouts.find((known) => known.name === name)
  if (!layout) {
    const near = nearest(
      name,
      knownLayouts.map((known) => known.name),
    )
    yield { problem: { path: source.path, source, message: `there is no layout named '${name}'`, ...(near && { nearest: near }) } }
    return
  }
  const recognised = recognise(root, [layout])
  memory.layout = recognised?.layout
  if (recognised) yield* readRecognised(source, recognised, { ...settings, asked: true }, memory)
  else yield { problem: problemAt(source, root, `no ${layout.about} are recognised in here`) }
}

const isEmpty = (value: Value) => value.kind === 'list' && value.items.length === 0

function* readMapped(source: Source, root: Found, mapping: FieldMapping, settings: ReadSettings): Iterable<Read> {
  let read = isEmpty(root.value)
  for (const one of arrange(source, [root], mapping, settings)) {
    read = true
    yield one
  }
  if (!read) yield { problem: nothingMapped(source, root, mapping) }
}

const problemAt = (source: Source, { value }: Found, message: string): Problem => ({
  path: source.path,
  source,
  span: { start: value.start, end: Math.min(value.end, value.start + 1) },
  message,
})
