import { createMatcher, type Matcher } from './matcher.ts'
import { compilePhrases, PhraseError, type PhrasePack, type WordLists } from './phrases.ts'

/** One entry of the lexicon: phrases that show an act or a sign, and when they do not. */
export interface Entry {
  readonly key: string
  readonly say: readonly string[]
  readonly sense?: string
  readonly strength?: number
  /** Any of these in the same sentence takes the entry back. */
  readonly unless?: readonly string[]
  /** Only in a question, or only in a statement. */
  readonly in?: 'question' | 'statement'
  /** A "not" shortly before takes the entry back. */
  readonly negatable?: boolean
  /** Only where it is said to be so, not where it may be so: "if it was lost", "before it runs out", "or you will lose it". */
  readonly asserted?: boolean
}

/** What the phrases of one entry say. */
export interface Meaning {
  readonly key: string
  readonly sense?: string
  readonly strength: number
  readonly in?: 'question' | 'statement'
  readonly negatable: boolean
  readonly asserted?: boolean
}

/** A compiled lexicon: the name of a phrase is the index of its meaning, or, when it takes that back, the index after all meanings. */
export interface LexiconPack {
  readonly phrases: PhrasePack
  readonly meanings: readonly Meaning[]
}

/** A lexicon ready to be asked. */
export interface Lexicon {
  readonly match: Matcher
  readonly meanings: readonly Meaning[]
}

/** Compiles entries into one pack. Throws a `PhraseError` naming the phrase that cannot be read. */
export function compileLexicon(entries: readonly Entry[], lists: WordLists): LexiconPack {
  const named = entries.flatMap(({ say, unless = [] }, index) => [
    ...say.map((phrase) => ({ phrase, name: index })),
    ...unless.map((phrase) => ({ phrase, name: entries.length + index })),
  ])
  const meanings = entries.map(
    (entry): Meaning => ({
      key: entry.key,
      strength: entry.strength ?? 1,
      negatable: entry.negatable ?? false,
      ...(entry.asserted ? { asserted: true } : {}),
      ...(entry.sense === undefined ? {} : { sense: entry.sense }),
      ...(entry.in === undefined ? {} : { in: entry.in }),
    }),
  )
  const phrases = named.map(({ phrase }) => phrase)
  const names = named.map(({ name }) => name)
  return { phrases: compilePhrases(phrases, lists, names), meanings }
}

/** Makes a compiled lexicon ready to be asked. */
export function openLexicon(pack: LexiconPack): Lexicon {
  return { match: createMatcher(pack.phrases), meanings: pack.meanings }
}

/** The entries of one lexicon file (YAML read as plain data). Throws a `PhraseError` when its shape is wrong. */
export function entriesOf(file: string, data: unknown): Entry[] {
  const wrong = (what: string): never => {
    throw new PhraseError(`${file}: ${what}`)
  }
  if (!isRecord(data) || !Array.isArray(data.entries)) return wrong('a lexicon file has a `key` and a list of `entries`')
  const { key, negatable, asserted } = data
  return data.entries.map((entry: unknown): Entry => {
    if (!isRecord(entry)) return wrong('an entry is a map with `say`')
    const say = texts(entry.say) ?? wrong('an entry has a list of phrases under `say`')
    const name = entry.key ?? key
    if (typeof name !== 'string') return wrong('an entry has no `key`')
    return {
      key: name,
      say,
      ...(typeof entry.sense === 'string' ? { sense: entry.sense } : {}),
      ...(typeof entry.strength === 'number' ? { strength: entry.strength } : {}),
      ...(entry.unless === undefined ? {} : { unless: texts(entry.unless) ?? wrong('`unless` is a list of phrases') }),
      ...(entry.in === 'question' || entry.in === 'statement' ? { in: entry.in } : {}),
      negatable: (entry.negatable ?? negatable) === true,
      asserted: (entry.asserted ?? asserted) === true,
    }
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function texts(value: unknown): readonly string[] | undefined {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? [value] : undefined
  return list?.every((item) => typeof item === 'string') ? list : undefined
}
