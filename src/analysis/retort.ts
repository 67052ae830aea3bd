import type { Sentence } from './analysis.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const DENIALS = set('not no never nobody nothing without none')
/** Who or what is spoken of comes first where an agent is contradicted: "it was not there", "your app told me". */
const OPENING = set('it that you your they there he she')
const PAST = set('was were did had been came has have rang called got')
/** Said by everybody, so that saying them again takes nothing up. */
const EVERYDAY = set(
  'your with have this that they them will from been were what when which there here would could should please thanks thank about their hello sorry very just also only some more then than into over need know like want help able still problem issue trouble order mind worry good make sure does look time',
)
/** A customer who opens with one of these goes along too. */
const ACCEPTS = set('ok okay good great right fine sure perfect alright cool super understood ah oh noted')
/** What opens with one of these asks back, question mark or not: "so I can't log in?". */
const ASKING = set('so then')
/** Hints that every other sentence holds. */
const COMMON = set('presses argue stands')
/** An agent's sentence with one of these wants to hear something back, or is gone for a moment: what comes next is no retort. */
const ASKS = ['ask', 'askDetails', 'hold']
/** A customer whose words show one of these goes along with the agent. */
const AGREES = ['resolved', 'thankful', 'calm', 'thank', 'greet']
/** With these an agent puts off, or away, what a customer wants. */
const PUTS_OFF = ['wait', 'promise', 'refuse', 'redirect', 'handOff', 'badNews']

/** What takes up an agent's words to wonder at them is short: "30 days??". */
const ECHO = 4
/** A "no", or an agent's word, stands this near to the beginning of what contradicts. */
const NEAR = 8
/** Fewer words than these are an answer. */
const WORDS = 6

/**
 * Where a customer contradicts what an agent has just said, or throws it back: a no to a word of the agent's ("there was no driver"),
 * the agent's words in quotation marks, a protest where nothing was asked. Nothing where an agent asked, or the customer goes along.
 */
export function retortIn(sentences: readonly Sentence[], reply: readonly Sentence[], upset: boolean): Sentence | undefined {
  const first = sentences[0]
  const has = (part: readonly Sentence[], keys: readonly string[]) => part.some((sentence) => sentence.cue(...keys))
  if (!first || reply.length === 0 || has(reply, ASKS) || has(sentences, AGREES)) return undefined
  const opening = first.words[0]?.word ?? ''
  if (ACCEPTS.has(opening)) return undefined
  const theirs = new Set(
    reply.flatMap(({ words }) => words.map(({ word }) => word)).filter((word) => word.length > 3 && !EVERYDAY.has(word)),
  )
  const takesUp = ({ words }: Sentence, most = words.length) => words.slice(0, most).some(({ word }) => theirs.has(word))
  const denies = ({ words }: Sentence) => words.some(({ word }) => DENIALS.has(word))
  const directed = has(reply, ['instruct'])
  const questions = sentences.some(({ question }) => question)
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0)
  const opens = words >= WORDS && OPENING.has(opening)
  // "There was no driver"; a "no" that comes first only answers.
  const denied = first.words.slice(1, NEAR).some(({ word }) => DENIALS.has(word))
  // What was, and was not so, contradicts what the agent told; what is not there now is only the trouble.
  const past = first.words.slice(0, NEAR).some(({ word }) => PAST.has(word))
  const protests =
    (!directed && !first.question && denied && (past || upset) && takesUp(first, NEAR)) ||
    (upset && opens && takesUp(first)) ||
    (upset && sentences.length > 1 && denies(first) && !has(reply, ['solve'])) ||
    (upset && opens && sentences.length > 1 && !directed) ||
    (upset && !directed && !questions && !ASKING.has(opening) && sentences.some(denies) && sentences.some(hints) && has(reply, PUTS_OFF)) ||
    (upset && !directed && !questions && takesUp(first, NEAR) && sentences.some(hints))
  if (protests || (first.words.length <= ECHO && takesUp(first) && wonders(first))) return first
  return directed ? undefined : sentences.find((sentence) => quotes(sentence, reply))
}

const hints = ({ cues }: Sentence): boolean => cues.some(({ key, sense }) => key === 'upset' && !COMMON.has(sense ?? ''))

const writtenIn = ({ turn, range }: Sentence, behind = 0): string => turn.text.value.slice(range.start, range.end + behind)

/** Whether it ends in "??" or "?!". */
const wonders = (sentence: Sentence): boolean => /[?!]\s?[?!]/.test(writtenIn(sentence, 2))

/** Whether words of the reply stand in quotation marks, which no quotation marks held there. */
function quotes(sentence: Sentence, reply: readonly Sentence[]): boolean {
  const quoted = /["“]([^"“”\n]{4,60})["”]/.exec(writtenIn(sentence))?.[1]?.toLowerCase()
  if (!quoted) return false
  const said = reply
    .map((each) => writtenIn(each))
    .join(' ')
    .toLowerCase()
  return said.includes(quoted) && !/["“”]/.test(said)
}
