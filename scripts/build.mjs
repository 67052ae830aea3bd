// Builds what is published: the program as one minified CommonJS file (the fastest to start; everything is in it, and what is
// imported dynamically is only run when it is needed), and the library as ES modules with types, its dependencies outside.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root, write } from './files.mjs'
import { licencesOf } from './licences.mjs'

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  define: { EMPATHYLINT_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  logLevel: 'warning',
}

async function program() {
  const { metafile } = await build({
    ...common,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    format: 'cjs',
    minify: true,
    metafile: true,
    // jsonc-parser's CommonJS build hides its parts from a bundler.
    mainFields: ['module', 'main'],
    // What stays outside (Node's own modules) is required: that is faster than importing it.
    supported: { 'dynamic-import': false },
  })
  write('dist/licences.txt', licencesOf(metafile))
}

async function library() {
  rmSync(join(root, 'dist/lib'), { recursive: true, force: true })
  await build({
    ...common,
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
