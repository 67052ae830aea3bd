import type { Reply } from '../../src/analysis/analysis.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Nobody is talked down to: no pity, no pet names, no “simply” before what the customer struggles with.',
  message: 'Talking down',
  severity: 'info',
  kind: 'forbids',
  instead: ['Give the step and what to look for, without saying how easy it is'],
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      const struggle = struggleBefore(reply)
      const tried = reply.message?.sentences.some((sentence) => sentence.is('tried'))
      for (const sentence of reply.sentences) {
        const above = find(sentence, 'pity', 'slow')
        const light = above || !struggle ? undefined : find(sentence, 'light', ...(tried ? ['only'] : []))
        if (!above && !light) continue
        yield above ? { at: above } : { at: light!, because: struggle!.map((at) => ({ at, message: 'what the customer struggles with' })) }
        break
      }
    }
  },
})

/** Words that show the customer struggles with the matter: upset, or something that was tried. Undefined when it goes well. */
function struggleBefore({ message, standing }: Reply) {
  const shown = message?.sentences.flatMap(({ cues }) => cues.filter(({ key }) => key === 'tried')) ?? []
  const because = standing?.because ?? shown
  return message && because.length > 0 ? because.slice(0, 2) : undefined
}
