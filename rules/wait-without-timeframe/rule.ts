import type { Cue, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { helpIn } from '../../src/analysis/help.ts'
import { becauseOf } from '../../src/rules/because.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A customer who has to wait, or is promised a follow-up, a repair, a parcel or a refund, hears by when.',
  message: 'Promise or wait without a time',
  severity: 'warn',
  kind: 'forbids',
  instead: ['Say by when, or when you will next write, even if the final date is not known yet'],
  *check(analysis) {
    const { channel, kind } = analysis.conversation
    const live = channel === 'chat' || channel === 'phone'
    for (const reply of analysis.replies) {
      if (!reply.message && kind === 'transcript') continue
      if (isLast(reply)) continue
      if (timed(reply) || (reply.previous && timed(reply.previous))) continue
      const promises = reply.sentences.flatMap((sentence) => promisesIn(sentence, reply, live))
      const promise = SENSES.flatMap((sense) => promises.find((cue) => (cue.sense ?? 'contact') === sense) ?? [])[0]
      if (promise) yield { at: promise, because: becauseOf(reply, 'what the customer waits for') }
    }
  },
})

/** Whether the customer has said that there is nothing else: what is sent after that is a courtesy. */
const isLast = ({ previous, message }: Reply) =>
  (previous?.said('close') ?? false) && /^(?:no|nope|nothing)$/.test(message?.sentences[0]?.words[0]?.word ?? '')

/** What is promised, the plainest first. */
const SENSES = ['contact', 'come', 'soon', 'review', 'patience']
/** While they talk, "I'll look into it" is what comes next. */
const WHILE_THEY_TALK = ['contact', 'come', 'soon']

/** The promises of a sentence that have no time of their own. */
function promisesIn(sentence: Sentence, reply: Reply, live: boolean): readonly Cue[] {
  const senses = live ? WHILE_THEY_TALK : SENSES
  const promises = sentence.cues.filter(({ key, sense = 'contact' }) => key === 'wait' && senses.includes(sense))
  if (promises.length === 0) return []
  const at = reply.sentences.indexOf(sentence)
  const asks = reply.sentences.some((other, index) => isAsked(other) && (live ? index > at : index <= at))
  const next = reply.sentences[at + 1]
  if (next && datesThePrevious(next)) return []
  return promises.filter(
    (promise) =>
      !sentence.cues.some((cue) => isNow(cue, promise) || (isAhead(cue) && distance(cue, promise) < 150)) &&
      !(asks && (live || promise.sense === 'review')),
  )
}

const isAsked = (sentence: Sentence) => helpIn(sentence).some(({ kind }) => kind === 'question')

/** Whether the reply says how long something takes, or dates a promise. */
const timed = ({ sentences }: Reply) =>
  sentences.some(
    ({ cues, words }) =>
      cues.some((cue) => cue.key === 'time' && cue.sense === 'length' && !isPast(cue)) ||
      (cues.some(isAhead) &&
        (cues.some(({ key, sense }) => key === 'wait' && sense !== 'moment') || words.some(({ word }) => ANSWERS.has(word)))),
  )

const ANSWERS = new Set('follow contact reply response answer update'.split(' '))

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

/** Whether the time is one that has been: "since 24 December", "was raised on Sunday". */
function isPast({ sentence, range }: Cue): boolean {
  const before = sentence.words.filter(({ end }) => end <= range.start)
  return before.slice(-5).some(({ word }) => PAST.has(word))
}
