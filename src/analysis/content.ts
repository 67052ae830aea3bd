import type { Act, Sentence } from './analysis.ts'

const SOFT: readonly Act[] = ['greet', 'thank', 'acknowledge', 'apologise', 'close', 'wait', 'offer', 'invite']

/** Whether a sentence goes to the matter: it solves, instructs, refuses, asks or tells, and is more than a courtesy. */
export function isContent(sentence: Sentence): boolean {
  if (sentence.is('solve', 'instruct', 'refuse', 'askDetails', 'redirect', 'handOff')) return true
  return sentence.words.length > 3 && !sentence.is(...SOFT)
}
