import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse as parseYaml, stringify } from 'yaml'
import { loadMarkup } from '../src/markup/index.ts'
import { csvReader } from '../src/readers/csv.ts'
import { jsonReader } from '../src/readers/json.ts'
import { jsonlReader, windows } from '../src/readers/jsonl.ts'
import type { Read, Reader, ReadSettings } from '../src/readers/reader.ts'
import { yamlReader } from '../src/readers/yaml.ts'
import { slice, sourceOf } from '../src/source.ts'

const settings: ReadSettings = { agents: [], customers: [], asked: true, markup: 'plain' }
const runs = { numRuns: 1_000 }

beforeAll(() => loadMarkup('html'))

/** Marks that every format writes in its own way, or that look like its own. */
const mark = fc.constantFrom(...`" "" ' '' \\ \\\\ \\n \\u00e9 / , ; : # | & * ! - 😀 👩🏽‍💻 é ß … ’ �`.split(' '), '\u00a0')

/** A word that is found again: letters with marks between them. */
const word = fc
  .tuple(fc.nat(99_999), fc.array(mark, { maxLength: 3 }))
  .map(([number, marks]) => marks.reduce((word, mark, at) => `${word}${mark}m${at}`, `k${number}k`))

const gap = fc.constantFrom(' ', ' ', ' ', '  ', '\t', '\n', '\n\n', ', ', '. ', ' "', '" ', " '", ' \\ ', ' – ', ' 😀 ', '\n  ', '\n\n\n')

/** Words and what stands between them, and which word is looked for. */
const words = fc.tuple(fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 12 }), fc.nat()).map(([pairs, which]) => ({
  text: pairs.map(([word, gap], at) => (at < pairs.length - 1 ? word + gap : word)).join(''),
  word: pairs[which % pairs.length]![0],
}))

const newline = fc.constantFrom('\n', '\r\n')
const mayHaveBom = fc.constantFrom('', '\ufeff')

function textsOf(reads: Iterable<Read>) {
  return [...reads].flatMap((read) =>
    'conversation' in read ? read.conversation.turns.map((turn) => ({ text: turn.text, source: read.conversation.source })) : [],
  )
}

interface Tally {
  found: number
  lost: number
  whole: number
}

/** Reads a file, looks for the word in its only turn, and checks that what is written at its place means the word. */
function check(
  reader: Reader,
  path: string,
  content: string,
  word: string,
  meaning: (written: string) => string,
  tally: Tally,
  given = settings,
): void {
  const source = sourceOf(path, content)
  const [turn] = textsOf(reader.read(source, given))
  expect(turn, content).toBeDefined()
  const start = turn!.text.value.indexOf(word)
  if (start < 0) {
    tally.lost++
    return
  }
  const span = turn!.text.spanOf({ start, end: start + word.length })
  const written = slice(source, span)
  const whole = turn!.text.spanOf({ start: 0, end: turn!.text.value.length })
  const meant = meaning(written)
  if (meant !== word && span.start === whole.start && span.end === whole.end) {
    tally.whole++
    return
  }
  tally.found++
  expect(meant, JSON.stringify({ content, written })).toBe(word)
}

const newTally = (): Tally => ({ found: 0, lost: 0, whole: 0 })

/** Nearly every word is found, at its own place. */
function expectMostFound({ found, lost, whole }: Tally): void {
  expect(found + lost + whole).toBeGreaterThanOrEqual(runs.numRuns)
  expect(lost / (found + lost + whole)).toBeLessThan(0.05)
  expect(whole / (found + lost + whole)).toBeLessThan(0.02)
}

const escapeAll = (json: string) =>
  json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).replaceAll('/', '\\/')
const meaningOfJson = (written: string) => {
  try {
    return String(JSON.parse(`"${written}"`))
  } catch {
    return written
  }
}

describe('a word in JSON is pointed at', () => {
  it('in a string, with and without \\u escapes', () => {
    const tally = newTally()
    fc.assert(
      fc.property(words, mayHaveBom, newline, fc.boolean(), ({ text, word }, bom, newline, escaped) => {
        const record = { id: '😀', kind: 'template', text: text.replaceAll('\n', newline) }
        const json = JSON.stringify(record, null, 2).replaceAll('\n', newline)
        check(
          jsonReader,
          'a.json',
          bom + (escaped ? escapeAll(json).replaceAll('\\u000a', '\n').replaceAll('\\u000d', '\r') : json),
          word,
          meaningOfJson,
          tally,
        )
      }),
      runs,
    )
    expectMostFound(tally)
  })

  it('in a line of JSONL, however the file is cut into chunks', () => {
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 4 }),
        mayHaveBom,
        newline,
        fc.integer({ min: 1, max: 40 }),
        (all, bom, newline, size) => {
          const content = bom + all.map(({ text }) => JSON.stringify({ kind: 'template', text })).join(newline)
          const chunks = content.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
          const reader = jsonlReader(false)
          const whole = sourceOf('a.jsonl', content)
          const read = [...windows('a.jsonl', chunks)].flatMap((window) => textsOf(reader.read(window, settings)))
          expect(read).toHaveLength(all.length)
          read.forEach(({ text }, at) => {
            const start = text.value.indexOf(all[at]!.word)
            if (start >= 0)
              expect(meaningOfJson(slice(whole, text.spanOf({ start, end: start + all[at]!.word.length })))).toBe(all[at]!.word)
          })
        },
      ),
      runs,
    )
  })
})

const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const

describe('a word in YAML is pointed at', () => {
  for (const style of styles) {
    it(`in the style ${style}`, () => {
      const tally = newTally()
      fc.assert(
        fc.property(words, mayHaveBom, newline, fc.constantFrom(0, 40, 80), ({ text, word }, bom, newline, lineWidth) => {
          const yaml = stringify({ kind: 'template', id: '😀', text }, { defaultStringType: style, defaultKeyType: 'PLAIN', lineWidth })
          if (parseYaml(yaml).text !== text) return
          const meaning = (written: string) => meaningOfYaml(written, word)
          check(yamlReader, 'a.yaml', bom + yaml.replaceAll('\n', newline), word, meaning, tally)
        }),
        runs,
      )
      const all = tally.found + tally.lost + tally.whole
      expect(all).toBeGreaterThan(runs.numRuns * 0.9)
      expect(tally.lost / all).toBeLessThan(0.05)
      expect(tally.whole / all).toBeLessThan(0.02)
    })
  }
})

/** The styles the library chose are told by trying them: one of them must mean the word. */
function meaningOfYaml(written: string, word: string): string {
  const asDouble = () => String(parseYaml(`"${written}"`, { logLevel: 'silent' }))
  for (const meaning of [() => written, () => written.replaceAll("''", "'"), asDouble]) {
    try {
      if (meaning() === word) return word
    } catch {
      // Not that style.
    }
  }
  return written
}

describe('a word in CSV is pointed at', () => {
  it('in a cell, quoted and not, with any delimiter', () => {
    const tally = newTally()
    fc.assert(
      fc.property(
        words,
        mayHaveBom,
        newline,
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        ({ text, word }, bom, newline, delimiter, always) => {
          const words = text.replaceAll('\n', newline)
          const cell = (value: string) => (always || /["\n\r,;\t]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
          const rows = [
            ['title', 'text', 'note'],
            ['😀', words, 'x'],
          ]
          const content = bom + rows.map((row) => row.map(cell).join(delimiter)).join(newline) + newline
          check(csvReader, delimiter === '\t' ? 'a.tsv' : 'a.csv', content, word, (written) => written.replaceAll('""', '"'), tally)
        },
      ),
      runs,
    )
    expectMostFound(tally)
  })
})
