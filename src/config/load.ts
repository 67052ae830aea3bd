import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Problem } from '../diagnostic.ts'
import { reasonOf, shownFrom } from '../files/paths.ts'
import { nearest } from '../nearest.ts'
import type { RuleBook } from '../rules/collection.ts'
import { type Source, sourceOf } from '../source.ts'
import type { Config, Suppression } from './config.ts'
import { problemAt, readDocument } from './document.ts'
import { lay, type Preset, presetOf, settingsOf } from './settings.ts'
import type { Located } from './shape.ts'
import type { Phrases, Words, Written, WrittenRule, WrittenSuppression } from './written.ts'

/** A config ready to lint with; `config` is undefined when it has mistakes, which are the problems. */
export interface Loaded {
  readonly config?: Config
  readonly rules: RuleBook
  readonly problems: readonly Problem[]
}

/** What loading needs to know of the rest of the program; what takes time to load is only asked for where there is a config. */
export interface Surroundings {
  /** Absolute. */
  readonly cwd: string
  /** The rules that ship. */
  readonly builtIn: RuleBook
  /** The rules of plugins, which are named relative to the config file. */
  loadPlugins(plugins: readonly string[], configFile: string): Promise<{ readonly rules: RuleBook; readonly problems: readonly Problem[] }>
  words(): Promise<Words>
}

/** One config file as written, or a preset, in the order in which later ones are laid over earlier ones. */
type Layer = { readonly preset: Preset } | { readonly file: string; readonly written: Written }

/** What a config file may be called, the first found in a folder wins. */
export const configNames = ['.empathyrc.yaml', '.empathyrc.yml', '.empathyrc.json'] as const
const presets: readonly Preset[] = ['recommended', 'strict']
const isPreset = (name: string): name is Preset => presets.some((preset) => preset === name)

/** The nearest config file in a folder or above it, as an absolute path; undefined when there is none. Remembers what it saw. */
export function nearestConfig(folder: string, seen: Map<string, string | undefined>): string | undefined {
  if (seen.has(folder)) return seen.get(folder)
  const here = configNames.map((name) => join(folder, name)).find((file) => existsSync(file) && statSync(file).isFile())
  const parent = dirname(folder)
  const found = here ?? (parent === folder ? undefined : nearestConfig(parent, seen))
  seen.set(folder, found)
  return found
}

/** What holds where there is no config: all rules as recommended. */
export function withoutConfig({ cwd, builtIn }: Pick<Surroundings, 'cwd' | 'builtIn'>): Loaded {
  return { config: { ...nothing, root: cwd, rules: presetOf('recommended', builtIn) }, rules: builtIn, problems: [] }
}

const nothing: Omit<Config, 'root' | 'rules'> = {
  overrides: [],
  files: [],
  ignore: [],
  agents: [],
  customers: [],
  judge: ['agent'],
  vocabulary: {},
  plugins: [],
}

/** Loads a config file (an absolute path) with all that it extends. */
export async function loadConfig(file: string, surroundings: Surroundings): Promise<Loaded> {
  const problems: Problem[] = []
  const shown = shownFrom(surroundings.cwd)
  const words = await surroundings.words()
  const layers = await layersOf(file, { shown, words, problems, below: [] })
  const files = layers.flatMap((layer) => ('written' in layer ? [layer] : []))
  const root = dirname(file)
  const plugins = [
    ...new Set(files.flatMap((layer) => (layer.written.plugins ?? []).map(({ value }) => pluginFrom(root, layer.file, value)))),
  ]
  const loaded = plugins.length === 0 ? undefined : await surroundings.loadPlugins(plugins, file)
  const rules: RuleBook = new Map([...surroundings.builtIn, ...(loaded?.rules ?? [])])
  problems.push(...(loaded?.problems ?? []))
  const say = (written: readonly WrittenRule[] = []) => settingsOf(written, rules, words)

  const implied = layers.some((layer) => 'preset' in layer) || files.at(-1)?.written.extends ? undefined : 'recommended'
  const settings = presetOf(implied, rules)
  for (const layer of layers) lay(settings, 'preset' in layer ? presetOf(layer.preset, rules) : say(layer.written.rules))

  const last = <K extends keyof Written>(key: K): Written[K] => files.findLast(({ written }) => written[key] !== undefined)?.written[key]
  const all = <T>(pick: (written: Written) => readonly T[] | undefined) => files.flatMap((layer) => pick(layer.written) ?? [])
  const [failOn, maxWarnings] = [last('fail-on'), last('max-warnings')]
  const config: Config = {
    path: shown(file),
    root,
    rules: settings,
    overrides: all((written) => written.overrides).map((over) => ({ files: over.files, rules: say(over.rules) })),
    files: all((written) => written.files),
    ignore: all((written) => written.ignore),
    agents: all((written) => written.agents),
    customers: all((written) => written.customers),
    judge: last('judge') ?? nothing.judge,
    vocabulary: vocabularyOf(all((written) => written.vocabulary)),
    plugins,
    suppress: suppressions(
      all((written) => written.suppress),
      rules,
      problems,
    ),
    requireReason: last('require-reason') ?? false,
    ...(failOn !== undefined && { failOn }),
    ...(maxWarnings !== undefined && { maxWarnings }),
  }
  if (config.requireReason) problems.push(...(config.suppress ?? []).filter(({ reason }) => !reason).map(withoutReason))
  return { ...(problems.length === 0 ? { config } : {}), rules, problems }
}

/** Entries whose rules are held against those there are. */
function suppressions(written: readonly WrittenSuppression[], rules: RuleBook, problems: Problem[]): readonly Suppression[] {
  return written.map(({ rules: named, ...entry }) => {
    for (const one of named ?? []) {
      if (!rules.has(one.value)) problems.push(problemOf(one, `there is no rule \`${one.value}\``, nearest(one.value, rules.keys())))
    }
    return { ...entry, ...(named && { rules: named.map(({ value }) => value) }) }
  })
}

function withoutReason({ at }: Suppression): Problem {
  return problemAt(at.source, at.span, 'this entry does not say why: add `reason:` (`require-reason` is on)')
}

function vocabularyOf(written: readonly Phrases[]): Config['vocabulary'] {
  const words: Record<string, readonly string[]> = {}
  for (const { act, phrases } of written) words[act] = [...(words[act] ?? []), ...phrases]
  return words
}

/** A plugin as seen from the config that is used, when a config it extends names it. */
function pluginFrom(root: string, file: string, plugin: string): string {
  if (!isPath(plugin) || dirname(file) === root) return plugin
  return `./${relative(root, resolve(dirname(file), plugin))
    .split(sep)
    .join('/')}`
}

interface Reading {
  readonly shown: (file: string) => string
  readonly words: Words
  readonly problems: Problem[]
  /** The files that extend this one. */
  readonly below: readonly string[]
}

/** A config file and all that it extends, the farthest first. */
async function layersOf(file: string, reading: Reading): Promise<readonly Layer[]> {
  const { shown, problems, below } = reading
  const source = read(file, shown(file), problems)
  if (!source) return []
  const document = await readDocument(source)
  problems.push(...document.problems)
  const { shapeOfConfig } = await import('./written.ts')
  const written = (document.root && shapeOfConfig(reading.words)(document.root, { source, problems })) ?? {}
  const layers: Layer[] = []
  for (const base of written.extends ?? []) {
    if (isPreset(base.value)) layers.push({ preset: base.value })
    else {
      const other = locate(base, file, problems)
      if (other !== undefined && [...below, file].includes(other))
        problems.push(problemOf(base, `\`${base.value}\` extends this file in turn`))
      else if (other !== undefined) layers.push(...(await layersOf(other, { ...reading, below: [...below, file] })))
    }
  }
  return [...layers, { file, written }]
}

const isPath = (name: string) => /^\.{0,2}\//.test(name) || isAbsolute(name) || /\.(ya?ml|json)$/.test(name)

/** The file that `extends` means; what cannot be found is a problem. */
function locate(base: Located<string>, from: string, problems: Problem[]): string | undefined {
  const { value } = base
  if (isPath(value)) {
    const file = resolve(dirname(from), value)
    if (existsSync(file)) return file
    problems.push(problemOf(base, `there is no file \`${value}\``))
    return undefined
  }
  const { resolve: resolvePackage } = createRequire(from)
  for (const candidate of [...configNames.map((name) => `${value}/${name}`), value]) {
    try {
      const file = resolvePackage(candidate)
      if (/\.(ya?ml|json)$/.test(file)) return file
    } catch {
      // Not there under this name: the next may be.
    }
  }
  problems.push(
    problemOf(base, `there is no preset, file or installed package \`${value}\` with a ${configNames[0]}`, nearest(value, presets)),
  )
  return undefined
}

function problemOf({ at }: Located<string>, message: string, near?: string): Problem {
  return problemAt(at.source, at.span, message, near)
}

function read(file: string, path: string, problems: Problem[]): Source | undefined {
  try {
    return sourceOf(path, new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)))
  } catch (error) {
    problems.push({ path, message: `cannot read this config: ${reasonOf(error)}` })
    return undefined
  }
}
