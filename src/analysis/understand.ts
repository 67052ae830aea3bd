import type { Turn } from '../conversation.ts'
import type { Cue, Sentence } from './analysis.ts'
import { verdictsIn } from './hashtags.ts'
import type { Lexicon, Meaning } from './lexicon.ts'
import type { Hit } from './matcher.ts'
import { opensQuestion } from './question.ts'
import { sentencesIn } from './sentences.ts'
import { wordsOf } from './words.ts'

const NEGATIONS = new Set('not no never without hardly neither nor nobody none'.split(' '))
/** A new clause: a "not" before one of these does not reach behind it. */
const CLAUSE = new Set('but and because so although though however since'.split(' '))

const SUBJECT = new Set('i we it you they he she that this there the my our'.split(' '))
/** After a "no" these begin the answer: "no I already tried that", "no still the same". */
const ANSWERS = new Set([...SUBJECT, ...'no still already had have just again because'.split(' ')])
/** With a "no" these make what follows stronger: "no better than thieves", "without question the worst". */
const SHARPENS = new Set('excuse better question wonder doubt shit joke kidding less worse'.split(' '))
/** With a "not" behind them these open a question that says yes: "isn't that a bit much?". */
const ASKING = new Set('is are was were do does did has have should'.split(' '))

/** The sentences of a turn, with what their words show. Words in code and in quotation marks show nothing. */
export function understand(turn: Turn, lexicons: readonly Lexicon[]): Sentence[] {
  const { value, marks } = turn.text
  const code = marks.flatMap(({ kind, range }) => (kind === 'code' ? [range] : []))
  const quotes = /["“„«]/.test(value)
  const tagged = value.includes('#')
  return sentencesIn(value).map((range, index) => {
    const words = wordsOf(value, range.start, range.end)
    const written = value.slice(range.start, range.end)
    const question = (written.includes('?') && endsAsked(written)) || opensQuestion(words)
    const cues: Cue[] = []
    const sentence: Sentence = {
      turn,
      range,
      index,
      words,
      question,
      cues,
      cue: (...keys) => firstOf(cues, keys),
      is: (...keys) => firstOf(cues, keys) !== undefined,
    }
    const away = quotes
      ? [...code, ...quotedIn(written).map(({ start, end }) => ({ start: start + range.start, end: end + range.start }))]
      : code
    if (question) cues.push({ turn, sentence, range, key: 'ask', strength: 1 })
    if (tagged) for (const verdict of verdictsIn(sentence)) cues.push({ turn, sentence, key: 'upset', strength: 1, ...verdict })
    for (const lexicon of lexicons) for (const cue of cuesOf(lexicon, sentence, away)) cues.push(cue)
    if (cues.length > 1) cues.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)
    return sentence
  })
}

function firstOf(cues: readonly Cue[], keys: readonly string[]): Cue | undefined {
  for (const cue of cues) if (keys.includes(cue.key)) return cue
  return undefined
}

/** Whether a question mark ends it, with nothing but closing marks and pictures behind. */
function endsAsked(written: string): boolean {
  const behind = written.slice(written.lastIndexOf('?') + 1)
  return behind === '' || /^["')\]”’\s]*(?:(?:\p{Extended_Pictographic}\u{fe0f}?|[:;]-?[)D(])\s*)*$/u.test(behind)
}

/** What stands in double quotation marks: words that are mentioned, not said. A sentence that is quoted as a whole is said. */
function quotedIn(written: string): { start: number; end: number }[] {
  return [...written.matchAll(/["“„«][^"“”„«»\n]{2,200}["”»]/g)]
    .filter((match) => match[0].length < written.trim().length - 4)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
}

function cuesOf(lexicon: Lexicon, sentence: Sentence, away: readonly { start: number; end: number }[]): Cue[] {
  const { words } = sentence
  const hits = lexicon.match(words)
  if (hits.length === 0) return []
  const { meanings } = lexicon
  const takenBack = hits.filter(({ phrase }) => phrase >= meanings.length)
  const cues: Cue[] = []
  for (const hit of hits) {
    const meaning = meanings[hit.phrase]
    if (!meaning || !holds(meaning, hit, sentence) || takenBack.some((back) => takesBack(back, hit, lexicon))) continue
    const range = { start: words[hit.first]!.start, end: words[hit.last]!.end }
    if (away.some(({ start, end }) => range.start >= start && range.end <= end)) continue
    const known = cues.findIndex(
      ({ key, sense, range: other }) =>
        key === meaning.key && sense === meaning.sense && other.start <= range.end && range.start <= other.end,
    )
    const other = cues[known]
    const longer = !other || range.end - range.start > other.range.end - other.range.start
    const cue: Cue = {
      turn: sentence.turn,
      sentence,
      range: longer ? range : other.range,
      key: meaning.key,
      strength: Math.max(meaning.strength, other?.strength ?? 0),
      ...(meaning.sense !== undefined && { sense: meaning.sense }),
    }
    if (other) cues[known] = cue
    else cues.push(cue)
  }
  return cues
}

function holds(meaning: Meaning, hit: Hit, sentence: Sentence): boolean {
  if (meaning.in && (meaning.in === 'question') !== sentence.question) return false
  if (meaning.asserted && supposed(sentence, hit)) return false
  return !(meaning.negatable && negated(sentence, hit))
}

/** What opens a clause that only supposes something; what hangs on it is supposed too. */
const SUPPOSE = new Set('if whether unless suppose imagine otherwise'.split(' '))
/** The same, as far as the next comma. */
const MEANWHILE = new Set('when whenever once before until till how where why what'.split(' '))
/** Where something said to be so begins after all. */
const TURN = new Set('but however unfortunately sadly regrettably'.split(' '))

/** Whether a hit stands in words that only suppose it: after an "if", in a clause with "when", after "or you". */
function supposed({ words, turn }: Sentence, hit: Hit): boolean {
  let clause = true
  for (let at = hit.first - 1; at >= 0; at--) {
    const { word, end } = words[at]!
    const between = turn.text.value.slice(end, words[at + 1]!.start)
    if (/[;:–—(]/.test(between) || TURN.has(word)) return false
    if (between.includes(',')) clause = false
    if (SUPPOSE.has(word) || (word === 'in' && words[at + 1]!.word === 'case')) return true
    if (clause && (MEANWHILE.has(word) || (word === 'or' && SUBJECT.has(words[at + 1]!.word)))) return true
  }
  return false
}

/** How many words away a phrase may stand that takes another back: a sentence, unless it runs on without a full stop. */
const REACH = 16

function takesBack(back: Hit, hit: Hit, { meanings }: Lexicon): boolean {
  return (
    meanings[back.phrase - meanings.length] === meanings[hit.phrase] && back.first - hit.last <= REACH && hit.first - back.last <= REACH
  )
}

const PICTURE = /^\p{Extended_Pictographic}/u

/** Whether a "not" stands within three words before, in the same clause. "Not only", a doubled "not", and the "isn't" that opens a question do not count. */
function negated({ words, turn, question }: Sentence, hit: Hit): boolean {
  for (let at = hit.first; at <= hit.last; at++) if (NEGATIONS.has(words[at]!.word) || PICTURE.test(words[at]!.word)) return false
  for (let at = hit.first - 1; at >= 0 && at >= hit.first - 3; at--) {
    const { word, end } = words[at]!
    const { word: next, start } = words[at + 1]!
    if (CLAUSE.has(word) || (word === 'no' && ANSWERS.has(next)) || (NEGATIONS.has(word) && SHARPENS.has(next))) return false
    if (/[,;:!()–—]/.test(turn.text.value.slice(end, start))) return false
    if (NEGATIONS.has(word)) return next !== 'only' && !(question && at === 1 && word === 'not' && ASKING.has(words[0]!.word))
  }
  return false
}
