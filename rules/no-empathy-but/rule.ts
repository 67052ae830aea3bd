import type { Cue, Sentence, Word } from '../../src/analysis/analysis.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Sympathy stands by itself, and is not taken back by a “but” in the same sentence.',
  message: 'Sympathy taken back by its own “but”',
  severity: 'info',
  kind: 'forbids',
  instead: ['End the sentence after the sympathy; say what cannot be done in one of its own, with what can'],
  phrases: {
    // Understanding that is no acknowledgement by itself, until a "but" shows what it was for.
    understanding: [
      '(i|we) [do|can|completely|totally|fully|certainly|perfectly|really|truly] (understand|get it|get that|hear you|appreciate that|appreciate it|sympathize|empathize|hear what you|see your point|take your point|get your point|see what you mean|get where you|see where you) ...6 (but|however)',
      '(i|we) [do|completely|totally|fully|really|can] (understand|appreciate|realize) (that|how|what|why|you|it|this) ...14 (but|however)',
      '(i|we) [do|completely|totally|fully|really|can] understand your ...10 (but|however)',
    ],
    // What follows is help, and the "but" only turns towards it.
    help: [
      '(but|however|unfortunately) [now|of course|luckily|fortunately|thankfully|do not worry] (i|we) [also|certainly|definitely|still|just|do|really] (can|could|will|would|am|are|have|do|shall|want|may|might|assure|promise|hope|appreciate|love|did)',
      '(but|however) (let me|let us|here is|here are|rest assured|please rest|you can|you could|you may|you might|you will be|you should be|you are welcome|there is a|there is another|there are|the good news|it is possible|it can be|it should|it will|good news|happy to|glad to|thankfully|luckily|fortunately|hopefully|feel free|thank you|thanks|do not worry|no worries|as a|for now|in the meantime|meanwhile|what i can|what we can|help is|it helps|it is meant|it is heartfelt|allow me|our team will|the team will|our team can|the team can|my colleague will|my colleague can|someone will|someone can|they will|it will be (sent|fixed|back|refunded|ready))',
      '(but|however) ...3 (is|are|has been|have been|was|were) [now|all|already|finally] (solved|fixed|resolved|sorted|back|ready|done|on its way|on the way|here|working|sent|shipped|approved|available|refunded|open|restored|with you)',
      '(but|however) [if|once|when|as soon as|after|as] ...12 (i|we) (can|will|could|would|may|shall)',
    ],
    // Nor is it when it only asks.
    asks: ['(but|however) [just|also|first|so] (please|kindly|can|could|would|may|might|did|do|are|have|what|which|where|when|is)'],
  },
  *check(analysis, _options, find) {
    for (const { sentences } of analysis.replies) {
      for (const sentence of sentences) {
        const turn = turnIn(sentence, find(sentence, 'understanding'))
        if (!turn) continue
        const help = find(sentence, 'help') ?? find(sentence, 'asks')
        if (help && help.range.start <= turn.but.start && !denies(sentence, turn.but)) continue
        yield { at: { turn: sentence.turn, range: { start: turn.sympathy.range.start, end: turn.but.end } } }
      }
    }
  },
})

const TURNS = new Set(['but', 'however', 'unfortunately', 'sadly', 'regrettably'])
/** With these it is no turn: "nothing but", "last but not least". */
const NO_TURN = new Set(['nothing', 'anything', 'last', 'everything', 'none', 'all'])

/** The sympathy of a sentence and the word that turns from it. */
function turnIn(sentence: Sentence, understanding: Cue | undefined): { readonly sympathy: Cue; readonly but: Word } | undefined {
  const sympathy =
    sentence.cues.find(({ key, sense }) => key === 'apologise' || (key === 'acknowledge' && sense !== 'agree' && sense !== 'told')) ??
    understanding
  if (!sympathy) return undefined
  const { words } = sentence
  const at = words.findIndex(
    ({ word, start }, index) => start > sympathy.range.start && TURNS.has(word) && !NO_TURN.has(words[index - 1]?.word ?? ''),
  )
  const but = words[at]
  return but && words.length - at > 1 ? { sympathy, but } : undefined
}

/** Whether a "not" stands close behind the turn. */
function denies({ words }: Sentence, but: Word): boolean {
  const after = words.filter(({ start }) => start > but.start).slice(0, 6)
  return after.some(({ word }) => /^(not|no|never|unable|nothing|nor|neither)$/.test(word))
}
