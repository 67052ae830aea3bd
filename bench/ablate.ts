import { builtInLexicon } from '../src/analysis/built-in.ts'
import type { Meaning } from '../src/analysis/lexicon.ts'
import { type Models, NO_SIGNS } from '../src/analysis/model.ts'
import { type Item, readCorpus } from './corpus.ts'
import { hear, tableOf, wholeLinter } from './whole.ts'

/**
 * Leaves out one part of the understanding at a time and prints what the rules then still hear: the conversation before an exchange, the
 * customer altogether, each model, and each act and sign of the lexicon.
 */
const USAGE = 'Usage: npm run bench:ablate -- [FILE…]\n'

const files = process.argv.slice(2)
if (files.includes('--help')) {
  console.log(USAGE)
  process.exit(0)
}
const { items, names } = readCorpus(files.length > 0 ? files : ['fixtures/accuracy/dev.jsonl', 'fixtures/accuracy/held-out.jsonl'])
const linter = wholeLinter()
const meanings = builtInLexicon().meanings as Meaning[]

/** The conversation cut into pieces that know nothing of each other; labels move along. */
function cut(item: Item, starts: (item: Item, turn: number) => boolean, keep: (speaker: string) => boolean = () => true): Item[] {
  if (item.kind === 'template') return [item]
  const pieces: number[][] = []
  for (const [turn, { speaker }] of item.turns.entries()) {
    if (pieces.length === 0 || starts(item, turn)) pieces.push([])
    if (keep(speaker)) pieces.at(-1)!.push(turn)
  }
  return pieces
    .filter((turns) => turns.length > 0)
    .map((turns) => {
      const moved = (labels: Item['labels']['must']) =>
        labels
          .filter(({ places }) => turns.includes(places[0]![0]))
          .map(({ rule, places }) => ({
            rule,
            places: places.filter(([turn]) => turns.includes(turn)).map(([turn, start, end]) => [turns.indexOf(turn), start, end] as const),
          }))
      const upset = Object.entries(item.labels.upset ?? {}).filter(([turn]) => turns.includes(Number(turn)))
      return {
        ...item,
        turns: turns.map((turn) => item.turns[turn]!),
        labels: {
          must: moved(item.labels.must),
          may: moved(item.labels.may),
          upset: Object.fromEntries(upset.map(([turn, label]) => [turns.indexOf(Number(turn)), label])),
        },
      }
    })
}

const speakerOf = (item: Item, turn: number) => item.turns[turn]?.speaker
/** Where the customer speaks again after an agent. */
const opensExchange = (item: Item, turn: number) => speakerOf(item, turn) === 'customer' && speakerOf(item, turn - 1) !== 'customer'

const { head, line } = tableOf(items)
console.log(`${names.join(', ')}\n`)
head('left out')
line('nothing', await hear(items, linter))
line(
  'what went before each exchange',
  await hear(
    items.flatMap((item) => cut(item, opensExchange)),
    linter,
  ),
)
line(
  'the customer',
  await hear(
    items.flatMap((item) => cut(item, opensExchange, (speaker) => speaker !== 'customer')),
    linter,
  ),
)
const settings = linter.analysis as { models?: Partial<Models> }
const models = settings.models as Models
// A model that weighs next to nothing agrees to everything, and adds nothing.
const mute = { ...models.badNews, bias: 0.01, scale: 0, kinds: NO_SIGNS }
for (const [name, without] of [
  ['the model of upset turns', { badNews: models.badNews }],
  ['the model of bad news', { ...models, badNews: mute }],
] as const) {
  settings.models = without
  line(name, await hear(items, linter))
}
settings.models = models
for (const key of [...new Set(meanings.map((meaning) => meaning.key))].filter((key) => !key.includes('/')).sort()) {
  const kept = [...meanings]
  for (const [index, meaning] of kept.entries()) if (meaning.key === key) meanings[index] = { ...meaning, key: 'leftOut' }
  line(key, await hear(items, linter))
  for (const [index, meaning] of kept.entries()) meanings[index] = meaning
}
