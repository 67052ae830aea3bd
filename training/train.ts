import type { Sentence } from '../src/analysis/analysis.ts'
import type { Lexicon } from '../src/analysis/lexicon.ts'
import { BUCKETS, bucketsOf, capped, KINDS, type Model, type Models, type PerKind } from '../src/analysis/model.ts'
import { signsIn } from '../src/analysis/state.ts'
import { understand } from '../src/analysis/understand.ts'
import type { Speaker, Turn } from '../src/conversation.ts'
import { sourceOf } from '../src/source.ts'
import { Text } from '../src/text.ts'
import { minimise } from './minimise.ts'
import type { Row, TemplateRow } from './rows.ts'

/** How far weights may go from nothing: the more, the closer the model keeps to its examples. */
const FREEDOM = { upset: 1, badNews: 2 }
/** Signs are counted, while all words of a text share 1 among them: this evens them out. */
const SIGN_SHARE = 0.5

/**
 * Learns from turns what upset customers say and calm ones do not, and from templates what those with bad news say. The same texts and
 * the same lexicon give the same models. Throws without texts of both kinds.
 */
export function trainModels(turns: readonly Row[], templates: readonly TemplateRow[], lexicon: Lexicon): Models {
  return { upset: train(turns, lexicon), badNews: trainNews(templates, lexicon) }
}

/** Learns what upset customers say and calm ones do not. Throws without turns of both kinds. */
export const train = (turns: readonly Row[], lexicon: Lexicon): Model =>
  learn(
    turns.map((turn) => ({ is: turn.upset, weight: turn.weight, features: featuresOf(turn, lexicon) })),
    FREEDOM.upset,
  )

/** Learns what templates say that bring bad news, and others do not. Throws without templates of both kinds. */
export const trainNews = (templates: readonly TemplateRow[], lexicon: Lexicon): Model =>
  learn(
    templates.map(({ badNews, text }) => ({
      is: badNews,
      weight: 1,
      features: [...wordsAndCues(understand(turnOf('agent', text), [lexicon])), ALWAYS],
    })),
    FREEDOM.badNews,
  )

/** A text to learn from: whether it is of the kind the model tells from others, and how much it counts. */
interface Example {
  readonly is: boolean
  readonly weight: number
  readonly features: Features
}

/** Logistic regression with both kinds in balance, over the words, cues and signs that `leaning` weighs. */
function learn(texts: readonly Example[], freedom: number): Model {
  const examples = columnsOf(texts.map(({ features }) => features))
  const sides = texts.map(({ is }) => (is ? 1 : -1))
  const total = (side: 1 | -1): number => texts.reduce((sum, { weight }, row) => sum + (sides[row] === side ? weight : 0), 0)
  if (total(1) === 0 || total(-1) === 0) throw new Error('there are no texts of one kind to learn from')
  const half = { is: (total(1) + total(-1)) / 2 / total(1), isNot: (total(1) + total(-1)) / 2 / total(-1) }
  const shares = texts.map(({ is, weight }) => weight * (is ? half.is : half.isNot))
  const learned = minimise(BUCKETS + KINDS.length + 1, (at, slope) => {
    let loss = 0
    for (let each = 0; each < at.length; each++) {
      loss += (at[each]! * at[each]!) / 2 / freedom
      slope[each] = at[each]! / freedom
    }
    for (let row = 0; row < texts.length; row++) {
      let leans = 0
      for (let part = examples.from[row]!; part < examples.from[row + 1]!; part++) leans += at[examples.at[part]!]! * examples.value[part]!
      const right = sides[row]! * leans
      loss += shares[row]! * (right > 0 ? Math.log1p(Math.exp(-right)) : Math.log1p(Math.exp(right)) - right)
      const push = (-sides[row]! * shares[row]!) / (1 + Math.exp(right))
      for (let part = examples.from[row]!; part < examples.from[row + 1]!; part++)
        slope[examples.at[part]!]! += push * examples.value[part]!
    }
    return loss
  })
  const words = learned.subarray(0, BUCKETS)
  const scale = words.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127
  return {
    bias: learned.at(-1)!,
    scale,
    kinds: Object.fromEntries(KINDS.map((kind, at) => [kind, learned[BUCKETS + at]! * SIGN_SHARE])) as PerKind,
    weights: Int8Array.from(words, (weight) => Math.round(weight / scale)),
  }
}

/** What a model sees of a text: where each part's weight stands, and how much of it there is. */
type Features = readonly (readonly [at: number, value: number])[]

function featuresOf(row: Row, lexicon: Lexicon): Features {
  const heard = (speaker: Speaker, text: string): Sentence[] => (text === '' ? [] : understand(turnOf(speaker, text), [lexicon]))
  const sentences = heard('customer', row.text)
  const { counts } = signsIn(sentences, {
    state: row.before ?? 0,
    answered: row.before !== undefined,
    channel: row.channel,
    reply: heard('agent', row.previous),
  })
  const counted = KINDS.map((kind, at) => [BUCKETS + at, capped(counts[kind]) * SIGN_SHARE] as const)
  return [...wordsAndCues(sentences), ...counted, ALWAYS]
}

/** What every text has: its weight is the bias. */
const ALWAYS = [BUCKETS + KINDS.length, 1] as const

function wordsAndCues(sentences: readonly Sentence[]): Features {
  const { words, cues } = bucketsOf(sentences)
  const shared = (buckets: readonly number[]): Features => buckets.map((at) => [at, 1 / Math.sqrt(buckets.length)])
  return [...shared(words), ...shared(cues)]
}

function turnOf(speaker: Speaker, text: string): Turn {
  const span = { start: 0, end: text.length }
  return { index: 0, speaker, visibility: 'public', text: Text.of(sourceOf('turn', text), span), span }
}

/** Features of many turns in three long columns, which is several times faster to go through than many short lists. */
function columnsOf(all: readonly Features[]) {
  const from = new Uint32Array(all.length + 1)
  all.forEach((features, row) => {
    from[row + 1] = from[row]! + features.length
  })
  return {
    from,
    at: Uint32Array.from(all.flatMap((features) => features.map(([at]) => at))),
    value: Float64Array.from(all.flatMap((features) => features.map(([, value]) => value))),
  }
}
