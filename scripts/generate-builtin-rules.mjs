// Collects the rule folders under rules/ into generated/rules.ts, what their READMEs say up to the cases into generated/readmes.ts,
// and their phrases into generated/rule-phrases.json, which the lexicon compiles.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { parse } from 'yaml'
import { root, write } from './files.mjs'

const NOTE = '// Written by `npm run generate`.\n'

const folders = readdirSync(join(root, 'rules'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map((entry) => entry.name)
  .sort()

const read = (name, file) =>
  existsSync(join(root, 'rules', name, file)) ? readFileSync(join(root, 'rules', name, file), 'utf8') : undefined

/** What each rule.ts exports, run as it is, and the reader of rule.yaml. */
async function modules(names) {
  const imports = names.map((name) => `export { default as ${identifier(name)} } from './rules/${name}/rule.ts'`)
  const { outputFiles } = await build({
    stdin: { contents: [...imports, "export { readRuleYaml } from './src/rules/rule-file.ts'"].join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['node:*', 'yaml'],
    logLevel: 'error',
  })
  const file = join(root, 'generated', `rule-modules-${process.pid}.mjs`)
  writeFileSync(file, outputFiles[0].text)
  try {
    return await import(pathToFileURL(file).href)
  } finally {
    rmSync(file)
  }
}

const identifier = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

mkdirSync(join(root, 'generated'), { recursive: true })
const { readRuleYaml, ...exported } = await modules(folders.filter((name) => read(name, 'rule.ts') !== undefined))

/** The checked data of a rule.yaml; a mistake in it ends the build. */
async function dataOf(name) {
  const path = `rules/${name}/rule.yaml`
  const text = read(name, 'rule.yaml')
  if (text === undefined) return undefined
  const { data, problems } = await readRuleYaml({ path, text, offset: 0, line: 0 }, () => undefined)
  if (data) return data
  const [{ message, span }] = problems
  throw new Error(`${path}:${text.slice(0, span?.start).split('\n').length} ${message}`)
}

const rules = []
for (const name of folders) {
  const data = await dataOf(name)
  const words = parse(read(name, 'words.yaml') ?? '{}')
  if (data || exported[identifier(name)]) rules.push({ name, data, words, readme: read(name, 'README.md') ?? '' })
}

const phrasesOf = ({ name, data, words }) => {
  const own = data ? { phrases: data.phrases, unless: data.unless ?? [] } : (exported[identifier(name)].phrases ?? {})
  return { ...own, ...words }
}

const lines = rules.map((rule) => {
  const code = rule.data ? `ruleFromYaml(${JSON.stringify(rule.data)})` : identifier(rule.name)
  return `  { name: '${rule.name}', rule: ${code}, keys: ${JSON.stringify(Object.keys(phrasesOf(rule)))} },`
})

write(
  'generated/rules.ts',
  [
    NOTE,
    ...rules.filter((rule) => !rule.data).map(({ name }) => `import ${identifier(name)} from '../rules/${name}/rule.ts'\n`),
    rules.some((rule) => rule.data) ? "import { ruleFromYaml } from '../src/rules/from-yaml.ts'\n" : '',
    "import type { Rule } from '../src/rules/rule.ts'\n\n",
    '/** The rules that ship, by name, and the keys of their phrases. */\n',
    'export const rules: readonly { readonly name: string; readonly rule: Rule; readonly keys: readonly string[] }[] = [\n',
    ...lines.map((line) => `${line}\n`),
    ']\n',
  ].join(''),
)

const upToCases = (readme) => `${readme.split(/^## Fails\b/m)[0].trim()}\n`
write(
  'generated/readmes.ts',
  `${NOTE}/** What the README of each rule says up to its cases. */\nexport const readmes: Readonly<Record<string, string>> = ${JSON.stringify(
    Object.fromEntries(rules.map(({ name, readme }) => [name, upToCases(readme)])),
    null,
    2,
  )}\n`,
)

const phrases = rules.flatMap((rule) => Object.entries(phrasesOf(rule)).map(([key, list]) => [`${rule.name}/${key}`, list]))
write('generated/rule-phrases.json', `${JSON.stringify(Object.fromEntries(phrases), null, 1)}\n`)
