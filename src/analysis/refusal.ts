import type { Cue, Message, Reply, Sentence, Word } from './analysis.ts'
import { type Help, helpIn, tells } from './help.ts'
import { lineOf } from './words.ts'

/** The words of a sentence that deny something: not that a thing was not found, not a question, not a limit that is only granted. */
export function noIn({ cues, question, words, turn }: Sentence): Cue | undefined {
  if (question) return undefined
  return cues.find((cue) => {
    const { key, sense, range } = cue
    if (key !== 'refuse' || sense === 'lookup' || isUndated(cue)) return false
    const before = words.filter(({ start }) => start < range.start)
    const clause = before.slice(before.findLastIndex(({ end }) => /[,;:.–—]/.test(turn.text.value.slice(end, end + 1))) + 1)
    return !clause.some(({ word }) => GRANTED.has(word))
  })
}

/** "We have no date yet", "there is no ETA": no no, but a wait that has no end. */
export function isUndated({ key, sense, sentence: { words }, range }: Cue): boolean {
  if (key !== 'refuse' || (sense !== 'none' && sense !== 'unknown')) return false
  const first = words.findIndex(({ start }) => start >= range.start)
  const last = words.findLastIndex(({ end }) => end <= range.end)
  return UNDATED.test(lineOf(words.slice(Math.max(0, first), last + 4)))
}
const UNDATED =
  /\b(?:no|not (?:yet |currently |at present )?(?:have|got|know)) (?:an? |any )?(?:exact |firm |fixed |confirmed |clear |set |precise |specific |definite |estimated )*(?:date|eta|time ?(?:frame|line|scale))\b/

/** "It fits, though the lid does not close": the no is only granted. */
const GRANTED = new Set('though although'.split(' '))

const WAYS = new Set<Help>(['done', 'doing', 'advice', 'offer', 'instruction', 'promise', 'passedOn', 'route'])
/** What is a way only after the no; before it, it is how the no was come to. */
const STEPS = new Set<Help>(['moment', 'question', 'outcome'])

/** Whether a reply that holds a no shows another way: help, something else that can be had, or so much told after it that a way may be in it. */
export function otherWay(reply: Reply, no: Sentence): boolean {
  const { sentences, message } = reply
  const at = sentences.indexOf(no)
  const later = sentences.slice(at + 1)
  const told = later.filter((sentence) => isTold(sentence) && !(message === undefined && signs(sentence)))
  return (
    told.length > 1 ||
    told.some((sentence) => turns(sentence) || hasWay(sentence.words)) ||
    later.some((sentence) => directs(sentence) || supposes(sentence) || proposes(sentence)) ||
    sentences.slice(at).some(goesOn) ||
    (wantsToKnow(message) && (sentences.slice(0, at).some(isPlainTold) || tellsBefore(no) || noIn(no)?.sense === 'limit')) ||
    (asksYesOrNo(message) && sentences.slice(0, at + 1).some(isYes)) ||
    sentences.some((sentence) =>
      helpIn(sentence).some(
        ({ kind, cue }) =>
          (WAYS.has(kind) || STEPS.has(kind)) &&
          !isHarm(cue) &&
          !(kind === 'done' && isWhy(cue)) &&
          !(cue.key === 'redirect' && cue.sense === 'notOurs') &&
          (later.includes(sentence) || !(STEPS.has(kind) || (cue.key === 'wait' && cue.sense === 'review'))),
      ),
    )
  )
}

const WHY = new Set('as since because once when if after until'.split(' '))

/** "As it has been shipped, we cannot …", "not once they are booked": what was done is the reason, and no help. */
const isWhy = ({ sentence: { words }, range }: Cue): boolean => {
  const before = words.filter(({ start }) => start < range.start)
  return WHY.has(before[0]?.word ?? '') || before.slice(-3).some(({ word }) => WHY.has(word))
}

/** "Your request has been cancelled" is what was done to the customer, not for them. */
const isHarm = ({ sentence, key, range }: Cue) =>
  key === 'solve' &&
  (sentence.words.findLast(({ end }) => end <= range.end)?.word === 'closed' ||
    sentence.cues.some((other) => other.key === 'badNews' && other.range.start < range.end && range.start < other.range.end))

/** Not told are the reason for the no, what is bad news itself, wishes and what stands under every message. */
const FOOTER = /\b(?:automated|monitored|do not reply|not read|enjoy|happy|wish|hope|welcome|appreciate|understand)\b/
const isTold = (sentence: Sentence) =>
  tells(sentence) &&
  !sentence.cues.some(({ key, sense }) => (key === 'solve' && sense === 'explain') || key === 'badNews') &&
  !FOOTER.test(firstWords(sentence, 20)) &&
  !REASON.test(firstWords(sentence, 5))
const REASON =
  /^(?:(?:this|that|it|these|those) (?:is|was|are|were) (?:just |simply |only |all |clearly |also )*(?:how|because|due|our|the|a|what|why|as|in|stated|written|mentioned|listed|set out|published|shown)|as |because |since |due |have (?:a|fun))/

/** Under a template, a last line of a few words without a full stop: who sends it. */
const signs = ({ turn, range, words }: Sentence) => {
  const { value } = turn.text
  return !hasWay(words) && words.length < 7 && !/[.!?:;,]/.test(value[range.end - 1] ?? '') && value.slice(range.end).trim() === ''
}

const isPlainTold = (sentence: Sentence) => sentence.words.length > 1 && !sentence.is('greet', 'thank', 'apologise', 'acknowledge')

/** Of a sentence after a no: "But a shop in Bergen has it", "If you need it now, the plugin does it", "The sale starts Monday though". */
const TURNS = new Set('but however instead alternatively though yet otherwise meanwhile if'.split(' '))
const turns = ({ words }: Sentence) =>
  words[0] !== undefined && (TURNS.has(words[0].word) || words.some(({ word }) => word === 'though' || word === 'instead'))

/** Of a sentence after a no: it tells what to do. */
const DOES = new Set(
  'come dial ring call phone try use go ask pick pop drop bring send check book order choose press open write text reply answer hand leave put turn swap apply appeal visit contact post upgrade export download select switch tap pay message email collect buy rent borrow'.split(
    ' ',
  ),
)
const directs = ({ words: [first, second] }: Sentence) =>
  first !== undefined && DOES.has(first.word) && second !== undefined && !NOT_AFTER.has(second.word)
const NOT_AFTER = new Set('is are was were has have can will not'.split(' '))

/** "Perhaps another day?", "Shall we try the north?", not "anything else?". */
const proposes = ({ words, turn, range }: Sentence) =>
  turn.text.value.slice(range.start, range.end + 1).includes('?') && PROPOSAL.test(lineOf(words)) && !ANY.test(lineOf(words))
const PROPOSAL =
  /\b(?:another|different|instead|alternative|alternatively|how about|what about|try|earlier|later|would you (?:like|want|prefer|be (?:ok|okay|happy|open|interested|willing|fine))|(?:other|next|any) (?:day|days|date|dates|time|times|place|area|option|options|size|colour|color|location|branch))\b/
const ANY =
  /\b(?:anything|any (?:other|more|further) (?:question|questions|help|query|queries|concerns)|more help|something else for you)\b/

/** "If you need it now, the plugin does it", not "if you need anything else". What they could still show opens the matter again. */
const supposes = ({ words }: Sentence) =>
  words[0]?.word === 'if' &&
  words.length > 7 &&
  (!words.some(({ word }) => ANYTHING.has(word) || CLOSED.has(word)) || words.some(({ word }) => PROOF.has(word)))
const ANYTHING = new Set('anything else any further question questions help assistance hesitate'.split(' '))
const PROOF = new Set('evidence proof cheaper receipt'.split(' '))

/** What speaks of a thing that can be had or done. */
const POSSIBLE = new Set(
  'can could may free open available fine works work instead other another use take near nearest nearby next offer offers give gives gladly back counts have has get gets cheaper please start starts swap exchange voucher discount repair repairs ready way post'.split(
    ' ',
  ),
)
/** What speaks against it: a reason, a regret, one no more. */
const CLOSED = new Set(
  'not no never nobody because since due reason sorry afraid unfortunately sadly regret policy policies rules terms system closed gone full ended expired forfeited understand aware bear accept final'.split(
    ' ',
  ),
)
const isOpen = (words: readonly Word[]) => words.length > 2 && !words.some(({ word }) => CLOSED.has(word))
const hasWay = (words: readonly Word[]) => isOpen(words) && words.some(({ word }) => POSSIBLE.has(word))

const BUT = new Set('but though however yet'.split(' '))
const SUBJECTS = new Set('i we you there'.split(' '))
const MODALS = new Set('can could may might will would should have need are am is do'.split(' '))

/** Whether a sentence goes on behind its no with another way: "not on Sundays, Saturday is fine", "they aren't covered, but we repair them". */
function goesOn({ words, turn, cues }: Sentence): boolean {
  const no = cues.findLast(({ key }) => key === 'refuse')
  if (!no) return false
  const after = words.filter(({ start }) => start >= no.range.end)
  const but = after.findIndex(({ word }) => BUT.has(word))
  if (but >= 0) return isOpen(after.slice(but + 1))
  if (after[0] && SUBJECTS.has(after[0].word) && after[1] && MODALS.has(after[1].word)) return hasWay(after)
  const comma = after.findIndex(({ start }) => /[,;:–—]\s*$/.test(turn.text.value.slice(Math.max(0, start - 3), start)))
  return comma >= 0 && hasWay(after.slice(comma))
}

/** Whether a sentence tells something before the clause of its no; that one is sorry tells nothing. */
const tellsBefore = (no: Sentence) => startOf(no).filter(({ word }) => !REGRETS.has(word)).length > 1
const REGRETS = new Set(
  'i we am are very so truly really sorry afraid unfortunately regrettably sadly but no apologies hi hello hey dear'.split(' '),
)

/** What a sentence says before the clause of its no. */
function startOf(sentence: Sentence): readonly Word[] {
  const no = noIn(sentence)
  const { words, turn } = sentence
  const before = words.filter(({ start }) => no !== undefined && start < no.range.start)
  return before.slice(0, before.findLastIndex(({ end }) => /[,;:–—]/.test(turn.text.value.slice(end, end + 1))) + 1)
}

const firstWords = ({ words }: Sentence, count: number) => lineOf(words.slice(0, count))

/** Whether a sentence begins by granting what was asked. */
const isYes = (sentence: Sentence) =>
  /^(?:yes|yep|yeah|yup|sure|certainly|absolutely|of course|(?:they do|they usually|it does|it can|you can|you may|we do|we can)(?! not| only| no))\b/.test(
    firstWords(sentence, 4),
  )

/** Whether a reply does no more than agree that there is nothing: "so I get nothing?" "Yes, that's correct." */
export function agreesToNothing({ sentences, message }: Reply): Sentence | undefined {
  const asked = message?.sentences.at(-1)
  const concludes =
    asked?.words.some(({ word }) => NEGATIVE.has(word)) && asked.words.slice(0, 3).some(({ word }) => word === 'so' || word === 'then')
  const told = sentences.filter((sentence) => !sentence.is('greet', 'close', 'invite', 'thank') && !sentence.question)
  const [only] = told
  return concludes && told.length === 1 && only && AGREES.test(firstWords(only, 12)) ? only : undefined
}
const AGREES =
  /^(?:(?:yes|correct|right|indeed|exactly|yeah|yep|afraid so|i am afraid so|that is (?:right|correct|so|true|it)|unfortunately(?: yes)?|sadly|sorry|sir|madam|i am sorry|i am afraid)(?: |$))+$/

const ASKS = new Set('how what when where who which whose'.split(' '))
const NEGATIVE = new Set('not no nothing never'.split(' '))

/** Whether the customer calmly wants to know something rather than to have it: "how long is the warranty?" */
function wantsToKnow(message: Message | undefined): boolean {
  if (!message || message.state > 0) return false
  const asked = message.sentences.filter(({ question }) => question)
  return asked.length > 0 && asked.every(({ words }) => words.slice(0, 3).some(({ word }) => ASKS.has(word)))
}

/** Whether the customer asks what a yes grants; "so you can't?" is granted by a no. */
const asksYesOrNo = (message: Message | undefined) =>
  message?.sentences.some(({ question, words }) => question && !words.some(({ word }) => NEGATIVE.has(word))) ?? false
