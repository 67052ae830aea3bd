// Builds what is published: the program as one minified CommonJS file (the fastest to start; everything is in it, and what is
// imported dynamically is only run when it is needed), and the library as ES modules with types, its dependencies outside.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './files.mjs'

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
  await build({
    ...common,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    format: 'cjs',
    minify: true,
    supported: { 'dynamic-import': false },
  })
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

/** Types are kept as they are in the sources; they change seldom, and take the longest. */
function types() {
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', 'tsconfig.types.json'], {
    cwd: root,
    stdio: 'inherit',
  })
}

await Promise.all([existsSync(join(root, 'src/cli/main.ts')) && program(), existsSync(join(root, 'src/index.ts')) && library()])
if (!process.argv.includes('--no-types')) types()
