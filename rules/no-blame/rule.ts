import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'The customer is not told that it is their fault.',
  message: 'Customer blamed',
  severity: 'warn',
  kind: 'forbids',
  instead: [
    'Say what is so and what helps now: “the address on file has no flat number; which is it?”',
    'Leave out who should have done what',
  ],
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      for (const sentence of reply.sentences) {
        const blame = find(sentence, 'should', 'neglected', 'told', 'fault', 'lesson')
        if (blame) {
          yield { at: blame }
          break
        }
      }
    }
  },
})
