import { describe, expect, test } from 'vitest'
import { speakerOfLabel, speakerOfRole } from '../src/readers/speaker-words.ts'
import { resolveSpeakers, type TurnDraft } from '../src/readers/speakers.ts'
import { slice, sourceOf } from '../src/source.ts'
import { Text } from '../src/text.ts'

type Said = readonly [author: string | undefined, words: string, more?: Partial<TurnDraft>]

function resolve(said: readonly Said[], names: { agents?: string[]; customers?: string[] } = {}) {
  const source = sourceOf('chat.txt', said.map(([author, words]) => `${author}: ${words}\n`).join(''))
  let at = 0
  const drafts = said.map(([author, words, more], index): TurnDraft => {
    const start = at
    at += `${author}: ${words}\n`.length
    const text = Text.of(source, { start: at - words.length - 1, end: at - 1 })
    return { index, ...(author === undefined ? {} : { author }), text, visibility: 'public', span: { start, end: at - 1 }, ...more }
  })
  const { turns, problems } = resolveSpeakers(drafts, { agents: names.agents ?? [], customers: names.customers ?? [] }, source)
  return { speakers: turns.map(({ speaker }) => speaker).join(' '), turns, problems, source }
}

describe('what a speaker is called', () => {
  test.each([
    [
      'agent',
      [
        'Agent',
        'AGENT',
        'agent_1',
        'Agent 2',
        'Support',
        'Customer Support',
        'Dana (Support)',
        'Agent Dana',
        'Dana - Support',
        'Rep',
        'CSR',
        'ASSISTANT',
        'Operator',
        'Help Desk',
        'admin',
        'Emma [Agent]',
      ],
    ],
    [
      'customer',
      ['Customer', 'CUSTOMER', 'client', 'user', 'End User', 'end-user', 'Visitor 123', 'Caller', 'Guest', 'Customer #2', 'Kim (Customer)'],
    ],
    ['bot', ['Bot', 'Chatbot', 'Answer Bot', 'HelpBot', 'Virtual Assistant', 'IVR']],
    ['system', ['System', 'System message']],
    [
      undefined,
      [
        'Dana',
        'Kim Ode',
        'Abbot',
        'Usher',
        'spk_0',
        'Speaker 1',
        'Agentha',
        'My order',
        'Visitor uploaded',
        'Mouse support',
        'User-Agent',
        'Company',
        'Status',
      ],
    ],
  ])('%s', (speaker, labels) => {
    expect(labels.map((label) => [label, speakerOfLabel(label)])).toEqual(labels.map((label) => [label, speaker]))
  })
})

test('data has words of its own for them', () => {
  expect(['internal', 'external', 'lead', 'fin', 'action', 'end-user', 'AGENT'].map(speakerOfRole)).toEqual([
    'agent',
    'customer',
    'customer',
    'bot',
    'system',
    'customer',
    'agent',
  ])
})

describe('a team says who is who', () => {
  test('by name, mail address or domain, whatever the case', () => {
    expect(
      resolve(
        [
          ['dana reyes', 'Hi'],
          ['Kim', 'Hi'],
        ],
        { agents: ['Dana Reyes'] },
      ).speakers,
    ).toBe('agent customer')
    expect(
      resolve(
        [
          ['Dana <dana@Lindenbank.example>', 'Hi'],
          ['kim@home.example', 'Hi'],
        ],
        { agents: ['@lindenbank.example'] },
      ).speakers,
    ).toBe('agent customer')
    expect(
      resolve(
        [
          ['DANA@lindenbank.example', 'Hi'],
          ['Kim', 'Hi'],
        ],
        { agents: ['dana@lindenbank.example'] },
      ).speakers,
    ).toBe('agent customer')
    expect(
      resolve(
        [
          ['Dana', 'Hi'],
          ['Kim', 'Hi'],
        ],
        { customers: ['kim'] },
      ).speakers,
    ).toBe('agent customer')
  })

  test('a domain is not the end of another one', () => {
    expect(
      resolve(
        [
          ['dana@notbank.example', 'Hi'],
          ['Kim', 'Hi'],
        ],
        { agents: ['@bank.example'] },
      ).speakers,
    ).toBe('unknown unknown')
    expect(
      resolve(
        [
          ['dana@eu.bank.example', 'Hi'],
          ['Kim', 'Hi'],
        ],
        { agents: ['@bank.example'] },
      ).speakers,
    ).toBe('agent customer')
  })
})

describe('what they say', () => {
  test.each([
    'Thank you for calling Lindenbank.',
    'Thanks so much for contacting us!',
    'How can I help you today?',
    'how may I assist',
    'My name is Ruth from the billing team.',
    "You're through to Ruth.",
    'I’d be happy to help with that.',
    'Let me pull up your account.',
    'May I have your order number?',
  ])('of an agent: %s', (words) => {
    expect(
      resolve([
        ['Dana', words],
        ['Kim', 'Hello'],
      ]).speakers,
    ).toBe('agent customer')
    expect(
      resolve([
        ['Kim', 'Hello'],
        ['Dana', words],
      ]).speakers,
    ).toBe('customer agent')
  })

  test.each([
    'My order never came.',
    'I ordered a lamp.',
    'Your company is a joke',
    "I've been charged twice",
    'i want a refund',
    'Where is my parcel?',
  ])('of a customer: %s', (words) => {
    expect(
      resolve([
        ['Kim', words],
        ['Dana', 'Hello'],
      ]).speakers,
    ).toBe('customer agent')
  })

  test('who opens decides nothing', () => {
    expect(
      resolve([
        ['Kim', 'Hello'],
        ['Dana', 'Hello, it is raining here'],
      ]).speakers,
    ).toBe('unknown unknown')
  })

  test('two who both sound like the agent are not told apart', () => {
    expect(
      resolve([
        ['Kim', 'How can I help?'],
        ['Dana', 'How can I help?'],
      ]).speakers,
    ).toBe('unknown unknown')
  })

  test('a chat that is handed on has two agents', () => {
    expect(
      resolve([
        ['Ada', 'My order is late'],
        ['Dana', 'How can I help?'],
        ['Kim', 'Thanks for contacting us'],
      ]).speakers,
    ).toBe('customer agent agent')
  })
})

describe('what the data says comes first', () => {
  test('a speaker is kept, and the other one follows from it', () => {
    expect(
      resolve([
        ['Dana', 'My order is late', { speaker: 'agent' }],
        ['Kim', 'How can I help?'],
      ]).speakers,
    ).toBe('agent agent')
    expect(
      resolve([
        ['Dana', 'Hi', { speaker: 'agent' }],
        ['Kim', 'Hi'],
      ]).speakers,
    ).toBe('agent customer')
  })

  test('a role is understood, and gone afterwards', () => {
    const { turns, speakers } = resolve([
      ['Dana', 'Hi', { role: 'operator' }],
      ['Kim', 'Hi', { role: 'end-user' }],
    ])
    expect(speakers).toBe('agent customer')
    expect(turns[0]).not.toHaveProperty('role')
    expect(turns[0]).toMatchObject({ author: 'Dana', index: 0 })
  })

  test('machines, and those who only leave notes, do not count as the other one', () => {
    const bot: Said = ['Help Bot', 'Hi']
    const note: Said = ['Ruth', 'call back', { visibility: 'internal' }]
    const system: Said = [undefined, 'Chat started', { speaker: 'system' }]
    expect(resolve([system, bot, ['Agent', 'Hi'], note, ['Kim', 'Hi']]).speakers).toBe('system bot agent unknown customer')
    expect(resolve([bot, ['Agent', 'Hi'], note, ['Kim', 'Hi']]).problems).toEqual([])
  })
})

describe('whoever stays unknown is named once', () => {
  test('with the words to put right', () => {
    const { problems, source } = resolve([
      ['Dana', 'Hi'],
      ['Kim', 'Hi'],
      ['Dana', 'Hi'],
    ])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ path: 'chat.txt', message: "cannot tell who is the agent: add 'Dana' or 'Kim' to `agents:`" })
    expect(slice(source, problems[0]!.span!)).toBe('Dana')
    expect(
      resolve([
        ['Dana', 'Hi'],
        ['Dana', 'Hi'],
      ]).problems[0]!.message,
    ).toBe("cannot tell who is the agent: add 'Dana' to `agents:`")
  })

  test('where the agent is known', () => {
    const { problems, speakers } = resolve([
      ['Agent', 'Hi'],
      ['Customer', 'Hi'],
      ['Dana', 'Hi'],
    ])
    expect(speakers).toBe('agent customer unknown')
    expect(problems[0]!.message).toBe("cannot tell who 'Dana' is: add the name to `agents:` or `customers:`")
  })

  test('where nobody has a name', () => {
    const { problems, speakers } = resolve([
      [undefined, 'How can I help?'],
      [undefined, 'My order is late'],
    ])
    expect(speakers).toBe('unknown unknown')
    expect(problems.map(({ message }) => message)).toEqual(['cannot tell who is the agent: the turns do not say who speaks'])
  })
})
