import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Found, type Item, judge, linterFor } from '../bench/corpus.ts'
import { count, noCounts, replyOf } from '../bench/measure.ts'
import { builtInRules } from '../src/index.ts'

const root = join(import.meta.dirname, '..')
const measured = JSON.parse(readFileSync(join(root, 'rules/accuracy.json'), 'utf8'))

/** Rules that carry the idea of the program; their severity does not wait for the figures. */
const CARRYING = ['acknowledge-before-solving', 'sympathy-without-action', 'no-deflection', 'tone-mismatch']

describe('severities are honest', () => {
  test.each(Object.keys(measured.rules))('%s', (name) => {
    const rule = builtInRules.get(name)
    expect(rule).toBeDefined()
    const { n, precision } = measured.rules[name]
    if (!CARRYING.includes(name) && (n < 20 || precision < 0.85)) expect(['info', 'off']).toContain(rule?.severity)
    const readme = readFileSync(join(root, 'rules', name, 'README.md'), 'utf8')
    expect(readme).toContain(n < 20 ? 'Not enough evidence yet' : `${Math.round(precision * 100)} %`)
  })

  test('the figures come with the set they are of', () => {
    expect(measured.sha256).toMatch(/^[0-9a-f]{16}$/)
    expect(measured.agentTurns).toBeGreaterThan(1000)
    expect(existsSync(join(root, 'docs/accuracy.md'))).toBe(true)
  })
})

describe('the measure', () => {
  const item: Item = {
    id: 'a',
    kind: 'transcript',
    channel: 'chat',
    source: 'test',
    turns: [
      { speaker: 'customer', text: 'I have waited five weeks and nobody answers. I am furious!' },
      { speaker: 'agent', text: 'Hello! Please send the order number.' },
      { speaker: 'system', text: 'Ana joined' },
      { speaker: 'agent', text: 'Please also send a photo.' },
      { speaker: 'customer', text: 'ok' },
      { speaker: 'agent', text: 'Thanks.' },
    ],
    labels: {
      must: [{ rule: 'acknowledge-before-solving', places: [[1, 7, 36]] }],
      may: [],
      upset: { 0: [2, 2] },
    },
  }

  test('a reply is every agent turn until the customer speaks', () => {
    expect([1, 3, 5].map((turn) => replyOf(item, turn))).toEqual([1, 1, 5])
  })

  test('hands an item to the linter and maps what it finds back to its words', async () => {
    const { found, analysis } = await judge(item, linterFor(['acknowledge-before-solving']))
    expect(found.map(({ place }) => place)).toEqual([[1, 7, 36]])
    expect(analysis?.conversation.turns).toHaveLength(6)
  })

  test('counts one finding per reply, right with a label, strict with a must, extra beyond', () => {
    const at = (turn: number, start: number, end: number): Found => ({ place: [turn, start, end], because: [] }) as unknown as Found
    const counts = noCounts()
    const cases = count(counts, item, 'acknowledge-before-solving', [at(1, 0, 5), at(3, 0, 5), at(5, 0, 6)])
    expect(counts).toMatchObject({ must: 1, found: 1, findings: 2, right: 1, strict: 1, placed: 0, extra: 1 })
    expect(cases.map(({ kind }) => kind)).toEqual(['misplaced', 'alarm'])
  })
})
