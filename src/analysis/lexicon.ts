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
}

/** What a compiled phrase says. */
export interface Meaning {
  readonly key: string
  readonly sense?: string
  readonly strength: number
  readonly in?: 'question' | 'statement'
  readonly negatable: boolean
  /** Index of the first phrase that takes it back, and how many there are. */
  readonly unless?: readonly number[]
}

/** A compiled lexicon, in plain data that survives JSON. */
export interface LexiconPack {
  readonly phrases: PhrasePack
  /** Per phrase, the index of its meaning; -1 for one that only takes others back. */
  readonly means: readonly number[]
  readonly meanings: readonly Meaning[]
}

/** A lexicon ready to be asked. */
export interface Lexicon {
  readonly match: Matcher
  readonly means: readonly number[]
  readonly meanings: readonly Meaning[]
}

/** Compiles entries into one pack. Throws a `PhraseError` naming the phrase that cannot be read. */
export function compileLexicon(entries: readonly Entry[], lists: WordLists): LexiconPack {
  const phrases: string[] = []
  const means: number[] = []
  const meanings: Meaning[] = []
  const add = (phrase: string, meaning: number): number => {
    means.push(meaning)
    return phrases.push(phrase) - 1
  }
  for (const entry of entries) {
    const unless = entry.unless?.map((phrase) => add(phrase, -1))
    const meaning: Meaning = {
      key: entry.key,
      strength: entry.strength ?? 1,
      negatable: entry.negatable ?? false,
      ...(entry.sense === undefined ? {} : { sense: entry.sense }),
      ...(entry.in === undefined ? {} : { in: entry.in }),
      ...(unless === undefined ? {} : { unless }),
    }
    const index = meanings.push(meaning) - 1
    for (const phrase of entry.say) add(phrase, index)
  }
  return { phrases: compilePhrases(phrases, lists), means, meanings }
}

/** Makes a compiled lexicon ready to be asked. */
export function openLexicon(pack: LexiconPack): Lexicon {
  return { match: createMatcher(pack.phrases), means: pack.means, meanings: pack.meanings }
}

/** The entries of one lexicon file (YAML read as plain data). Throws a `PhraseError` when its shape is wrong. */
export function entriesOf(file: string, data: unknown): Entry[] {
  const wrong = (what: string): never => {
    throw new PhraseError(`${file}: ${what}`)
  }
  if (!isRecord(data) || !Array.isArray(data.entries)) return wrong('a lexicon file has a `key` and a list of `entries`')
  const { key, negatable } = data
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
