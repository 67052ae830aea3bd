import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { builtInRules } from '../src/rules/collection.ts'
import { type Item, type Judgement, judge, linterFor, readCorpus } from './corpus.ts'
import { type Case, type Counts, count, countState, noCounts, replyOf, type StateCounts } from './measure.ts'

const USAGE = `Usage: npm run bench:accuracy -- [FILE…] [options]

Reads labelled conversations (JSON Lines) and prints how well the rules hear what labellers heard.
Without a file, the set in fixtures/accuracy.

  --recommended      only the rules and severities of the recommended preset, as shipped
  --only RULE        one rule (may be repeated)
  --show alarms|misses|misplaced   lists them with their context
  --write FILE       stores the figures as JSON
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    recommended: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    show: { type: 'string', multiple: true, default: [] },
    write: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}

const files = positionals.length > 0 ? positionals : ['fixtures/accuracy/dev.jsonl', 'fixtures/accuracy/held-out.jsonl']
const corpus = readCorpus(files)
const rules = [...builtInRules.keys()].filter((rule) => !values.only || values.only.includes(rule))
const linter = linterFor(values.recommended ? 'recommended' : rules)
const agentTurns = (items: readonly Item[]) =>
  items.reduce((sum, { turns }) => sum + turns.filter(({ speaker }) => speaker === 'agent').length, 0)

const judged: { item: Item; judgement: Judgement }[] = []
for (const item of corpus.items) judged.push({ item, judgement: await judge(item, linter) })

const cases: Case[] = []
const perRule = rules.map((rule) => {
  const counts = noCounts()
  for (const { item, judgement } of judged) {
    const found = judgement.found.filter(({ diagnostic }) => diagnostic.rule === rule && diagnostic.outcome === 'missed')
    cases.push(...count(counts, item, rule, found))
  }
  return { name: rule, counts }
})
const all = sum(perRule.map(({ counts }) => counts))
const groups = (by: (item: Item) => string) => [...new Set(corpus.items.map(by))].sort()
const part = (keep: (item: Item) => boolean) => {
  const each = rules.map((rule) => {
    const counts = noCounts()
    for (const { item, judgement } of judged) {
      if (keep(item))
        count(
          counts,
          item,
          rule,
          judgement.found.filter(({ diagnostic }) => diagnostic.rule === rule && diagnostic.outcome === 'missed'),
        )
    }
    return counts
  })
  const state: StateCounts = { right: 0, wrong: 0, missed: 0 }
  for (const { item, judgement } of judged) if (keep(item)) countState(state, item, judgement)
  return { counts: sum(each), state, turns: agentTurns(corpus.items.filter(keep)) }
}
const turns = agentTurns(corpus.items)

console.log(`${corpus.names.join(', ')}  (${corpus.sha256}; ${corpus.items.length} items, ${turns} agent turns)\n`)
table('rule', perRule.map(({ name, counts }) => row(name, counts, turns)).concat([row('all', all, turns)]))
const channels = groups(({ channel }) => channel).map((name) => ({ name, ...part((item) => item.channel === name) }))
table(
  'channel',
  channels.map(({ name, counts, turns }) => row(name, counts, turns)),
)
const sources = groups(({ source }) => source).map((name) => ({ name, ...part((item) => item.source === name) }))
table(
  'source',
  sources.map(({ name, counts, turns }) => row(name, counts, turns)),
)
const whole = part(() => true)
console.log(
  'customer upset'.padEnd(32),
  'precision',
  share(whole.state.right, whole.state.right + whole.state.wrong),
  ' recall',
  share(whole.state.right, whole.state.right + whole.state.missed),
)
for (const { name, state } of [...channels, ...sources]) {
  if (state.right + state.missed > 4)
    console.log(
      `  ${name}`.padEnd(32),
      'precision',
      share(state.right, state.right + state.wrong),
      ' recall',
      share(state.right, state.right + state.missed),
    )
}
const news = judged.filter(({ item }) => item.labels.badnews)
const bad = (item: Item) => item.labels.badnews?.every(Boolean) ?? false
const maybe = (item: Item) => item.labels.badnews?.some(Boolean) ?? false
const heard = news.filter(({ judgement }) => judgement.analysis?.badNews)
console.log(
  'bad news in templates'.padEnd(32),
  'precision',
  share(heard.filter(({ item }) => maybe(item)).length, heard.length),
  ' recall',
  share(heard.filter(({ item }) => bad(item)).length, news.filter(({ item }) => bad(item)).length),
)
console.log('evidence in an upset turn'.padEnd(32), share(all.upsetEvidence, all.evidenced), `of ${all.evidenced}`)

const wanted: Readonly<Record<string, Case['kind']>> = { alarms: 'alarm', misses: 'miss', misplaced: 'misplaced' }
for (const show of values.show) for (const each of cases) if (each.kind === wanted[show]) tell(each)

if (values.write) {
  const figures = (counts: Counts) => ({
    n: counts.findings,
    must: counts.must,
    precision: ratio(counts.right, counts.findings),
    strict: ratio(counts.strict, counts.findings),
    recall: ratio(counts.found, counts.must),
    place: ratio(counts.placed, counts.right),
  })
  const data = {
    corpus: corpus.names,
    sha256: corpus.sha256,
    date: new Date().toISOString().slice(0, 10),
    items: corpus.items.length,
    agentTurns: turns,
    all: figures(all),
    rules: Object.fromEntries(perRule.map(({ name, counts }) => [name, figures(counts)])),
    upset: {
      precision: ratio(whole.state.right, whole.state.right + whole.state.wrong),
      recall: ratio(whole.state.right, whole.state.right + whole.state.missed),
    },
  }
  writeFileSync(values.write, `${JSON.stringify(data, null, 2)}\n`)
}

function sum(each: readonly Counts[]): Counts {
  const total = noCounts()
  for (const counts of each) for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key]
  return total
}

function ratio(a: number, b: number): number | null {
  return b === 0 ? null : Math.round((1000 * a) / b) / 1000
}

function share(a: number, b: number): string {
  return b === 0 ? '   -' : (a / b).toFixed(2)
}

function row(name: string, c: Counts, turns: number): string[] {
  return [
    name,
    `${c.must}`,
    share(c.found, c.must),
    `${c.findings}`,
    share(c.right, c.findings),
    share(c.strict, c.findings),
    share(c.placed, c.right),
    `${c.extra}`,
    ((1000 * (c.findings - c.right)) / turns).toFixed(1),
  ]
}

function table(first: string, rows: readonly string[][]): void {
  const head = [first, 'must', 'recall', 'findings', 'precision', 'strict', 'place', 'extra', 'alarms/1000']
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((cells) => cells[at]!.length)))
  for (const cells of [head, ...rows])
    console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[at]!))).join('  '))
  console.log('')
}

/** Prints a case with the turns around it, the words in question in brackets. */
function tell({ kind, rule, item, place: [turn, start, end], because }: Case): void {
  console.log(`\n${kind} ${rule}  ${item.channel}  ${item.id}`)
  const from = item.kind === 'template' ? turn : Math.max(0, replyOf(item, turn) - 2)
  for (let at = from; at <= turn; at++) {
    const { speaker, text } = item.turns[at]!
    const labels = item.labels.upset?.[at] ? ` ${JSON.stringify(item.labels.upset[at])}` : ''
    const shown =
      at === turn
        ? `${text.slice(Math.max(0, start - 500), start)}[[${text.slice(start, end)}]]${text.slice(end, end + 300)}`
        : text.slice(0, 500)
    console.log(`  ${at} ${speaker}${labels}: ${shown.replace(/\s*\n\s*/g, ' / ')}`)
  }
  for (const [at, a, b] of because) console.log(`  because ${at}: ${item.turns[at]!.text.slice(a, b)}`)
}
