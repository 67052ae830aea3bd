import type { Word } from './analysis.ts'
import { eachToken } from './tokens.ts'

/** Short forms that end in these letters are two words: the rest, and this one. */
const ENDINGS: Readonly<Record<string, string>> = { m: 'am', re: 'are', ve: 'have', ll: 'will', d: 'would' }

/** After these, `'s` is "is"; after any other word it marks whose something is, and says nothing here. */
const IS_AFTER = new Set(
  'it that what here there he she who how where when this everything nothing something someone somebody nobody everyone'.split(' '),
)

/** Short forms that no rule of spelling gives, and those that chat writes without an apostrophe. */
const SPELLED_OUT: Readonly<Record<string, string>> = {
  "can't": 'can not',
  cannot: 'can not',
  cant: 'can not',
  "won't": 'will not',
  wont: 'will not',
  "shan't": 'shall not',
  "ain't": 'is not',
  aint: 'is not',
  "let's": 'let us',
  lets: 'let us',
  "y'all": 'you',
  "ma'am": 'madam',
  "o'clock": 'oclock',
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  couldnt: 'could not',
  wouldnt: 'would not',
  shouldnt: 'should not',
  isnt: 'is not',
  arent: 'are not',
  wasnt: 'was not',
  werent: 'were not',
  hasnt: 'has not',
  havent: 'have not',
  hadnt: 'had not',
  im: 'i am',
  ive: 'i have',
  youve: 'you have',
  weve: 'we have',
  theyve: 'they have',
  youre: 'you are',
  theyre: 'they are',
  thats: 'that is',
  whats: 'what is',
  heres: 'here is',
  theres: 'there is',
  hows: 'how is',
  whos: 'who is',
  itll: 'it will',
  youll: 'you will',
  theyll: 'they will',
  couldve: 'could have',
  shouldve: 'should have',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  lemme: 'let me',
  gimme: 'give me',
  dunno: 'do not know',
  kinda: 'kind of',
  ':(': '🙁',
  ':-(': '🙁',
  ":'(": '😢',
  ":'-(": '😢',
  u: 'you',
  ur: 'your',
  r: 'are',
  pls: 'please',
  plz: 'please',
  plez: 'please',
  thx: 'thanks',
  tnx: 'thanks',
  thanx: 'thanks',
  ty: 'thank you',
  sry: 'sorry',
  soz: 'sorry',
  srry: 'sorry',
  ppl: 'people',
  bc: 'because',
  cuz: 'because',
  coz: 'because',
  cos: 'because',
  tho: 'though',
  thru: 'through',
  asap: 'asap',
  rn: 'right now',
  idk: 'i do not know',
  omg: 'omg',
  btw: 'by the way',
  dm: 'dm',
  ya: 'you',
  yr: 'your',
  acct: 'account',
  appt: 'appointment',
  msg: 'message',
  info: 'information',
  recieve: 'receive',
  recieved: 'received',
  recieving: 'receiving',
  apologise: 'apologize',
  apologised: 'apologized',
  apologises: 'apologizes',
  apologising: 'apologizing',
  inconvience: 'inconvenience',
  inconvinience: 'inconvenience',
  inconvenince: 'inconvenience',
  inconveniance: 'inconvenience',
  inconvenient: 'inconvenient',
  realise: 'realize',
  realised: 'realized',
  recognise: 'recognize',
  recognised: 'recognized',
  sympathise: 'sympathize',
  empathise: 'empathize',
  empathising: 'empathizing',
  sory: 'sorry',
  apolgies: 'apologies',
  apoligies: 'apologies',
  apologie: 'apologies',
  apolgise: 'apologize',
  apolgize: 'apologize',
  apoligise: 'apologize',
  apoligize: 'apologize',
  appologies: 'apologies',
  appologize: 'apologize',
  appologise: 'apologize',
  definately: 'definitely',
  alot: 'a lot',
  becuase: 'because',
  frustated: 'frustrated',
  fustrated: 'frustrated',
  fustrating: 'frustrating',
  frustating: 'frustrating',
  dissapointed: 'disappointed',
  dissapointing: 'disappointing',
  disapointed: 'disappointed',
  disapointing: 'disappointing',
  ridiculus: 'ridiculous',
  rediculous: 'ridiculous',
  terible: 'terrible',
  horrable: 'horrible',
  unacceptible: 'unacceptable',
  cancelled: 'canceled',
  cancelling: 'canceling',
  favour: 'favor',
  cellphone: 'phone',
}

/** `were sorry` in text whose apostrophes were lost: a pronoun and a verb, when one of these words follows. */
const LOST_APOSTROPHE: ReadonlyMap<string, { readonly means: string; readonly before: ReadonlySet<string> }> = new Map(
  Object.entries({
    were: {
      means: 'we are',
      before: new Set(
        'sorry here not glad happy unable currently looking working aware so truly very really always going still'.split(' '),
      ),
    },
    well: {
      means: 'we will',
      before: new Set(
        'be get look check need do have send let take see make try help investigate follow reach contact email call write keep update notify reply respond pass ask refund process review forward escalate return reopen fix replace share confirm'.split(
          ' ',
        ),
      ),
    },
    ill: {
      means: 'i will',
      before: new Set('be get look check need do have send let take see make try help go just never wait call'.split(' ')),
    },
  }),
)

/** The words of a text in order, in lower case, short forms spelled out; every part of a short form has the place of all of it. */
export function wordsOf(text: string, from = 0, to: number = text.length): Word[] {
  const words: Word[] = []
  eachToken(text, from, to, (start, tokenEnd) => {
    const end = Math.min(to, tokenEnd)
    for (const word of meaning(text.slice(start, tokenEnd))) words.push({ word, start, end })
  })
  for (let at = 0; at + 1 < words.length; at++) {
    const here = words[at]!
    const lost = LOST_APOSTROPHE.get(here.word)
    if (!lost?.before.has(words[at + 1]!.word) || (at > 0 && /^(you|they|we|i|he|she|it|who|there|as)$/.test(words[at - 1]!.word))) continue
    words.splice(at, 1, ...lost.means.split(' ').map((word) => ({ ...here, word })))
    at++
  }
  return words
}

/** Words as one line, as matched, to hold a pattern against. */
export const lineOf = (words: readonly Word[]): string => words.map(({ word }) => word).join(' ')

const cache = new Map<string, readonly string[]>()

/** What a written token means, as one or more plain words. Remembered, since the same few thousand tokens come again and again. */
function meaning(written: string): readonly string[] {
  const known = cache.get(written)
  if (known) return known
  const found = spellOut(written.toLowerCase().replace(/[’ʼ`´]/g, "'"))
  if (cache.size > 20_000) cache.clear()
  cache.set(written, found)
  return found
}

function spellOut(word: string): readonly string[] {
  const table = Object.hasOwn(SPELLED_OUT, word) ? SPELLED_OUT[word] : undefined
  if (table) return table.split(' ')
  const cut = word.indexOf("'")
  if (cut > 0) {
    const stem = word.slice(0, cut)
    const ending = word.slice(cut + 1)
    if (ending === 't' && stem.endsWith('n')) return [stem.slice(0, -1), 'not']
    if (ending === 's') return IS_AFTER.has(stem) ? [stem, 'is'] : [stem]
    const second = ENDINGS[ending]
    if (second) return [stem, second]
    return [word.replaceAll("'", '')]
  }
  // "sooo", "pleaaase": three or more of a letter are one, drawn out.
  const plain = word.replace(/([a-z])\1{2,}/g, '$1')
  return plain !== word && Object.hasOwn(SPELLED_OUT, plain) ? SPELLED_OUT[plain]!.split(' ') : [plain]
}
