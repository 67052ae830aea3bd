import type { Cue, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'An apology is for what happened, and neither for “any” harm nor “if” there was some nor for how the customer feels.',
  message: 'Apology that admits nothing',
  severity: 'info',
  kind: 'forbids',
  instead: ['Say what you are sorry for: “I’m sorry the parcel came two days late”, and what you do about it'],
  // A team may add to both lists.
  options: { doubtful: [], feeling: [] },
  phrases: {
    // Whether there was harm at all is left open.
    doubtful: {
      say: [
        '(sorry|apologize|apologies|apology|regret|regrets) [@very|again|in advance|sincerely] [for|about] any [and all|possible|potential|further|additional|undue] *',
        '(sorry|apologize|apologies) [@very|again] if (you|we|this|it|there|that|your|anything|the|any|something|anyone|my|our|these|someone|what)',
        '(sorry|apologize|apologies) [@very|again] (should|in case) (you|we|this|it|there|that|your|anything|the|any)',
        '(sorry|apologize|apologies|apology) ...3 (inconvenience|inconveniences|trouble|confusion|frustration|hassle|upset|concern|delay|disappointment|distress|disruption|misunderstanding|stress|discomfort|offence|offense) ...2 [that|which] [this|it|we|you|these] (may|might|could|possibly) (have|cause|be|bring|feel|experience)',
        '(we|i) [@very] regret any *',
        '(inconvenience|delay|trouble|error) [caused] is [@very|deeply] (regretted|regretable|regrettable)',
        '(sorry|apologize|apologies) [for|about] (whatever|anything that|however)',
        '^ ...4 if (you|we|this|it|that|anything|my|our|any|the|someone|something|there) ...5 (offended|caused|upset|inconvenienced|hurt|let you down|misled|disappointed|dissatisfied|rude|unclear|offense|offence|inconvenience|misunderstanding|confusion) ...6 (sorry|apologize|apologies)',
        '(pardon|excuse|forgive) any [possible|potential|further] (inconvenience|trouble|delay|confusion|upset|distress|disruption)',
        '(sorry|apologize|apologies|apology|regret|regrets|regretted) ...3 (inconvenience|inconveniences|trouble|delay|upset|distress|disruption|confusion) [caused] if any',
        'any (inconvenience|trouble|distress|disruption|upset) [caused] (is|was) [@very|deeply|sincerely] regretted',
      ],
      unless: [
        'sorry if i (misunderstood|misread|missed your|sound|am repeating|got that wrong|misheard|confused)',
        'sorry for any more',
        // What has not happened yet.
        '(sorry|apologize|apologies) if ...5 (still|next|later|tomorrow|reaches|reach|arrives|arrive|comes|come through|crosses|turns up|gets to you|lands|rings)',
        'sorry if i (get|pronounce|mispronounce|spell|misspell|ask|have to|need to|keep|am being|seem|take|call you)',
        '(need|want|have) to apologize',
        'sorry if (you have already|you already|you have (answered|told|said|sent|given)|this is a (silly|stupid|dumb|basic|obvious|strange|odd)|this sounds|that sounds|this is obvious|it sounds)',
      ],
    },
    // The fault is found in the feeling.
    feeling: {
      say: [
        '(sorry|apologize|apologies|regret) [@very] [that|to hear|to hear that|to learn|to see|for how|about how|about the way|for the way] you (feel|felt|are feeling|were feeling|have been feeling) [like|so|@very] (this|that|it|so|the|let down|upset|disappointed|unhappy|frustrated|ignored|about|our|we|your)',
        '(sorry|apologize|apologies|regret) [@very] [that|to hear|to hear that|if] you (took|see|saw|think|thought|believe|perceive~|perceived|interpreted|found (it|this|that|our|my|us|the answer|the reply|the service|the decision)|consider~|got the impression|had the impression|misunderstood|are offended|were offended|feel offended) ...3',
        '(sorry|apologize|apologies|regret) [@very] [that|to hear|to hear that] you (are|were) (unhappy|not happy|dissatisfied|not satisfied|disappointed|displeased|upset) (with|by|about) (our|the|this|my|your) ...2 (decision|answer|reply|response|outcome|explanation|policy|ruling|assessment|result)',
        '(sorry|apologize|apologies|regret) [@very] [that|to hear|to hear that|to learn] (that|this|it) (is|was) how you (experienced|experience|feel|felt|see|saw|took|perceive|perceived|found|view|viewed)',
        '(we|i) regret that you (were|are|feel|felt|have been) [@very] (not|unhappy|dissatisfied|disappointed|displeased|upset|unsatisfied)',
      ],
      unless: ['(feel|feeling|felt) [@very|like] (unwell|ill|sick|poorly|dizzy|faint|worse|rough)', 'found (this|that|it) out'],
    },
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      for (const sentence of reply.sentences) {
        const doubtful = find(sentence, 'doubtful')
        const feeling = find(sentence, 'feeling')
        if (doubtful && !pauses(doubtful)) yield { at: doubtful }
        else if (feeling && !owned(sentence, reply)) yield { at: feeling }
      }
    }
  },
})

/** "I'm sorry, if you send me …": the "if" begins something new. */
function pauses({ turn, range }: Cue): boolean {
  return /(?:sorry|apologi\w+)\s*[,;–—-]+\s*(?:if|in case|should)/iu.test(turn.text.value.slice(range.start, range.end))
}

/** Whether ownership follows: "this isn't how we want anyone to feel". */
function owned(sentence: Sentence, { sentences }: Reply): boolean {
  const at = sentences.indexOf(sentence)
  return sentences.slice(at, at + 3).some(({ cues }) => cues.some(({ key, sense }) => key === 'acknowledge' && sense === 'agree'))
}
