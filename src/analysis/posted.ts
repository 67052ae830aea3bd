import type { Cue, Sentence, Word } from './analysis.ts'

/** A turn that is content, thanks, wishes, or shares a link: small signs in it say nothing. */
const AT_EASE = new Set(['thankful', 'resolved', 'calm', 'thank', 'wish'])
const LINK = /https?:|<link>/i

const DENIALS = new Set('not no never nothing nobody none without'.split(' '))
const HOURS = new Set(['hours', 'hrs'])
const TREATED = new Set('customer customers service agent agents staff employee employees rep reps'.split(' '))
const SPOKE = new Set(['said', 'told'])
const EVERY = new Set(['every'])
const MONEY = new Set(['paid', 'paying', 'money'])
const READER = new Set(['you', 'your'])
/** A post of fewer words that denies something twice only states facts; one of so many more that retells what was said has a reason. */
const STORY = 14
const RETOLD = 20

/**
 * What shows in a public post that its writer is upset where neither word nor sign does: nobody counts hours, speaks of customers or
 * of money in front of everybody, and says what was not done, who is not. Each was counted on posts to companies nobody wrote for us.
 */
export function postedIn(sentences: readonly Sentence[], hints: readonly Cue[]): Cue[] {
  const cues = sentences.flatMap((sentence) => sentence.cues)
  if (
    cues.some(({ key }) => AT_EASE.has(key)) ||
    sentences.some(({ turn, range }) => LINK.test(turn.text.value.slice(range.start, range.end)))
  )
    return []
  const said = sentences.flatMap((sentence) => sentence.words.map((word) => ({ sentence, word })))
  const among = (set: ReadonlySet<string>) => said.filter(({ word }) => set.has(word.word))
  const hinting = (sense: string) => hints.filter((hint) => hint.sense === sense)
  const denials = among(DENIALS)
  const [denial] = denials
  const asked = sentences.some(({ question }) => question)
  const wrong = denial !== undefined || hints.length > 0 || cues.some(({ key }) => key === 'trouble')
  const told =
    hinting('loyal')[0] ??
    (denial && (hinting('even')[0] ?? (asked ? undefined : hinting('still')[0]))) ??
    placed(wrong ? among(HOURS)[0] : undefined) ??
    placed(denial && (among(MONEY)[0] ?? (!asked && said.some(({ word }) => word.word === 'not') ? among(TREATED)[0] : undefined))) ??
    placed(hints.length > 0 ? among(EVERY)[0] : undefined) ??
    placed(!asked && denial && said.length >= RETOLD ? among(SPOKE)[0] : undefined) ??
    placed(denials.length > 1 && said.length >= STORY && among(READER).length > 0 ? denial : undefined)
  return told ? [told] : []
}

const placed = (at: { readonly sentence: Sentence; readonly word: Word } | undefined): Cue | undefined =>
  at && {
    turn: at.sentence.turn,
    sentence: at.sentence,
    range: { start: at.word.start, end: at.word.end },
    key: 'upset',
    strength: 1,
    sense: 'posted',
  }
