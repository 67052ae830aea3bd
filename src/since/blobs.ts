import type { Git } from './git.ts'

/** What git keeps of files, by the ids of their contents. */
export interface Blobs {
  /** The content of a file; undefined when it is not in this clone. */
  read(id: string): Promise<Uint8Array | undefined>
}

/** How much is read ahead, in bytes and in files: starting git once per file would take longer than linting it. */
const ahead = { bytes: 16 << 20, files: 500 }

/** Reads contents in about the order of `ids`, many at a time; what was read ahead is kept until the next reading. */
export function blobsOf(git: Git, ids: readonly string[]): Blobs {
  const places = new Map(ids.map((id, place) => [id, place]))
  let sizes: Promise<readonly number[]> | undefined
  let kept = new Map<string, Uint8Array>()

  async function sizesOf(): Promise<readonly number[]> {
    const answer = await git(['cat-file', '--batch-check=%(objectsize)'], ids.map((id) => `${id}\n`).join(''))
    return 'out' in answer ? answer.out.toString('utf8').split('\n').map(Number) : []
  }

  /** The ids from one on that are worth reading together. */
  async function nextIds(id: string): Promise<readonly string[]> {
    const from = places.get(id)
    if (from === undefined) return [id]
    sizes ??= sizesOf()
    const known = await sizes
    let to = from + 1
    for (let bytes = known[from] || 0; to < ids.length && to - from < ahead.files; to++) {
      bytes += known[to] || 0
      if (bytes > ahead.bytes) break
    }
    return ids.slice(from, to)
  }

  return {
    async read(id) {
      if (!kept.has(id)) {
        const wanted = await nextIds(id)
        const answer = await git(['cat-file', '--batch'], wanted.map((one) => `${one}\n`).join(''))
        kept = 'out' in answer ? contentsIn(answer.out) : new Map()
      }
      return kept.get(id)
    },
  }
}

/** Contents as `git cat-file --batch` gives them: a line with id, type and size, then the bytes and a line break. */
function contentsIn(out: Buffer): Map<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>()
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at)
    const [id = '', , size] = out.toString('latin1', at, end).split(' ')
    at = end + 1
    if (size === undefined) continue
    contents.set(id, out.subarray(at, at + Number(size)))
    at += Number(size) + 1
  }
  return contents
}
