import type { Cue, Reply } from '../../src/analysis/analysis.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Our own fault is not handed to others, nor to nobody.',
  message: 'Fault handed to others',
  severity: 'info',
  kind: 'forbids',
  instead: [
    'Speak for all of us: “we lost it on the way, and I’m sending a new one today”',
    'Name the cause if it helps, and take the matter over',
  ],
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      for (const sentence of reply.sentences) {
        const others = find(sentence, 'others')
        const shifted = find(sentence, 'denied') ?? (others && !takesOver(reply, others) ? others : undefined)
        if (!shifted) continue
        yield { at: shifted }
        break
      }
    }
  },
})

/** Whether the agent makes the matter theirs: they own up anywhere in the reply, or do something about it in this sentence or after it. */
function takesOver({ sentences }: Reply, { sentence: shifting, range }: Cue): boolean {
  const beside = (cue: Cue) => cue.sentence !== shifting || cue.range.end <= range.start || cue.range.start >= range.end
  const owns = (cue: Cue) => cue.key === 'acknowledge' && cue.sense === 'agree' && beside(cue)
  const acts = ({ key, sense = '' }: Cue) => key === 'offer' || key === 'promise' || (key === 'solve' && DEEDS.has(sense))
  return (
    sentences.some(({ cues }) => cues.some(owns)) ||
    sentences.slice(sentences.indexOf(shifting)).some(({ cues }) => cues.some((cue) => acts(cue) && beside(cue)))
  )
}

const DEEDS: ReadonlySet<string> = new Set(['done', 'doing'])
