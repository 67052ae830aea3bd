import { type Turn, wordsOf } from '../conversation.ts'
import type { Cue, Given, Message, Reply, Sentence } from './analysis.ts'
import { isNumber } from './phrases.ts'
import { codesAlone, holdsCode, holdsName, valuesIn } from './values.ts'

/** What the customer told, by kind of detail; each kind is looked for when it is first asked for. */
export interface Memory {
  /** Everything of a kind, in order. */
  given(detail: string): readonly Given[]
  /** What was said not to be of use, and that something works again, in order. */
  uses(): readonly Cue[]
}

/** A memory of messages and of what answered the replies. */
export function memoryOf(messages: readonly Message[], replies: readonly Reply[]): Memory {
  const known = new Map<string, readonly Given[]>()
  let uses: readonly Cue[] | undefined
  return {
    given: (detail) => {
      const found = known.get(detail) ?? allGiven(detail, messages, replies)
      known.set(detail, found)
      return found
    },
    uses: () => {
      uses ??= messages.flatMap(({ sentences }) =>
        sentences.flatMap(({ cues }) => cues.filter(({ key }) => key === 'cannotUse' || key === 'resolved')),
      )
      return uses
    },
  }
}

/** What was said before a turn not to be of use and has not been taken back since. */
export function unusableBefore(uses: readonly Cue[], turn: Turn): readonly Cue[] {
  const before = uses.filter((cue) => cue.turn.index < turn.index)
  return before.slice(before.findLastIndex(({ key }) => key === 'resolved') + 1)
}

/** Whoever gives a full name gives a name. */
const GIVEN_WITH: Readonly<Record<string, readonly string[]>> = { name: ['name', 'fullName'] }

function allGiven(asked: string, messages: readonly Message[], replies: readonly Reply[]): readonly Given[] {
  const given = (GIVEN_WITH[asked] ?? [asked]).flatMap((detail) => [
    ...messages.flatMap((message) => toldIn(detail, message)),
    ...replies.flatMap((reply) => answeredAfter(detail, reply)),
    ...(detail === 'order' ? toldFirst(messages) : []),
  ])
  return given.sort((a, b) => a.turn.index - b.turn.index || a.range.start - b.range.start)
}

/** A code by itself in the first message, before anybody asked for another: the number of the matter. */
function toldFirst([first]: readonly Message[]): readonly Given[] {
  return first?.turns.flatMap((turn) => codesAlone(turn.text.value).map((range) => ({ turn, range, detail: 'order' }))) ?? []
}

/** What a customer may have tried. */
const STEPS = new Set('restart reinstall cache otherBrowser otherDevice update reset newPassword logout cable spam'.split(' '))

/** Values by their look, facts by their words, and steps where the customer says what they did. */
function toldIn(detail: string, { turns, sentences }: Message): readonly Given[] {
  const values = turns.flatMap((turn) => valuesIn(turn.text.value, detail).map((range) => ({ turn, range, detail })))
  const facts = sentences.flatMap(({ cues }) => {
    const did = STEPS.has(detail) && cues.some(({ key }) => key === 'did')
    return cues
      .filter(({ key, sense }) => sense === detail && (key === 'gave' || (did && key === 'detail')))
      .map(({ turn, range }) => ({ turn, range, detail }))
  })
  return [...values, ...facts]
}

/** Details that are a number or a code, and those that any answer gives. */
const NUMBERED = new Set('order tracking invoice case account phone'.split(' '))
const WORDED = new Set(
  'device browser payment card error bought since amount shop model version system whereBought size colour wanted wantedTime people nights'.split(
    ' ',
  ),
)

/** Of those, the ones that only a number answers. */
const COUNTED = new Set(['people', 'nights', 'wantedTime'])

/** What the customer gave by answering: a bare number after "what is your order number?", "done that" after a step. */
function answeredAfter(detail: string, reply: Reply): readonly Given[] {
  const message = reply.next?.message
  const named = message && reply.sentences.some(({ cues }) => cues.some(({ key, sense }) => key === 'detail' && sense === detail))
  if (!named) return []
  const answer = STEPS.has(detail)
    ? message.sentences.find((sentence) => sentence.cue('didAll'))
    : askedBy(reply).some(({ sense }) => sense === detail) && message.sentences.find((sentence) => answers(detail, sentence))
  return answer ? [{ turn: answer.turn, range: answer.range, detail }] : []
}

function answers(detail: string, sentence: Sentence): boolean {
  if (sentence.cue('unknown')) return false
  if (NUMBERED.has(detail)) return holdsCode(wordsOf(sentence))
  if (detail === 'name' || detail === 'fullName') return holdsName(wordsOf(sentence))
  if (
    COUNTED.has(detail) &&
    !/\d/.test(wordsOf(sentence)) &&
    !sentence.words.some(({ word }, at) => isNumber(word) && sentence.words[at + 1]?.word !== 'of')
  )
    return false
  return WORDED.has(detail) && !sentence.question && !sentence.is('thankful') && sentence.cue('greet') === undefined
}

/** Between a request and these words, no further detail is asked for: they tell what for. */
const PURPOSE = new Set('so because before once when if whether then while since that'.split(' '))
const INSIDE = new Set('of from by via in on to at under into through'.split(' '))

/** In a step through a page or a program, what is typed there is not asked for; "write me the number on the page" is. */
const SCREEN = new Set('menu tab button page screen website login browser window basket checkout'.split(' '))
const PRESSED = new Set('press click tap'.split(' '))
const TYPED = new Set('type enter fill choose pick select write put insert'.split(' '))
const TO_US = new Set('me us send give tell provide share here'.split(' '))
const WITHIN = new Set('on in into at under from to the a your'.split(' '))
const isStep = ({ words, question }: Sentence): boolean =>
  !question &&
  words.some(({ word }) => TYPED.has(word)) &&
  !words.some(({ word }) => TO_US.has(word)) &&
  (words.some(({ word }) => PRESSED.has(word)) ||
    words.some(({ word }, at) => SCREEN.has(word) && words.slice(Math.max(0, at - 2), at).some((near) => WITHIN.has(near.word))) ||
    /^\d/.test(words[0]?.word ?? ''))

/** The details a sentence asks the customer for. `introduced` when the sentence above it opens a list of what is asked. */
export function askedIn(sentence: Sentence, introduced = false): readonly Cue[] {
  const named = sentence.cues.filter(({ key }) => key === 'detail')
  const within = ({ range }: Cue) =>
    named.some((whole) => whole.sense === 'fullName' && whole.range.start < range.start && whole.range.end > range.start)
  const details = named.filter((detail) => detail.sense !== 'name' || !within(detail))
  if (details.length === 0 || isStep(sentence)) return []
  const requests = sentence.cues.filter(({ key }) => key === 'request')
  return details.filter((detail) => {
    const at = sentence.words.findIndex(({ start }) => start >= detail.range.start)
    const before = sentence.words[at - 1]?.word === 'your' ? sentence.words[at - 2] : sentence.words[at - 1]
    const asks = requests.some(({ range }) => range.start <= detail.range.start && range.end > detail.range.start)
    if (before && INSIDE.has(before.word) && !asks) return false
    if (introduced && requests.length === 0) return at < 8
    return requests.some(({ range }) => {
      if (range.start > detail.range.start) return false
      const between = sentence.words.filter(({ start }) => start >= range.end && start < detail.range.start)
      return between.length < 22 && !between.some(({ word }) => PURPOSE.has(word))
    })
  })
}

/** What a reply asks for, in order. */
export function askedBy({ sentences }: Pick<Reply, 'sentences'>): readonly Cue[] {
  const asked: Cue[] = []
  let list = false
  for (const sentence of sentences) {
    const { turn, range } = sentence
    asked.push(...askedIn(sentence, list))
    const opens = /[:：]\s*$/u.test(turn.text.value.slice(range.start, range.end)) && sentence.cue('request', 'askDetails') !== undefined
    list = opens || (list && sentence.words.length < 12)
  }
  return asked
}
