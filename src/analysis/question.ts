import type { Word } from './analysis.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Said before a question: "ok so can you". */
const BEFORE = set('and so ok okay hi hello also please thanks well then but alright great')
const VERBS = set('can could would will do does did is are was were have has had may might should shall')
const SUBJECTS = set('i you we they it this that there he she your the my any anyone')
const NO_MOMENT = set('you we they i it he she the a an your our my this these all any there possible available ready done')

/** Question words, and what follows them where nothing is asked: "what a day", "how awful". */
const WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['what', set('a an')],
  ['when', NO_MOMENT],
  ['where', NO_MOMENT],
  ['who', new Set<string>()],
  ['which', new Set<string>()],
  ['why', new Set<string>()],
  [
    'how',
    set(
      'awful terrible horrible dreadful frustrating annoying disappointing upsetting stressful worrying sad scary kind lovely nice strange odd weird frightening terrifying rude unfair unpleasant unlucky unfortunate very utterly incredibly truly maddening infuriating irritating distressing disheartening heartbreaking exhausting inconvenient embarrassing rotten miserable painful hurtful devastating shocking appalling unkind careless thoughtless disgraceful tiresome unsettling horrid ghastly',
    ),
  ],
])

/** A question opens with its first words, even where chat drops the question mark: "could you send", "what is your". */
const FIRST = 8

/** Whether the words of a sentence open a question. */
export function opensQuestion(words: readonly Word[]): boolean {
  const wordAt = (at: number): string => (at < FIRST ? (words[at]?.word ?? '') : '')
  let at = 0
  for (;;) {
    if (BEFORE.has(wordAt(at))) at++
    else if (wordAt(at) === 'thank' && wordAt(at + 1) === 'you') at += 2
    else break
  }
  const word = wordAt(at)
  const next = wordAt(at + 1)
  if (VERBS.has(word)) return SUBJECTS.has(next === 'not' ? wordAt(at + 2) : next)
  const silent = WORDS.get(word)
  return silent !== undefined && !silent.has(next) && !next.startsWith('ever')
}
