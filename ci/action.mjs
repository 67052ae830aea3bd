// The steps of action.yml. What the job asks for comes as data in one variable, never as text of a script.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a command and hands on what it says and how it ends. */
function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options })
  if (error) console.log(`::error title=empathylint::${command} could not be started: ${error.message}`)
  return status ?? 2
}

function install() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.log(
      `::error title=empathylint::Node 20.19 or newer is needed, this is ${process.version}: put actions/setup-node before this step`,
    )
    return 2
  }
  if (existsSync(join(root, 'dist/cli.cjs'))) return 0
  const npm = (...args) => run('npm', args, { cwd: root, shell: process.platform === 'win32' })
  return npm('ci', '--ignore-scripts', '--no-audit', '--no-fund') || npm('run', 'build')
}

function lint(inputs, ...options) {
  for (const name of ['config', 'baseline', 'since', 'fail-on']) if (inputs[name]) options.push(`--${name}=${inputs[name]}`)
  const paths = (inputs.paths ?? '').split('\n').map((path) => path.trim())
  return run(process.execPath, [join(root, 'bin/empathylint.js'), ...options, '--', ...paths.filter((path) => path !== '')])
}

/** Writes SARIF to be uploaded. What could not be read stands in it, so it is uploaded all the same: the gate ends the job then. */
function report(inputs) {
  const status = lint(inputs, '--exit-zero', `--format=sarif=${inputs.sarif}`)
  return existsSync(inputs.sarif) ? 0 : status
}

const steps = {
  install,
  report,
  gate: (inputs) => lint(inputs, '--format=github'),
}

process.exitCode = steps[process.argv[2]](JSON.parse(process.env.INPUTS ?? '{}'))
