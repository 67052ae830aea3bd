import type { Problem } from '../diagnostic.ts'
import type { Found } from '../discover.ts'
import { openText } from '../files/open.ts'
import { readerFor } from '../readers/index.ts'
import type { Read, Reader } from '../readers/reader.ts'
import { type Source, sourceOf } from '../source.ts'

/** A file about to be read. */
export interface Reading {
  readonly reader: Reader
  /** All of the file, or the lines of a JSONL file; may be had once. */
  readonly sources: Iterable<Source>
  /** After the sources: why not all of the file could be read, or that nobody need know. */
  leftOut(): { readonly problem: Problem } | 'unrecognised' | undefined
}

/** Opens a file and finds its reader. Never throws. */
export async function readingOf({ input, settings }: Pick<Found, 'input' | 'settings'>): Promise<Reading> {
  const opened = openText(input)
  const reader = await readerFor(input.path, opened.head, settings)
  const windows = reader.format === 'jsonl' ? (await import('../readers/jsonl.ts')).windows : undefined

  // What is nothing of ours is told by how it begins; it need not be read, nor be text.
  const isUnread = reader.format === 'unread'

  function* sources(): Generator<Source> {
    if (isUnread) yield sourceOf(input.path, opened.head)
    else if (windows) yield* windows(input.path, opened.stretches())
    else {
      const source = opened.whole()
      if (source) yield source
    }
  }

  /** A transcript in another encoding is worth a word even where nobody asked for the file; a picture is not. */
  function leftOut(): ReturnType<Reading['leftOut']> {
    const problem = opened.problem()
    if (!problem || (isUnread && opened.isNoText())) return undefined
    if (settings.asked || !opened.isNoText()) return { problem }
    return problem.source && holdsConversation(reader.read(problem.source, settings)) ? { problem } : 'unrecognised'
  }

  return { reader, sources: sources(), leftOut }
}

/** All that a file holds, one after the other; what could not be read comes last. */
export async function* readsOf(found: Pick<Found, 'input' | 'settings'>): AsyncGenerator<Read> {
  const { reader, sources, leftOut } = await readingOf(found)
  for (const source of sources) yield* reader.read(source, found.settings)
  const left = leftOut()
  if (left === 'unrecognised') yield { skipped: { path: found.input.path, reason: 'unrecognised', count: 1 } }
  else if (left) yield left
}

function holdsConversation(reads: Iterable<Read>): boolean {
  for (const read of reads) if ('conversation' in read) return true
  return false
}
