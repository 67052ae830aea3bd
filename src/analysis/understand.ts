import type { Turn } from '../conversation.ts'
import type { Cue, Sentence, Word } from './analysis.ts'
import type { Lexicon, Meaning } from './lexicon.ts'
import type { Hit } from './matcher.ts'
import { sentencesIn } from './sentences.ts'
import { wordsOf } from './words.ts'

const NEGATIONS = new Set('not no never without hardly neither nor nobody none'.split(' '))
/** A new clause: a "not" before one of these does not reach behind it. */
const CLAUSE = new Set('but and because so although though however since'.split(' '))

/** After a "no" these begin the answer: "no I already tried that". */
const SUBJECT = new Set('i we it you they he she that this there the my our'.split(' '))

/** Opens a question even where chat drops the question mark: "could you send", "what is your". */
const QUESTION =
  /^(?:(?:and|so|ok|okay|hi|hello|also|please|thanks|thank you|well|then|but|alright|great)\s+)*(?:(?:can|could|would|will|do|does|did|is|are|was|were|have|has|had|may|might|should|shall) (?:not )?(?:i|you|we|they|it|this|that|there|he|she|your|the|my|any|anyone)\b|(?:what(?! an?\b)|(?:when|where)(?! (?:you|we|they|i|it|he|she|the|an?|your|our|my|this|these|all|any|there|possible|available|ready|done)\b)|who|which|why|how(?! (?:awful|terrible|horrible|dreadful|frustrating|annoying|disappointing|upsetting|stressful|worrying|sad|scary|kind|lovely|nice|strange|odd|weird)\b))\b(?! ever))/

/** The sentences of a turn, with what their words show. Words in code and in quotation marks show nothing. */
export function understand(turn: Turn, lexicons: readonly Lexicon[]): Sentence[] {
  const { value, marks } = turn.text
  const code = marks.filter(({ kind }) => kind === 'code')
  return sentencesIn(value).map((range, index) => {
    const words = wordsOf(value, range.start, range.end)
    const written = value.slice(range.start, range.end)
    const question =
      (written.includes('?') && endsAsked(written)) ||
      QUESTION.test(
        words
          .slice(0, 8)
          .map(({ word }) => word)
          .join(' '),
      )
    const cues: Cue[] = []
    const sentence: Sentence = {
      turn,
      range,
      index,
      words,
      question,
      cues,
      cue: (...keys) => cues.find(({ key }) => keys.includes(key)),
      is: (...keys) => cues.some(({ key }) => (keys as readonly string[]).includes(key)),
    }
    const away = [
      ...code.map((mark) => mark.range),
      ...quotedIn(written).map(({ start, end }) => ({ start: start + range.start, end: end + range.start })),
    ]
    if (question) cues.push({ turn, sentence, range, key: 'ask', strength: 1 })
    for (const lexicon of lexicons) cues.push(...cuesOf(lexicon, sentence, away))
    cues.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)
    return sentence
  })
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
  const takenBack = new Set(hits.flatMap(({ phrase }) => meanings[phrase - meanings.length] ?? []))
  const cues: Cue[] = []
  for (const hit of hits) {
    const meaning = meanings[hit.phrase]
    if (!meaning || !holds(meaning, hit, sentence, takenBack)) continue
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
      ...(meaning.sense === undefined ? {} : { sense: meaning.sense }),
    }
    if (other) cues[known] = cue
    else cues.push(cue)
  }
  return cues
}

function holds(meaning: Meaning, hit: Hit, sentence: Sentence, takenBack: ReadonlySet<Meaning>): boolean {
  if (meaning.in && (meaning.in === 'question') !== sentence.question) return false
  if (takenBack.has(meaning)) return false
  return !(meaning.negatable && negated(sentence.words, hit))
}

/** Whether a "not" stands within three words before, in the same clause. "Not only" and a doubled "not" do not count. */
function negated(words: readonly Word[], hit: Hit): boolean {
  if (words.slice(hit.first, hit.last + 1).some(({ word }) => NEGATIONS.has(word))) return false
  for (let at = hit.first - 1; at >= 0 && at >= hit.first - 3; at--) {
    const { word } = words[at]!
    const next = words[at + 1]!.word
    if (CLAUSE.has(word) || (word === 'no' && SUBJECT.has(next))) return false
    if (NEGATIONS.has(word)) return next !== 'only'
  }
  return false
}
