import type { Channel } from '../conversation.ts'
import type { Cue, Sentence } from './analysis.ts'

/** How a customer feels in a turn, with the words that show it. 0 calm, 1 upset, 2 very upset. */
export interface State {
  readonly state: 0 | 1 | 2
  readonly because: readonly Cue[]
}

/** What went before a customer's turn. */
export interface Before {
  /** How the customer felt in the turn before. */
  readonly state: 0 | 1 | 2
  /** Whether an agent has answered this customer already. */
  readonly answered: boolean
  readonly channel: Channel | undefined
}

const SIGNS = new Set(['upset', 'lost', 'waited', 'tried'])
const CONTENT = new Set(['resolved', 'thankful', 'calm'])

/** This many kinds of hints make a sign, and one more for each so many words: a long story holds hints of everything. */
const HINTS = 3
const WORDS_PER_HINT = 80
/** A shorter turn of an upset customer is mostly data the agent asked for. */
const DATA = 12

/** What the sentences of one customer turn show, given what went before. */
export function stateOf(sentences: readonly Sentence[], before: Before): State {
  const cues = sentences.flatMap((sentence) => sentence.cues)
  const signs = cues.filter((cue) => SIGNS.has(cue.key) && !supposed(cue))
  const strong = signs.filter(({ strength }) => strength >= 2)
  // "I already tried that" is calm in a first message, and no longer when an agent has just asked for it.
  const plain = signs.filter(({ strength, sense }) => strength === 1 || (before.answered && sense === 'already'))
  if (strong.length > 0) return { state: 2, because: [...strong, ...plain] }
  const weak = signs.filter((cue) => cue.strength < 1 && cue.sense !== 'argue' && !plain.includes(cue))
  const argues = signs.filter(({ sense }) => sense === 'argue')
  const trouble = cues.filter(({ key }) => key === 'trouble')
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0)
  const content = cues.some(({ key }) => CONTENT.has(key))
  const kinds = kindsOf(weak)
  const hints = kinds > 0 && !content && shouted(sentences) ? kinds + 2 : kinds
  const hinted = hints >= HINTS + Math.floor(words / WORDS_PER_HINT)
  const goesOn =
    before.state > 0 &&
    words > DATA &&
    !content &&
    (before.channel === 'social' ? weak.length + argues.length > 0 : argues.length > 0 && kinds + trouble.length > 0)
  const score = plain.length + Number(hinted) + Number(goesOn)
  const because = [plain, weak, trouble, argues].find(({ length }) => length > 0) ?? []
  if (score >= 4) return { state: 2, because }
  const needed = cues.some(({ key }) => key === 'resolved') ? 2 : 1
  return score >= needed ? { state: 1, because } : { state: 0, because: [] }
}

/** How many kinds of hints there are; words that hint at two things count once. */
function kindsOf(hints: readonly Cue[]): number {
  const kinds = new Set<string>()
  let last: Cue | undefined
  for (const hint of hints) {
    const kind = `${hint.key} ${hint.sense}`
    if (kinds.has(kind) || (last?.turn === hint.turn && hint.range.start < last.range.end)) continue
    kinds.add(kind)
    last = hint
  }
  return kinds.size
}

/** Before these words of a sentence what follows is a supposition: "what if it arrives broken". */
const SUPPOSING = new Set('if whether unless suppose case might'.split(' '))
/** A question that opens with these asks what may happen: "will I lose my points?". */
const ASKING = new Set('will can could do does would should may is are'.split(' '))
const REACH = 6
/** Signs that say nothing when they are only supposed; blame and demands behind an "if" stay what they are. */
const SUPPOSED = new Set(['judgement', 'feeling', 'poor', 'effect'])

function supposed({ key, sense, sentence, range }: Cue): boolean {
  const question = sentence.question && (key === 'lost' || sense === 'demand')
  if (!question && key !== 'lost' && key !== 'waited' && !(key === 'upset' && SUPPOSED.has(sense ?? ''))) return false
  const at = sentence.words.findIndex(({ start }) => start >= range.start)
  if (sentence.words.slice(Math.max(0, at - REACH), at).some(({ word }) => SUPPOSING.has(word))) return true
  return question && sentence.words.slice(0, Math.min(3, at)).some(({ word }) => ASKING.has(word))
}

/** Addresses, and what stands for removed names: `#NAME#`, `[EMAIL]`, `PRS-ORG`. */
const NOT_SAID = /https?:\S+|www\S+|#[\w-]+#|[[<{(]+[A-Z_ ]+[\]>})]+|\b[A-Z]+[-_][A-Z\d_-]+\b/g

/** Whether words are shouted, drawn out, or punctuation is doubled for emphasis. */
function shouted(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ turn, range }) => {
    const written = turn.text.value.slice(range.start, range.end + 3).replace(NOT_SAID, '')
    return /[!?]\s?[!?]/.test(written) || (written.match(/\b[A-Z]{4,}\b/g) ?? []).length > 1 || /([a-z])\1{2,}/.test(written)
  })
}
