import type { Cue, Sentence, Word } from './analysis.ts'

/** What is looked at in a post. */
interface Post {
  /** The words of a set that it holds, as cues, in order. */
  readonly words: (set: ReadonlySet<string>) => Cue[]
  /** Its hints of one kind, or all. */
  readonly hints: (sense?: string) => readonly Cue[]
  readonly length: number
  /** Whether it asks something. */
  readonly asks: boolean
  /** Whether it tells of a trouble. */
  readonly trouble: boolean
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const DENIALS = words('not no never nothing nobody none without')
const NOT = words('not')
const HOURS = words('hours hrs')
const TREATED = words('customer customers service agent agents staff employee employees rep reps')
const SPOKE = words('said told')
const EVERY = words('every')
const MONEY = words('paid paying money')
const READER = words('you your')

/** A post of fewer words that denies something twice only states facts. */
const STORY = 14
/** One of so many that retells what was said has a reason. */
const RETOLD = 20

/** Small things that nobody says in front of everybody without a reason. In more than nine of ten real posts to companies that hold one, somebody is upset. */
const TOLD: readonly ((post: Post) => Cue | undefined)[] = [
  // How long one has been with them.
  ({ hints }) => hints('loyal')[0],
  // What is not even so, or still not.
  ({ hints, words, asks }) => (words(DENIALS).length > 0 ? (hints('even')[0] ?? (asks ? undefined : hints('still')[0])) : undefined),
  // Hours, beside anything that is wrong.
  ({ hints, words, trouble }) => (trouble || words(DENIALS).length > 0 || hints().length > 0 ? words(HOURS)[0] : undefined),
  // Money, beside what it did not bring.
  ({ words }) => (words(DENIALS).length > 0 ? words(MONEY)[0] : undefined),
  // How customers are treated, and by whom.
  ({ words, asks }) => (!asks && words(NOT).length > 0 ? words(TREATED)[0] : undefined),
  // What happens every time.
  ({ hints, words }) => (hints().length > 0 ? words(EVERY)[0] : undefined),
  // What was said, at length, and is not so.
  ({ words, asks, length }) => (!asks && length >= RETOLD && words(DENIALS).length > 0 ? words(SPOKE)[0] : undefined),
  // Two denials, to their face.
  ({ words, length }) => (length >= STORY && words(DENIALS).length > 1 && words(READER).length > 0 ? words(DENIALS)[0] : undefined),
]

/** A post that is content, thanks, wishes, or shares a link: small things in it say nothing. */
const AT_EASE = new Set(['thankful', 'resolved', 'calm', 'thank', 'wish'])
const LINK = /https?:|<link>/i

/** What shows in a public post that its writer is upset, where no sign of the lexicon does. At most one cue. */
export function postedIn(sentences: readonly Sentence[], hints: readonly Cue[]): Cue[] {
  const cues = sentences.flatMap((sentence) => sentence.cues)
  if (cues.some(({ key }) => AT_EASE.has(key)) || sentences.some((sentence) => LINK.test(written(sentence)))) return []
  const said = sentences.flatMap((sentence) => sentence.words.map((word) => ({ sentence, word })))
  const post: Post = {
    words: (set) => said.filter(({ word }) => set.has(word.word)).map(placed),
    hints: (sense) => (sense === undefined ? hints : hints.filter((hint) => hint.sense === sense)),
    length: said.length,
    asks: sentences.some(({ question }) => question),
    trouble: cues.some(({ key }) => key === 'trouble'),
  }
  for (const tells of TOLD) {
    const told = tells(post)
    if (told) return [told]
  }
  return []
}

const written = ({ turn, range }: Sentence): string => turn.text.value.slice(range.start, range.end)

const placed = ({ sentence, word: { start, end } }: { readonly sentence: Sentence; readonly word: Word }): Cue => ({
  turn: sentence.turn,
  sentence,
  range: { start, end },
  key: 'upset',
  strength: 1,
  sense: 'posted',
})
