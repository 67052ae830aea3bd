import { isPlain } from './plain.ts'

/**
 * Where the words of a text stand: a word of letters with inner apostrophes, a run of digits, one emoji or emoticon. A mention
 * (`@name`, said to nobody) is none. Digits end a word, so `24h` is two. A word that begins before `to` is taken whole.
 */
export function eachToken(text: string, from: number, to: number, take: (start: number, end: number) => void): void {
  if (isPlain(text)) eachPlain(text, from, to, take)
  else eachFull(text, from, to, take)
}

function eachFull(text: string, from: number, to: number, take: (start: number, end: number) => void): void {
  const token =
    /(?<![\p{L}\d.])@[\p{L}\d_]+|[\p{L}\p{M}]+(?:['’ʼ`´][\p{L}]+)*|\d+(?:[.,]\d+)*|\p{Extended_Pictographic}(?:\u{fe0f}|\p{EMod}|\u{200d}\p{Extended_Pictographic})*|[:;]['’]?-?[()|/\\DPpO](?![\p{L}\d])|<3/gu
  token.lastIndex = from
  for (let match = token.exec(text); match && match.index < to; match = token.exec(text)) {
    if (!match[0].startsWith('@')) take(match.index, match.index + match[0].length)
  }
}

const LETTER = 1
const DIGIT = 2
const SIGN = 3
/** What the first 256 characters are; the same for the few plain ones above them, which are punctuation, is nothing. */
const KINDS = Uint8Array.from({ length: 256 }, (_, code) => {
  const letter = String.fromCharCode(code)
  if (letter.toLowerCase() !== letter.toUpperCase() || letter === '\u00aa' || letter === '\u00ba') return LETTER
  return letter >= '0' && letter <= '9' ? DIGIT : '@:;<'.includes(letter) ? SIGN : 0
})
const EMOTICON = /(?:[:;]['’]?-?[()|/\\DPpO](?![A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\d])|<3)/y
const APOSTROPHES = "'’`´"

/** The same for text without pictures and other scripts, letter by letter: most text is such, and this is several times faster. */
function eachPlain(text: string, from: number, to: number, take: (start: number, end: number) => void): void {
  const kindAt = (at: number): number => KINDS[text.charCodeAt(at)] ?? 0
  const run = (at: number, kind: number): number => {
    let end = at
    while (kindAt(end) === kind) end++
    return end
  }
  for (let at = from; at < to; ) {
    const kind = kindAt(at)
    let end = at + 1
    if (kind === LETTER || kind === DIGIT) {
      const joins = kind === LETTER ? APOSTROPHES : '.,'
      end = run(end, kind)
      while (kindAt(end + 1) === kind && joins.includes(text[end]!)) end = run(end + 1, kind)
      take(at, end)
    } else if (kind === SIGN && text[at] === '@') end = endOfMention(text, at, kindAt)
    else if (kind === SIGN) {
      EMOTICON.lastIndex = at
      end += (EMOTICON.exec(text)?.[0].length ?? 1) - 1
      if (end > at + 1) take(at, end)
    }
    at = end
  }
}

/** Where a mention ends; the `@` of an address, or one that stands alone, is passed over by itself. */
function endOfMention(text: string, at: number, kindAt: (at: number) => number): number {
  const isPart = (place: number): boolean => kindAt(place) === LETTER || kindAt(place) === DIGIT
  let end = at + 1
  if (at > 0 && (isPart(at - 1) || text[at - 1] === '.')) return end
  while (isPart(end) || text[end] === '_') end++
  return end
}
