import type { Cue, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { agreesToNothing, noIn, otherWay } from '../../src/analysis/refusal.ts'
import { wordsOf } from '../../src/conversation.ts'
import { becauseOf } from '../../src/rules/because.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A no comes with another way: an option, a workaround, the next best step, somebody who can help.',
  message: 'A no without another way',
  severity: 'warn',
  kind: 'forbids',
  whole: true,
  instead: ['Say what is possible instead, who could help, or what you can do about it now'],
  *check(analysis) {
    for (const reply of analysis.replies) {
      if (!reply.message && analysis.conversation.kind === 'transcript') continue
      const no = reply.sentences.find((sentence) => isNo(sentence, reply))
      const bare = no ? !otherWay(reply, no) && (noIn(no) ?? no) : agreesToNothing(reply)
      if (bare && !isFact(reply, bare)) yield { at: bare, because: becauseOf(reply, 'what the customer needs') }
    }
  },
})

/** To somebody calm, "without a photo we cannot check it" asks for the photo; somebody upset hears the no. */
const isNo = (sentence: Sentence, { message }: Reply): boolean => {
  const no = noIn(sentence)
  return no !== undefined && (no.sense !== 'condition' || (message?.state ?? 0) > 0)
}

const OURS = new Set('i we me us my our you your'.split(' '))
/** Who asks for these wants one. */
const WANTED = new Set('left available availability free stock possible vacant spare'.split(' '))
const isOurs = ({ words }: Sentence): boolean =>
  words.some(({ word }, at) => OURS.has(word) && !SORRY.has(words[at + 2]?.word ?? '') && !SORRY.has(words[at + 3]?.word ?? ''))
/** "I am very sorry" speaks of nobody. */
const SORRY = new Set(['sorry', 'afraid'])
const wants = ({ words }: Sentence): boolean => words.some(({ word }) => WANTED.has(word))

/** Something that cannot be done, or undone. */
const isClosed = (no: Cue): boolean =>
  no.sense === 'cannot' || /(?:(?:refund|transfer|exchange|return)able|possible)$/.test(wordsOf(no).toLowerCase())

/** Whether a calm customer asked about somebody or something else, and the no is the fact they asked for: "do they have parking?", "they do not". That something cannot be done is no such fact. */
function isFact({ message }: Reply, no: Cue | Sentence): boolean {
  const sentence = 'sentence' in no ? no.sentence : no
  if (!message || message.state > 0 || isOurs(sentence) || ('sentence' in no && isClosed(no))) return false
  const questions = message.sentences.filter(({ question }) => question)
  return (
    questions.length > 0 &&
    !questions.some((question) => isOurs(question) || wants(question)) &&
    !message.sentences.some((each) => each.is('trouble'))
  )
}
