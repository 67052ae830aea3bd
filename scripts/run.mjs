// Runs a TypeScript file of the project: node scripts/run.mjs bench/speed.ts [arguments]. Packages stay outside, so it runs in place.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './files.mjs'

const [file, ...rest] = process.argv.slice(2)
if (!file) {
  console.error('Say which file to run: node scripts/run.mjs bench/speed.ts')
  process.exit(2)
}
const folder = mkdtempSync(join(root, 'node_modules/.run-'))
try {
  const outfile = join(folder, 'run.mjs')
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
  })
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...rest], { stdio: 'inherit' })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
