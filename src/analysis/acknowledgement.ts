import type { Message, Sentence } from './analysis.ts'
import { matterIn } from './content.ts'

/** Whether a sentence shows that the agent took in the trouble: in set words, or by telling the customer's own story back to them. */
export function acknowledges(sentence: Sentence, message?: Message): boolean {
  return sentence.is('acknowledge', 'apologise') || (message !== undefined && tellsBack(sentence, message))
}

/** Whether a sentence tells an upset customer back what they told: "Three dinners cold in one month, and on your birthday too." */
export function tellsBack(sentence: Sentence, message: Message): boolean {
  const { words } = sentence
  if (message.state === 0 || words.length < 5 || sentence.question || sentence.is('refuse', 'ask', 'wait', 'promise') || matterIn(sentence))
    return false
  if (words.some(({ word }) => INFORMS.has(word))) return false
  return sentence.is('upset', 'waited', 'lost', 'tried')
}

/** With these a sentence explains, allows or sends, and does not tell back. */
const INFORMS = new Set(
  'can could may should will would must need because due per policy terms please if unless our system according unfortunately'.split(' '),
)
