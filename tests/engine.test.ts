import { describe, expect, test } from 'vitest'
import { type Conversation, wordsOf } from '../src/conversation.ts'
import { type ActiveRule, runRules, type Scope } from '../src/rules/engine.ts'
import { ruleFromYaml } from '../src/rules/from-yaml.ts'
import { kindOf, valuesOf } from '../src/rules/options.ts'
import { lexiconOf } from '../src/rules/phrases.ts'
import type { Finding, Rule } from '../src/rules/rule.ts'
import { reports, rule, talk, template, understood } from './talk.ts'

const judgeAgents: Scope = { judge: ['agent'], onlyForbidding: false }

const active = (name: string, made: Rule): ActiveRule => ({ name, rule: made, severity: 'warn', options: valuesOf(made.options) })

/** What rules say, as `rule: words`, met ones with a plus. */
function said(conversation: Conversation, rules: Readonly<Record<string, Rule>>, scope: Partial<Scope> = {}) {
  const list = Object.entries(rules).map(([name, made]) => active(name, made))
  const { verdicts, problems } = runRules(list, understood(conversation), { ...judgeAgents, ...scope })
  return {
    said: verdicts.map((verdict) => `${verdict.outcome === 'met' ? '+' : ''}${verdict.rule.name}: ${wordsOf(verdict.at)}`),
    problems: problems.map(({ message }) => message),
  }
}

const chat = talk(`customer: My parcel is late, I am stuck here.
agent: I see. The parcel is in Leeds.
agent note: parcel was lost, do not tell
system: parcel status changed
bot: Your parcel is on its way
agent: The parcel comes on Monday.
customer: Which parcel?
agent: Your parcel from May.`)

describe('whose words are judged', () => {
  const parcel = reports(/parcel/g)

  test('only public agent turns are, whatever a rule reports', () => {
    const { verdicts } = runRules([active('parcel', parcel)], understood(chat), judgeAgents)
    expect(verdicts.map(({ at }) => at.turn.index)).toEqual([1, 5, 7])
  })

  test('bots are where a team asks for it', () => {
    const { verdicts } = runRules([active('parcel', parcel)], understood(chat), { ...judgeAgents, judge: ['agent', 'bot'] })
    expect(verdicts.map(({ at }) => at.turn.index)).toEqual([1, 4, 5, 7])
  })

  test('in a conversation with a draft, only the draft is', () => {
    const turns = chat.turns.map((turn, nth) => (nth === 7 ? { ...turn, source: chat.source } : turn))
    expect(said({ ...chat, turns }, { parcel }).said).toEqual(['parcel: parcel'])
  })
})

describe('answers', () => {
  const firstAnd = (answer: Partial<Finding>): Rule =>
    rule({
      kind: 'requires',
      *check({ replies }) {
        for (const reply of replies) {
          for (const sentence of reply.sentences) yield { at: sentence, ...answer }
        }
      },
    })

  test('come in the order of the words, each place once per rule', () => {
    const twice = reports(/Leeds|parcel is/g)
    const doubled: Rule = { ...twice, check: (...args) => [...twice.check(...args), ...twice.check(...args)] }
    expect(said(chat, { zebra: doubled, ant: reports(/parcel is in/g) }).said).toEqual([
      'zebra: parcel is',
      'ant: parcel is in',
      'zebra: Leeds',
    ])
  })

  test('of a requiring rule are one per reply, the earliest', () => {
    expect(said(chat, { once: firstAnd({}) }).said).toEqual(['once: I see.', 'once: Your parcel from May.'])
    expect(said(chat, { once: firstAnd({ outcome: 'met' }) }).said).toEqual(['+once: I see.', '+once: Your parcel from May.'])
  })

  test('missed wins over met in the same reply', () => {
    const both = rule({
      kind: 'requires',
      *check({ replies: [reply] }) {
        const [first, second] = reply?.sentences ?? []
        if (first && second) yield* [{ at: first, outcome: 'met' } as const, { at: second }]
      },
    })
    expect(said(chat, { both }).said).toEqual(['both: The parcel is in Leeds.'])
  })

  test('"met" of a forbidding rule is a mistake of the rule', () => {
    expect(said(chat, { forbids: { ...firstAnd({ outcome: 'met' }), kind: 'forbids' } })).toEqual({
      said: [],
      problems: ['rule \'forbids\' failed: a rule that forbids cannot answer "met"'],
    })
  })

  test('without a place are a mistake of the rule, and the other rules go on', () => {
    const nowhere = rule({ check: () => JSON.parse('[{ "message": "here" }]') })
    const throws = rule({
      check() {
        throw new TypeError('x is undefined')
      },
    })
    expect(said(chat, { nowhere, throws, parcel: reports(/Leeds/g) })).toEqual({
      said: ['parcel: Leeds'],
      problems: [
        "rule 'nowhere' failed: a finding says where: `at` is a sentence, a cue, or { turn, range }",
        "rule 'throws' failed: x is undefined",
      ],
    })
  })
})

describe('where a rule applies', () => {
  test.each([
    [undefined, true, true],
    [['template'], false, true],
    [['chat'], true, false],
    [['email', 'transcript'], true, false],
    [['email'], false, false],
  ] as const)('%s: a chat %s, a template %s', (appliesTo, inChat, inTemplate) => {
    const made = reports(/parcel/g, appliesTo ? { appliesTo } : {})
    expect(said({ ...chat, channel: 'chat' }, { made }).said.length > 0).toBe(inChat)
    expect(said(template('Your parcel is late.'), { made }).said.length > 0).toBe(inTemplate)
  })

  test.each([
    ['As soon as possible.', '/3/replace', false],
    // A file or a draft of its own.
    ['As soon as possible.', '', true],
    ['Possible. Send it over.', '/3/replace', true],
    ['As soon as possible we will write to you.', '/3/replace', true],
  ])('what judges whole replies leaves snippets alone: %s (%s)', (text, pointer, judged) => {
    const whole = reports(/possible/gi, { whole: true })
    const words = reports(/possible/gi)
    expect(said(template(text, { pointer }), { whole, words }).said.map((each) => each.split(':')[0])).toEqual(
      judged ? ['whole', 'words'] : ['words'],
    )
    expect(said(talk(`agent: ${text}`, { pointer }), { whole }).said).toHaveLength(1)
  })

  test('text too short to tell its language meets forbidding rules only', () => {
    const requires = reports(/parcel/g, { kind: 'requires' })
    expect(said(chat, { requires, forbids: reports(/Leeds/g) }, { onlyForbidding: true }).said).toEqual(['forbids: Leeds'])
  })
})

describe('an opaque placeholder', () => {
  const needsWords = (opaque?: Rule['opaque']) => reports(/refund/g, { kind: 'requires', ...(opaque ? { opaque } : {}) })
  const after = template('We cannot refund it. {{signature}}')
  const before = template('{{signature}} We cannot refund it.')
  const name = template('Hi {{name}}, we cannot refund it.')

  test('silences a requiring rule that misses something in the reply', () => {
    expect([after, before, name].map((text) => said(text, { needs: needsWords() }).said.length)).toEqual([0, 0, 1])
  })

  test('silences one that looks before the words only when it stands there', () => {
    expect([after, before, name].map((text) => said(text, { needs: needsWords('before') }).said.length)).toEqual([1, 0, 1])
  })

  test('never silences a forbidding rule or praise', () => {
    expect(said(after, { forbids: reports(/refund/g) }).said).toEqual(['forbids: refund'])
    const praise = rule({
      kind: 'requires',
      *check({ replies: [reply] }) {
        if (reply?.sentences[0]) yield { at: reply.sentences[0], outcome: 'met' }
      },
    })
    expect(said(after, { praise }).said).toEqual(['+praise: We cannot refund it.'])
  })
})

describe('options', () => {
  const options = {
    within: 3,
    loud: true,
    style: { oneOf: ['calm', 'warm'] },
    most: { default: 4, from: 1, to: 9 },
    words: ['tier 2'],
    name: 'Ada',
  } as const

  test('are their defaults until a team sets them', () => {
    expect(valuesOf(options)).toEqual({ within: 3, loud: true, style: 'calm', most: 4, words: ['tier 2'], name: 'Ada' })
    expect(valuesOf(options, { within: 5, style: 'warm', words: ['RMA'], most: 9 })).toMatchObject({
      within: 5,
      style: 'warm',
      words: ['RMA'],
      most: 9,
    })
  })

  test('keep the default where a value does not fit', () => {
    expect(valuesOf(options, { within: '5', loud: 'yes', style: 'hot', most: 10, words: [3], name: 1 })).toEqual(valuesOf(options))
  })

  test('say what they take', () => {
    expect(Object.values(options).map((option) => kindOf(option).takes)).toEqual([
      'a number, 0 or more',
      'true or false',
      'one of calm, warm',
      'a whole number from 1 to 9',
      'a list of words or phrases',
      'a text',
    ])
  })
})

describe('a rule made of phrases', () => {
  const base = { summary: 'Plain words.', message: 'Office language', severity: 'info' } as const

  /** What the rule says, its phrases compiled as those of a team's rule are. */
  function phrasesSay(conversation: Conversation, data: Omit<Parameters<typeof ruleFromYaml>[0], keyof typeof base>) {
    const made = ruleFromYaml({ ...base, ...data })
    const words = { phrases: data.phrases, unless: data.unless ?? [] }
    const lexicon = lexiconOf(Object.entries(words).map(([key, say]) => ({ key: `office/${key}`, say })))
    const analysis = understood(conversation, { lexicons: lexicon ? [lexicon] : [] })
    const { verdicts, problems } = runRules([active('office', made)], analysis, judgeAgents)
    expect(problems).toEqual([])
    return verdicts.map(({ outcome, at }) => `${outcome} ${wordsOf(at)}`)
  }

  const letter = template('Kindly revert. Please be advised that we closed it. Would you kindly revert? As agreed, kindly revert.')

  test('reports its words once per sentence', () => {
    expect(phrasesSay(letter, { phrases: ['kindly revert', 'be advised'] })).toEqual([
      'missed Kindly revert',
      'missed be advised',
      'missed kindly revert',
      'missed kindly revert',
    ])
  })

  test('is silent where a sentence holds an exception', () => {
    expect(phrasesSay(letter, { phrases: ['kindly revert'], unless: ['as agreed', 'would you'] })).toEqual(['missed Kindly revert'])
  })

  test.each([
    ['question', ['missed kindly revert']],
    ['opening', ['missed Kindly revert']],
    ['closing', ['missed kindly revert']],
    ['statement', ['missed Kindly revert', 'missed kindly revert']],
  ] as const)('looks only at the %s', (where, expected) => {
    expect(phrasesSay(letter, { phrases: ['kindly revert'], in: [where] })).toEqual(expected)
  })

  test('that requires asks for one of its words in each reply', () => {
    const signed = { kind: 'requires', phrases: ['your case number is'], in: ['closing'] } as const
    const replies = talk(`customer: It broke.
agent: Thank you. Your case number is 12.
customer: And now?
agent: Wait for our letter.`)
    expect(phrasesSay(replies, signed)).toEqual(['met Your case number is', 'missed Wait for our letter.'])
    expect(phrasesSay(replies, { ...signed, unless: ['our letter'] })).toEqual(['met Your case number is'])
  })
})
