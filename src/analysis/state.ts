import type { Channel } from '../conversation.ts'
import type { Cue, Sentence } from './analysis.ts'
import type { PerKind } from './model.ts'
import { postedIn } from './posted.ts'

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
  /** What an agent has said since the turn before. */
  readonly reply: readonly Sentence[]
}

const SIGNS = new Set(['upset', 'lost', 'waited', 'tried'])
/** Hints that show nothing by their number: they need an upset customer, or a trouble. */
const ASIDE = new Set(['argue', 'stands', 'presses', 'frail', 'deadline', 'retort', 'denies', 'sad'])
const CONTENT = new Set(['resolved', 'thankful', 'calm'])
/** Beside a trouble these are a sign: what it keeps them from, how bad it is, how soon they need it mended. */
const HURTS = new Set(['urgent', 'effect'])
/** A turn with one of these asks for something, or is content. */
const POLITE = new Set(['wish', 'thankful', 'resolved'])
/** Signs whose words also stand in calm wishes. */
const LOOSE = new Set(['blame', 'question', 'worry', 'resign', 'judgement', 'deadline', 'emphasis', 'argue'])
/** An agent's sentence with one of these wants to hear something back: what comes next is an answer. */
const ASKS = new Set(['ask', 'askDetails'])
/** With these an agent gives an upset customer something. */
const HELPS = new Set(['acknowledge', 'apologise', 'solve'])
/** With these an agent puts off, or away, what a customer wants. */
const PUTS_OFF = new Set(['wait', 'promise', 'refuse', 'redirect'])
/** The same, and what else a customer does not like to hear. */
const DENIES = new Set([...PUTS_OFF, 'badNews', 'unknown'])

/** With these an agent gives a customer less than they want, or says sorry for it. */
const GIVES_LITTLE = new Set([...DENIES, 'apologise', 'acknowledge', 'handOff', 'hold'])

/** This many kinds of hints make a sign, and one more for each so many words: a long story holds hints of everything. */
const HINTS = 3
const WORDS_PER_HINT = 80
/** A shorter turn of an upset customer is mostly data the agent asked for. */
export const DATA = 12

/** What the signs of a turn come to, and how many of each kind there are. */
export function signsIn(sentences: readonly Sentence[], before: Before): State & { readonly counts: PerKind } {
  const cues = sentences.flatMap((sentence) => sentence.cues)
  const signs = cues.filter((cue) => SIGNS.has(cue.key) && !supposed(cue))
  const strong = signs.filter(({ strength }) => strength >= 2)
  // "I already tried that" is calm in a first message, and no longer when an agent has just asked for it. Mails refer to what was said before.
  const sought = before.channel !== 'email' || before.reply.some((sentence) => sentence.is('askDetails', 'instruct', 'ask'))
  const plain = signs.filter(({ strength, sense }) => strength === 1 || (before.answered && sought && sense === 'already'))
  const weak = signs.filter((cue) => cue.strength < 1 && !ASIDE.has(cue.sense ?? '') && !plain.includes(cue))
  const signsOf = (...senses: readonly string[]) => signs.filter(({ sense }) => senses.includes(sense ?? ''))
  const argues = signsOf('argue')
  const stands = signsOf('argue', 'stands')
  const presses = signsOf('presses')
  const aside = signsOf('frail', 'deadline', 'sad')
  const asks = cues.filter(({ key }) => key === 'ask')
  const trouble = cues.filter(({ key }) => key === 'trouble')
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0)
  const mocks = mockedIn(sentences)
  const content = cues.some(({ key, sentence }) => CONTENT.has(key) && sentence !== mocks[0]?.sentence)
  const kinds = weightOf(weak, before.channel)
  const hints = kinds > 0 && !content && shouted(sentences) ? kinds + 2 : kinds
  const hinted = hints >= Number(content) + HINTS + Math.floor(words / WORDS_PER_HINT)
  const { asked, wanted, directed, refused, given } = answerIn(before)
  // Asked for something, a customer answers, unless they open with a "but".
  const first = sentences[0]?.words[0]
  const goesOn =
    before.state > 0 &&
    words > DATA &&
    !content &&
    (!wanted || kinds > 1 || argues[0]?.range.start === first?.start) &&
    (before.channel === 'social' ? weak.length + argues.length > 0 : argues.length > 0 && kinds + trouble.length > 0)
  const insisted =
    before.state > 0 &&
    !content &&
    !asked &&
    !cues.some(({ key }) => key === 'greet' || key === 'thank') &&
    insists(sentences, before.reply, stands, [...presses, ...weak, ...trouble])
  // An agent has said something and asked nothing: what presses on, or contradicts it, is no mere answer. That a step did not work is one.
  const told = !content && before.reply.length > 0 && !asked
  // "Anything else?" to whom nothing was refused or put off only asks for more.
  const retorts = told
    ? signsOf('retort', ...(directed ? [] : ['denies'])).filter((cue) => !(given && cue.sense === 'retort' && cue.sentence.question))
    : []
  const dismayed = !content && refused ? signsOf('dismay') : []
  const again = before.channel === 'email' ? [] : toldTwice(trouble)
  const against = [retorts, dismayed, again].find(({ length }) => length > 0) ?? []
  const polite = cues.some(({ key }) => POLITE.has(key))
  const pressed = content || polite ? [] : sentences.flatMap((sentence) => emphasisIn(sentence)).slice(0, 1)
  // A deadline whose own words press, and nothing else, is only a date.
  const beside = weak.some((hint) => aside.every((cue) => apart(hint, cue)))
  const weighs = aside.length > 0 && !content && !polite && (trouble.length > 0 || beside || (told && !given)) ? aside : []
  const hurts = content || before.channel === 'email' ? [] : hurtIn(weak, trouble)
  const posted = before.channel === 'social' && plain.length === 0 ? postedIn(sentences, weak) : []
  /** Each kind of sign, the clearest first: the words that show it, and how much it counts. */
  const kindsOfSigns: readonly (readonly [words: readonly Cue[], counts: number])[] = [
    [plain, plain.length],
    [pressed, pressed.length],
    [mocks, mocks.length],
    [posted, posted.length],
    [[...weighs, ...hurts], Number(weighs.length + hurts.length > 0)],
    [against, Number(goesOn || insisted || against.length > 0)],
    [weak, Number(hinted)],
  ]
  const score = kindsOfSigns.reduce((sum, [, counts]) => sum + counts, 0)
  const because = [...kindsOfSigns.map(([shown]) => shown), trouble, stands, presses, asks].find(({ length }) => length > 0) ?? []
  const summed = (): 0 | 1 | 2 => {
    if (strong.length > 0 || score >= 4 || (pressed.length > 0 && shouted(sentences))) return 2
    const eased = cues.some(({ key, sense }) => key === 'resolved' || (key === 'calm' && sense === 'easy'))
    // Whoever politely wants something, or gives thanks, and shows no trouble beside a single loose sign, has said nothing by it.
    const wishes = kinds === 0 && trouble.length === 0 && plain.length > 0 && plain.every(({ sense }) => LOOSE.has(sense ?? '')) && polite
    const needed = eased || wishes ? 2 : 1
    // Words that show two things are one sign to somebody who says that it is no trouble.
    const once = needed > 1 ? plain.filter((cue, index) => plain.slice(0, index).every((other) => apart(cue, other))).length : plain.length
    return score - plain.length + once >= needed ? 1 : 0
  }
  const state = summed()
  const counts: PerKind = {
    strong: strong.length,
    plain: plain.length,
    score,
    state,
    kinds,
    hints: weak.length,
    content: Number(content),
    polite: Number(polite),
    argues: argues.length,
    trouble: trouble.length,
    told: Number(told),
    asked: Number(asked),
    refused: Number(refused),
    given: Number(given),
    before: before.state,
    answered: Number(before.answered),
    shouted: Number(shouted(sentences)),
    length: Math.log1p(words),
  }
  return { state, because: state === 0 ? [] : strong.length > 0 ? [...strong, ...plain] : because, counts }
}

/** What an agent's reply asked for and gave. */
function answerIn({ state, reply }: Before) {
  const said = (keys: ReadonlySet<string>): boolean => reply.some(({ cues }) => cues.some(({ key }) => keys.has(key)))
  return {
    /** It wants to hear something back. */
    asked: said(ASKS),
    wanted: reply.some((sentence) => sentence.is('askDetails')),
    directed: reply.some((sentence) => sentence.is('instruct')),
    /** It put off or away what the customer wants, or told bad news. */
    refused: said(DENIES),
    /** A calm customer got what they asked for. */
    given: state === 0 && !said(GIVES_LITTLE),
  }
}

/** The same trouble told again in one message: "nothing happened. I tried it with the cable, and nothing happened". */
function toldTwice(trouble: readonly Cue[]): readonly Cue[] {
  const said = ({ turn, range }: Cue): string => turn.text.value.slice(range.start, range.end).toLowerCase()
  return trouble.filter(
    (cue, at) => said(cue).includes(' ') && trouble.slice(0, at).some((other) => apart(cue, other) && said(cue) === said(other)),
  )
}

/** Of the hints, those that say what a trouble does to somebody or how soon it has to be mended, where a trouble is told too. */
function hurtIn(hints: readonly Cue[], trouble: readonly Cue[]): readonly Cue[] {
  const told = [...trouble, ...hints.filter(({ sense }) => sense === 'effect')]
  return hints.filter((hint) => HURTS.has(hint.sense ?? '') && told.some((other) => apart(hint, other)))
}

/** Whether an upset customer, whom the agent asked nothing, contradicts or presses on, however short. */
function insists(sentences: readonly Sentence[], reply: readonly Sentence[], stands: readonly Cue[], hints: readonly Cue[]): boolean {
  const said = reply.flatMap(({ cues }) => cues)
  const putOff = said.some(({ key }) => PUTS_OFF.has(key))
  if (stands.some(({ sense }) => sense === 'stands') || (stands.length > 0 && (putOff || hints.length > 0))) return true
  if (putOff && sentences.some(({ question }) => question)) return true
  return hints.length > 0 && (putOff || (reply.length > 0 && !said.some(({ key }) => HELPS.has(key))))
}

/** Praise that stands alone behind a trouble is none: "So I have no heating till Monday. Great." */
const PRAISE = new Set(
  'great brilliant lovely grand cool wonderful fantastic perfect excellent super nice amazing awesome marvellous charming classy'.split(
    ' ',
  ),
)
const TROUBLES = new Set(['trouble', 'lost', 'waited', 'tried'])

function mockedIn(sentences: readonly Sentence[]): Cue[] {
  const last = sentences.at(-1)
  const before = sentences.at(-2)
  if (!last || !before || last.words.length > 2 || !last.words.every(({ word }) => PRAISE.has(word))) return []
  const bad = (sentence: Sentence): boolean =>
    !sentence.cues.some(({ key }) => CONTENT.has(key)) &&
    (sentence.words.some(({ word }) => DENIALS.has(word)) || sentence.cues.some(({ key }) => TROUBLES.has(key)))
  return bad(before) ? [cueOf(last, 'sarcasm')] : []
}

const DENIALS = new Set('not no never nobody nothing without none'.split(' '))

const cueOf = (sentence: Sentence, sense: string): Cue => ({
  turn: sentence.turn,
  sentence,
  range: sentence.range,
  key: 'upset',
  strength: 1,
  sense,
})

const apart = (one: Cue, other: Cue): boolean => one.range.end <= other.range.start || other.range.end <= one.range.start

/** Who describes in a mail what a thing does and what they did needs these words, however calm: three kinds weigh as much as one other. */
const DESCRIBES = new Set('steps harm late poor past expect plea span effort why mind'.split(' '))

function weightOf(hints: readonly Cue[], channel: Channel | undefined): number {
  if (channel !== 'email') return kindsOf(hints)
  const describes = ({ sense }: Cue) => DESCRIBES.has(sense ?? '')
  return kindsOf(hints.filter((hint) => !describes(hint))) + Math.floor(kindsOf(hints.filter(describes)) / 3)
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
const SUPPOSED = new Set(['judgement', 'feeling', 'poor', 'effect', 'deadline'])

function supposed({ key, sense, sentence, range }: Cue): boolean {
  const question = sentence.question && (key === 'lost' || sense === 'demand')
  if (!question && key !== 'lost' && key !== 'waited' && !(key === 'upset' && SUPPOSED.has(sense ?? ''))) return false
  const at = sentence.words.findIndex(({ start }) => start >= range.start)
  if (sentence.words.slice(Math.max(0, at - REACH), at).some(({ word }) => SUPPOSING.has(word))) return true
  return question && sentence.words.slice(0, Math.min(3, at)).some(({ word }) => ASKING.has(word))
}

/** Addresses, and what stands for removed names: `#NAME#`, `[EMAIL]`, `PRS-ORG`. */
const NOT_SAID = /https?:\S+|www\S+|#[\w-]+#|[[<{(]+[A-Z_ ]+[\]>})]+|\b[A-Z]+[-_][A-Z\d_-]+\b/g

/** Small words that nobody writes in capitals but to press them on the reader. */
const PRESSED = new Set(
  'NOT NEVER NOTHING ANY IS ARE WAS WERE YOU YOUR MY ME THIS THAT DID DO DOES HAVE HAD NEED WANT NOW WHY HOW WHAT WHO STILL AGAIN ALREADY ONLY VERY EVERY TWICE MUST PLEASE STOP READ SENT PAID TOLD CANNOT BEFORE ALWAYS DEAD GONE WRONG BROKEN EMPTY CLOSED LATE TODAY YESTERDAY WEEKS MONTHS HOURS DAYS YEARS ELSE INSTEAD EVER EVEN AFTER BEEN FIVE SIX THREE FOUR OFF OUT'.split(
    ' ',
  ),
)

/** A single small word in capitals for emphasis: "I did NOT order this". */
function emphasisIn(sentence: Sentence): Cue[] {
  const { turn, range, words } = sentence
  const written = turn.text.value.slice(range.start, range.end).replace(NOT_SAID, '')
  // Where most of it is in capitals, a word stands out by being in small letters.
  const small = (written.match(/[a-z]/g) ?? []).length
  if (small < 2 || small < 3 * (written.match(/[A-Z]/g) ?? []).length) return []
  const word = words.find(({ start, end }) => end > start + 1 && PRESSED.has(turn.text.value.slice(start, end)))
  return word ? [{ turn, sentence, range: { start: word.start, end: word.end }, key: 'upset', strength: 1, sense: 'emphasis' }] : []
}

/** Whether words are shouted, drawn out, or punctuation is doubled for emphasis. */
function shouted(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ turn, range }) => {
    const written = turn.text.value.slice(range.start, range.end + 3).replace(NOT_SAID, '')
    return /[!?]\s?[!?]/.test(written) || (written.match(/\b[A-Z]{4,}\b/g) ?? []).length > 1 || /([a-z])\1{2,}/.test(written)
  })
}
