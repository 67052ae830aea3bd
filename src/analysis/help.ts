import type { Cue, Reply, Sentence } from './analysis.ts'
import { isContent } from './content.ts'
import { lineOf } from './words.ts'

/** What a sentence gives a customer that is of use: `outcome` is what will happen, `looked` only looked at it, `moment` asks to hold on, `route` is somebody else to turn to, `page` somewhere to read. */
export type Help =
  | 'done'
  | 'doing'
  | 'looked'
  | 'advice'
  | 'offer'
  | 'instruction'
  | 'question'
  | 'promise'
  | 'outcome'
  | 'moment'
  | 'passedOn'
  | 'route'
  | 'page'

const KINDS: Readonly<Record<string, Help>> = {
  'solve/done': 'done',
  'solve/deed': 'done',
  'solve/doing': 'doing',
  'solve/looked': 'looked',
  'solve/advise': 'advice',
  'offer/ask': 'offer',
  'offer/alternative': 'offer',
  'offer/goodwill': 'offer',
  'wait/contact': 'promise',
  'wait/come': 'outcome',
  'wait/later': 'outcome',
  'wait/review': 'promise',
  'wait/moment': 'moment',
  'handOff/person': 'passedOn',
  'handOff/matter': 'passedOn',
  'redirect/contact': 'route',
  'redirect/form': 'route',
  'redirect/notOurs': 'route',
  'redirect/private': 'question',
  'redirect/page': 'page',
}

/** The same of acts that have no finer kinds, and of a team's own words. */
const PLAIN: Readonly<Record<string, Help>> = {
  solve: 'done',
  offer: 'offer',
  instruct: 'instruction',
  askDetails: 'question',
  promise: 'promise',
  wait: 'promise',
  handOff: 'passedOn',
  redirect: 'route',
}

/** What touches one of these is of no use: a courtesy, a way back that every message has, "noted". */
const EMPTY = new Set(['thank', 'close', 'invite', 'checkIn', 'solve/noted'])
/** What begins inside one of these is of no use: "we will not be able to", "I would be happy to help". */
const VOID = new Set(['greet', 'refuse'])

/** Of an instruction in a sentence that sends elsewhere: only how to get there. */
const GOES = new Set(
  'find see read click visit check refer look go open follow contact call email write ask use fill complete submit post search review consult browse take report raise open log file lodge direct address drop give ring approach return bring speak talk turn try reach get mail'.split(
    ' ',
  ),
)

/** "Here is our page", "you will find it there": the way, not what was done. */
const POINTS = new Set(['is', 'are', 'find', 'here'])
const ADVISES = new Set(['recommend', 'suggest', 'try'])

/** What of use a sentence holds, with the words that show it. */
export function helpIn(sentence: Sentence): { readonly kind: Help; readonly cue: Cue }[] {
  const { cues } = sentence
  const empty = cues.filter((cue) => EMPTY.has(cue.key) || EMPTY.has(kindOf(cue)))
  const voids = cues.filter(({ key }) => VOID.has(key))
  const sent = cues.filter(({ key, sense }) => key === 'redirect' && sense !== 'private')
  const help = cues.flatMap((cue) => {
    const kind = cue.sense === undefined ? PLAIN[cue.key] : KINDS[kindOf(cue)]
    if (!kind || empty.some((other) => overlap(cue, other)) || voids.some((other) => begins(cue, other))) return []
    if (FOLLOWS.has(kind) && hangsOn(cue)) return []
    if (cue.key === 'promise' && sent.some((other) => overlap(cue, other))) return []
    if (kind === 'done' && POINTS.has(lastWord(cue)) && sent.some((other) => overlap(cue, other))) return []
    if (kind === 'offer' && voids.some((other) => other.key === 'refuse' && overlap(cue, other))) return []
    if (kind === 'offer' && sent.some((other) => overlap(cue, other) || lastWord(cue) === 'instead')) return []
    if ((kind === 'instruction' || cue.key === 'askDetails') && sent.some((other) => overlap(cue, other))) return []
    if (
      sent.length > 0 &&
      (kind === 'advice' || (kind === 'doing' && ADVISES.has(lastWord(cue))) || (kind === 'instruction' && GOES.has(lastWord(cue))))
    )
      return []
    return [{ kind, cue }]
  })
  const asked = cues.find(({ key }) => key === 'ask')
  return asked && sent.length === 0 && !isSurvey(sentence) && !cues.some((cue) => cue.key === 'greet' || empty.includes(cue))
    ? [...help, { kind: 'question', cue: asked }]
    : help
}

const SURVEY = new Set(['survey', 'rate', 'rating', 'feedback'])
/** "How did we do?" asks for nothing that helps. */
const isSurvey = ({ words }: Sentence) =>
  words.some(({ word }) => SURVEY.has(word)) || /\bhow (?:did|are) (?:we|i) (?:do|doing)\b/.test(lineOf(words))
const BESIDE = new Set(['greet', 'thank', 'close', 'invite', 'refuse', 'redirect', 'checkIn', 'patience'])

/** Whether a sentence tells something that is neither a courtesy, sympathy, a no, a way elsewhere nor "noted": an answer, as far as anybody can see. */
export function tells(sentence: Sentence): boolean {
  const { cues, words } = sentence
  const kind = cues.find(({ key }) => key === 'apologise' || key === 'acknowledge')
  // "It broke down at the bridge, sorry."
  if (kind) return words.filter(({ end }) => end <= kind.range.start).length > 4 && !sentence.is('refuse', 'redirect', 'greet')
  if (!isContent(sentence) || helpIn(sentence).length > 0 || words.some(({ word }) => SURVEY.has(word))) return false
  const beside = cues.filter((cue) => BESIDE.has(cue.key) || kindOf(cue) === 'solve/noted')
  if (beside.some((cue) => cue.key === 'refuse' || cue.key === 'redirect' || kindOf(cue) === 'solve/noted')) return false
  return (
    words.filter((word) => !beside.some(({ range }) => word.start >= range.start && word.end <= range.end)).length >
    (beside.length > 0 ? 6 : 3)
  )
}

/** Whether a reply holds help of one of these kinds. */
export function gives({ sentences }: Reply, ...kinds: readonly Help[]): boolean {
  return sentences.some((sentence) => helpIn(sentence).some(({ kind }) => kinds.includes(kind)))
}

/** What can happen only when the customer has done their part: "fill in the form so that we can pass it on". */
const FOLLOWS = new Set<Help>(['doing', 'passedOn', 'promise', 'offer'])
function hangsOn({ sentence, range }: Cue): boolean {
  const at = sentence.words.findIndex(({ start }) => start >= range.start)
  const around = sentence.words.slice(Math.max(0, at - 4), at + 3).map(({ word }) => word)
  return / so (?:that )?(?:i|we|they|he|she|it|this|our team|the team) (?:can|could|may) /.test(` ${around.join(' ')} `)
}

const lastWord = ({ sentence, range }: Cue): string => sentence.words.findLast(({ end }) => end <= range.end)?.word ?? ''
const kindOf = ({ key, sense }: Cue): string => `${key}/${sense}`
const overlap = ({ range: a }: Cue, { range: b }: Cue): boolean => a.start < b.end && b.start < a.end
const begins = ({ range: a }: Cue, { range: b }: Cue): boolean => a.start >= b.start && a.start < b.end
