import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Replies sound like a person, not like a form letter or a machine.',
  message: 'Form-letter language',
  severity: 'info',
  kind: 'forbids',
  options: {
    // More words to report, in the phrase language of the lexicon.
    office: [],
  },
  instead: ['Say it as you would across a counter: “we’ve got your message, and Ana will answer by Friday”'],
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      for (const sentence of reply.sentences) {
        const stiff = find(sentence, 'office', 'machine', 'company')
        if (stiff) {
          yield { at: stiff }
          break
        }
      }
    }
  },
})
