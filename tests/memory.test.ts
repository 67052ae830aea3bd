import { describe, expect, test } from 'vitest'
import type { Analysis } from '../src/analysis/analysis.ts'
import { askedBy } from '../src/analysis/memory.ts'
import { codesAlone, holdsValue, valuesIn } from '../src/analysis/values.ts'
import { wordsOf } from '../src/conversation.ts'
import { talk, understood } from './talk.ts'

const values = (text: string, detail: string) => valuesIn(text, detail).map(({ start, end }) => text.slice(start, end))

describe('values', () => {
  test.each([
    ['my order number is 40767681788', '40767681788'],
    ['order 5521-K, paid three weeks ago', '5521-K'],
    ['Order no.: AB-1234-99', 'AB-1234-99'],
    ['Ref KX 771 040 please', 'KX 771 040'],
    ['the orders concerned are #NUMBER#', '#NUMBER#'],
    ['booking gt67g6', 'gt67g6'],
  ])('an order number in "%s"', (text, number) => expect(values(text, 'order')).toEqual([number]))

  test.each([
    'order 2 chairs',
    'I placed the order on 12.10.2020',
    'the order was 1,299.00 euro',
    'order from the 15th',
    'order 100ml more',
    'I have no order number',
  ])('no order number in "%s"', (text) => expect(values(text, 'order')).toEqual([]))

  test.each([
    ['email', 'write to lena.k@example.org, please', 'lena.k@example.org'],
    ['email', 'it is [EMAIL]', '[EMAIL]'],
    ['phone', 'call me on +44 7700 900123', '+44 7700 900123'],
    ['address', 'I live at 14 Birch Lane', '14 Birch Lane'],
    ['postcode', 'SW1A 2AA', 'SW1A 2AA'],
    ['fullName', 'my name is ruth bell', 'ruth bell'],
    ['amount', 'you took £45 from me', '£45'],
    ['flight', 'flight SK417 cancelled', 'SK417'],
  ])('%s in "%s"', (detail, text, value) => expect(values(text, detail)).toContain(value))

  test('a code is a sentence of its own', () => {
    expect(codesAlone('Hello. 88213-BX. Where is it?')).toEqual([{ start: 7, end: 15 }])
    expect(codesAlone('88213 people wait')).toEqual([])
  })

  test('a value is held where one stands, and hostile text has none', () => {
    expect(holdsValue('Is lena.k@example.org still right?')).toBe(true)
    expect(holdsValue('Which order number is it?')).toBe(false)
    for (const text of ['1'.repeat(20_000), 'a1'.repeat(10_000), '\n'.repeat(20_000), 'order '.repeat(5_000)])
      expect(values(text, 'email')).toEqual([])
  })
})

const asked = (lines: string) => askedBy(understood(talk(lines)).replies.at(-1) ?? { sentences: [] }).map(({ sense }) => sense)

describe('what a reply asks for', () => {
  test.each([
    ['Could you give me your full name, postcode and order number?', ['fullName', 'postcode', 'order']],
    ['please share the tracking number so that I can look up your account number', ['tracking']],
    ['Please provide:\nagent: - your order number\nagent: - your postcode', ['order', 'postcode']],
    ['Have you tried restarting it?', ['restart']],
    ['which browser do you use', ['browser']],
    ['I have your order number in front of me.', []],
    ['You find it on the back of your order number card.', []],
  ])('%s', (text, kinds) => expect(asked(`agent: ${text}`)).toEqual(kinds))
})

const given = (analysis: Analysis, detail: string) => {
  const last = analysis.conversation.turns.at(-1)
  return last ? analysis.givenBefore(last, detail).map(wordsOf) : []
}

describe('what a customer gave', () => {
  const analysis = understood(
    talk(
      [
        'customer: hi this is about order 88213-BX, my neighbours have nothing',
        'agent: What is your customer number? And have you tried the reset?',
        'customer: 5510020, and I restarted the box twice',
        'agent: Thanks!',
      ].join('\n'),
    ),
  )

  test('is known by its look, by its words and by what was asked', () => {
    expect(given(analysis, 'order')).toEqual(['88213-BX'])
    expect(given(analysis, 'account')).toHaveLength(1)
    expect(given(analysis, 'restart')).toEqual(['restarted'])
    expect(given(analysis, 'neighbours')).toHaveLength(1)
    expect(given(analysis, 'email')).toEqual([])
  })

  test('is nothing before it was said', () => {
    const [first] = analysis.conversation.turns
    expect(first && analysis.givenBefore(first, 'order')).toEqual([])
  })
})

describe('what a customer cannot use', () => {
  const unusable = (lines: string) => {
    const analysis = understood(talk(lines))
    const last = analysis.conversation.turns.at(-1)
    return last ? analysis.unusableBefore(last).map(({ sense }) => sense) : []
  }

  test.each([
    ['my phone is dead', ['phone']],
    ['I am deaf', ['phone']],
    ['your app keeps crashing', ['app']],
    ['my account is locked', ['login']],
    ["I don't have a printer", ['print']],
    ["I can't leave the house", ['visit']],
    ['My phone is lovely, and the app works', []],
  ])('%s', (text, ways) => expect(unusable(`customer: ${text}\nagent: Hm.`)).toEqual(ways))

  test('is forgotten when it works again', () => {
    expect(unusable("customer: I can't log in\nagent: Try now.\ncustomer: it works now\nagent: Good.")).toEqual([])
  })
})
