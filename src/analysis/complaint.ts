import type { Cue, Sentence } from './analysis.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Words of somebody who wants something, regrets, or is pleased. */
const WANTS = set(
  'please kindly want wants wanted need needs wish looking hoping hope wonder wondering curious question questions query enquiry inquiry help interested suggestion suggestions thinking advise confirm regarding concerning fyi information request requesting prefer switch sorry apologies thank thanks cheers great love lovely loved loving perfect happy glad brilliant good nice fine excellent kudos legend enjoy enjoying enjoyed delicious handy best laughing haha hahaha deserves awesome amazing wonderful impressed pleased delighted beautiful helpful works fits 😀 😃 😄 😁 😊 👍 ❤ 🙏 🙂 😉 😂 🤣 😍 🎉 💚 💙',
)
const WANTED = new Set(
  'would like|like to|trying to|let me|tell me|give me|send me|how to|how do|how can|how much|how many|how long|i will|we will|going to|to know|you know|my mistake|my fault|my bad|heads up|can only|by mistake|asked me|told me to|said to|where is|where are|mind about'.split(
    '|',
  ),
)
/** A question inside a sentence. */
const ASKING = set('can could would will may shall do does did are is have has should')
const ASKED = set('you i we they anyone someone somebody anybody the it there')
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

/**
 * The first sentence of a message that tells what happened and asks for nothing, not even by its tone: a complaint. Nothing where it
 * asks, wants, regrets or praises something, or only says that a thing does not work.
 */
export function complaintIn(sentences: readonly Sentence[]): Cue[] {
  const words = sentences.flatMap((sentence) => sentence.words.map(({ word }) => word))
  if (words.length < SHORTEST || sentences.some(({ question }) => question) || words.some((_, at) => seeks(words, at))) return []
  const more = Math.floor(words.length / WORDS_PER_MARK)
  if (TELLS.filter((subject) => words.some((word) => subject.has(word))).length < SUBJECTS + more) return []
  const marks = [
    words.some((word) => NO.has(word)),
    words.some((word) => AGAINST.has(word)),
    words.some((word, at) => OTHERS.has(word) && (DOES.test(words[at + 1] ?? '') || DOES.test(words[at + 2] ?? ''))),
    sentences.length > 1,
    sentences.some((sentence, at) => at > 0 && sentence.words.length > 0 && sentence.words.length <= FRAGMENT),
    sentences.some(({ turn, range }) => /(?<!\w)["“‘'][^"“”‘’']{2,40}["”’'](?!\w)/.test(turn.text.value.slice(range.start, range.end))),
  ]
  if (marks.filter(Boolean).length < MARKS + more) return []
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
