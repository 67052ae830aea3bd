import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintText } from '../src/index.ts'
import { slice } from '../src/source.ts'

const folder = join(import.meta.dirname, '../fixtures/one-conversation')
const files = readdirSync(folder).filter((file) => !file.startsWith('.'))
const lintFile = (file: string) => lintText(readFileSync(join(folder, file), 'utf8'), { path: file })

/** What was found, in words alone: no place, no turn number: some formats write a system line of their own. */
async function foundIn(file: string) {
  const { diagnostics } = await lintFile(file)
  return diagnostics.map(({ rule, quote, outcome, because }) => ({
    rule,
    outcome,
    quote,
    because: because.map(({ quote }) => quote),
  }))
}

describe('one conversation in every format', async () => {
  const plain = await foundIn('chat.txt')

  test('there is something to find, with the words that called for it', () => {
    const missed = plain.filter(({ outcome }) => outcome === 'missed')
    expect(missed.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['acknowledge-before-solving', 'no-deflection', 'tone-mismatch']))
    expect(missed.find(({ rule }) => rule === 'acknowledge-before-solving')?.because.length).toBeGreaterThan(0)
  })

  test.each(files)('%s says the same at the same words', async (file) => {
    expect(await foundIn(file)).toEqual(plain)
  })

  test.each(files)('%s: every finding stands where its words are written', async (file) => {
    const { diagnostics } = await lintFile(file)
    for (const { source, span, quote } of diagnostics) {
      const written = slice(source, span)
        .replace(/<[^>]*>/g, '')
        .replace(/&quot;|&#34;|\\"|""/g, '"')
        .replace(/&#39;|&apos;|''/g, "'")
        .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
        .replace(/&#x([0-9a-f]+);|&#(\d+);/gi, (_, hex?: string, dec?: string) =>
          String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(dec)),
        )
        .replace(/\\(.)/g, '$1')
      const words = (text: string) => text.replace(/[\s>*]+/g, ' ').trim()
      expect(words(written)).toBe(words(quote))
    }
  })
})
