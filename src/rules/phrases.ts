import { wordLists } from '../../generated/lexicon.ts'
import { compileLexicon, type Entry, type Lexicon, openLexicon } from '../analysis/lexicon.ts'
import { compilePhrases, PhraseError } from '../analysis/phrases.ts'
import type { CollectedRule } from './collection.ts'

/** A lexicon of a team's own entries; undefined when there are none. Throws a `PhraseError` on a phrase that cannot be read. */
export function lexiconOf(entries: readonly Entry[]): Lexicon | undefined {
  const telling = entries.filter(({ say }) => say.length > 0)
  return telling.length === 0 ? undefined : openLexicon(compileLexicon(telling, wordLists))
}

/** Why a phrase cannot be read; undefined when it can. */
export function mistakeInPhrase(phrase: string): string | undefined {
  try {
    compilePhrases([phrase], wordLists)
    return undefined
  } catch (error) {
    if (error instanceof PhraseError) return error.message
    throw error
  }
}

/** Entries whose phrases can all be read, and what is wrong with the others. */
export function readable(entries: readonly Entry[]): { readonly entries: readonly Entry[]; readonly mistakes: readonly string[] } {
  const mistakesOf = new Map(
    entries.map((entry) => [entry, [...entry.say, ...(entry.unless ?? [])].flatMap((phrase) => mistakeInPhrase(phrase) ?? [])]),
  )
  return { entries: entries.filter((entry) => mistakesOf.get(entry)?.length === 0), mistakes: [...mistakesOf.values()].flat() }
}

/** The phrases of a rule that the lexicon that ships does not hold: all of a rule that does not ship, and what options add under a key. */
export function addedEntries(name: string, rule: CollectedRule, options: Readonly<Record<string, unknown>>): readonly Entry[] {
  const { phrases = {}, keys = Object.keys(phrases) } = rule
  const own = rule.team || !rule.keys ? Object.entries(phrases).map(([key, words]) => entry(name, key, words)) : []
  return [...own, ...keys.map((key) => entry(name, key, listOf(options[key])))]
}

function entry(rule: string, key: string, words: NonNullable<CollectedRule['phrases']>[string]): Entry {
  return { ...('say' in words ? words : { say: words }), key: `${rule}/${key}` }
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [])
