import type { Conversation, Speaker, Turn } from './conversation.ts'

/** What a text is in: English, something else, or too short to tell. */
export type Language = 'english' | 'other' | 'unknown'

/**
 * Small words that English cannot do without and that hardly any other language writes the same way: no "in", "no", "die", "is",
 * "was", "me", "for". Apostrophes are left out, so chat's "im" and "dont" count.
 */
const smallWords = new Set(
  `the and you your yours i im ive ill my mine we weve were well our ours us they them their this that these those there theres here
  are have has had been being be would could should can cant could will wont did didnt does doesnt dont isnt arent wasnt werent
  with without from into about after before because but if when where which what whats why how who than then not any some every
  it its to of for on at by or as up out please thank thanks sorry hello yes just also only very much more need want know get got
  let lets see look sure help know made make take been next back now again still already thats youre youve youll hes shes`
    .split(/\s+/)
    .filter(Boolean),
)

/** Words of the list that other languages have too: on their own they tell nothing. */
const shared = new Set(
  'i im ill on for of at to as or by us it its be me has had are not will any if up let up who see were well does'.split(' '),
)

/** Small words of other languages in Latin letters that English does not have. */
const foreignWords = new Set(
  `der das und nicht ist ein eine einen wir sie ich für mit auf ihre ihnen haben bitte danke werden
  le les des est une pour vous nous votre vos merci dans avec pas sur et du
  el los las una para usted gracias con por que su nos hemos más como del
  il che di per non grazie sono della suo gli nel
  os uma não você obrigado obrigada seu sua em um com
  het een van niet voor wij uw bedankt dat maar
  och att det som inte för tack vi jeg ikke og til av
  nie się jest dziękujemy oraz aby na ve bir için bu teşekkürler yang dan untuk anda terima kasih
  olemme kiitos ja että hogy és egy nem și pentru că vă děkujeme je se`
    .split(/\s+/)
    .filter(Boolean),
)

/** A word of Latin letters, or a letter of another script. */
const WORD = /[a-z\u00c0-\u024f]+(?:['’][a-z]+)*|[\u0370-\u1dff\u2e80-\ud7af]/gi

const enoughWords = 200

/** What the words of a text are in, told by how many of them are small words of English and of others. */
export function languageOf(text: string): Language {
  let words = 0
  let small = 0
  let telling = 0
  let foreign = 0
  WORD.lastIndex = 0
  for (let match = WORD.exec(text); match && words < enoughWords; match = WORD.exec(text)) {
    words++
    const word = match[0].toLowerCase().replace(/['’]/, '')
    if (smallWords.has(word)) {
      small++
      if (!shared.has(word)) telling++
    } else if (foreignWords.has(word) || word > '\u0370') foreign++
    if (telling - foreign > 9) return 'english'
  }
  if (foreign > Math.max(1, small)) return 'other'
  if (telling > foreign && small >= words * (words < 8 ? 0.3 : 0.12)) return 'english'
  return words < 20 || small >= words * 0.05 ? 'unknown' : 'other'
}

/** What is judged of a conversation is in: as the data says, else by the words judged, else by all that was said. */
export function languageIn({ lang, turns }: Conversation, judge: readonly Speaker[]): Language {
  if (lang) return /^en\b/i.test(lang) ? 'english' : 'other'
  const judged = languageOf(textOf(turns, ({ speaker }) => judge.includes(speaker)))
  return judged === 'unknown' ? languageOf(textOf(turns, ({ speaker }) => speaker !== 'system')) : judged
}

/** The public words of some turns, as many as it takes. */
function textOf(turns: readonly Turn[], picks: (turn: Turn) => boolean): string {
  let text = ''
  for (const turn of turns) {
    if (text.length > enoughWords * 6) break
    if (turn.visibility === 'public' && picks(turn)) text += `${turn.text.value}\n`
  }
  return text
}
