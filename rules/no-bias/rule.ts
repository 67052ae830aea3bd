import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Nothing is assumed from age, gender, language, accent, origin, religion, means or skill.',
  message: 'Assumption about the person',
  severity: 'warn',
  kind: 'forbids',
  instead: ['Ask what would help, and offer it to everybody in the same words'],
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      for (const sentence of reply.sentences) {
        const assumed = find(sentence, 'age', 'gender', 'origin', 'skill')
        if (!assumed) continue
        yield { at: assumed }
        break
      }
    }
  },
})
