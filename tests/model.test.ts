import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtInLexicon, builtInModels } from '../src/analysis/built-in.ts'
import { BUCKETS, bucketsOf, KINDS, leaning, type Model } from '../src/analysis/model.ts'
import { decodeModel, decodeModels, encodeModel, encodeModels } from '../src/analysis/model-file.ts'
import { signsIn } from '../src/analysis/state.ts'
import { minimise } from '../training/minimise.ts'
import { type Row, rowsIn, templatesIn } from '../training/rows.ts'
import { train, trainModels, trainNews } from '../training/train.ts'
import { talk, template, understood } from './talk.ts'

const nothingBefore = { state: 0, answered: false, channel: 'chat', reply: [] } as const

function sentencesOf(text: string) {
  const conversation = talk(`customer: ${text}`)
  return understood(conversation).sentencesOf(conversation.turns[0]!)
}

function leansIn(model: Model, text: string): number {
  const sentences = sentencesOf(text)
  return leaning(model, sentences, signsIn(sentences, nothingBefore).counts)
}

const leaningBy = (bias: number): Model => {
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Model['kinds']
  return { bias, kinds, scale: 0.00001, weights: new Int8Array(BUCKETS).fill(1) }
}

describe('learning', () => {
  test('finds where a function is smallest', () => {
    // Rosenbrock's valley, whose bottom is at (1, 1).
    const found = minimise(2, ([x = 0, y = 0], slope) => {
      slope[0] = -2 * (1 - x) - 400 * x * (y - x * x)
      slope[1] = 200 * (y - x * x)
      return (1 - x) ** 2 + 100 * (y - x * x) ** 2
    })
    expect(found[0]).toBeCloseTo(1, 2)
    expect(found[1]).toBeCloseTo(1, 2)
  })

  const row = (upset: boolean, text: string): Row => ({ upset, channel: 'chat', before: undefined, previous: '', text, weight: 1 })
  const rows = [
    ...['the blorp came back grey', 'grey and late, the blorp', 'my blorp is grey'].map((text) => row(true, text)),
    ...['the blorp is green', 'a green blorp please', 'green is nice for a blorp'].map((text) => row(false, text)),
  ]

  test('tells by its words a turn that it has not seen', () => {
    const model = train(rows, builtInLexicon())
    expect(leansIn(model, 'One grey blorp.')).toBeGreaterThan(leansIn(model, 'One green blorp.'))
  })

  test('tells templates too, and both kinds are needed', () => {
    const templates = rows.map(({ upset, text }) => ({ badNews: upset, text }))
    const { badNews } = trainModels(rows, templates, builtInLexicon())
    const leans = (text: string) => leaning(badNews, sentencesOf(text))
    expect(leans('One grey blorp.')).toBeGreaterThan(leans('One green blorp.'))
    expect(() => trainNews(templates.slice(0, 3), builtInLexicon())).toThrow('no texts of one kind')
  })

  test('learns the same from the same turns', () => {
    expect(encodeModel(train(rows, builtInLexicon()))).toEqual(encodeModel(train(rows, builtInLexicon())))
  })
})

describe('the turns to learn from', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rows-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const read = (text: string) => {
    const file = join(folder, 'turns.tsv')
    writeFileSync(file, text)
    return rowsIn(file, 0.5)
  }

  test('come with what was said before', () => {
    const text = 'label\tchannel\tbefore\tprevious\ttext\ncalm\temail\t-\t-\tHello\\nthere\nupset\tchat\t2\tOne moment.\tStill here.\n'
    expect(read(text)).toEqual([
      { upset: false, channel: 'email', before: undefined, previous: '', text: 'Hello\nthere', weight: 0.5 },
      { upset: true, channel: 'chat', before: 2, previous: 'One moment.', text: 'Still here.', weight: 0.5 },
    ])
  })

  test('stand alone in files of sentences', () => {
    expect(read('label\tchannel\tsentence\nvery-upset\tsocial\tNever again.\n')).toEqual([
      { upset: true, channel: 'social', before: undefined, previous: '', text: 'Never again.', weight: 0.5 },
    ])
  })

  test('are later ones where the file says so', () => {
    expect(read('label\tchannel\tplace\ttext\ncalm\tchat\tlater\tYes please.\n')[0]?.before).toBe(0)
  })

  test.each([
    ['calm\tchat\t-\t', /turns\.tsv:2: this turn has no text/],
    ['clam\tchat\t-\tHello', /turns\.tsv:2: "clam" is no label/],
    ['calm\tfax\t-\tHello', /turns\.tsv:2: "fax" is no channel/],
    ['calm\tchat\t7\tHello', /turns\.tsv:2: "7" is no before/],
  ])('are told where they are wrong: %s', (line, message) => {
    expect(() => read(`label\tchannel\tbefore\ttext\n${line}\n`)).toThrow(message)
  })
})

describe('the templates to learn from', () => {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const read = (text: string) => {
    const file = join(folder, 'templates.tsv')
    writeFileSync(file, text)
    return templatesIn(file)
  }

  test('are bad news or ordinary', () => {
    expect(read('label\ttext\nbad-news\tHello\\nWe lost it.\nordinary\tIt is here.\n')).toEqual([
      { badNews: true, text: 'Hello\nWe lost it.' },
      { badNews: false, text: 'It is here.' },
    ])
  })

  test.each([
    ['label\ttext\nsad\tWe lost it.\n', /templates\.tsv:2: "sad" is no label/],
    ['label\ttext\nordinary\tHello\nbad-news\t\n', /templates\.tsv:3: this template has no text/],
  ])('are checked: %j', (text, says) => {
    expect(() => read(text)).toThrow(says)
  })
})

describe('the model of bad news', () => {
  const leans = (text: string) => leaning(builtInModels().badNews, sentencesOf(text))

  test.each([
    ['We are sorry, your lamp was lost in our workshop and we cannot repair it.', 'If your lamp is lost, log in and order a new one.'],
    ['Your application was rejected. The decision is final.', 'Was your card rejected? Enter the number again without spaces.'],
    ['Closing this as stale, nobody has answered.', 'Could you add the log of the run that failed? Thanks!'],
  ])('leans to "%s" and not to "%s"', (bad, ordinary) => {
    expect(leans(bad)).toBeGreaterThan(0)
    expect(leans(ordinary)).toBeLessThan(0)
  })

  test('has to agree that a template brings bad news', () => {
    const notice = 'Hi Sam, unfortunately your lamp was lost.'
    const text = `${notice} We searched the van and the depot twice on Monday, and the driver does not have it.`
    const weighing = (bias: number) => understood(template(text), { models: { ...builtInModels(), badNews: leaningBy(bias) } }).badNews
    expect(weighing(1)).toBeDefined()
    expect(weighing(-1)).toBeUndefined()
    // Of few words it knows too little.
    expect(understood(template(notice), { models: { ...builtInModels(), badNews: leaningBy(-1) } }).badNews).toBeDefined()
    expect(understood(template(text), { models: undefined }).badNews).toBeDefined()
  })
})

describe('the model that ships', () => {
  test('is the same when written and read', () => {
    expect(encodeModels(decodeModels(encodeModels(builtInModels())))).toEqual(encodeModels(builtInModels()))
    const bytes = encodeModel(builtInModels().upset)
    expect(bytes.byteLength).toBe(BUCKETS + 4 * (KINDS.length + 2))
    expect(encodeModel(decodeModel(bytes))).toEqual(bytes)
    // Wherever the bytes lie.
    const shifted = Buffer.concat([Buffer.from([7, 7, 7]), bytes]).subarray(3)
    expect(encodeModel(decodeModel(shifted))).toEqual(bytes)
  })

  test.each([
    ['My name never comes up on the screen at your desk, and the form I sent is with nobody.', 'Which name should I put on the form?'],
    ['So the second van did not bring it either.', 'The second van can bring it on Monday.'],
    ['You have all that from me, it stands further up.', 'I have all that here, shall I send it?'],
  ])('leans to "%s" and not to "%s"', (upset, calm) => {
    expect(leansIn(builtInModels().upset, upset)).toBeGreaterThan(leansIn(builtInModels().upset, calm))
  })

  /** How a customer feels in each of their turns, as a model hears it. */
  function statesBy(upset: Model, lines: string, channel: 'chat' | 'social' | 'email' = 'chat') {
    const conversation = talk(lines, { channel })
    const { stateOf } = understood(conversation, { models: { ...builtInModels(), upset } })
    return conversation.turns.filter(({ speaker }) => speaker === 'customer').map(stateOf)
  }

  test('shows the sentence that weighs most', () => {
    const weights = new Int8Array(BUCKETS).fill(1)
    const { kinds } = leaningBy(0)
    const [shown] = statesBy({ bias: 9, kinds, scale: 1, weights }, 'customer: Hello. The lamp is for the hall.')
    expect(shown!.state).toBe(1)
    expect(shown!.because.map(({ turn, range }) => turn.text.value.slice(range.start, range.end))).toEqual(['The lamp is for the hall.'])
    const [silent] = statesBy({ bias: 9, kinds, scale: 1, weights: weights.fill(-1) }, 'customer: The lamp is for the hall.')
    expect(silent).toMatchObject({ state: 0, because: [] })
  })

  const FIRST = 'customer: The lamp is for the hall.'
  const SECOND = `${FIRST}\nagent: It comes on Monday.\ncustomer: The one in the school by the river.`

  test.each([
    ['a first message', 'chat', FIRST, 0.95],
    ['a first post', 'social', FIRST, 0.8],
    ['a first mail', 'email', FIRST, 2],
    // Both turns lean alike, so that the one before counts for 0.9 / 1.5 of it.
    ['an answer', 'chat', SECOND, 0.3 / 1.6],
    ['a second mail', 'email', SECOND, 2],
  ] as const)('has to be surer of %s', (_, channel, lines, bar) => {
    const heard = (bias: number) => statesBy(leaningBy(bias), lines, channel).at(-1)!.state
    expect([heard(bar - 0.01), heard(bar + 0.01)]).toEqual([0, 1])
  })

  test.each(['It works now, the lamp is on.', 'Thank you for the lamp in the hall.', '55120-KL', 'Yes, 4471'])(
    'leaves alone: %s',
    (text) => {
      expect(statesBy(leaningBy(99), `customer: ${text}`)[0]!.state).toBe(0)
    },
  )

  /** Leans by its bias, and strongly to upset where a word stands. */
  function leaningAt(word: string, bias: number): Model {
    const weights = new Int8Array(BUCKETS).fill(1)
    const ends = new Set(bucketsOf(sentencesOf('lamp')).words)
    for (const bucket of bucketsOf(sentencesOf(word)).words) if (!ends.has(bucket)) weights[bucket] = 100
    return { ...leaningBy(bias), weights, scale: 0.05 }
  }

  test('hears a turn in the middle of anger, and not the same words in a friendly talk', () => {
    const angry = (turn: string) =>
      `customer: ${turn}\nagent: It comes on Monday.\ncustomer: The one in the school by the river.\nagent: I see.\ncustomer: ${turn}`
    const model = leaningAt('grumph', -0.1)
    expect(statesBy(model, angry('Grumph, grumph and grumph again.')).map(({ state }) => state)).toEqual([1, 1, 1])
    expect(statesBy(model, angry('It is the brass one with two arms.'))[1]!.state).toBe(0)
  })

  test('takes a short answer to a question for data, in a talk', () => {
    const lines = `${FIRST}\nagent: Which hall is that?\ncustomer: The one in the school by the river.`
    expect(statesBy(leaningBy(3), lines)[1]!.state).toBe(0)
    expect(statesBy(leaningBy(3), lines, 'social')[1]!.state).toBe(1)
  })

  test('hears what the customer says, and not how the agent answers', () => {
    const [plain, sorry] = ['We will bring it.', 'I am so sorry about the lamp.'].map(
      (answer) => statesBy(leaningBy(0.9), `${FIRST}\nagent: ${answer}`)[0]!.state,
    )
    expect([plain, sorry]).toEqual([0, 0])
  })

  test('asks for more before any answer, however many messages it takes', () => {
    const twice = 'customer: The lamp is for the hall.\ncustomer: The one in the school by the river.'
    expect(statesBy(leaningBy(0.3), twice)[1]!.state).toBe(0)
    expect(statesBy(leaningBy(0.3), SECOND)[1]!.state).toBe(1)
  })

  test('reads a page of exclamation marks as fast as any', () => {
    const { words } = bucketsOf(sentencesOf(`see that ${'!'.repeat(200_000)} x now.`))
    expect(words.length).toBeGreaterThan(3)
  })

  test('cannot be read from other bytes', () => {
    expect(() => decodeModel(new Uint8Array(12))).toThrow(/a model has \d+ bytes, and this has 12/)
  })

  test.each([
    ['But the booking says nine.', 'chat', 0],
    ['But the booking says nine.', 'social', 1],
    ['and when?', 'chat', 1],
    ['Oh no, that is too bad for my pupils.', 'chat', 1],
  ] as const)('has to agree with signs in an answer to an agent: %s (%s)', (text, channel, state) => {
    const lines = `customer: You charged me twice for one lesson.\nagent: The teachers will contact you soon.\ncustomer: ${text}`
    const conversation = talk(lines, { channel })
    const signs = understood(conversation, { models: undefined }).stateOf(conversation.turns[2]!)
    expect(signs.state).toBe(1)
    expect(statesBy(leaningBy(-1), lines, channel)[1]!.state).toBe(state)
  })

  test('is not asked about signs in an answer to a question', () => {
    const [told, asked] = ['I am looking at it.', 'Which lesson was that?'].map((said) => {
      const lines = `customer: A lesson is missing.\nagent: ${said}\ncustomer: The one on Friday, I have now written three times about it.`
      return statesBy(leaningBy(-1), lines)[1]!.state
    })
    expect([told, asked]).toEqual([0, 1])
  })

  test('is not asked about signs in a first message', () => {
    const lines = 'customer: This is the third broken one you send me!'
    const calm: Model = { bias: -99, kinds: builtInModels().upset.kinds, scale: 0, weights: new Int8Array(BUCKETS) }
    const [heard] = statesBy(calm, lines)
    expect(heard!.state).toBeGreaterThan(0)
    expect(heard!.because.map(({ sense }) => sense)).toEqual(statesBy(builtInModels().upset, lines)[0]!.because.map(({ sense }) => sense))
  })
})
