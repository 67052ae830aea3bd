// Shows what the program is for, on the library and conversations of a made-up bike lender. Findings are what it is about: it ends with 0.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './files.mjs'

// Whatever was changed since it was built is shown, too; how it is built is not.
const built = spawnSync('npm', ['run', 'build', '--silent'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32',
})
if (built.status !== 0) process.exit(1)

const bold = process.stdout.isTTY && !process.env.NO_COLOR ? (text) => `\x1b[1m${text}\x1b[22m` : (text) => text

/** Runs the program; ends the demo when it cannot do its work. */
function empathylint(command, stdio) {
  const args = [join(root, 'bin/empathylint.js'), ...command.split(' ')]
  const { status, signal, stdout } = spawnSync(process.execPath, args, { cwd: root, stdio, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status === null || status > 1) {
    console.error(`The demo could not be shown (${signal ?? `exit code ${status}`}).`)
    process.exit(1)
  }
  return stdout
}

function heading(title, about) {
  console.log(`\n${bold(`── ${title} `.padEnd(78, '─'))}\n${about}\n`)
}

function show(command) {
  console.log(`$ empathylint ${command}\n`)
  empathylint(command, 'inherit')
}

/** The templates of a library with the most to change, the worst first. */
function worst(library, most) {
  const templates = new Map()
  for (const line of empathylint(`${library} --format jsonl`).split('\n').filter(Boolean)) {
    const { type, outcome, conversation, path, pointer, rule } = JSON.parse(line)
    if (type !== 'diagnostic' || outcome !== 'missed') continue
    const key = `${path} ${pointer}`
    const template = templates.get(key) ?? { title: conversation.title ?? path, rules: [] }
    templates.set(key, { ...template, rules: [...template.rules, rule] })
  }
  return [...templates.values()].sort((a, b) => b.rules.length - a.rules.length).slice(0, most)
}

heading('A chat that went wrong', 'A rider waits for a deposit of 300 euros, and for somebody who listens.')
show('fixtures/demo/transcripts/chat-01-refund-heated.txt')

heading('A draft, before the customer sees it', 'Short, correct, even helpful. Held against the ticket it answers, it reads differently.')
show('fixtures/demo/draft/reply.txt --reply-to fixtures/demo/draft/ticket.txt')

heading('A library of templates', 'Macros of a help desk, a spreadsheet, YAML and Markdown. Where would you begin?')
console.log('$ empathylint fixtures/demo/macros --format jsonl    (counted by template)\n')
for (const { title, rules } of worst('fixtures/demo/macros', 5)) {
  console.log(`  ${String(rules.length).padStart(2)}  ${bold(title)}`)
  const inLines = rules.join(', ').replace(/(.{1,66}(?:,|$))(?: |$)/g, '$1\n      ')
  console.log(`      ${inLines.trim()}`)
}
console.log('')
show('fixtures/demo/macros/snippets/feature-no.md')

heading('A chat that went well', 'What was done well is worth showing, too.')
show('fixtures/demo/transcripts/whatsapp-05-battery.txt --praise')

console.log(`
More: empathylint --help                     what it can do
      empathylint explain no-deflection      what a rule is for
      empathylint inspect FILE               what it understood, and why
      empathylint init                       a config for your own folder`)
