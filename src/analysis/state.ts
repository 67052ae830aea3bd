import type { Cue, Sentence } from './analysis.ts'

/** How a customer feels in a turn, with the words that show it. 0 calm, 1 upset, 2 very upset. */
export interface State {
  readonly state: 0 | 1 | 2
  readonly because: readonly Cue[]
}

const SIGNS = new Set(['upset', 'lost', 'waited', 'tried'])

/** What the sentences of one customer turn show, given how the customer felt before. */
export function stateOf(sentences: readonly Sentence[], before: 0 | 1 | 2): State {
  const cues = sentences.flatMap((sentence) => sentence.cues)
  const signs = cues.filter(({ key }) => SIGNS.has(key))
  const trouble = cues.filter(({ key }) => key === 'trouble')
  const content = cues.some(({ key }) => key === 'thankful' || key === 'resolved')
  const loud = emphasis(sentences)
  const strong = signs.filter(({ strength }) => strength >= 2)
  if (strong.length > 0) return { state: 2, because: [...strong, ...signs.filter(({ strength }) => strength < 2)] }
  const score = signs.length + (loud && signs.length + trouble.length > 0 ? 1 : 0)
  if (score >= 4) return { state: 2, because: signs.length > 0 ? signs : trouble }
  if (score >= 1 && !(content && score === 1)) return { state: 1, because: signs.length > 0 ? signs : trouble }
  if (before > 0 && trouble.length > 0 && !content) return { state: 1, because: trouble }
  return { state: 0, because: [] }
}

/** Whether words are shouted or punctuation is doubled for emphasis. */
function emphasis(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ turn, range }) => {
    const written = turn.text.value.slice(range.start, range.end)
    return /!!|\?\?|!\?|\?!/.test(turn.text.value.slice(range.start, range.end + 3)) || (written.match(/\b[A-Z]{4,}\b/g) ?? []).length > 1
  })
}
