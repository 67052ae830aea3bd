import { type Found, type Item, judge, linterFor, readCorpus } from './corpus.ts'
import { replyOf } from './measure.ts'

/**
 * Changes labelled conversations in ways that should, or should not, change what is found, and prints how often that held:
 * an acknowledgement put before the solution or behind it, swapped roles, text without capitals and punctuation, and HTML.
 */
const USAGE = 'Usage: npm run bench:changed -- [FILE…] [--show]\n'

const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(USAGE)
  process.exit(0)
}
const show = args.includes('--show')
const files = args.filter((arg) => !arg.startsWith('--'))
const { items, names } = readCorpus(files.length > 0 ? files : ['fixtures/accuracy/dev.jsonl', 'fixtures/accuracy/held-out.jsonl'])
const rules = [...new Set(items.flatMap(({ labels }) => [...labels.must, ...labels.may].map(({ rule }) => rule)))]
const linter = linterFor(rules)

const ACKNOWLEDGEMENTS = [
  'I am so sorry this happened to you.',
  'That must be really frustrating, and I can see why you are upset.',
  'You are right, this should not have happened.',
]

type Change = (item: Item) => Item
const texts =
  (change: (text: string) => string): Change =>
  (item) => ({ ...item, turns: item.turns.map((turn) => ({ ...turn, text: change(turn.text) })) })

const swapped: Change = (item) => ({
  ...item,
  turns: item.turns.map((turn) => ({ ...turn, speaker: { agent: 'customer', customer: 'agent' }[turn.speaker] ?? turn.speaker })),
})
const bare = texts((text) => text.toLowerCase().replace(/(?<![\d#])[.,!?;:]+(?=\s|$)/g, ''))
const html: Change = (item) => ({
  ...texts((text) => `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>')}</p>`)(item),
  markup: 'html',
})

const missedIn = async (item: Item): Promise<readonly Found[]> =>
  (await judge(item, linter)).found.filter(({ diagnostic }) => diagnostic.outcome === 'missed')

/** The rules found, with the reply and, where asked for, the words. */
const keysOf = (item: Item, found: readonly Found[], words = false): string[] =>
  found.map(
    ({ diagnostic, place }) => `${diagnostic.rule} ${replyOf(item, place[0])}${words ? ` ${diagnostic.quote.replace(/\s+/g, ' ')}` : ''}`,
  )

interface Score {
  readonly name: string
  held: number
  all: number
}
const scores: Record<'silenced' | 'stays' | 'swapped' | 'bare' | 'html', Score> = {
  silenced: { name: 'acknowledged before the solution: silent', held: 0, all: 0 },
  stays: { name: 'acknowledged behind the solution: still found', held: 0, all: 0 },
  swapped: { name: 'roles swapped: nothing of a customer judged', held: 0, all: 0 },
  bare: { name: 'lower case, no punctuation: still found', held: 0, all: 0 },
  html: { name: 'as HTML in JSON: the same words', held: 0, all: 0 },
}

function score(which: keyof typeof scores, held: boolean, item: Item, what: string): void {
  scores[which].all++
  if (held) scores[which].held++
  else if (show) console.log(`${which}: ${item.id}: ${what}`)
}

for (const item of items) {
  const found = await missedIn(item)
  for (const each of found.filter(({ diagnostic }) => diagnostic.rule === 'acknowledge-before-solving')) {
    const [turn, start] = each.place
    const [key] = keysOf(item, [each])
    const words = ACKNOWLEDGEMENTS[scores.silenced.all % ACKNOWLEDGEMENTS.length]!
    const before = withText(item, turn, (text) => `${text.slice(0, start)}${words} ${text.slice(start)}`)
    score('silenced', !keysOf(before, await missedIn(before)).includes(key!), item, each.diagnostic.quote)
    const behind = withText(item, turn, (text) => `${text.replace(/[\s.]*$/, '.')}\n${words}`)
    score('stays', keysOf(behind, await missedIn(behind)).includes(key!), item, each.diagnostic.quote)
  }
  const other = swapped(item)
  for (const { diagnostic } of await missedIn(other)) {
    score('swapped', other.turns[diagnostic.turn]?.speaker === 'agent', item, diagnostic.quote)
  }
  const bareKeys = new Set(keysOf(item, await missedIn(bare(item))))
  for (const key of new Set(keysOf(item, found))) score('bare', bareKeys.has(key), item, key)
  if (item.markup === undefined || item.markup === 'plain') {
    const htmlItem = html(item)
    const inHtml = new Set(keysOf(item, await missedIn(htmlItem), true))
    for (const key of keysOf(item, found, true)) score('html', inHtml.has(key), item, key)
  }
}

function withText(item: Item, turn: number, change: (text: string) => string): Item {
  return { ...item, turns: item.turns.map((each, at) => (at === turn ? { ...each, text: change(each.text) } : each)) }
}

console.log(names.join(', '))
for (const { name, held, all } of Object.values(scores))
  console.log(`${name.padEnd(48)} ${held} of ${all}${all ? `  (${(held / all).toFixed(3)})` : ''}`)
