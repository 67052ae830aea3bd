import type { Cue, Sentence } from './analysis.ts'

/** The models that ship, learned from texts written for this project (`training/`). */
export interface Models {
  /** What upset customers say, and calm ones do not. */
  readonly upset: Model
  /** What reply templates say that bring bad news, and others do not. It counts no signs. */
  readonly badNews: Model
}

/**
 * A small linear model of what texts of one kind say, and texts of the other do not. It knows a text by its words and pairs of words, by
 * the cues that the lexicon hears in it, and by how many signs of each kind there are.
 */
export interface Model {
  readonly bias: number
  /** The weight of each kind of sign. */
  readonly kinds: PerKind
  /** What 1 in `weights` stands for. */
  readonly scale: number
  /** The weights of words, pairs of words and cues, by the bucket of each. */
  readonly weights: Int8Array
}

/** A number for each kind of sign: how many of it a turn shows, or what it weighs. */
export type PerKind = Readonly<Record<(typeof KINDS)[number], number>>

export const KINDS = [
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

/** The counts of a text that is weighed by its words and cues alone. */
export const NO_SIGNS = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as PerKind

/**
 * Words, pairs of words and cues share so many buckets. Half of those in the turns that are learned from meet another one in theirs; most of them
 * occur once and weigh next to nothing, and twice the buckets hear no better.
 */
export const BUCKETS = 2 ** 17

/** How much a text leans to its model's kind (upset, or bad news), in log odds: above 0 it is more likely so than not, were both kinds equally many. */
export function leaning(model: Model, sentences: readonly Sentence[], counts: PerKind = NO_SIGNS): number {
  const whole = bucketsOf(sentences)
  return model.bias + weightOf(model, whole, whole) + KINDS.reduce((sum, kind) => sum + model.kinds[kind] * capped(counts[kind]), 0)
}

/** The sentence whose words and cues lean most to upset, as proof; undefined when none does. */
export function heaviestIn(model: Model, sentences: readonly Sentence[]): Cue | undefined {
  const whole = bucketsOf(sentences)
  let most = 0
  let heaviest: Sentence | undefined
  for (const sentence of sentences) {
    const weight = weightOf(model, bucketsOf([sentence]), whole)
    if (weight <= most) continue
    most = weight
    heaviest = sentence
  }
  return heaviest && { turn: heaviest.turn, sentence: heaviest, range: heaviest.range, key: 'upset', strength: 0.5, sense: 'leaning' }
}

/** What a part of a turn weighs. All words of a turn share their weight, and so do all its cues: a long turn says no more than a short one. */
function weightOf({ weights, scale }: Model, part: Buckets, whole: Buckets): number {
  const sum = (buckets: readonly number[], all: readonly number[]): number =>
    (buckets.reduce((total, bucket) => total + weights[bucket]!, 0) * scale) / Math.sqrt(Math.max(1, all.length))
  return sum(part.words, whole.words) + sum(part.cues, whole.cues)
}

/** Where the weights of words and cues stand, each once. */
interface Buckets {
  readonly words: readonly number[]
  readonly cues: readonly number[]
}

/** More signs of one kind than this say no more; nor do more words than some fifty, whose logarithm counts. */
const MOST = 4

export const capped = (count: number): number => Math.min(count, MOST)

/** The buckets of all words, pairs of words and cues of a turn, each once. */
export function bucketsOf(sentences: readonly Sentence[]): Buckets {
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

/** How a sentence ends: with question and exclamation marks, the last two, or plainly. Read backwards, since whole pages of marks occur. */
function endOf({ turn, range }: Sentence): readonly string[] {
  const { value } = turn.text
  const marks: string[] = []
  for (let at = range.end - 1; at >= range.start && marks.length < 2; at--) {
    const letter = value[at]!
    if (letter === '!' || letter === '?') marks.unshift(letter)
    else if (letter.trim() !== '') break
  }
  return marks.length > 0 ? marks : ['.']
}

/** The bucket of a word, by FNV-1a. */
function bucketOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 17)) & (BUCKETS - 1)
}
