import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { builtInLexicon } from '../src/analysis/built-in.ts'
import { compileLexicon, type Entry, entriesOf, type Lexicon, openLexicon } from '../src/analysis/lexicon.ts'
import type { Hit } from '../src/analysis/matcher.ts'
import type { WordLists } from '../src/analysis/phrases.ts'
import { readCorpus } from './corpus.ts'
import { hear, tableOf, wholeLinter } from './whole.ts'

/**
 * How much is understood, and how much was only written down? Judges each item without the phrases that are heard in no other item of the
 * files given, and then also without the guards (`unless`) that are heard in no other: so text of the same kind is heard whose words
 * nobody has read. The words inside phrases, the weights and the bars stay, so the truth lies somewhat lower; phrases written before
 * anybody read the item go too, so it lies somewhat higher. Figures of sets of different size do not compare: in a small one nearly
 * every phrase is heard once.
 */
const USAGE = `Usage: npm run bench:unseen -- [FILE…]
Judges each item without the phrases that are heard in no other item of the files.
`

const files = process.argv.slice(2)
if (files.includes('--help')) {
  console.log(USAGE)
  process.exit(0)
}

/** The same entries as scripts/generate-lexicon.mjs compiles. */
const FOLDER = 'src/analysis/lexicon/en'
const contents = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => [file, parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))]),
)
const words: WordLists = contents.get('words.yaml')
contents.delete('words.yaml')
const lists: WordLists = Object.assign({}, words, ...[...contents.values()].map((file) => file.lists))
const ofRules: Readonly<Record<string, readonly string[] | Omit<Entry, 'key'>>> = JSON.parse(
  readFileSync('generated/rule-phrases.json', 'utf8'),
)
const entries: readonly Entry[] = [
  ...[...contents].flatMap(([file, data]) => entriesOf(file, data)),
  ...Object.entries(ofRules).map(([key, phrases]): Entry => ('say' in phrases ? { ...phrases, key } : { key, say: phrases })),
]

/** Every phrase, and every guard, as an entry of its own, with the place of the entry it comes from. Guards are numbered after phrases. */
const phrases = entries.flatMap(({ say, unless, ...entry }, from) => say.map((phrase) => ({ from, entry: { ...entry, say: [phrase] } })))
const guards = entries.flatMap(({ unless = [] }, from) => unless.map((phrase) => ({ from, entry: { key: 'guard', say: [phrase] } })))
const opened = (each: readonly { readonly entry: Entry }[]) =>
  openLexicon(
    compileLexicon(
      each.map(({ entry }) => entry),
      lists,
    ),
  )
const ofPhrases = opened(phrases)
const ofGuards = opened(guards)

/** What is left out of the item at hand, and, while all is heard, what was heard in it. */
let leftOut: ReadonlySet<number> = new Set()
let heard: Set<number> | undefined

const lexicon: { -readonly [K in keyof Lexicon]: Lexicon[K] } = builtInLexicon()
lexicon.meanings = ofPhrases.meanings
lexicon.match = (words) => {
  const hits = ofPhrases.match(words).filter(({ phrase }) => !leftOut.has(phrase))
  for (const { phrase } of hits) heard?.add(phrase)
  if (hits.length === 0) return []
  const takenBack = ofGuards.match(words).flatMap((guard): Hit[] => {
    const number = phrases.length + guard.phrase
    if (leftOut.has(number)) return []
    const taken = hits.filter(({ phrase }) => phrases[phrase]!.from === guards[guard.phrase]!.from)
    if (taken.length > 0) heard?.add(number)
    return taken.map(({ phrase }) => ({ ...guard, phrase: phrases.length + phrase }))
  })
  return [...hits, ...takenBack]
}

const { items, names } = readCorpus(files.length > 0 ? files : ['fixtures/accuracy/dev.jsonl', 'fixtures/accuracy/held-out.jsonl'])
const linter = wholeLinter()
const { head, line } = tableOf(items)
console.log(`${names.join(', ')}\n`)
head(`${phrases.length} phrases, ${guards.length} guards`)

const perItem = items.map(() => new Set<number>())
const all = await hear(items, linter, (index) => {
  heard = perItem[index]
})
line('as they are', all)
heard = undefined
const times = new Map<number, number>()
for (const item of perItem) for (const number of item) times.set(number, (times.get(number) ?? 0) + 1)
for (const [name, below] of [
  ['without phrases of one item alone', phrases.length],
  ['and without guards of it alone', phrases.length + guards.length],
] as const) {
  const without = await hear(items, linter, (index) => {
    leftOut = new Set([...perItem[index]!].filter((number) => times.get(number) === 1 && number < below))
  })
  line(name, without)
}
