import type { Conversation } from '../conversation.ts'
import type { Read } from './reader.ts'

/** Of what was read, the conversations in which an agent and a customer are recognised, each with what is said of it after it. */
export function* ifTwoSpeak(reads: Iterable<Read>): Iterable<Read> {
  let ours = false
  for (const read of reads) {
    if ('conversation' in read) ours = twoSpeak(read.conversation)
    if (ours) yield read
  }
}

const twoSpeak = ({ turns }: Conversation) =>
  turns.some(({ speaker }) => speaker === 'agent' || speaker === 'bot') && turns.some(({ speaker }) => speaker === 'customer')
