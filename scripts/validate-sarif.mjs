// Holds SARIF files against Microsoft's validator: any error or warning fails. Without arguments, those that the tests keep.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const kept = fileURLToPath(new URL('../tests/snapshots/reports/', import.meta.url))
const named = process.argv.slice(2)
const files =
  named.length > 0
    ? named
    : readdirSync(kept)
        .filter((name) => name.endsWith('.sarif'))
        .map((name) => join(kept, name))

/** The validator takes 100 MB, so it is fetched when it is wanted, into a folder of its own, and is not among the packages of the project. */
const VERSION = '5.7.0'
const apart = fileURLToPath(new URL(`../node_modules/.sarif-multitool-${VERSION}/`, import.meta.url))
if (!existsSync(join(apart, 'node_modules'))) {
  mkdirSync(apart, { recursive: true })
  const packages = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--silent',
    '--prefix',
    apart,
    `@microsoft/sarif-multitool@${VERSION}`,
  ]
  execFileSync('npm', packages, { stdio: 'inherit', shell: process.platform === 'win32' })
}
/** The program itself: its own starter goes through a shell, where a `;` ends the command. */
const program = createRequire(join(apart, 'index.js'))('@microsoft/sarif-multitool')
// npm may have been told to run no install scripts; this is all that the package's does.
if (process.platform !== 'win32') chmodSync(program, 0o755)

const folder = mkdtempSync(join(tmpdir(), 'empathylint-sarif-'))
const output = join(folder, 'result.sarif')
try {
  const options = ['--rule-kind', 'Sarif;Ghas', '--output', output, '--log', 'ForceOverwrite']
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
  const { status, stdout, stderr, error } = spawnSync(program, ['validate', ...files, ...options], { encoding: 'utf8', env })
  if (error || status !== 0) throw error ?? new Error(`${stdout}${stderr}`)
  const { runs } = JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, ''))
  const results = runs.flatMap(({ results = [] }) => results)
  if (results.length > 0) process.stdout.write(stdout)
  process.stdout.write(`${files.length} SARIF files: ${results.length} errors and warnings\n`)
  process.exitCode = results.length > 0 || files.length === 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
