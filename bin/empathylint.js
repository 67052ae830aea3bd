#!/usr/bin/env node
// Starts the program. What V8 made of it is kept beside it, where that may be written: the next start then need not compile it again.
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { createRequire, wrap } = require('node:module')
const { dirname, join } = require('node:path')
const { Script } = require('node:vm')

const filename = join(__dirname, '../dist/cli.cjs')
const cache = `${filename}.${process.version}-${process.arch}.cache`

/** With options, V8 would make something else of it, and two ways of starting would take turns in throwing away what the other kept. */
const plain = process.execArgv.length === 0 && !process.env.NODE_OPTIONS

/** Runs the program in the file; V8 refuses what another V8 or another program left behind. */
function start() {
  const cachedData = plain && existsSync(cache) ? readFileSync(cache) : undefined
  const script = new Script(wrap(readFileSync(filename, 'latin1')), { filename, cachedData })
  const program = { exports: {} }
  script.runInThisContext().call(program.exports, program.exports, createRequire(filename), program, filename, dirname(filename))
  if (plain && (!cachedData || script.cachedDataRejected) && lints()) process.once('exit', () => keep(script))
}

/** A run that only says its version has not come by most of the program. */
function lints() {
  return process.argv.length > 2 && !/^(-|rules$|explain$|inspect$|init$)/.test(process.argv[2])
}

function keep(script) {
  try {
    const whole = `${cache}.${process.pid}`
    writeFileSync(whole, script.createCachedData())
    renameSync(whole, cache)
  } catch {
    // The folder may not be written: then every start takes a little longer.
  }
}

if (existsSync(filename)) start()
else {
  console.error('empathylint is not built yet: run npm ci && npm run build in its folder')
  process.exitCode = 2
}
