import { isContent } from '../../src/analysis/content.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary:
    'An upset customer hears that their trouble was understood before they are given a solution, an instruction, a no or a question.',
  message: 'Solution offered before the trouble is acknowledged',
  praise: 'Trouble acknowledged before solving',
  severity: 'warn',
  kind: 'requires',
  opaque: 'before',
  instead: ['First say, in your own words, what happened to them and what it means for them; then solve it'],
  *check(analysis) {
    for (const reply of analysis.replies) {
      const complaint = reply.openComplaint
      if (!complaint) continue
      const because = complaint.because
        .slice(0, 3)
        .map((at) => ({ at, message: analysis.badNews ? 'the bad news' : 'the customer is upset' }))
      const first = reply.sentences.find((sentence) => sentence.is('acknowledge', 'apologise') || isContent(sentence))
      if (!first) continue
      if (first.is('acknowledge', 'apologise')) yield { at: first, outcome: 'met', because }
      else if (first.cue('solve')?.sense !== 'done') yield { at: first, because }
    }
  },
})
