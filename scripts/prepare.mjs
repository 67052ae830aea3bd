// Builds the program where nobody has yet: in a fresh clone, or where a package manager installs it straight from git. What building
// takes is there by then, except when npm installs globally from git (as pre-commit does): it is fetched here.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './files.mjs'

/** Runs npm in this folder, whatever was asked of the npm above; what it says goes to standard error. */
function npm(...args) {
  const { npm_config_global: _, ...env } = process.env
  const { status } = spawnSync('npm', args, { cwd: root, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(join(root, 'dist/cli.cjs'))) {
  if (!existsSync(join(root, 'node_modules/esbuild'))) npm('ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund')
  npm('run', 'build')
}
