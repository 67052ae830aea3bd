// Learns the models of upset turns and of bad news from fixtures/sentences/ into generated/model.ts. Runs after the lexicon has been
// compiled, since they weigh what the lexicon hears. What they were learned from stands in the first line; while that is the same, so are they.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root, write } from './files.mjs'

/** The turns they learn from, and how much each counts: whole conversations as real customers write them, and pointed single turns. */
const LEARNED_FROM = { conversations: 1, lookalikes: 0.5, turns: 0.1, train: 0.1, 'train-2': 0.1, customers: 0.1 }
const TEMPLATES = join(root, 'fixtures/sentences/templates.tsv')

const bundled = join(root, 'generated/train.mjs')
await build({
  stdin: {
    contents: `export { trainModels } from './training/train.ts'
export { rowsIn, templatesIn } from './training/rows.ts'
export { encodeModels } from './src/analysis/model-file.ts'
export { openLexicon } from './src/analysis/lexicon.ts'
export { lexiconPack } from './generated/lexicon.ts'`,
    resolveDir: root,
  },
  outfile: bundled,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
})
const files = Object.entries(LEARNED_FROM).map(([name, weight]) => [join(root, `fixtures/sentences/${name}.tsv`), weight])
const hash = createHash('sha256').update(JSON.stringify(LEARNED_FROM))
for (const file of [bundled, TEMPLATES, ...files.map(([file]) => file)]) hash.update(readFileSync(file))
const first = `// Made by scripts/generate-model.mjs; do not edit. Learned from ${hash.digest('hex').slice(0, 16)}.`

if (!made()?.startsWith(first)) {
  const { trainModels, rowsIn, templatesIn, encodeModels, openLexicon, lexiconPack } = await import(
    `${pathToFileURL(bundled).href}?${Date.now()}`
  )
  const rows = files.flatMap(([file, weight]) => rowsIn(file, weight))
  const templates = templatesIn(TEMPLATES)
  const written = encodeModels(trainModels(rows, templates, openLexicon(lexiconPack())))
  write(
    'generated/model.ts',
    `${first}
import type { Models } from '../src/analysis/model.ts'
import { decodeModels } from '../src/analysis/model-file.ts'

export const modelsPack = (): Models => decodeModels(/* kept apart */ Buffer.from('${Buffer.from(written).toString('base64')}', 'base64'))
`,
  )
  console.log(`models: learned from ${rows.length} turns and ${templates.length} templates, ${(written.length / 1024).toFixed(0)} KB`)
}

function made() {
  try {
    return readFileSync(join(root, 'generated/model.ts'), 'utf8')
  } catch {
    return undefined
  }
}
