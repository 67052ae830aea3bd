import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { template, understood } from './talk.ts'

const lines = (file: string) =>
  readFileSync(new URL(`../fixtures/notices/${file}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

const isBadNews = (text: string) => understood(template(text)).badNews !== undefined

describe('what brings bad news in a template', () => {
  test('is heard in notices of many trades', () => {
    expect(lines('unwelcome').filter((text) => !isBadNews(text))).toEqual([])
  })

  test('is not heard in confirmations, reminders, instructions and good news', () => {
    expect(lines('welcome').filter(isBadNews)).toEqual([])
  })

  test.each([
    'If your parcel was lost, call us.',
    'Once your card is blocked, order a new one here.',
    'Pay by Friday or you will lose your seat.',
  ])('is not heard where it is only supposed: %s', (text) => {
    expect(isBadNews(text)).toBe(false)
  })

  test.each(['Your parcel was lost.', 'When we checked, your card had been blocked.'])('is heard where it is so: %s', (text) => {
    expect(isBadNews(text)).toBe(true)
  })
})
