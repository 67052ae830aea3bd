import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { acknowledges } from '../src/analysis/acknowledgement.ts'
import { isContent } from '../src/analysis/content.ts'
import { talk, understood } from './talk.ts'

const lines = (file: string) =>
  readFileSync(new URL(`../fixtures/acknowledgements/${file}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

/** The reply to somebody very upset, and their message. */
function replyOf(said: string) {
  const [reply] = understood(talk(`customer: I am furious, my order never came!\nagent: ${said}`)).replies
  if (!reply?.message) throw new Error(`nothing was said: ${said}`)
  return { sentences: reply.sentences, message: reply.message }
}

const isHeard = (said: string) => {
  const { sentences, message } = replyOf(said)
  return sentences.some((sentence) => acknowledges(sentence, message))
}

describe('what acknowledges a trouble', () => {
  test('is heard in many words', () => {
    expect(lines('said').filter((said) => !isHeard(said))).toEqual([])
  })

  test('is heard without capitals and punctuation', () => {
    const bare = lines('said').map((said) => said.toLowerCase().replace(/[.,!?]/g, ''))
    expect(bare.filter((said) => !isHeard(said)).length / bare.length).toBeLessThan(0.02)
  })

  test('is not heard in courtesies, answers, questions and refusals', () => {
    expect(lines('not-said').filter(isHeard)).toEqual([])
  })
})

describe('what goes to the matter', () => {
  const isMatter = (said: string) => replyOf(said).sentences.some(isContent)

  test.each([
    'Please send your order number.',
    'Unfortunately we cannot refund this.',
    'I have passed it on to the depot.',
    'Hi Rosa, I can see that my colleagues are looking at your parcel',
    'The fee is monthly and cannot be split.',
    'Your complaint has been escalated.',
    'Let me check that for you.',
    'On which device are you reading?',
  ])('%s', (said) => expect(isMatter(said)).toBe(true))

  test.each([
    'Hello Mr Okafor, thanks for contacting Marlow Books, you are through to Lena.',
    'I will be more than happy to help you.',
    'One moment please.',
    'Please bear with me.',
    'How can I help you today?',
    'Is there anything else I can do for you?',
    'Thank you for your patience.',
    'Have a lovely day!',
    'Sure, of course!',
  ])('not: %s', (said) => expect(isMatter(said)).toBe(false))
})
