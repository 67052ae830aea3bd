// Builds what is published: the program as minified CommonJS, with all it needs (scripts/bundle.mjs), and the library as ES modules
// with types, its dependencies outside.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleProgram } from './bundle.mjs'
import { root, write } from './files.mjs'
import { licencesOf } from './licences.mjs'

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const define = { EMPATHYLINT_VERSION: JSON.stringify(version) }

async function program() {
  write('dist/licences.txt', licencesOf(await bundleProgram('dist', define)))
}

async function library() {
  rmSync(join(root, 'dist/lib'), { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    supported: { 'regexp-unicode-property-escapes': true },
    define,
    logLevel: 'warning',
    entryPoints: ['src/index.ts'],
    outdir: 'dist/lib',
    format: 'esm',
    splitting: true,
    packages: 'external',
    chunkNames: 'parts/[name]-[hash]',
  })
}

function types() {
  rmSync(join(root, 'dist/types'), { recursive: true, force: true })
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '--project', 'tsconfig.types.json'], { cwd: root, stdio: 'inherit' })
}

await Promise.all([program(), library()])
types()
