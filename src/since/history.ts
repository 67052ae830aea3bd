import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Problem } from '../diagnostic.ts'
import type { Candidate } from '../files/candidates.ts'
import { gitTop } from '../files/ignores.ts'
import type { Input } from '../files/open.ts'
import { isProseOrData } from '../readers/detect.ts'
import { blobsOf } from './blobs.ts'
import { type Change, changesSince, filesOf } from './changes.ts'
import { commitsBeforeStaged, commonCommit, type Mistake } from './commits.ts'
import { gitIn } from './git.ts'

/** What files were like before, for telling what is new in them. */
export interface History {
  /** The option that asked for it, as written. */
  readonly option: string
  /** Files that changed and are not in the working tree (absolute paths). */
  readonly gone: readonly string[]
  /** What a file holds now and held before; undefined when nothing in it changed. */
  look(file: Pick<Candidate, 'file' | 'input'>): Promise<Look | undefined>
}

/** A file that changed. */
export interface Look {
  /** Undefined when the file is deleted. */
  readonly now?: Input
  /** What it held; nothing when it is new. */
  readonly before: readonly Input[]
  readonly notice?: Problem
}

/** What is asked: since which commit, branch or tag, or what is staged. */
export interface Wanted {
  readonly since?: string
  readonly cwd: string
  readonly paths: readonly string[]
  /** The file (absolute) whose new content comes by standard input. */
  readonly typed?: string
}

/** Asks git what changed since a commit or, without one, what is staged. A mistake when git cannot tell. */
export async function historyOf({ since, cwd, paths: asked, typed }: Wanted): Promise<History | { readonly mistake: Mistake }> {
  const option = since === undefined ? '--staged' : `--since ${since}`
  const found = [cwd, ...asked.map((path) => resolve(cwd, path))].map((folder) => gitTop(folder)).find((folder) => folder !== undefined)
  if (found === undefined) return { mistake: { message: `${option} needs a git repository, and this folder is in none` } }
  const top = realpathSync(found)
  const git = gitIn(top)
  const base = since === undefined ? undefined : await commonCommit(git, since)
  if (base && 'message' in base) return { mistake: base }
  const commits = base ? [base.commit] : await commitsBeforeStaged(git)
  const diffs: ReadonlyMap<string, Change>[] = []
  for (const commit of commits.length > 0 ? commits : [undefined]) {
    const diff = await changesSince(git, commit, since === undefined)
    if ('failed' in diff) return { mistake: { message: `${option}: ${diff.failed}` } }
    diffs.push(diff.changes)
  }

  const all = diffs.flatMap((changes) => [...changes.values()])
  const likely = all.filter(({ path }) => isProseOrData(path))
  const blobs = blobsOf(git, [
    ...new Set(likely.flatMap(({ before, now }) => [since === undefined ? now : undefined, before]).filter(isId)),
  ])
  let committed: Promise<ReadonlyMap<string, string>> | undefined
  const committedId = async (path: string) => {
    committed ??= base ? filesOf(git, base.commit) : Promise.resolve(new Map())
    return (await committed).get(path)
  }

  /** The path from the top; undefined of what is in no repository, or in another. */
  const pathOf = (file: string): string | undefined => {
    const real = realOf(file)
    const path = relative(top, real).split(sep).join('/')
    const own = gitTop(dirname(real))
    return path.startsWith('../') || own === undefined || realpathSync(own) !== top ? undefined : path
  }

  /** What a file held, and whether it may be held against what it holds. */
  async function inputs(input: Input, ids: readonly string[]): Promise<Pick<Look, 'before' | 'notice'>> {
    const before: Input[] = []
    for (const id of ids) {
      const bytes = await blobs.read(id)
      const why = !bytes ? 'is not in this clone' : isPointer(bytes) ? 'is kept by git-lfs' : undefined
      if (why) return { before: [], notice: tell(input, `what this held before ${why}: all of it counts as new`) }
      if (bytes) before.push(inputOf(input.path, bytes))
    }
    return { before }
  }

  async function look({ file, input }: Pick<Candidate, 'file' | 'input'>): Promise<Look | undefined> {
    const path = pathOf(file)
    if (path === undefined) {
      return {
        now: input,
        before: [],
        notice: tell(input, 'this is outside of the repository: all of it counts as new'),
      }
    }
    const changes = diffs.map((changed) => changed.get(path))
    const ids = changes.flatMap((change) => change?.before ?? [])
    if (since === undefined) {
      const [first] = changes
      const now = first?.now
      // What is as it was on either side of a merge is not new.
      if (!first || changes.includes(undefined)) return undefined
      if (now === 'deleted') return inputs(input, ids)
      const bytes = now === undefined ? undefined : await blobs.read(now)
      if (!bytes) return undefined
      return { now: isPointer(bytes) ? input : inputOf(input.path, bytes), ...(await inputs(input, ids)) }
    }
    if (file === typed) return { now: input, ...(await inputs(input, [ids[0] ?? (await committedId(path))].filter(isId))) }
    if (!changes[0] && (await committedId(path)) !== undefined) return undefined
    return { ...(existsSync(file) && { now: input }), ...(await inputs(input, ids)) }
  }

  const paths = all.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]))
  const gone = [...new Set(paths.map((path) => join(found, path)))].filter((file) => !existsSync(file))
  return { option, gone, look }
}

const isId = (id: string | undefined): id is string => id !== undefined && id !== 'deleted'

/** The file with the links above it followed; its folder may be gone, too. */
function realOf(file: string): string {
  const folder = dirname(file)
  if (existsSync(folder)) return join(realpathSync(folder), basename(file))
  return folder === file ? file : join(realOf(folder), basename(file))
}

const stretch = 1 << 20

function inputOf(path: string, content: Uint8Array): Input {
  function* bytes(): Generator<Uint8Array> {
    for (let at = 0; at < content.length; at += stretch) yield content.subarray(at, at + stretch)
  }
  return { path, bytes, again: () => content, size: () => content.length }
}

/** What git keeps in place of a file that git-lfs keeps. */
function isPointer(content: Uint8Array): boolean {
  const opening = 'version https://git-lfs.github.com/spec/'
  return content.length < 1024 && new TextDecoder().decode(content.subarray(0, opening.length)) === opening
}

function tell({ path }: Input, message: string): Problem {
  return { path, message, notice: true }
}
