// Shows what the program is for, on the library and conversations of a made-up bike lender. Findings are what it is about: it ends with 0.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './files.mjs'

const looks = [
  ['A chat, and where it went wrong', 'fixtures/demo/transcripts/chat-01-refund-heated.txt'],
  ['A draft, before the customer sees it', 'fixtures/demo/draft/reply.txt --reply-to fixtures/demo/draft/ticket.txt'],
  ['A library of templates, in one line each', 'fixtures/demo/macros --format compact'],
  ['A chat that went well', 'fixtures/demo/transcripts/chat-10-app-update.md'],
]

for (const [title, command] of looks) {
  console.log(`\n${title}\n$ empathylint ${command}\n`)
  const { status, signal } = spawnSync(process.execPath, [join(root, 'bin/empathylint.js'), ...command.split(' ')], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status === null || status > 1) {
    console.error(`The demo could not be shown (${signal ?? `exit code ${status}`}).`)
    process.exit(1)
  }
}
console.log('\nMore: empathylint --help, empathylint rules, empathylint explain no-deflection, empathylint inspect <file>')
