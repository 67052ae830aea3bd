import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import type { Problem } from '../diagnostic.ts'
import { reasonOf, shownFrom } from '../files/paths.ts'
import { type Source, sourceOf } from '../source.ts'
import { isRule, mistakesIn } from './check-rule.ts'
import type { CollectedRule, RuleBook } from './collection.ts'
import { ruleFromYaml } from './from-yaml.ts'
import { placeOfError } from './load-error.ts'
import type { Rule } from './rule.ts'
import { type PhraseCheck, readRuleYaml, readWords } from './rule-file.ts'

/** What loading a team's rules needs to know. */
export interface LoadSettings {
  /** Where the plugins are named; paths and packages are looked up from it. Absolute. */
  readonly configFile: string
  /** Paths are shown to people relative to it. Absolute. */
  readonly cwd: string
  /** The rules there are already, whose names are taken. */
  readonly taken: RuleBook
  readonly mistakeIn: PhraseCheck
}

interface Loading extends LoadSettings {
  readonly rules: Map<string, CollectedRule>
  readonly problems: Problem[]
  readonly shown: (file: string) => string
}

/** Loads the rule folders of plugins: paths of a rule folder or of a folder of them, or names of installed packages. Mistakes are problems. */
export async function loadRules(
  plugins: readonly string[],
  settings: LoadSettings,
): Promise<{ readonly rules: RuleBook; readonly problems: readonly Problem[] }> {
  const loading: Loading = { ...settings, rules: new Map(), problems: [], shown: shownFrom(settings.cwd) }
  for (const plugin of plugins) {
    const folder = folderOf(plugin, settings.configFile)
    const folders = folder === undefined ? [] : ruleFoldersIn(folder)
    if (folders.length === 0) loading.problems.push({ path: loading.shown(settings.configFile), message: whyNone(plugin, folder) })
    for (const each of folders) await loadFolder(each, loading)
  }
  return { rules: loading.rules, problems: loading.problems }
}

/** The file a rule stands in, and how it is read. `rule.ts` is listed to say that it is not. */
const files = ['rule.yaml', 'rule.yml', 'rule.js', 'rule.cjs', 'rule.mjs', 'rule.ts'] as const

const fileIn = (folder: string) => files.filter((file) => existsSync(join(folder, file)))

function whyNone(plugin: string, folder: string | undefined): string {
  if (folder !== undefined) return `\`${plugin}\` holds no rules: a rule is a folder with a rule.yaml or rule.js`
  return isPath(plugin)
    ? `there is no folder \`${plugin}\``
    : `there is no installed package \`${plugin}\` (the path of a folder begins with ./)`
}

const isPath = (plugin: string) => /^\.{0,2}\//.test(plugin) || plugin === '.' || plugin === '..' || isAbsolute(plugin)

/** The folder that a plugin means; undefined when there is none. */
function folderOf(plugin: string, configFile: string): string | undefined {
  const here = resolve(dirname(configFile), plugin)
  if (isPath(plugin)) return existsSync(here) ? here : undefined
  const places = createRequire(configFile).resolve.paths(plugin) ?? []
  const home = places.map((place) => join(place, plugin)).find((folder) => existsSync(folder))
  return home && existsSync(join(home, 'rules')) ? join(home, 'rules') : home
}

/** A rule folder, or the rule folders in it; those named `_…` are drafts. */
function ruleFoldersIn(folder: string): readonly string[] {
  if (fileIn(folder).length > 0) return [folder]
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !/^[_.]/.test(entry.name) && entry.name !== 'node_modules')
      .map((entry) => join(folder, entry.name))
      .filter((inside) => fileIn(inside).length > 0)
      .sort()
  } catch {
    return []
  }
}

async function loadFolder(folder: string, loading: Loading): Promise<void> {
  const name = basename(folder)
  const [file, other] = fileIn(folder)
  if (file === undefined) return
  const path = join(folder, file)
  const say = (message: string) => loading.problems.push({ path: loading.shown(path), message })
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    say(`a rule folder is named in small letters and hyphens, such as \`no-shouting\`, not \`${name}\``)
  else if (loading.taken.has(name) || loading.rules.has(name)) say(`there is already a rule \`${name}\`: give this folder another name`)
  else if (other !== undefined) say(`the folder holds ${file} and ${other}: a rule is one of them`)
  else {
    const count = loading.problems.length
    const rule = await ruleIn(path, loading)
    const words = await wordsIn(folder, loading)
    if (!rule || loading.problems.length > count) return
    const phrases = { ...rule.phrases, ...words }
    const readme = join(folder, 'README.md')
    const team = { path: loading.shown(path), readme: existsSync(readme) ? read(readme, loading).text : '' }
    loading.rules.set(name, { ...rule, phrases, keys: Object.keys(phrases), team })
  }
}

/** The rule in a file, by the end of the file's name. */
async function ruleIn(path: string, loading: Loading): Promise<Rule | undefined> {
  const shown = loading.shown(path)
  if (path.endsWith('.ts')) {
    loading.problems.push({
      path: shown,
      message: 'rules of a team are plain JavaScript: rename it to rule.js, with types in comments, or compile it',
    })
    return undefined
  }
  if (!/\.ya?ml$/.test(path)) return moduleIn(path, loading)
  const { data, problems } = await readRuleYaml(read(path, loading), loading.mistakeIn)
  loading.problems.push(...problems)
  return data && ruleFromYaml(data)
}

function moduleIn(path: string, loading: Loading): Rule | undefined {
  const shown = loading.shown(path)
  try {
    const exported: unknown = createRequire(loading.configFile)(path)
    const rule = isModule(exported) ? exported.default : exported
    loading.problems.push(...mistakesIn(rule).map((mistake) => ({ path: shown, ...mistake })))
    if (!isRule(rule)) return undefined
    const mistakes = Object.values(rule.phrases ?? {})
      .flatMap((words) => ('say' in words ? [...words.say, ...(words.unless ?? [])] : words))
      .flatMap((phrase) => loading.mistakeIn(phrase) ?? [])
    loading.problems.push(...mistakes.map((message) => ({ path: shown, message })))
    return rule
  } catch (error) {
    loading.problems.push(placeOfError(error, path, read(path, loading)))
    return undefined
  }
}

const isModule = (exported: unknown): exported is { readonly default: unknown } =>
  typeof exported === 'object' && exported !== null && 'default' in exported

async function wordsIn(folder: string, loading: Loading): Promise<Rule['phrases']> {
  const path = join(folder, 'words.yaml')
  if (!existsSync(path)) return {}
  const { phrases, problems } = await readWords(read(path, loading), loading.mistakeIn)
  loading.problems.push(...problems)
  return phrases
}

/** The text of a file; empty, with a problem, when it cannot be read. */
function read(path: string, { shown, problems }: Loading): Source {
  try {
    return sourceOf(shown(path), readFileSync(path, 'utf8'))
  } catch (error) {
    problems.push({ path: shown(path), message: `cannot read this file of a rule: ${reasonOf(error)}` })
    return sourceOf(shown(path), '')
  }
}
