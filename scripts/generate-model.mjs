// Learns the model of upset turns from fixtures/sentences/ into generated/model.ts. Runs after the lexicon has been compiled, since the
// model weighs what the lexicon hears. What it was learned from stands in its first line; while that is the same, so is the model.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root, write } from './files.mjs'

/** The turns it learns from, and how much each counts: whole conversations as real customers write them, and pointed single turns. */
const LEARNED_FROM = { conversations: 1, lookalikes: 0.5, turns: 0.1, train: 0.1, 'train-2': 0.1, customers: 0.1 }

const bundled = join(root, 'generated/train.mjs')
await build({
  stdin: {
    contents: `export { train } from './training/train.ts'
export { rowsIn } from './training/rows.ts'
export { encodeModel } from './src/analysis/model-file.ts'
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
for (const file of [bundled, ...files.map(([file]) => file)]) hash.update(readFileSync(file))
const first = `// Made by scripts/generate-model.mjs; do not edit. Learned from ${hash.digest('hex').slice(0, 16)}.`

if (!made()?.startsWith(first)) {
  const { train, rowsIn, encodeModel, openLexicon, lexiconPack } = await import(`${pathToFileURL(bundled).href}?${Date.now()}`)
  const rows = files.flatMap(([file, weight]) => rowsIn(file, weight))
  const written = encodeModel(train(rows, openLexicon(lexiconPack())))
  write(
    'generated/model.ts',
    `${first}
import type { Model } from '../src/analysis/model.ts'
import { decodeModel } from '../src/analysis/model-file.ts'

export const modelPack = (): Model => decodeModel(/* kept apart */ Buffer.from('${Buffer.from(written).toString('base64')}', 'base64'))
`,
  )
  console.log(`model: learned from ${rows.length} turns, ${(written.length / 1024).toFixed(0)} KB`)
}

function made() {
  try {
    return readFileSync(join(root, 'generated/model.ts'), 'utf8')
  } catch {
    return undefined
  }
}
