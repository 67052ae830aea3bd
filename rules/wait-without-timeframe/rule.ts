import type { Cue, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { isContent } from '../../src/analysis/content.ts'
import { helpIn } from '../../src/analysis/help.ts'
import { isGlad } from '../../src/analysis/praise.ts'
import { isUndated } from '../../src/analysis/refusal.ts'
import { lineOf } from '../../src/analysis/words.ts'
import { wordsOf } from '../../src/conversation.ts'
import { becauseOf } from '../../src/rules/because.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A customer who has to wait, or is promised a follow-up, a repair, a parcel or a refund, hears by when.',
  message: 'Promise or wait without a time',
  severity: 'warn',
  kind: 'forbids',
  whole: true,
  instead: ['Say by when, or when you will next write, even if the final date is not known yet'],
  *check(analysis) {
    const { channel, kind } = analysis.conversation
    const live = channel === 'chat' || channel === 'phone'
    for (const reply of analysis.replies) {
      if (!reply.message && kind === 'transcript') continue
      if (isLast(reply)) continue
      const timedBefore = reply.previous !== undefined && timed(reply.previous, !live)
      if (timed(reply) || (timedBefore && !reply.message?.state)) continue
      const glad = reply.message !== undefined && isGlad(reply.message)
      const senses = (live ? WHILE_THEY_TALK : SENSES).filter((sense) => !(glad && OF_PRAISE.has(sense)))
      const promises = reply.sentences
        .flatMap((sentence) => promisesIn(sentence, reply, live, senses))
        .filter((promise) => !timedBefore || AGAIN.has(senseOf(promise) ?? ''))
      const promise = SENSES.flatMap((sense) => promises.find((cue) => senseOf(cue) === sense) ?? [])[0]
      if (promise) yield { at: promise, because: becauseOf(reply, 'what the customer waits for') }
    }
  },
})

/** Promised to somebody who is upset about the time they were told before, these need one of their own. */
const AGAIN = new Set(['soon', 'undated', 'review', 'passed', 'pending'])

/** Whether the customer has said that there is nothing else: what is sent after that is a courtesy. */
const isLast = ({ previous, message }: Reply) =>
  (previous?.said('close') ?? false) && /^(?:no|nope|nothing)$/.test(message?.sentences[0]?.words[0]?.word ?? '')

/** What is promised, the plainest first. */
const SENSES = ['contact', 'come', 'later', 'soon', 'undated', 'review', 'patience', 'passed', 'pending']
/** While they talk, "I'll look into it" is what comes next. */
const WHILE_THEY_TALK = ['contact', 'come', 'later', 'soon', 'undated', 'passed', 'pending']

/** Praise that is passed on waits for nothing. */
const OF_PRAISE = new Set(['passed', 'review', 'pending'])

/** The promises of a sentence that have no time of their own. "It will be left at your door" promises a calm customer in a chat nothing. */
function promisesIn(sentence: Sentence, reply: Reply, live: boolean, senses: readonly string[]): readonly Cue[] {
  const promises = sentence.cues.filter((cue) => senses.includes(senseOf(cue) ?? '') && !isNone(cue) && !(live && isSentNow(cue)))
  if (promises.length === 0 || hangsOnThem(sentence) || (live && !reply.standing && promises.every((promise) => promise.sense === 'later')))
    return []
  const at = reply.sentences.indexOf(sentence)
  const asks = reply.sentences.map((other, index) => isAsked(other) && index - at)
  const askedLater = asks.some((index) => index !== false && index > 0)
  const asked = live ? askedLater : askedLater || asks.some((index) => index !== false)
  const helped = reply.sentences.some(({ cues }) => cues.some(({ key, sense }) => key === 'solve' && sense === 'done'))
  const dated = reply.sentences.some(({ cues }) => cues.some(isAhead))
  const next = reply.sentences[at + 1]
  if (next && datesThePrevious(next)) return []
  return promises.filter(
    (promise) =>
      !sentence.cues.some((cue) => (promise.key !== 'refuse' && isNow(cue, promise)) || (isAhead(cue) && distance(cue, promise) < 150)) &&
      !(asked && (live || MEANWHILE.has(senseOf(promise) ?? ''))) &&
      !(promise.sense === 'patience' && (helped || (sentence.is('thank') && reply.sentences.slice(at + 1).some(isContent)))) &&
      !(dated && sentence.words.some(({ word }) => EVENTS.has(word))) &&
      !(dated && (promise.key === 'handOff' || promise.key === 'pending')),
  )
}

/** "I'll send you the link if you give me your number": the wait is theirs to end. */
const hangsOnThem = ({ words }: Sentence) => THEIRS_TO_DO.test(lineOf(words))
const THEIRS_TO_DO =
  /(?<!\b(?:even|check|see|know) )\bif you (?:can |could )?(?:give|send|share|tell|provide|leave|dm|message|confirm|pass|let (?:me|us))\b/

/** "No payment will be taken" promises nothing. */
const isNone = (cue: Cue) => {
  const first = firstOf(cue)
  return cue.sentence.words.slice(Math.max(0, first - 2), first + 1).some(({ word }) => word === 'no')
}
const firstOf = ({ sentence, range }: Cue) => sentence.words.findIndex(({ start }) => start >= range.start)

/** While they talk, "I will send you the form" is done next. */
const isSentNow = (cue: Cue) => {
  const { words } = cue.sentence
  return SENT_NOW.test(lineOf(words.slice(Math.max(0, firstOf(cue) - 1)))) && !words.some(({ word }) => LATER.has(word))
}
const SENT_NOW =
  /^(?:\S+ )?i will send (?:it|them|that|you (?:the|a|our) (?:\w+ )?(?:link|form|code|list|document|article|screenshot|steps|instructions))\b/
const LATER = new Set('once when after as email mail e post later soon shortly back out'.split(' '))

/** What kind of promise words are; undefined of those that promise nothing. A matter that was passed on is somebody else's promise. */
function senseOf(cue: Cue): string | undefined {
  const { key, sense = 'contact' } = cue
  if (key === 'handOff' && sense === 'matter' && isPassed(cue)) return 'passed'
  if (key === 'pending') return 'pending'
  if (isUndated(cue) || (key === 'refuse' && cue.sense === 'unknown' && DATE.test(wordsOf(cue)))) return 'undated'
  return key === 'wait' ? sense : undefined
}

/** Whether a matter was passed on, or will be; what somebody thinks is only noted. */
function isPassed(cue: Cue): boolean {
  const { words } = cue.sentence
  if (words.some(({ word }, at) => OPINION.has(word) && !THEIRS.has(words[at - 1]?.word ?? ''))) return false
  const at = words.findIndex(({ word, start }) => start >= cue.range.start && !LEADS.has(word))
  const lead = words.slice(Math.max(0, at - 4), Math.max(0, at)).map(({ word }) => word)
  return PASSED.test(wordsOf(cue)) || (lead.some((word) => ACTS.has(word)) && !lead.some((word) => MAY.has(word)))
}

/** "I will pass it on", "we forward this to the team", and not "please pass it on" or "I can pass it on". */
const ACTS = new Set(['i', 'we', 'will'])
const LEADS = new Set([...ACTS, 'have', 'need', 'must', 'am', 'are', 'going', 'to'])
const MAY = new Set(['can', 'could', 'may', 'might', 'would', 'if', 'should', 'let', 'please'])

/** "I'll write when it is up" beside the hour it will be. */
const EVENTS = new Set(['when', 'once', 'until', 'after'])

/** "I cannot tell you the date": the agent says so themselves. */
const DATE = /\b(?:etas?|time ?(?:frame|line|scale)s?)\b|^(?:i|we)\b.*\b(?:dates?|time)\b/i

const PASSED = /\b(?!need|feed)\w+(?:ed|assing|warding|lating|ferring)\b|\bsent\b/i
const OPINION = new Set(
  'feedback comments comment suggestion suggestions idea ideas praise compliment compliments words thanks remarks'.split(' '),
)
const THEIRS = new Set(['their', 'his', 'her'])
/** What is only so meanwhile: it says nothing new beside a day of any kind, or a question. */
const MEANWHILE = new Set(['passed', 'pending', 'review'])

const isAsked = (sentence: Sentence) => helpIn(sentence).some(({ kind }) => kind === 'question')

/** Whether the reply says how long something takes, or dates a promise. Of the reply before, only how long a promise takes counts. */
const timed = ({ sentences }: Reply, before = false) =>
  sentences.some(({ cues, words }) => {
    const waits =
      cues.some(({ key, sense }) => (key === 'wait' && sense !== 'moment') || key === 'pending') ||
      words.some(({ word }) => ANSWERS.has(word))
    const ofPromise = !before || waits || cues.some(({ key }) => key === 'promise') || words.some(({ word }) => LASTS.has(word))
    return (ofPromise && cues.some((cue) => cue.key === 'time' && cue.sense === 'length' && !isPast(cue))) || (waits && cues.some(isAhead))
  })

const LASTS = new Set(['take', 'takes', 'need', 'needs', 'within', 'usually', 'normally', 'latest'])
const ANSWERS = new Set('follow contact reply response answer update ready due arrive arrives expected'.split(' '))

/** "They will write to you. It should be there by Friday." */
const datesThePrevious = ({ cues, words }: Sentence) =>
  cues.some(isAhead) && words.some(({ word }) => REFERS.has(word)) && !words.some(({ word }) => DEMANDS.has(word))
const REFERS = new Set('it this that they these which expect will should takes latest usually normally hear then'.split(' '))
const DEMANDS = new Set('need must deadline required submit please'.split(' '))

const isAhead = (cue: Cue) => cue.key === 'time' && (cue.sense === 'date' || cue.sense === 'today') && !isPast(cue)

const isNow = (cue: Cue, promise: Cue) => cue.key === 'time' && cue.sense === 'now' && distance(cue, promise) < 40

/** How many characters stand between two cues. */
const distance = ({ range: a }: Cue, { range: b }: Cue) => Math.max(a.start - b.end, b.start - a.end)

const PAST = new Set('was were been since had last dispatched ordered received opened raised sent placed ago'.split(' '))

/** "It will be sent on Monday" is yet to come. */
const FUTURE = new Set('will shall be going to should'.split(' '))

/** Whether the time is one that has been: "since 24 December", "was raised on Sunday". */
function isPast({ sentence, range }: Cue): boolean {
  const before = sentence.words.filter(({ end }) => end <= range.start)
  const near = before.slice(-5)
  const past = near.findLastIndex(({ word }) => PAST.has(word))
  return past >= 0 && !near.slice(0, past).some(({ word }) => FUTURE.has(word))
}
