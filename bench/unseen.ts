import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { builtInLexicon } from '../src/analysis/built-in.ts'
import { compileLexicon, type Entry, entriesOf, type Lexicon, openLexicon } from '../src/analysis/lexicon.ts'
import type { Hit } from '../src/analysis/matcher.ts'
import type { WordLists } from '../src/analysis/phrases.ts'
import { readCorpus } from './corpus.ts'
import { hear, tableOf, wholeLinter } from './whole.ts'

/**
 * How much is understood, and how much was only written down? Judges each item without the phrases that occur in no other item of the
 * corpus, and then also without the guards (`unless`) that do: so text of the same kind is heard whose words nobody has read. The words
 * inside phrases, the weights and the bars stay, so the truth lies somewhat lower; phrases written before anybody read the item go too,
 * so it lies somewhat higher.
 */
const USAGE = 'Usage: npm run bench:unseen -- [FILE…]\n'

const files = process.argv.slice(2)
if (files.includes('--help')) {
  console.log(USAGE)
  process.exit(0)
}

const FOLDER = 'src/analysis/lexicon/en'
const yaml = (file: string) => parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))
const sources = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml') && file !== 'words.yaml')
const lists: WordLists = Object.assign({}, yaml('words.yaml'), ...sources.sort().map((file) => yaml(file).lists))
const ofRules: Readonly<Record<string, readonly string[] | Omit<Entry, 'key'>>> = JSON.parse(
  readFileSync('generated/rule-phrases.json', 'utf8'),
)
const entries: readonly Entry[] = [
  ...sources.flatMap((file) => entriesOf(file, yaml(file))),
  ...Object.entries(ofRules).map(([key, phrases]): Entry => ('say' in phrases ? { ...phrases, key } : { key, say: phrases })),
]

/** Every phrase as an entry of its own, and every guard with the phrases it guards; both are numbered, guards after phrases. */
const phrases = entries.flatMap(({ say, unless, ...entry }, of) => say.map((phrase) => ({ of, entry: { ...entry, say: [phrase] } })))
const guards = entries.flatMap(({ unless = [] }, of) => unless.map((phrase) => ({ of, entry: { key: 'guard', say: [phrase] } })))
const open = (all: readonly { readonly entry: Entry }[]) =>
  openLexicon(
    compileLexicon(
      all.map(({ entry }) => entry),
      lists,
    ),
  )
const said = open(phrases)
const guarded = open(guards)

/** What is left out for the item at hand, and what was heard in it. */
let leftOut: ReadonlySet<number> = new Set()
let heard = new Set<number>()

const lexicon: { -readonly [K in keyof Lexicon]: Lexicon[K] } = builtInLexicon()
lexicon.meanings = said.meanings
lexicon.match = (words) => {
  const hits = said.match(words).filter(({ phrase }) => !leftOut.has(phrase))
  for (const { phrase } of hits) heard.add(phrase)
  const back = hits.length === 0 ? [] : guarded.match(words)
  return [
    ...hits,
    ...back.flatMap((guard): Hit[] => {
      const number = phrases.length + guard.phrase
      const taken = leftOut.has(number) ? [] : hits.filter(({ phrase }) => phrases[phrase]!.of === guards[guard.phrase]!.of)
      if (taken.length > 0) heard.add(number)
      return taken.map(({ phrase }) => ({ ...guard, phrase: phrases.length + phrase }))
    }),
  ]
}

const { items, names } = readCorpus(files.length > 0 ? files : ['fixtures/accuracy/dev.jsonl', 'fixtures/accuracy/held-out.jsonl'])
const linter = wholeLinter()
const { head, line } = tableOf(items)
console.log(`${names.join(', ')}\n`)
head(`${phrases.length} phrases, ${guards.length} guards`)

const perItem: ReadonlySet<number>[] = []
const all = await hear(items, linter, () => {
  heard = new Set()
  perItem.push(heard)
})
line('as they are', all)
const times = new Map<number, number>()
for (const item of perItem) for (const number of item) times.set(number, (times.get(number) ?? 0) + 1)
const onlyHere = (index: number, from = Number.POSITIVE_INFINITY) =>
  new Set([...perItem[index]!].filter((number) => times.get(number) === 1 && number < from))
for (const [name, from] of [
  ['without phrases of one item alone', phrases.length],
  ['and without guards of it alone', Number.POSITIVE_INFINITY],
] as const) {
  const without = await hear(items, linter, (index) => {
    leftOut = onlyHere(index, from)
    heard = new Set()
  })
  line(name, without)
}
