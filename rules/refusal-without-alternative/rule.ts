import { agreesToNothing, noIn, otherWay } from '../../src/analysis/refusal.ts'
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
      const bare = no ? !otherWay(reply, no) && (noIn(no) ?? no) : agreesToNothing(reply)
      if (bare) yield { at: bare, because: becauseOf(reply, 'what the customer needs') }
    }
  },
})
