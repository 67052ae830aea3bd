import type { Sentence } from '../../src/analysis/analysis.ts'
import { isContent } from '../../src/analysis/content.ts'
import { defineRule } from '../../src/rules/rule.ts'

/** Help of the agent's own: something done, offered, answered or asked, not only an address. */
const helps = (sentence: Sentence) =>
  sentence.cue('solve')?.sense === 'done' ||
  sentence.is('offer', 'handOff') ||
  (sentence.is('instruct', 'solve', 'askDetails', 'promise', 'ask') && !sentence.is('redirect'))

export default defineRule({
  summary: 'The problem is not pushed away to another team, company, page or form without help of the agent’s own.',
  message: 'Problem handed away',
  severity: 'warn',
  kind: 'forbids',
  instead: ['Do the part you can do, or pass it on yourself; if only someone else can act, say why, whom and how'],
  *check(analysis) {
    for (const reply of analysis.replies) {
      if (!reply.message && analysis.conversation.kind === 'transcript') continue
      const away = reply.sentences.find((sentence) => sentence.is('redirect') && !sentence.is('close', 'invite'))
      if (!away) continue
      if (reply.sentences.some((sentence) => isContent(sentence) && helps(sentence))) continue
      yield { at: away.cue('redirect') ?? away }
    }
  },
})
