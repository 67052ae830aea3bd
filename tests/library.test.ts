import { describe, expect, test } from 'vitest'
import { defineRule, failingCases, lintText, slice } from '../src/index.ts'

const ticket = 'I have waited five weeks for my battery and nobody answers me. I am really angry!'
const draft = 'Please send us a photo of the label under the saddle.'

const only = ['acknowledge-before-solving']

const noLabel = defineRule({
  summary: 'Labels are never asked for.',
  message: 'Label asked for',
  severity: 'error',
  kind: 'forbids',
  phrases: { label: ['photo of the (label|plate)'] },
  options: { label: [] },
  *check({ replies }, _options, find) {
    for (const reply of replies) {
      for (const sentence of reply.sentences) {
        const label = find(sentence, 'label')
        if (label) yield { at: label }
      }
    }
  },
})

describe('lintText', () => {
  test('lints a text in memory, with the rules that ship', async () => {
    const { conversations, replies, diagnostics, problems } = await lintText(`customer: ${ticket}\nagent: ${draft}\n`, {
      path: 'chat.txt',
      only,
    })
    expect([conversations, replies, problems]).toEqual([1, 1, []])
    expect(diagnostics).toMatchObject([{ rule: 'acknowledge-before-solving', quote: draft, source: { path: 'chat.txt' } }])
  })

  test('takes severities, options and rules of your own', async () => {
    const text = `customer: ${ticket}\nagent: ${draft}\ncustomer: Why?\nagent: I need a picture of the sticker.\n`
    const { diagnostics } = await lintText(text, {
      ownRules: { 'no-label': noLabel },
      only: [...only, 'no-label'],
      rules: { 'acknowledge-before-solving': 'off', 'no-label': { options: { label: ['picture of the sticker'] } } },
    })
    expect(diagnostics.filter(({ outcome }) => outcome === 'missed').map(({ rule, severity, quote }) => [rule, severity, quote])).toEqual([
      ['no-label', 'error', 'photo of the label'],
      ['no-label', 'error', 'picture of the sticker'],
    ])
  })

  test('gives a rule that needs it the syntax tree of a sentence', async () => {
    const long = defineRule({
      summary: 'Sentences are short.',
      message: 'Long sentence',
      severity: 'info',
      kind: 'forbids',
      needs: ['tree'],
      options: { words: { default: 6, from: 1, to: 100 } },
      *check(analysis, { words }) {
        for (const sentence of analysis.replies.flatMap(({ sentences }) => sentences)) {
          const tree = JSON.stringify(analysis.treeOf(sentence))
          if ((tree.match(/"WordNode"/g) ?? []).length > words) yield { at: sentence }
        }
      },
    })
    const { diagnostics, problems } = await lintText('Thank you. We have found your parcel behind the counter.', {
      ownRules: { 'short-sentences': long },
    })
    expect(problems).toEqual([])
    expect(diagnostics.filter(({ rule }) => rule === 'short-sentences').map(({ quote }) => quote)).toEqual([
      'We have found your parcel behind the counter.',
    ])
  })

  test('judges a draft as the reply to a ticket', async () => {
    const { diagnostics } = await lintText(draft, { path: 'draft.txt', only, replyTo: { text: ticket, path: 'ticket.txt' } })
    expect(diagnostics).toMatchObject([{ rule: 'acknowledge-before-solving', source: { path: 'draft.txt' } }])
    for (const { because } of diagnostics) {
      expect(because.length).toBeGreaterThan(0)
      for (const { source, span, quote } of because) expect(source && slice(source, span)).toBe(quote)
    }
  })

  test('reads JSONL a line at a time, and finds the same words', async () => {
    const line = (id: string) =>
      JSON.stringify({
        id,
        kind: 'transcript',
        turns: [
          { speaker: 'customer', text: ticket },
          { speaker: 'agent', text: draft },
        ],
      })
    const { conversations, diagnostics } = await lintText(`${line('a')}\n${line('b')}\n`, { path: 'tickets.jsonl', only })
    expect(conversations).toBe(2)
    expect(diagnostics.map(({ conversation, source, span }) => [conversation.id, slice(source, span)])).toEqual([
      ['a', draft],
      ['b', draft],
    ])
  })

  test('says what it does not know, and goes on', async () => {
    const { problems, replies } = await lintText(draft, { rules: { 'no-deflecton': 'off' }, vocabulary: { apologise: ['(sorry'] } })
    expect(replies).toBe(1)
    expect(problems).toMatchObject([
      { message: 'there is no rule `no-deflecton`', nearest: 'no-deflection' },
      { message: expect.stringContaining('(sorry') },
    ])
  })

  test('answers one conversation only', async () => {
    const two = JSON.stringify([1, 2].map((id) => ({ id: String(id), kind: 'transcript', turns: [{ speaker: 'customer', text: ticket }] })))
    expect(await lintText(draft, { replyTo: { text: two, path: 'two.json' } })).toMatchObject({
      diagnostics: [],
      problems: [{ path: 'two.json', message: 'this holds 2 conversations: a draft answers one' }],
    })
  })
})

test('failingCases runs the cases of a README of your own', async () => {
  const readme = `## Fails\n\n\`\`\`template\n${draft}\n                 ^^^^^^^^^^^^^^^^^^ Label asked for\n\`\`\`\n`
  expect(await failingCases('no-label', noLabel, readme)).toEqual([])
  expect(await failingCases('no-label', noLabel, readme.replace('photo', 'video'))).toHaveLength(1)
})
