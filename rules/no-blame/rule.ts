import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'The customer is not told that it is their fault.',
  message: 'Customer blamed',
  severity: 'info',
  kind: 'forbids',
  instead: [
    'Say what is so and what helps now: “the address on file has no flat number; which is it?”',
    'Leave out who should have done what',
  ],
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      const upset = reply.message?.state && !reply.said('acknowledge') && !reply.said('apologise') ? reply.message : undefined
      for (const sentence of reply.sentences) {
        const blame = find(sentence, 'should', 'neglected', 'told', 'fault', 'lesson')
        const doubt = blame || !upset ? undefined : find(sentence, 'doubt', 'upset')
        if (!blame && !doubt) continue
        yield blame
          ? { at: blame }
          : { at: doubt!, because: upset!.because.slice(0, 2).map((at) => ({ at, message: 'the customer is upset' })) }
        break
      }
    }
  },
})
