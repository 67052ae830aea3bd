// Compiles the lexicon and every rule's own phrases into generated/lexicon.ts. Runs after the rules have been collected.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { parse } from 'yaml'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const out = join(root, 'generated')
const folder = join(root, 'src/analysis/lexicon/en')
mkdirSync(out, { recursive: true })

const bundled = join(out, 'compile-lexicon.mjs')
await build({
  stdin: {
    contents: "export * from './lexicon.ts'\nexport * from './lexicon-file.ts'",
    resolveDir: join(root, 'src/analysis'),
  },
  outfile: bundled,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
})
const { compileLexicon, encodeLexicon, entriesOf } = await import(`${pathToFileURL(bundled).href}?${Date.now()}`)

/** YAML takes what follows ` #` for a comment, and would cut a phrase there without a word. */
const CUT = /^\s+- [^'"\n]*[^'"\s#] #.*$/m

const read = (file) => {
  const written = readFileSync(join(folder, file), 'utf8')
  const [cut] = CUT.exec(written) ?? []
  if (cut) throw new Error(`${file}: quote a phrase that holds " #": ${cut.trim()}`)
  return parse(written)
}
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'words.yaml')
/** Word lists of `words.yaml`, and those a lexicon file brings along. */
const lists = Object.assign({}, read('words.yaml'), ...files.sort().map((file) => read(file).lists))
const entries = files.flatMap((file) => entriesOf(file, read(file)))

/** The phrases of rules, as entries keyed `rule-name/key`; a list of phrases, or a whole entry. */
const rules = Object.entries(JSON.parse(readFileSync(join(out, 'rule-phrases.json'), 'utf8'))).map(([key, value]) =>
  Array.isArray(value) ? { key, say: value } : { ...value, key },
)

const pack = compileLexicon(
  [...entries, ...rules].filter(({ say }) => say.length > 0),
  lists,
)
const written = encodeLexicon(pack)
writeFileSync(
  join(out, 'lexicon.ts'),
  `// Made by scripts/generate-lexicon.mjs; do not edit.
import type { LexiconPack } from '../src/analysis/lexicon.ts'
import { decodeLexicon } from '../src/analysis/lexicon-file.ts'

export const lexiconPack = (): LexiconPack => decodeLexicon(/* kept apart */ Buffer.from('${Buffer.from(written).toString('base64')}', 'base64'))
export const wordLists: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(lists)}
`,
)
console.log(
  `lexicon: ${entries.length + rules.length} entries, ${pack.phrases.ends.at.length - 1} states, ${(written.length / 1024).toFixed(0)} KB`,
)
