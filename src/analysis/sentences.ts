import { once } from '../once.ts'
import type { Range } from '../text.ts'
import { isPlain } from './plain.ts'

const ABBREVIATIONS = new Set(
  'mr mrs ms dr st vs eg ie jr sr prof approx dept est min max e.g i.e u.s ref inc ltd co fig ext mt rd ave no nr tel acc apt art'.split(
    ' ',
  ),
)
/** Abbreviations that may also end a sentence, when an ordinary sentence opener in upper case follows. */
const MAY_END = new Set('etc a.m p.m am pm inc ltd co u.s st'.split(' '))
const OPENERS = new Set(
  'i it the we you our your they he she this that there please if so but and can could would do does did is are was my what how when why where who thanks thank no yes also then just let for to in on sorry hi hello ok okay once after any'.split(
    ' ',
  ),
)
/** Said while thinking; an ellipsis after one of these does not end the sentence. */
const FILLERS = new Set('uh um hmm hm welp well so oh and but like er ah or'.split(' '))

const CLOSING = /["')\]”’]/

/** What the scanner looks for. A candidate end of a sentence is a run of `.!?…`, a line end, or a picture; addresses are passed over whole. */
interface Signs {
  readonly letter: RegExp
  readonly upper: RegExp
  readonly emoticon: RegExp
  readonly picture: RegExp
  readonly candidate: RegExp
  /** The word that ends where a stop stands, and the word that opens what follows. */
  readonly last: RegExp
  readonly opener: RegExp
}

const plain: Signs = {
  letter: /[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\d_]/,
  upper: /[A-Z\u00c0-\u00d6\u00d8-\u00de]/,
  emoticon: /^[:;]['’]?-?[()|/\\DPpO](?![A-Za-z\u00c0-\u00ff\d])/,
  picture: /^(?!)/,
  candidate: /[.!?…]+|\n\s*|[:;]['’]?-?[()DP](?=\s|$)|(?:https?:\/\/|www\.)[^\s<>]*[^\s<>.,!?…)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  last: /[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\d_]+(?:[.'’-][A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\d_]+)*$/,
  opener: /^[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\d_'’]+/,
}

const full = once(
  (): Signs => ({
    letter: /[\p{L}\p{M}\d_]/u,
    upper: /\p{Lu}/u,
    emoticon: /^[:;]['’]?-?[()|/\\DPpO](?![\p{L}\d])/u,
    picture: /^(?:\p{Extended_Pictographic}(?:\u{fe0f}|\p{EMod}|\u{200d}\p{Extended_Pictographic})*\s?)+/u,
    candidate:
      /[.!?…]+|\n\s*|\p{Extended_Pictographic}(?:\u{fe0f}|\p{EMod}|\u{200d}\p{Extended_Pictographic})*|[:;]['’]?-?[()DP](?=\s|$)|(?:https?:\/\/|www\.)[^\s<>]*[^\s<>.,!?…)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
    last: /[\p{L}\p{M}\d_]+(?:[.'’-][\p{L}\p{M}\d_]+)*$/u,
    opener: /^[\p{L}\p{M}\d_'’]+/u,
  }),
)

/**
 * The sentences of a text, in order, without the blanks around them. Chat has no capitals and drops the space after a full stop,
 * so both are allowed for; abbreviations, numbers, web addresses, ellipses and emoji are known.
 */
export function sentencesIn(text: string): Range[] {
  const signs = isPlain(text) ? plain : full()
  const { letter, candidate } = signs
  const sentences: Range[] = []
  let start = 0
  const cut = (end: number): void => {
    const from = start + (text.slice(start, end).length - text.slice(start, end).trimStart().length)
    const to = from + text.slice(from, end).trimEnd().length
    if (to > from && letter.test(text.slice(from, to))) sentences.push({ start: from, end: to })
    else if (to > from && sentences.length > 0) sentences[sentences.length - 1] = { start: sentences.at(-1)!.start, end: to }
    start = end
  }
  candidate.lastIndex = 0
  for (let match = candidate.exec(text); match; match = candidate.exec(text)) {
    if (match.index < start) continue
    const end = endAt(text, start, match.index, match[0], signs)
    if (end !== undefined) cut(end)
  }
  cut(text.length)
  if (sentences.length === 0 && ONLY_A_FACE.test(text)) {
    const from = text.length - text.trimStart().length
    sentences.push({ start: from, end: from + text.trim().length })
  }
  return sentences
}

/** A message that is nothing but pictures or emoticons says something too. */
const ONLY_A_FACE = /^\s*(?:\p{Extended_Pictographic}|[:;]['’]?-?[()|/])/u

/** Where the sentence ends if it ends at this candidate; undefined when it goes on. */
function endAt(text: string, start: number, at: number, found: string, signs: Signs): number | undefined {
  const after = at + found.length
  if (found.startsWith('\n')) return at
  if (/^[.!?…]/.test(found)) return afterStop(text, start, at, found, signs)
  if (/^(?:https?:|www\.)|@/.test(found)) return undefined
  // A picture or emoticon closes a sentence when a new one opens after it in upper case.
  const next = /^\s+(\S)/.exec(text.slice(after, after + 8))
  return next && signs.upper.test(next[1]!) && signs.letter.test(text.slice(start, at)) ? after : undefined
}

function afterStop(text: string, start: number, at: number, stop: string, signs: Signs): number | undefined {
  const { letter, upper } = signs
  let end = at + stop.length
  let closing = ''
  while (end < text.length && CLOSING.test(text[end]!)) closing = text[end++]!
  const rest = text.slice(end, end + 40)
  const blank = /^\s*/.exec(rest)![0].length
  const next = rest.slice(blank)
  if (next === '') return end
  const before = signs.last.exec(text.slice(Math.max(start, at - 40), at))?.[0] ?? ''
  const word = before.toLowerCase()
  const opener = signs.opener.exec(next)?.[0] ?? ''
  if (blank === 0) return spaceMissing(word, before, opener, stop, closing, signs) ? end : undefined
  const first = !letter.test(text.slice(start, at - before.length))
  if (stop === '.') {
    if (first && /^\d{1,3}$/.test(word)) return undefined // "1. Open the app"
    if (word === 'no' && /^\d/.test(next)) return undefined
    const abbreviation = ABBREVIATIONS.has(word) || MAY_END.has(word) || (word.length === 1 && word !== 'i' && upper.test(before))
    if (abbreviation && word !== 'no' && !(MAY_END.has(word) && upper.test(opener[0] ?? '') && OPENERS.has(opener.toLowerCase())))
      return undefined
  }
  if (/^(?:\.{2,}|…)/.test(stop) && (FILLERS.has(word) || (first && !upper.test(opener[0] ?? 'A') && word.length < 4))) return undefined
  if (closing === ')' && opener !== '' && !upper.test(opener[0]!)) return undefined
  if (next.startsWith('#')) return end
  const picture = signs.emoticon.exec(next) ?? signs.picture.exec(next)
  return picture ? end + blank + picture[0].trimEnd().length : end
}

/** "Done.Please check": no space, yet a new sentence. Domains, file names, versions and initials are not. */
function spaceMissing(word: string, before: string, opener: string, stop: string, closing: string, { letter, upper }: Signs): boolean {
  if (closing || !letter.test(opener[0] ?? '') || /^[\d_]/.test(opener) || word === '') return false
  if (stop !== '.') return true
  if (/\d$/.test(word) || ABBREVIATIONS.has(word) || word.includes('.')) return false
  if (upper.test(opener[0]!)) return opener.length > 1 ? word.length > 1 : opener === 'I'
  return OPENERS.has(opener.toLowerCase()) && word.length > 2 && before.toLowerCase() !== 'www'
}
