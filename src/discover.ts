import { dirname, extname, relative, sep } from 'node:path'
import type { Config, FileEntry } from './config/config.ts'
import type { Loaded } from './config/load.ts'
import type { Problem, Skipped } from './diagnostic.ts'
import { type Asked, type Candidate, candidates } from './files/candidates.ts'
import { type Ignores, ignoresOf } from './files/ignores.ts'
import { shownFrom } from './files/paths.ts'
import { isProseOrData } from './readers/detect.ts'
import type { ReadSettings } from './readers/reader.ts'

/** Something to lint, and how to read it. */
export interface Found extends Candidate {
  readonly settings: ReadSettings
  readonly config: Config
  readonly rules: Loaded['rules']
}

/** What discovery yields: something to lint, work that cannot be done, or a named file that is passed over. */
export type Discovered = { readonly found: Found } | { readonly problem: Problem } | { readonly skipped: Skipped; readonly notice: string }

/** Finds what was asked for and how to read it, each file once; `as` holds for all of it. Never throws. */
export async function* discover(asked: Asked, as?: ReadSettings['as']): AsyncGenerator<Discovered> {
  const ignores = ignoresOf(['.gitignore', '.empathyignore'], asked.cwd)
  const teamIgnores = ignoresOf(['.empathyignore'], asked.cwd)
  const seen = new Set<string>()
  const told = new Set<Problem>()
  const once = (problem: Problem): Discovered[] => (told.has(problem) ? [] : told.add(problem) && [{ problem }])
  for await (const step of candidates(asked, ignores)) {
    if ('problem' in step) yield* once(step.problem)
    else if ('leftAlone' in step) yield passedOver(step.leftAlone.path, step.leftAlone.by)
    else if (!seen.has(step.file)) {
      seen.add(step.file)
      const { config, rules, problems } = await asked.configOf(dirname(step.file))
      for (const problem of problems) yield* once(problem)
      const discovered =
        config && admit(step, { config, rules, lists: await listsOf(config), as, ignoredBy: ignoreFileOf(step, teamIgnores, asked) })
      if (discovered) yield discovered
    }
  }
}

interface Terms {
  readonly config: Config
  readonly rules: Loaded['rules']
  readonly lists: Lists
  readonly as: ReadSettings['as']
  /** The ignore file that shuts it out. */
  readonly ignoredBy: string | undefined
}

/** Whether a candidate is linted, and how it is read. */
function admit(candidate: Candidate, { config, rules, lists, as, ignoredBy }: Terms): Discovered | undefined {
  const { file, how, input } = candidate
  const path = relative(config.root, file).split(sep).join('/')
  const by = lists.ignores(path) ? config.path : ignoredBy
  if (by !== undefined) return how === 'named' ? passedOver(input.path, by) : undefined
  const entry = lists.entryOf(path)
  if (how !== 'named' && !isProseOrData(path) && !spelled(entry, path)) return undefined
  return { found: { ...candidate, settings: settingsOf(candidate, config, entry, as), config, rules } }
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
  const { include: _globs, at: _place, ...said } = entry ?? { include: [] }
  return { ...said, ...(as && { as }), agents, customers, asked: how !== 'folder' || entry !== undefined || as !== undefined }
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
