import { dirname, relative, resolve, sep } from 'node:path'
import type { Loaded } from '../config/load.ts'
import { discover, type Found } from '../discover.ts'
import type { Asked } from '../files/candidates.ts'
import { gitTop } from '../files/ignores.ts'
import { reporters } from '../reporters/index.ts'
import { checkFlags, type Flags, type TypedFlags } from './flags.ts'
import type { News } from './known.ts'
import { failing, type Outcome, type World } from './outcome.ts'
import { mistake } from './problems.ts'
import { progressOf } from './progress.ts'
import { unknownRules, withRuleFlags } from './rule-flags.ts'
import { type Changes, type Run, run } from './run.ts'
import { configsIn } from './surroundings.ts'
import { namesOf, tell } from './tell.ts'

/** What the lint command needs to know of the program it is a part of. */
export interface Around {
  /** The help of the program, shown when there is nothing to do. */
  help(): string
  /** The names of the commands. */
  readonly commands: readonly string[]
}

/** `empathylint [paths…]`: lints, and tells of it in the formats asked for. */
export async function lintCommand(paths: readonly string[], typed: TypedFlags, world: World, around: Around): Promise<Outcome> {
  const begun = performance.now()
  const { flags, problems } = checkFlags(typed, Object.keys(reporters), world.cwd)
  if (problems.length > 0) return failing(...problems)
  const configOf = configsIn(world, flags.config)
  if (flags.printConfig !== undefined) return (await import('./print-config.ts')).printConfig(flags.printConfig, flags, configOf, world)

  const where = await pathsFor(paths, flags, configOf, world)
  if (!where) return nothingAsked(flags, around)
  const baseline = flags.baseline === undefined ? undefined : (await import('./known.ts')).openBaseline(flags, world.cwd)
  if (baseline && baseline.problems.length > 0) return failing(...baseline.problems)
  const history = await historyFor(where, flags, world)
  if (history && 'mistake' in history) return failing(mistake(history.mistake.message, history.mistake.nearest))
  const { stdinFilename, allowEmpty = false, replyTo } = flags
  const asked: Asked = {
    paths: where,
    cwd: world.cwd,
    stdin: world.stdin,
    configOf,
    allowEmpty,
    words: around.commands,
    ...(history && { gone: history.gone }),
    ...(stdinFilename && { stdinFilename }),
  }
  const reply = replyTo === undefined ? undefined : await (await import('./reply-to.ts')).replyingTo(replyTo, asked)
  if (reply && 'problems' in reply) return failing(...reply.problems)
  const discovered = discover(asked, reply ? 'template' : flags.as)
  if (flags.listFiles) return (await import('./list-files.ts')).listFiles(discovered, { ...(history && { history }) })

  const progress = progressOf(world, begun)
  const changes: Changes = {
    config: (config, rules) => withRuleFlags(config, rules, flags),
    nameOf: nameIn(world.cwd),
    progress: progress.tick,
    ...(history && { history }),
    ...reply,
  }
  const done = await run(discovered, changes)
  progress.end()
  const unknown = unknownRules(flags, done.book.size > 0 ? done.book : (await configOf(world.cwd)).rules)
  const own = where.length === 0 ? (await configOf(world.cwd)).config : undefined
  const idle = [...done.configs].flatMap(([config, suppress]) =>
    history ? [] : suppress.idle(config === own || covers(where, config.root, world.cwd)),
  )
  const empty = isEmpty(done) && !allowEmpty && !history ? [nothingToLint(where, done)] : []

  const news: News[] = []
  if (baseline) news.push((await import('./known.ts')).withoutBaseline(done, baseline, flags, namesOf(done), world))
  const rest = { ...done, files: news[0]?.files ?? done.files }
  if (history) news.push((await import('./known.ts')).withoutOlder(rest, history.option))
  const all = [...unknown, ...done.problems, ...idle, ...news.flatMap((each) => each.problems), ...empty]
  return tell({ ...done, problems: all }, news, flags, world, begun)
}

/** The paths as asked; without any, the folder when changes are looked for; undefined when nothing says what to lint. */
async function pathsFor(
  paths: readonly string[],
  { replyTo, since, staged }: Flags,
  configOf: (folder: string) => Promise<Loaded>,
  { cwd }: World,
): Promise<readonly string[] | undefined> {
  if (paths.length > 0 || replyTo !== undefined) return paths
  const { config } = await configOf(cwd)
  if (config?.files.length !== 0) return paths
  return staged || since !== undefined ? ['.'] : undefined
}

/** What files were before, when only changes are asked for. */
async function historyFor(paths: readonly string[], { since, staged, stdinFilename }: Flags, { cwd }: World) {
  if (!staged && since === undefined) return undefined
  if (staged && paths.includes('-')) return { mistake: { message: 'what comes by standard input is not staged: leave out --staged' } }
  const { historyOf } = await import('../since/history.ts')
  const typed = paths.includes('-') && stdinFilename !== undefined ? { typed: resolve(cwd, stdinFilename) } : {}
  return historyOf({ cwd, paths, ...(since !== undefined && { since }), ...typed })
}

function nothingAsked({ allowEmpty }: Flags, { help }: Around): Outcome {
  if (allowEmpty) return { writes: [], problems: [], exitCode: 0 }
  return {
    ...failing(mistake('say what to lint: files, folders, or `files:` in .empathyrc.yaml')),
    writes: [{ to: 'stdout', chunks: [help()] }],
  }
}

/** A run that looked into folders and judged nothing: a gate that passes that way guards nothing. */
function isEmpty({ conversations, named, problems, skipped }: Run): boolean {
  return conversations === 0 && !named && problems.length === 0 && !skipped.some(({ reason }) => reason === 'language')
}

function nothingToLint(paths: readonly string[], { skipped }: Run) {
  const why =
    skipped.length === 0
      ? ''
      : `: ${skipped.length} looked at, none recognised (\`empathylint init\` proposes which to list under \`files:\`)`
  return mistake(`nothing to lint in ${paths.join(', ')}${why}`)
}

/** What a file is known by wherever the program runs: its path in its repository, else from the folder of its config. */
function nameIn(cwd: string): (found: Found) => string {
  const tops = new Map<string, string | undefined>()
  return ({ file, config, input }) => {
    if (input.path === '<stdin>') return input.path
    const top = gitTop(dirname(file), tops) ?? (config.path === undefined ? cwd : config.root)
    return relative(top, file).split(sep).join('/')
  }
}

/** Whether one of the paths is a folder or one above it. */
function covers(paths: readonly string[], folder: string, cwd: string): boolean {
  return paths.some((path) => !relative(resolve(cwd, path), folder).startsWith('..'))
}
