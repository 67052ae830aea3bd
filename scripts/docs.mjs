// Fills in what the documents quote from the program, so that none of it can grow old: a fenced block below
// `<!-- output of: empathylint … -->` is what that command says, a table below `<!-- table of: rules -->` is made of what there is.
// `npm run docs` writes them; with --check it only names the ones that say something else, and ends with 1.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from './files.mjs'

const read = (path) => readFileSync(join(root, path), 'utf8')

/** What the built program says, as on a terminal of 80 columns without colours. */
function empathylint(args) {
  const { GITHUB_STEP_SUMMARY: _, FORCE_COLOR: __, COLUMNS: ___, ...env } = process.env
  const command = [join(root, 'bin/empathylint.js'), ...args]
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: root, env: { ...env, NO_COLOR: '1' }, encoding: 'utf8' })
  return { said: `${stdout}${stderr}`, status }
}

/** A command as a reader would type it, what it prints, and on wish how it ends. */
function outputOf(command, withCode) {
  const [program, ...args] = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word)
  const { said, status } = program === 'cat' ? { said: args.map(read).join('\n'), status: 0 } : empathylint(args)
  return [`$ ${command}`, said.trimEnd(), ...(withCode ? ['$ echo $?', status] : [])].join('\n')
}

const tables = {
  rules() {
    const { rules } = JSON.parse(empathylint(['rules', '--format', 'json']).said)
    const rows = rules.map(({ name, severity, kind, summary }) => [`[\`${name}\`](../rules/${name}/README.md)`, summary, kind, severity])
    return table(['Rule', 'What it asks', 'Kind', 'Severity'], rows)
  },
  layouts() {
    const names = readdirSync(join(root, 'src/layouts')).filter((file) => file.endsWith('.yaml'))
    const rows = names.sort().map((file) => {
      const { about, layout } = parse(read(`src/layouts/${file}`))
      return [`\`${file.replace('.yaml', '')}\``, about, layout.kind === 'template' ? 'templates' : 'transcripts']
    })
    return table(['Layout', 'What it reads', 'Holds'], rows)
  },
}

function table(head, rows) {
  const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

const QUOTED = /(<!-- output( and exit code)? of: (.+?) -->\n```\w*\n)(?:[\s\S]*?\n)??```/g
const TABLE = /(<!-- table of: (\w+) -->\n\n)(?:(?:\|.*\n)+\n)?/g

const filled = (text) =>
  text
    .replace(QUOTED, (_, above, code, command) => `${above}${outputOf(command, code !== undefined)}\n\`\`\``)
    .replace(TABLE, (_, above, name) => `${above}${tables[name]()}\n\n`)

const documents = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((path) => path.endsWith('.md'))
const old = documents.flatMap((path) => {
  const text = read(path)
  const now = filled(text)
  return now === text ? [] : [{ path, now }]
})

if (process.argv.includes('--check')) {
  for (const { path } of old) console.error(`${path} quotes what the program no longer says: npm run docs`)
  process.exitCode = old.length > 0 ? 1 : 0
} else {
  for (const { path, now } of old) writeFileSync(join(root, path), now)
}
