import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Loaded } from '../config/load.ts'
import type { Problem } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import type { Ignores } from './ignores.ts'
import { fileInput, type Input } from './open.ts'
import { reasonOf, shownFrom } from './paths.ts'
import { walk } from './walk.ts'

/** What was asked for, and where. */
export interface Asked {
  /** Files, folders, globs, or `-` for standard input. Without any, what the config lists under `files:`. */
  readonly paths: readonly string[]
  /** Absolute. */
  readonly cwd: string
  /** The name standard input would have as a file. */
  readonly stdinFilename?: string
  stdin(): Iterable<Uint8Array>
  /** The config that holds for the files of a folder (absolute). */
  configOf(folder: string): Promise<Loaded>
  /** Nothing to lint is no problem. */
  readonly allowEmpty?: boolean
  /** Files (absolute) that are not there any more and are asked for like those that are: what they held matters. */
  readonly gone?: readonly string[]
  /** Words that may have been meant where a path stands: the names of commands. */
  readonly words?: readonly string[]
}

/** A file that may be linted. */
export interface Candidate {
  /** Absolute; of standard input, where it would be. */
  readonly file: string
  /** By its own name (or standard input), by a glob, as one of a folder's, or by `files:` in the config. */
  readonly how: 'named' | 'glob' | 'folder' | 'listed'
  readonly input: Input
}

/** A folder that was named and that the team wants left alone, by one of its ignore files. */
interface LeftAlone {
  readonly path: string
  readonly by: string
}

type Step = Candidate | { readonly problem: Problem } | { readonly leftAlone: LeftAlone }

/** The files that were asked for, in the order of asking; what is not there is a problem. */
export async function* candidates(asked: Asked, ignores: Ignores): AsyncGenerator<Step> {
  if (asked.paths.length === 0) yield* listed(asked, ignores)
  for (const path of asked.paths) {
    const file = resolve(asked.cwd, path)
    const kind = path === '-' ? 'stdin' : kindOf(file)
    if (kind === 'stdin') yield standardInput(asked)
    else if (kind === 'folder') yield* inFolder(file, asked, ignores)
    else if (kind === 'file') yield candidate(file, 'named', asked)
    else if (kind !== 'missing') yield { problem: { path, message: `cannot be read: ${kind.reason}` } }
    else if (asked.gone?.includes(file)) yield candidate(file, 'named', asked)
    else if (goneIn(file, asked).length > 0) yield* goneFrom(file, asked, ignores)
    else if (/[*?[\]{}]|[!@+]\(/.test(path)) yield* matching(path, asked, ignores)
    else yield { problem: missing(path, file, asked) }
  }
}

function kindOf(file: string): 'file' | 'folder' | 'missing' | { readonly reason: string } {
  try {
    return statSync(file).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : { reason: reasonOf(error) }
  }
}

function candidate(file: string, how: Candidate['how'], { cwd }: Pick<Asked, 'cwd'>): Candidate {
  return { file, how, input: fileInput(file, shownFrom(cwd)(file)) }
}

function standardInput({ cwd, stdinFilename, stdin }: Asked): Candidate {
  const file = resolve(cwd, stdinFilename ?? '<stdin>')
  return { file, how: 'named', input: { path: stdinFilename === undefined ? '<stdin>' : shownFrom(cwd)(file), bytes: stdin } }
}

function* inFolder(folder: string, asked: Asked, ignores: Ignores): Generator<Step> {
  const { cwd } = asked
  const shown = shownFrom(cwd)
  const shutBy = ignores.above(folder, true)
  if (shutBy !== undefined && basename(shutBy) === '.empathyignore') {
    yield { leftAlone: { path: shown(folder), by: shown(shutBy) } }
    return
  }
  const problems: Problem[] = []
  const unreadable = (path: string, error: unknown) =>
    problems.push({ path: shown(path), message: `this folder cannot be read: ${reasonOf(error)}` })
  // What git ignores is walked when it is named; then only what is said inside of it counts.
  const inside = shutBy === undefined ? ignores : ignores.below(folder)
  for (const file of walk(folder, inside, unreadable)) yield candidate(file, 'folder', { cwd })
  for (const problem of problems) yield { problem }
  yield* goneFrom(folder, asked, inside)
}

/** Files of a folder that are not there any more, as a walk would have come by them. */
function* goneFrom(folder: string, asked: Asked, ignores: Ignores): Generator<Step> {
  for (const file of goneIn(folder, asked)) if (!ignores.above(file)) yield candidate(file, 'folder', asked)
}

function goneIn(folder: string, { gone = [] }: Asked): readonly string[] {
  return gone.filter((file) => {
    const steps = relative(folder, file).split(sep)
    return steps[0] !== '..' && !steps.some((step) => step.startsWith('.') || step === 'node_modules')
  })
}

async function* matching(glob: string, asked: Asked, ignores: Ignores): AsyncGenerator<Step> {
  const all = await filesOf([glob], asked.cwd, asked.gone)
  const wanted = all.filter((file) => !ignores.above(file))
  for (const file of wanted) yield candidate(file, 'glob', asked)
  if (wanted.length === 0 && !asked.allowEmpty)
    yield { problem: { path: glob, message: all.length > 0 ? 'every file this matches is ignored' : 'no file matches this' } }
}

/** What the config of the working directory lists under `files:`. */
async function* listed(asked: Asked, ignores: Ignores): AsyncGenerator<Step> {
  const { config, problems } = await asked.configOf(asked.cwd)
  for (const problem of problems) yield { problem }
  for (const { include, at } of config?.files ?? []) {
    const globs = include.flatMap((glob) => [glob, `${glob.replace(/\/$/, '')}/**`])
    const files = (await filesOf(globs, config?.root ?? asked.cwd, asked.gone)).filter((file) => !ignores.above(file))
    for (const file of files) yield candidate(file, 'listed', asked)
    const message = `no file matches ${include.map((glob) => `\`${glob}\``).join(' or ')}`
    if (files.length === 0 && !asked.allowEmpty) yield { problem: { path: at?.source.path ?? config?.path ?? '', ...at, message } }
  }
}

/** The files that globs match, in the order of their names; hidden ones only where a glob spells the dot. */
async function filesOf(globs: readonly string[], cwd: string, gone: readonly string[] = []): Promise<readonly string[]> {
  const { default: glob } = await import('fast-glob')
  const ignore = ['**/.git/**', ...(globs.some((pattern) => pattern.includes('node_modules')) ? [] : ['**/node_modules/**'])]
  const files = await glob([...globs], { cwd, ignore, absolute: true, followSymbolicLinks: false, suppressErrors: true })
  return [...files, ...(gone.length > 0 ? await matched(gone, globs, cwd) : [])].sort()
}

async function matched(files: readonly string[], globs: readonly string[], cwd: string): Promise<readonly string[]> {
  const { matcherOf } = await import('../config/globs.ts')
  const matches = matcherOf(globs)
  return files.filter((file) => matches(relative(cwd, file).split(sep).join('/')))
}

function missing(path: string, file: string, { words = [] }: Asked): Problem {
  let beside: readonly string[] = []
  try {
    beside = readdirSync(dirname(file)).map((name) => join(dirname(path), name).split(sep).join('/'))
  } catch {
    // Its folder is missing too: there is nothing near to name.
  }
  const near = nearest(path, /^[a-z-]+$/.test(path) ? [...words, ...beside] : beside)
  return { path, message: 'there is no such file or folder', ...(near !== undefined && { nearest: near }) }
}
