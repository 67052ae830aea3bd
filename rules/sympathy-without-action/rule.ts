import type { Reply, Sentence } from '../../src/analysis/analysis.ts'
import { defineRule } from '../../src/rules/rule.ts'

const isSympathy = (sentence: Sentence) => sentence.is('acknowledge', 'apologise')

/** Something done, asked, offered or said that goes beyond feeling with the customer. */
const isAction = (sentence: Sentence) =>
  sentence.is('solve', 'instruct', 'offer', 'askDetails', 'promise', 'handOff', 'redirect', 'wait', 'invite') ||
  (sentence.question && !sentence.is('close', 'greet')) ||
  (sentence.words.length > 5 && !sentence.is('acknowledge', 'apologise', 'greet', 'thank', 'close', 'refuse'))

const acts = (reply: Reply | undefined) => reply?.sentences.some(isAction) ?? false

export default defineRule({
  summary: 'Sympathy is followed by something that helps: an action, an answer, an offer, a question, a next step.',
  message: 'Sympathy without an action',
  praise: 'Sympathy followed by action',
  severity: 'warn',
  kind: 'requires',
  instead: ['Say what you are doing about it, what they can do, or when they will hear from you'],
  *check(analysis) {
    for (const reply of analysis.replies) {
      const sympathy = reply.sentences.find(isSympathy)
      if (!sympathy || (!reply.message && analysis.conversation.kind === 'transcript')) continue
      const because = reply.message?.because.slice(0, 2).map((at) => ({ at, message: 'what the customer needs help with' })) ?? []
      if (acts(reply)) yield { at: sympathy, outcome: 'met', because }
      else if (!acts(reply.next) && !reply.next?.message?.sentences.some((sentence) => sentence.is('resolved', 'thankful')))
        yield { at: sympathy, because }
    }
  },
})
