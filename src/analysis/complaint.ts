import type { Cue, Sentence } from './analysis.ts'
import { isNumber } from './phrases.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words of somebody who wants something, regrets, or is pleased. */
const WANTS = set(
  'yes yeah sorted please kindly ask asks decision content want wants wanted need needs wish looking hoping hope wonder wondering curious question questions query enquiry inquiry help interested suggestion suggestions thinking advise confirm regarding concerning fyi information request requesting prefer switch sorry apologies thank thanks cheers great love lovely loved loving perfect happy glad brilliant good nice fine excellent kudos legend enjoy enjoying enjoyed delicious handy best laughing haha hahaha deserves awesome amazing wonderful impressed pleased delighted beautiful helpful works fits 😀 😃 😄 😁 😊 👍 ❤ 🙏 🙂 😉 😂 🤣 😍 🎉 💚 💙',
)
const WANTED = new Set(
  'would like|like to|trying to|let me|tell me|give me|send me|how to|how do|how can|how much|how many|how long|i will|we will|going to|to know|you know|my mistake|my fault|my bad|heads up|can only|by mistake|asked me|told me to|said to|where is|where are|mind about'.split(
    '|',
  ),
)
/** A question inside a sentence. */
const ASKING = set('can could would will may shall do does did are is have has should')
const ASKED = set('you i we he she they anyone someone somebody anybody the it there')
/** Plain trouble with a thing or a site, which asks for help without saying so. */
const FAILS = set('can does do will could')
const TECHNICAL = set('error errors unable problem problems issue issues trouble crash crashes crashed bug bugs invalid password login')

/** What a complaint is about: somebody's doing, what it cost, when, whom it hits, what was done. */
const TELLS: readonly ReadonlySet<string>[] = [
  set(
    'you your yours they them their he she his her nobody someone somebody driver drivers courier technician technicians engineer engineers fitter installer plumber agent colleague colleagues bank seller staff bus train van lorry man men guy lady nurse doctor hotline bot conductor pilot crew chef waiter barber host landlord',
  ),
  set(
    'paid pay paying bought buy ordered order orders booked booking charged charge cost costs price refund refunded money extra free ticket tickets seat seats parcel package delivery room deposit fee bill invoice subscription euro euros pounds dollars quid bucks rent sold purchased fare',
  ),
  set(
    'since ago second seconds minute minutes min mins hour hours hr hrs day days week weeks month months year years fortnight weekend today yesterday tonight tomorrow morning afternoon evening night monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas xmas easter eid diwali ramadan halloween again still twice thrice another third fourth fifth sixth later until already times once spring summer autumn winter noon midnight oclock am pm',
  ),
  set(
    'we us our wife husband mum mom mother father dad son daughter kids kid children child baby toddler guests family boss shop house flat apartment kitchen roof garden bathroom bedroom ceiling floor carpet garage dog cat wedding party birthday funeral holiday lunch dinner school exam class neighbour neighbours neighbor grandmother gran nan brother sister partner customers patients people tenants passengers',
  ),
  set(
    'was were got came went left told said sent took had promised arrived delivered put gave made stood sat found kept lost broke fell threw drove ate cut used became turned asked charged closed opened shut dropped missed received waited stopped ended disappeared vanished',
  ),
]
/** How a complaint is told: with a no, against what was to be expected, with somebody else who does it. */
const NO = set('not no never nobody nothing without none neither nor nowhere')
const AGAINST = set('but except instead only just even still again another already apart though although while twice whole every same then')
const OTHERS = set(
  'you they he she nobody someone somebody driver courier technician engineer fitter installer guy man lady bot agent colleague staff seller bank people hotline shop company',
)
const DOES =
  /^(?:\w+ed|sent|took|left|told|said|came|went|put|gave|made|lost|broke|threw|drove|kept|sold|cut|got|did|was|were|says?|tells?|sends?|wants?|charges?|have|has|had|is|are)$/
const FRAGMENT = 3

/** So many subjects, and so many marks of how it is told, make a complaint; a long story needs more. */
const SUBJECTS = 2
const MARKS = 2
const WORDS_PER_MARK = 50
const SHORTEST = 7
const WEIGHTS = 2

/**
 * The first sentence of a message that tells what happened and asks for nothing, not even by its tone: a complaint, where it accuses
 * somebody or tells what it cost. Nothing where it asks, wants, plans, corrects, regrets or praises something, or only says that a thing
 * does not work.
 */
export function complaintIn(sentences: readonly Sentence[]): Cue[] {
  const words = sentences.flatMap((sentence) => sentence.words.map(({ word }) => word))
  if (words.length < SHORTEST || sentences.some(({ question }) => question) || words.some((_, at) => seeks(words, at))) return []
  const more = Math.floor(words.length / WORDS_PER_MARK)
  if (TELLS.filter((subject) => words.some((word) => subject.has(word))).length < SUBJECTS + more) return []
  const none = words.some((word, at) => at > 0 && NO.has(word))
  const quoted = sentences.some(({ turn, range }) =>
    /(?<!\w)["“‘'][^"“”‘’']{2,40}["”’'](?!\w)/.test(turn.text.value.slice(range.start, range.end)),
  )
  const short = ({ words }: Sentence): boolean => words.length > 0 && words.length <= FRAGMENT
  const marks = [
    none || NO.has(words[0]!),
    words.some((word) => AGAINST.has(word)),
    words.some((word, at) => OTHERS.has(word) && (DOES.test(words[at + 1] ?? '') || DOES.test(words[at + 2] ?? ''))),
    sentences.length > 1,
    sentences.slice(1).some(short),
    quoted,
  ]
  if (marks.filter(Boolean).length < MARKS + more) return []
  // Marks are found in any story. One that accuses, or that costs somebody something, is a complaint.
  const weighs = [
    none,
    quoted,
    sentences.length > 1 && short(sentences.at(-1)!),
    costs(sentences, words),
    lasts(words),
    words.some((word) => DEAR.has(word)),
  ]
  if (!words.some((_, at) => accuses(words, at)) && weighs.filter(Boolean).length < WEIGHTS) return []
  if (words.some((_, at) => corrects(words, at)) || (!words.includes('you') && words.some((_, at) => plans(words, at)))) return []
  const sentence = sentences[0]!
  return [{ turn: sentence.turn, sentence, range: sentence.range, key: 'upset', strength: 1, sense: 'complaint' }]
}

/** Whether the word at a place is one of somebody who seeks something, is content, or has a thing that fails. */
function seeks(words: readonly string[], at: number): boolean {
  const word = words[at]!
  const next = words[at + 1] ?? ''
  if (WANTS.has(word) || TECHNICAL.has(word) || WANTED.has(`${word} ${next}`)) return true
  if (FAILS.has(word) && next === 'not') return true
  return ASKING.has(word) && ASKED.has(next) && !ASKED.has(words[at - 1] ?? '')
}

/** Whom a complaint accuses, and of what: "you sent", "they never". "As you said" accuses nobody. */
const ACCUSED = set('you they he she somebody someone')
const DID =
  /^(?:\w{3,}ed|sent|took|left|told|said|came|went|put|gave|made|lost|broke|threw|drove|kept|sold|cut|got|did|was|were|says?|tells?|sends?|wants?|charges?)$/
const HAS = set('have had just only then now even still never')

function accuses(words: readonly string[], at: number): boolean {
  const next = words[at + 1] ?? ''
  if (!ACCUSED.has(words[at]!) || /^(?:as|like|that)$/.test(words[at - 1] ?? '')) return false
  return DID.test(next) || (HAS.has(next) && !/^(?:to|a|the)$/.test(words[at + 2] ?? 'to'))
}

/** People somebody stands up for, and places and days that matter to them. */
const DEAR = set(
  'wife husband mum mom mother father dad son daughter boy girl kids kid children child baby toddler guests dog cat wedding party birthday funeral holiday exam grandmother gran nan patients passengers bedroom ceiling roof christmas',
)
const PAYS = set('paid pay paying charged fined bill fee cost pounds euros euro pound quid dollars')
const SPAN = set('minutes mins hours hrs days weeks months years evenings')

const costs = (sentences: readonly Sentence[], words: readonly string[]): boolean =>
  words.some((word) => PAYS.has(word)) || sentences.some(({ turn, range }) => /[£$€]\d/.test(turn.text.value.slice(range.start, range.end)))

const lasts = (words: readonly string[]): boolean => words.some((word, at) => at > 0 && SPAN.has(word) && isNumber(words[at - 1]!))

/** Somebody who puts a slip of their own right, or only tells something. */
function corrects(words: readonly string[], at: number): boolean {
  return /^(?:(?:should|must) be|to tell|just to|not sure|seems? to)$/.test(`${words[at]} ${words[at + 1]}`)
}

/** Somebody who speaks of what is to come. */
function plans(words: readonly string[], at: number): boolean {
  return words[at] === 'tomorrow' || words[at] === 'could' || /^(?:i|we) (?:will|would|may|can|want)$/.test(`${words[at]} ${words[at + 1]}`)
}
