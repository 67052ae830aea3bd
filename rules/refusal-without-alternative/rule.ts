import { comesBefore } from '../../src/analysis/analyse.ts'
import type { Reply, Sentence } from '../../src/analysis/analysis.ts'
import { type Help, helpIn, tells } from '../../src/analysis/help.ts'
import { becauseOf } from '../../src/rules/because.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A no comes with another way: an option, a workaround, the next best step, somebody who can help.',
  message: 'A no without another way',
  severity: 'warn',
  kind: 'forbids',
  instead: ['Say what is possible instead, who could help, or what you can do about it now'],
  *check(analysis) {
    for (const reply of analysis.replies) {
      if (!reply.message && analysis.conversation.kind === 'transcript') continue
      const no = reply.sentences.find(noIn)
      if (no && !otherWay(reply, no)) yield { at: noIn(no) ?? no, because: becauseOf(reply, 'what the customer needs') }
    }
  },
})

const noIn = ({ cues, question }: Sentence) =>
  question ? undefined : cues.find(({ key, sense }) => key === 'refuse' && sense !== 'lookup')

const WAYS = new Set<Help>(['done', 'doing', 'advice', 'offer', 'instruction', 'question', 'promise', 'passedOn', 'route'])

/** Whether the reply shows another way, or tells so much after the no that one may be in it. "Let me check" shows one only after the no. */
function otherWay({ sentences }: Reply, no: Sentence): boolean {
  const later = sentences.filter((sentence) => comesBefore(no, sentence))
  return (
    later.filter(isTold).length > 1 ||
    sentences.some((sentence) => helpIn(sentence).some(({ kind }) => WAYS.has(kind) || (kind === 'moment' && later.includes(sentence))))
  )
}

/** Whether it tells something that is not the reason for the no. */
const isTold = (sentence: Sentence) => tells(sentence) && !sentence.cues.some(({ key, sense }) => key === 'solve' && sense === 'explain')
