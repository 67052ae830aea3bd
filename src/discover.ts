import { dirname, extname, relative, sep } from 'node:path'
import type { Config, FileEntry } from './config/config.ts'
import type { Loaded } from './config/load.ts'
import type { Problem, Skipped } from './diagnostic.ts'
import { type Asked, type Candidate, candidates } from './files/candidates.ts'
import { type Ignores, ignoresOf } from './files/ignores.ts'
import { shownFrom } from './files/paths.ts'
import type { ReadSettings } from './readers/reader.ts'

/** Something to lint, and how to read it. */
export interface Found extends Candidate {
  readonly settings: ReadSettings
  readonly config: Config
  readonly rules: Loaded['rules']
}

/** What discovery yields: something to lint, work that cannot be done, or a named file that is passed over. */
export type Discovered = { readonly found: Found } | { readonly problem: Problem } | { readonly skipped: Skipped; readonly notice: string }

/** The ends of file names that hold prose or data. In folders no others are looked at. */
const readable = new Set('.txt .text .md .markdown .html .htm .json .jsonl .ndjson .yaml .yml .csv .tsv'.split(' '))

/** Finds what was asked for and how to read it, each file once; `as` holds for all of it. Never throws. */
export async function* discover(asked: Asked, as?: ReadSettings['as']): AsyncGenerator<Discovered> {
  const ignores = ignoresOf(['.gitignore', '.empathyignore'], asked.cwd)
  const teamIgnores = ignoresOf(['.empathyignore'], asked.cwd)
  const seen = new Set<string>()
  const told = new Set<Problem>()
  for await (const step of candidates(asked, ignores)) {
    const problems = 'problem' in step ? [step.problem] : seen.has(step.file) ? [] : (await asked.configOf(dirname(step.file))).problems
    for (const problem of problems) {
      if (!told.has(problem)) yield { problem }
      told.add(problem)
    }
    if ('problem' in step || seen.has(step.file)) continue
    seen.add(step.file)
    const { config, rules } = await asked.configOf(dirname(step.file))
    if (!config) continue
    const { ignores: leaveOut, entryOf } = await listsOf(config)
    const path = relative(config.root, step.file).split(sep).join('/')
    const ignoredBy = leaveOut(path) ? config.path : ignoreFileOf(step, teamIgnores, asked)
    const entry = entryOf(path)
    if (ignoredBy !== undefined) {
      if (step.how === 'named') yield passedOver(step.input.path, ignoredBy)
    } else if (step.how === 'named' || readable.has(extname(path).toLowerCase()) || spelled(entry, path)) {
      yield { found: { ...step, settings: settingsOf(step, config, entry, as), config, rules } }
    }
  }
}

/** The ignore file that holds even for a file that was named. */
function ignoreFileOf({ file, how }: Candidate, teamIgnores: Ignores, { cwd }: Asked): string | undefined {
  const ignoreFile = how === 'named' ? teamIgnores.above(file) : undefined
  return ignoreFile === undefined ? undefined : shownFrom(cwd)(ignoreFile)
}

function passedOver(path: string, ignoredBy: string): Discovered {
  return { skipped: { path, reason: 'ignored', count: 1 }, notice: `${path} is not linted: ${ignoredBy} says to ignore it` }
}

/** Whether an entry spells the end of the file's name, so that it is meant however unusual it is. */
function spelled(entry: FileEntry | undefined, path: string): boolean {
  return entry?.include.some((glob) => extname(path) !== '' && glob.endsWith(extname(path))) ?? false
}

function settingsOf({ how }: Candidate, { agents, customers }: Config, entry: FileEntry | undefined, as: ReadSettings['as']): ReadSettings {
  const { include: _, at: __, ...how_ } = entry ?? { include: [] }
  return { ...how_, ...(as && { as }), agents, customers, asked: how !== 'folder' || entry !== undefined || as !== undefined }
}

interface Lists {
  ignores(path: string): boolean
  /** The last entry under `files:` that a path matches. */
  entryOf(path: string): FileEntry | undefined
}

const lists = new WeakMap<Config, Lists>()
const noLists: Lists = { ignores: () => false, entryOf: () => undefined }

/** The globs of a config, ready to ask; globs are only loaded where there are any. */
async function listsOf(config: Config): Promise<Lists> {
  if (config.files.length + config.ignore.length === 0) return noLists
  const known = lists.get(config)
  if (known) return known
  const { matcherOf } = await import('./config/globs.ts')
  const entries = config.files.map((entry) => ({ entry, matches: matcherOf(entry.include) })).reverse()
  const made = { ignores: matcherOf(config.ignore), entryOf: (path: string) => entries.find(({ matches }) => matches(path))?.entry }
  lists.set(config, made)
  return made
}
