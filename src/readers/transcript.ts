import { prose } from '../markup/index.ts'
import { sourceOf } from '../source.ts'
import { Text } from '../text.ts'
import type { Reader } from './reader.ts'
import { type Names, resolveSpeakers } from './speakers.ts'
import { type Talk, talksIn } from './talk.ts'
import { fencedTalks } from './talk-fences.ts'
import { noSpeakersIn, nothingIn, readTalks } from './talk-read.ts'

/** Reads chats and calls in plain text, one or several in a file, whatever of the usual ways their lines are written in. */
export const transcriptReader: Reader = {
  format: 'transcript',
  *read(source, settings) {
    const text = Text.of(source)
    const talks = talksIn(text, settings, (words) => prose(words, settings.markup ?? 'plain', 'transcript'))
    if (talks.length > 0) yield* readTalks(source, talks, text, settings)
    else if (text.value.trim() === '') yield nothingIn(source)
    else yield noSpeakersIn(source)
  },
}

/**
 * How much of a text is talk: its turns, and how many of its speakers can be told to be customer, agent or bot. 0 and 0 for a text that
 * merely shows talk among other things, as documents do.
 */
export function looksLikeTranscript(text: string, names: Names): { turns: number; recognised: number } {
  const source = sourceOf('', text)
  const whole = Text.of(source)
  const fenced = fencedTalks(whole, names, (words) => words)
  if (fenced && fenced.beside > 0.25) return { turns: 0, recognised: 0 }
  const talks = fenced?.talks ?? talksIn(whole, names, (words) => words)
  const counted = talks.filter((talk) => !isList(talk, source.text)).map((talk) => count(talk, source))
  return {
    turns: counted.reduce((sum, { turns }) => sum + turns, 0),
    recognised: Math.max(0, ...counted.map(({ recognised }) => recognised)),
  }
}

function count(talk: Talk, source: ReturnType<typeof sourceOf>): { turns: number; recognised: number } {
  const { turns } = resolveSpeakers(talk.drafts, talk.names, source)
  const said = turns.filter(({ speaker }) => speaker !== 'system')
  const people = (turns: typeof said): number => new Set(turns.map(({ author = '' }) => author.toLowerCase())).size
  const recognised = people(said.filter(({ speaker, visibility }) => speaker !== 'unknown' && visibility === 'public'))
  // One label that comes back, and nobody known by it, is a list of some kind.
  return { turns: recognised === 0 && people(said) < 2 ? 0 : said.length, recognised }
}

/** Where each label stands but once, in a list or before a word or two: a glossary or a form, not talk. */
function isList({ drafts }: Talk, text: string): boolean {
  const said = drafts.filter(({ speaker }) => speaker === undefined)
  if (new Set(said.map(({ author = '' }) => author.toLowerCase())).size < said.length) return false
  const short = said.filter((draft) => draft.text.value.trimStart().split('\n', 1)[0]!.trim().split(/\s+/).length < 3)
  return said.every(({ span }) => /^\s*[-*+•]\s/.test(text.slice(span.start, span.end))) || short.length * 2 > said.length
}
