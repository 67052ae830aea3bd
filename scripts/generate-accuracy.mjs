// Tells what was measured of each rule where it is read: generated/accuracy.ts (for SARIF), the end of each rule's README, and the
// tables of docs/accuracy.md. The figures are rules/accuracy.json, written by `npm run bench:accuracy -- FILE --write rules/accuracy.json`.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, write } from './files.mjs'

/** Below this many findings a figure says too little to be told as one. */
const ENOUGH = 20
const CLASSES = [
  [0.95, 'very-high'],
  [0.85, 'high'],
  [0.7, 'medium'],
  [0, 'low'],
]

const file = join(root, 'rules/accuracy.json')
const measured = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { rules: {} }

const classOf = ({ n, precision }) => (n < ENOUGH ? undefined : CLASSES.find(([least]) => precision >= least)[1])
const percent = (share) => (share === null || share === undefined ? '–' : `${Math.round(share * 100)} %`)

const classes = Object.fromEntries(
  Object.entries(measured.rules).flatMap(([name, figures]) => (classOf(figures) ? [[name, classOf(figures)]] : [])),
)
write(
  'generated/accuracy.ts',
  `// Written by \`npm run generate\`.\n/** How precise each rule was when measured; rules with fewer than ${ENOUGH} findings are left out. */\nexport const precisionOf: Readonly<Record<string, 'very-high' | 'high' | 'medium' | 'low'>> = ${JSON.stringify(classes, null, 2)}\n`,
)

/** A file with the part between two HTML comments replaced; the part goes to the end where there is none yet. */
function fill(path, name, part) {
  const [open, close] = [`<!-- ${name}: written by npm run generate -->`, `<!-- end of ${name} -->`]
  const whole = `${open}\n\n${part.trim()}\n\n${close}`
  const text = readFileSync(join(root, path), 'utf8')
  const start = text.indexOf(open)
  const end = text.indexOf(close)
  write(path, start < 0 || end < 0 ? `${text.trimEnd()}\n\n${whole}\n` : `${text.slice(0, start)}${whole}${text.slice(end + close.length)}`)
}

const told = ({ n, must, precision, recall }) => {
  const basis = `the labelled set \`${measured.corpus.join(', ')}\` (${measured.items} conversations and templates, ${measured.date})`
  const found = must === 0 ? '' : ` Of ${must} places that two labellers marked, it found ${percent(recall)}.`
  if (n < ENOUGH) return `Not enough evidence yet: ${n} ${n === 1 ? 'finding' : 'findings'} on ${basis}.${found}`
  return `${percent(precision)} of its ${n} findings on ${basis} were right.${found}`
}

const folders = readdirSync(join(root, 'rules')).filter(
  (name) => !name.startsWith('_') && existsSync(join(root, 'rules', name, 'README.md')),
)
for (const name of folders) {
  const figures = measured.rules[name]
  if (figures)
    fill(
      `rules/${name}/README.md`,
      'accuracy',
      `## How often it is right\n\n${told(figures)} See [how this was measured](../../docs/accuracy.md).`,
    )
}

if (measured.all && existsSync(join(root, 'docs/accuracy.md'))) {
  const row = (name, { n, must, precision, strict, recall, place }) =>
    `| ${name} | ${n} | ${n < ENOUGH && name !== '**all**' ? `${percent(precision)} (few)` : percent(precision)} | ${percent(strict)} | ${must} | ${percent(recall)} | ${percent(place)} |`
  const rows = Object.entries(measured.rules).map(([name, figures]) => row(`[${name}](../rules/${name}/README.md)`, figures))
  fill(
    'docs/accuracy.md',
    'figures',
    [
      `Set \`${measured.corpus.join(', ')}\` (SHA-256 \`${measured.sha256}\`…), ${measured.items} items, ${measured.agentTurns} agent turns, measured on ${measured.date}.`,
      '',
      '| rule | findings | precision | strict | labelled by both | found | place |',
      '|---|---:|---:|---:|---:|---:|---:|',
      ...rows,
      row('**all**', measured.all),
      '',
      `The customer's state (upset or not): precision ${percent(measured.upset.precision)}, recall ${percent(measured.upset.recall)}.`,
    ].join('\n'),
  )
}
