// Collects the rule folders under rules/ into generated/rules.ts, what their READMEs say up to the cases into generated/readmes.ts,
// and their phrases into generated/rule-phrases.json, which the lexicon compiles.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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

const rules = folders.flatMap((name) => {
  const yaml = read(name, 'rule.yaml')
  if (yaml === undefined && read(name, 'rule.ts') === undefined) return []
  return [
    {
      name,
      data: yaml === undefined ? undefined : parse(yaml),
      words: parse(read(name, 'words.yaml') ?? '{}'),
      readme: read(name, 'README.md') ?? '',
    },
  ]
})

/** What each rule.ts exports, run as it is. */
async function modules() {
  const imports = rules
    .filter((rule) => !rule.data)
    .map(({ name }) => `export { default as ${identifier(name)} } from './rules/${name}/rule.ts'`)
  const { outputFiles } = await build({
    stdin: { contents: imports.join('\n'), resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)
}

const identifier = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

const exported = await modules()
const phrasesOf = ({ name, data, words }) => {
  const own = data ? { phrases: data.phrases ?? [], unless: data.unless ?? [] } : (exported[identifier(name)].phrases ?? {})
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
