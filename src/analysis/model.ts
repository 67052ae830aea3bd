import type { Cue, Sentence } from './analysis.ts'

/**
 * A small linear model of what upset customers say and calm ones do not, learned from turns written for this project (`training/`).
 * It knows a turn by its words and pairs of words, by the cues that the lexicon hears in it, and by how many signs of each kind there are.
 */
export interface Model {
  readonly bias: number
  readonly signs: Counts
  /** What 1 in `weights` stands for. */
  readonly scale: number
  /** The weights of words, pairs of words and cues, by the bucket of each. */
  readonly weights: Int8Array
}

/** The signs of a turn, counted; and the weight of each in the model. */
export type Counts = Readonly<Record<(typeof COUNTED)[number], number>>

export const COUNTED = [
  'strong',
  'plain',
  'score',
  'state',
  'kinds',
  'hints',
  'content',
  'polite',
  'argues',
  'trouble',
  'told',
  'asked',
  'refused',
  'given',
  'before',
  'answered',
  'shouted',
  'length',
] as const

/** Words and cues share so many buckets; few of the words in use meet another one in theirs. */
export const BUCKETS = 2 ** 17

/** How much a turn leans to upset: above 0 it is more likely upset than not. The unit is that of log odds. */
export function leaning(model: Model, sentences: readonly Sentence[], counts: Counts): number {
  const { words, cues } = bucketsOf(sentences)
  const weigh = (buckets: readonly number[]): number =>
    buckets.length === 0 ? 0 : (buckets.reduce((sum, bucket) => sum + model.weights[bucket]!, 0) * model.scale) / Math.sqrt(buckets.length)
  return model.bias + weigh(words) + weigh(cues) + COUNTED.reduce((sum, sign) => sum + model.signs[sign] * capped(counts[sign]), 0)
}

/** The sentence whose words and cues lean most to upset, as proof. */
export function heaviestIn(model: Model, sentences: readonly Sentence[]): readonly Cue[] {
  let most = 0
  let heaviest: Sentence | undefined
  for (const sentence of sentences) {
    const { words, cues } = bucketsOf([sentence])
    const weight = [...words, ...cues].reduce((sum, bucket) => sum + model.weights[bucket]!, 0)
    if (weight <= most) continue
    most = weight
    heaviest = sentence
  }
  return heaviest ? [{ turn: heaviest.turn, sentence: heaviest, range: heaviest.range, key: 'upset', strength: 0.5, sense: 'leaning' }] : []
}

/** More signs of one kind than this say no more. */
const MOST = 4

export const capped = (count: number): number => Math.min(count, MOST)

/** The buckets of all words, pairs of words and cues of a turn, each once. */
export function bucketsOf(sentences: readonly Sentence[]): { readonly words: readonly number[]; readonly cues: readonly number[] } {
  const words = new Set<number>()
  const cues = new Set<number>()
  for (const sentence of sentences) {
    let last = '^'
    for (const word of [...sentence.words.map(({ word }) => word.replace(/\d+/g, '0')), ...endOf(sentence)]) {
      words.add(bucketOf(word))
      words.add(bucketOf(`${last} ${word}`))
      last = word
    }
    for (const { key, sense, strength } of sentence.cues) if (!key.includes('/')) cues.add(bucketOf(`<${key}.${sense ?? ''}.${strength}`))
  }
  return { words: [...words], cues: [...cues] }
}

/** How a sentence ends: with question and exclamation marks, at most two, or plainly. */
function endOf({ turn, range }: Sentence): readonly string[] {
  const [marks] = /[!?][!?\s]*$/.exec(turn.text.value.slice(range.start, range.end)) ?? []
  return marks ? [...marks.replace(/\s/g, '').slice(0, 2)] : ['.']
}

/** The bucket of a word, by FNV-1a. */
function bucketOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 17)) & (BUCKETS - 1)
}
