import type { Turn } from '../conversation.ts'
import { prose } from '../markup/index.ts'
import { type Source, sourceOf } from '../source.ts'
import { Text } from '../text.ts'
import type { Reader } from './reader.ts'
import { type Names, speakerOfLabel, speakerOfName } from './speaker-words.ts'
import { heardAs, resolveSpeakers } from './speakers.ts'
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

function count(talk: Talk, source: Source): { turns: number; recognised: number } {
  const { turns } = resolveSpeakers(talk.drafts, talk.names, source)
  const said = turns.filter(({ speaker }) => speaker !== 'system')
  const people = [...new Set(said.map(({ author = '' }) => author))]
  const certain = talk.channel !== undefined || people.some((name) => speakerOfLabel(name) === undefined && speakerOfName(name, talk.names))
  const known = people.filter((name) => isKnown(name, said, talk, certain))
  const sides = new Set(said.filter(({ author = '' }) => known.includes(author)).map(({ speaker }) => speaker === 'customer'))
  // One label that comes back, and nobody known by it, is a list of some kind; and so are the headings of a manual for agents only.
  return { turns: known.length === 0 && people.length < 2 ? 0 : said.length, recognised: sides.size === 2 ? known.length : sides.size }
}

/** Known by name or by words. Any label can be the other one of two: without more to go by, that one must have said more than one thing. */
function isKnown(name: string, all: readonly Turn[], { names, drafts }: Talk, certain: boolean): boolean {
  const said = all.filter(({ author = '' }) => author === name)
  if (said.every(({ speaker, visibility }) => speaker === 'unknown' || visibility === 'internal')) return false
  const role = drafts.find(({ author = '' }) => author === name)?.role
  const called = [name, role].some((label) => label !== undefined && speakerOfName(label, names) !== undefined)
  return certain || called || said.length > 1 || heardAs(said) !== undefined
}

/** Where each label stands but once, in a list or before a word or two: a glossary or a form, not talk. */
function isList({ drafts }: Talk, text: string): boolean {
  const said = drafts.filter(({ speaker }) => speaker === undefined)
  if (new Set(said.map(({ author = '' }) => author.toLowerCase())).size < said.length) return false
  const short = said.filter((draft) => draft.text.value.trimStart().split('\n', 1)[0]!.trim().split(/\s+/).length < 3)
  return said.every(({ span }) => /^\s*[-*+•]\s/.test(text.slice(span.start, span.end))) || short.length * 2 > said.length
}
