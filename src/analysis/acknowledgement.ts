import type { Message, Sentence } from './analysis.ts'
import { matterIn } from './content.ts'

/** Whether a sentence shows that the agent took in the trouble: in set words, or by telling the customer's own story back to them. */
export function acknowledges(sentence: Sentence, message?: Message): boolean {
  return sentence.is('acknowledge', 'apologise') || (message !== undefined && tellsBack(sentence, message))
}

/** Whether a sentence tells an upset customer back what they told: "Three dinners cold in one month, and on your birthday too." */
export function tellsBack(sentence: Sentence, message: Message): boolean {
  if (message.state === 0 || sentence.question || sentence.is('refuse', 'ask', 'wait', 'promise') || matterIn(sentence)) return false
  return sentence.cue('affect') !== undefined && sentence.words.length > 1 && !sentence.words.some(({ word }) => EXPLAINS.has(word))
}

/** With these a sentence explains or asks, and does not tell back. */
const EXPLAINS = new Set('because due per policy terms please if unless system according unfortunately'.split(' '))
