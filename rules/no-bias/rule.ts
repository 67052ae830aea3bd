import type { Analysis, Cue, Reply } from '../../src/analysis/analysis.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Nothing is assumed from age, gender, language, accent, origin, religion, means or skill.',
  message: 'Assumption about the person',
  severity: 'info',
  kind: 'forbids',
  instead: ['Ask what would help, and offer it to everybody in the same words'],
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      for (const sentence of reply.sentences) {
        const assumed = find(sentence, 'age', 'gender', 'origin', 'skill')
        if (!assumed || namedByCustomer(assumed, reply, analysis)) continue
        yield { at: assumed }
        break
      }
    }
  },
})

/** Somebody a customer may have brought up: to speak of them then assumes nothing. */
const RELATIVE =
  /^(?:grand(?:son|daughter|child|children|kids?)|niece|nephew|husband|wife|boyfriend|girlfriend|partner|father|mother|dad|mum|mom|brother|sister|sons?|daughters?|kids?|children|relatives?|family|carer)$/

function namedByCustomer(cue: Cue, reply: Reply, { messages }: Analysis): boolean {
  const said = cue.sentence.words.filter(({ start, end, word }) => start >= cue.range.start && end <= cue.range.end && RELATIVE.test(word))
  const [turn] = reply.turns
  const before = messages.filter((message) => message.turns.some(({ index }) => index < (turn?.index ?? 0)))
  return said.some(({ word }) => before.some(({ sentences }) => sentences.some(({ words }) => words.some((other) => other.word === word))))
}
