import type { Message } from './analysis.ts'

/** Whether the customer only says something nice: whatever is answered, nothing is owed to them. */
export const isGlad = ({ sentences, state }: Message): boolean =>
  state === 0 &&
  sentences.some((sentence) => sentence.is('thankful', 'resolved')) &&
  !sentences.some((sentence) => sentence.question || sentence.is('trouble') || sentence.words.some(({ word }) => WANTS.has(word)))

/** With these somebody who gives thanks wants something done. */
const WANTS = new Set('please pls kindly want need wish request'.split(' '))
