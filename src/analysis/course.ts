import type { Channel } from '../conversation.ts'
import type { Sentence } from './analysis.ts'
import { heaviestIn, leaning, type Model } from './model.ts'
import { type Before, DATA, type State, signsIn } from './state.ts'

/** A customer's turn and what an agent said before it. */
export interface Exchange {
  readonly sentences: readonly Sentence[]
  /** Whether an agent has answered this customer already. */
  readonly answered: boolean
  /** What an agent has said since the customer's turn before. */
  readonly reply: readonly Sentence[]
}

/** How a customer feels in a turn, and how strongly. */
export interface Mood extends State {
  /** How much the words and signs of the turn lean to upset; 0 without a model. */
  readonly leans: number
}

/** A turn as it sounds when it is said, before anybody knows how the talk goes on. */
interface Heard extends Mood {
  readonly sentences: readonly Sentence[]
  readonly before: Before
}

/**
 * How a customer feels in each of their turns. Signs speak first; where they are silent, the model weighs all words together, and who
 * gives thanks, says that it works or only gives data has said enough. Then the whole talk counts, for a turn in the middle of anger is
 * seldom calm, and one in a friendly talk seldom angry; only mails stand for themselves. What agents say after a turn counts for nothing,
 * so that no answer is judged by its own words. Without a sentence that shows it, no turn is upset; without a model, the signs are all.
 */
export function statesOf(exchanges: readonly Exchange[], channel: Channel | undefined, model?: Model): readonly Mood[] {
  const kind = kindOf(channel)
  let state: State['state'] = 0
  const turns = exchanges.map(({ sentences, answered, reply }) => {
    const heard = hear(sentences, { state, answered, channel, reply }, model)
    state = heard.state > 0 ? heard.state : model && heard.leans > BARS[kind].first && !saysEnough(sentences) ? 1 : 0
    return heard
  })
  if (!model) return turns
  const earlier = moodBefore(turns)
  const later = moodBefore(turns.toReversed()).reverse()
  return turns.map((turn, at) => settle(turn, { kind, earlier: earlier[at]!, later: later[at]! }, model))
}

function hear(sentences: readonly Sentence[], before: Before, model: Model | undefined): Heard {
  const { state, because, counts } = signsIn(sentences, before)
  return { state, because, sentences, before, leans: model ? leaning(model, sentences, counts) : 0 }
}

/** What each part of the course weighs beside what a turn leans to by itself, as learned from 1,017 talks in two halves. */
const WEIGHS = {
  earlier: 0.9,
  later: 0.55,
  /** Who was upset before goes on in few words, and the model knows that they were. */
  upsetBefore: -1.3,
}

/**
 * By how much a turn without a sign has to lean to upset: before any answer, and after one. The first bar also holds for every turn by
 * itself, until the whole talk is known. Mails describe at length.
 */
const BARS = {
  talk: { first: 0.95, later: 0.3 },
  post: { first: 0.8, later: 0 },
  mail: { first: 2, later: 2 },
}

const kindOf = (channel: Channel | undefined): keyof typeof BARS => (channel === 'email' ? 'mail' : channel === 'social' ? 'post' : 'talk')

/**
 * In what is said back to an agent, signs are taken back when the whole leans to upset by less than this. First messages stand alone, posts
 * and mails say more at a time, dismay at a no needs few words, and who is asked tells of waiting and trying as drily as of anything.
 */
const DOUBT = 0.35

/** Where a turn stands in a talk, and what the turns before and after it lean to. */
interface Place {
  readonly kind: keyof typeof BARS
  readonly earlier: number
  readonly later: number
}

function settle({ state, because, sentences, before, leans }: Heard, { kind, earlier, later }: Place, model: Model): Mood {
  const { answered, reply } = before
  const course = WEIGHS.earlier * earlier + WEIGHS.later * later + (before.state > 0 ? WEIGHS.upsetBefore : 0)
  // A mail is long enough to speak for itself, and many hands write in a thread.
  const whole = kind === 'mail' ? leans : leans + course
  if (state > 0) {
    const weak =
      state === 1 && kind === 'talk' && answered && !asks(reply) && !isShort(sentences) && because.every(({ sense }) => sense !== 'dismay')
    return weak && whole < DOUBT ? { state: 0, because: [], leans } : { state, because, leans }
  }
  if (saysEnough(sentences) || (kind === 'talk' && onlyAnswers(sentences, reply)) || whole <= BARS[kind][answered ? 'later' : 'first'])
    return { state, because, leans }
  const shown = heaviestIn(model, sentences)
  return shown ? { state: 1, because: [shown], leans } : { state, because, leans }
}

/** Each turn further away says this much of what the one nearer says. */
const FADES = 0.6
/** As if so much of a turn that leans to neither side stood beside them: a single turn says less than many. */
const NEUTRAL = 0.5
/** No turn counts for more than this. */
const MOST = { calm: -1, upset: 2 }

/** What the turns before each turn lean to together, the nearest most. 0 before the first. */
function moodBefore(turns: readonly Heard[]): number[] {
  let sum = 0
  let share = 0
  return turns.map(({ leans }) => {
    const mood = sum / (share + NEUTRAL)
    sum = FADES * sum + Math.max(MOST.calm, Math.min(MOST.upset, leans))
    share = FADES * share + 1
    return mood
  })
}

/** With so few words, names and numbers aside, there is too little to weigh. */
const FEW = 3

/** Whether an agent wants to hear something back. */
const asks = (reply: readonly Sentence[]): boolean => reply.some((sentence) => sentence.is('ask', 'askDetails'))

/** Whether a turn only gives an agent what they asked for. */
const onlyAnswers = (sentences: readonly Sentence[], reply: readonly Sentence[]): boolean =>
  asks(reply) && sentences.reduce((sum, { words }) => sum + words.length, 0) < DATA

/** Whether a turn without signs gives thanks, says that it works, or is too short to weigh. */
const saysEnough = (sentences: readonly Sentence[]): boolean =>
  sentences.some((sentence) => sentence.is('thankful', 'resolved')) || isShort(sentences)

const isShort = (sentences: readonly Sentence[]): boolean =>
  sentences.flatMap(({ words }) => words).filter(({ word }) => /^\p{L}{2,}$/u.test(word)).length < FEW
