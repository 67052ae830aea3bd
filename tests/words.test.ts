import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isPlain } from '../src/analysis/plain.ts'
import { sentencesIn } from '../src/analysis/sentences.ts'
import { treeOf } from '../src/analysis/tree.ts'
import { wordsOf } from '../src/analysis/words.ts'

const words = (text: string) => wordsOf(text).map(({ word }) => word)
const sentences = (text: string) => sentencesIn(text).map(({ start, end }) => text.slice(start, end))

describe('words', () => {
  test.each([
    ["I can't, you won't, we're here", 'i can not you will not we are here'],
    ['dont worry im on it, its fine', 'do not worry i am on it its fine'],
    ["it’s Jane’s order, let's go", 'it is jane order let us go'],
    ['SOOO sorry, pleeease', 'so sorry please'],
    ['24h, £4.50 and 3 weeks', '24 h 4.50 and 3 weeks'],
    ['were sorry; they were sorry', 'we are sorry they were sorry'],
    ['ok 😩😩 :(', 'ok 😩 😩 🙁'],
    ['a follow-up e-mail', 'a follow up e mail'],
  ])('%s', (text, expected) => {
    expect(words(text).join(' ')).toBe(expected)
  })

  test('every part of a short form has the place of all of it', () => {
    expect(wordsOf("I can't").slice(1)).toEqual([
      { word: 'can', start: 2, end: 7 },
      { word: 'not', start: 2, end: 7 },
    ])
  })
})

/** The words of a text as retext-english finds them, where both agree on what a word is: letters, with no hyphen, dot or apostrophe in them, and no mention. */
function plainWordsByRetext(text: string): string[] {
  const found: string[] = []
  const walk = (node: { type: string; children?: unknown[]; value?: string }): void => {
    if (node.type === 'WordNode') found.push((node.children as { value?: string }[]).map(({ value }) => value ?? '').join(''))
    else for (const child of (node.children ?? []) as Parameters<typeof walk>[0][]) walk(child)
  }
  walk(treeOf(text.replace(/@[\p{L}\d_]+/gu, '')) as Parameters<typeof walk>[0])
  return found.filter((word) => /^\p{L}+$/u.test(word))
}

test('plain words stand where retext-english finds them', () => {
  const items = readFileSync(join(import.meta.dirname, '../fixtures/accuracy/dev.jsonl'), 'utf8')
    .trim()
    .split('\n')
  let compared = 0
  for (const { turns } of items.map((line): { turns: { text: string }[] } => JSON.parse(line))) {
    for (const { text } of turns) {
      const ours = new Set(wordsOf(text).map(({ start, end }) => text.slice(start, end)))
      for (const word of plainWordsByRetext(text)) {
        compared++
        expect(ours, `${word} in: ${text}`).toContain(word)
      }
    }
  }
  expect(compared).toBeGreaterThan(5000)
})

test('plain text is read alike without the Unicode tables', () => {
  const foreign = '\n\nЖ'
  let compared = 0
  for (const line of readFileSync(join(import.meta.dirname, '../fixtures/accuracy/dev.jsonl'), 'utf8')
    .trim()
    .split('\n')) {
    for (const { text } of (JSON.parse(line) as { turns: { text: string }[] }).turns) {
      if (!isPlain(text)) continue
      compared++
      expect(sentencesIn(text)).toEqual(sentencesIn(text + foreign).slice(0, -1))
      expect(wordsOf(text)).toEqual(wordsOf(text + foreign).slice(0, -1))
    }
  }
  expect(compared).toBeGreaterThan(300)
})

describe('sentences', () => {
  test.each([
    ['hi. can you check? thanks', ['hi.', 'can you check?', 'thanks']],
    ['Done.Please restart it.', ['Done.', 'Please restart it.']],
    ['Ask Dr. Lee about no. 4, e.g. on Monday.', ['Ask Dr. Lee about no. 4, e.g. on Monday.']],
    ['See https://example.com/a.html?x=1. Then log in.', ['See https://example.com/a.html?x=1.', 'Then log in.']],
    ['Um... let me look. Well… no.', ['Um... let me look.', 'Well… no.']],
    ['It is fixed! 🎉 Enjoy', ['It is fixed! 🎉', 'Enjoy']],
    ['1. Open the app\n2. Tap Sync', ['1. Open the app', '2. Tap Sync']],
    ['It costs 4.50 at 3 p.m. today', ['It costs 4.50 at 3 p.m. today']],
    ['Thanks\n\nBest\nAna', ['Thanks', 'Best', 'Ana']],
  ])('%s', (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })
})
