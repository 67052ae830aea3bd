import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Conversation } from '../src/conversation.ts'
import type { Problem } from '../src/diagnostic.ts'
import { loadMarkup } from '../src/markup/index.ts'
import { htmlReader } from '../src/readers/html.ts'
import { markdownReader } from '../src/readers/markdown.ts'
import { plainReader } from '../src/readers/plain.ts'
import type { Reader, ReadSettings } from '../src/readers/reader.ts'
import { looksLikeTranscript, transcriptReader } from '../src/readers/transcript.ts'
import { positionOf, type Source, slice, sourceOf } from '../src/source.ts'

beforeAll(async () => {
  await Promise.all([loadMarkup('html'), loadMarkup('markdown')])
})

const nobody: { readonly agents: readonly string[]; readonly customers: readonly string[] } = { agents: [], customers: [] }

function read(reader: Reader, source: Source, settings: Partial<ReadSettings> = {}) {
  const conversations: Conversation[] = []
  const problems: Problem[] = []
  let skipped = 0
  for (const one of reader.read(source, { ...nobody, asked: true, ...settings })) {
    if ('conversation' in one) conversations.push(one.conversation)
    else if ('problem' in one) problems.push(one.problem)
    else skipped += one.skipped.count
  }
  return { conversations, problems, skipped, source }
}

const transcript = (text: string, settings: Partial<ReadSettings> = {}) => read(transcriptReader, sourceOf('chat.txt', text), settings)
const talk = ({ conversations }: ReturnType<typeof read>): string[] =>
  conversations.flatMap(({ turns }) =>
    turns.map(({ speaker, text, visibility }) => `${visibility === 'internal' ? '(internal) ' : ''}${speaker}: ${text.value}`),
  )

const readers: Readonly<Record<string, Reader>> = { md: markdownReader, html: htmlReader, txt: transcriptReader }

function fixture(name: string, settings: Partial<ReadSettings> = {}, reader = readers[name.split('.').at(-1)!]!) {
  const path = `fixtures/formats/${name}`
  return read(reader, sourceOf(path, readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')), settings)
}

/** Where the words stand in the file, and what is written there. */
function place({ conversations, source }: ReturnType<typeof read>, words: string): string {
  for (const { turns } of conversations) {
    for (const { text } of turns) {
      const start = text.value.indexOf(words)
      if (start < 0) continue
      const span = text.spanOf({ start, end: start + words.length })
      const { line, column } = positionOf(source, span.start)
      return `${line}:${column} ${slice(source, span)}`
    }
  }
  return 'nowhere'
}

describe('each way of writing a transcript', () => {
  test('WhatsApp on Android: the order of the lines tells day from month', () => {
    const found = fixture('text-whatsapp-android.txt')
    expect(talk(found)).toEqual([
      'system: Messages and calls are end-to-end encrypted. Tap to learn more.',
      'customer: Hi, my parcel has been "out for delivery" since Friday.\nIt holds my son\'s school shoes and he starts on Monday.',
      "agent: Oh no, just before the first day of school. I'm sorry, Ines.",
      'agent: I can see it : it never left the van. A new pair goes out tonight.',
      'customer: They came 🎉 thank you',
    ])
    expect(place(found, 'thank you')).toBe('6:47 thank you')
    const [conversation] = found.conversations
    expect(conversation).toMatchObject({ channel: 'chat', kind: 'transcript', pointer: '' })
    expect(conversation!.turns[4]!.at).toEqual({ ms: Date.UTC(2024, 10, 13, 9, 11), clock: 'absolute' })
  })

  test('WhatsApp on an iPhone: invisible marks, narrow blanks, a byte order mark, CRLF', () => {
    const found = fixture('text-whatsapp-ios.txt')
    expect(talk(found)).toEqual([
      'customer: My order is three days late.',
      'agent: Three days, and no word from us. I am sorry, Ines.',
      'customer: What now?',
      'agent: It is with your neighbour at number 7.',
    ])
    expect(place(found, 'neighbour')).toBe('4:57 neighbour')
    expect(found.conversations[0]!.turns.map(({ author }) => author)).toEqual([
      'Ines Moreau',
      'Harbour Shoes',
      'Ines Moreau',
      'Harbour Shoes',
    ])
    expect(found.conversations[0]!.turns[3]!.at).toEqual({ ms: Date.UTC(2024, 10, 13, 9), clock: 'absolute' })
  })

  test('Zendesk Chat on one line', () => {
    const found = fixture('text-zendesk-chat.txt')
    expect(talk(found).filter((line) => !line.startsWith('system'))).toEqual([
      'customer: Hello, I was charged twice',
      'agent: Twice is no fun, I am sorry. I have sent the second £19 back.',
      'customer: That was quick!',
    ])
    const turns = found.conversations[0]!.turns
    expect(turns).toHaveLength(7)
    expect(slice(found.source, turns[5]!.span)).toBe('(08:35:10 PM) Priya Nair: That was quick!')
    expect(turns[5]!.at).toEqual({ ms: 110_000, clock: 'relative' })
  })

  test('calls, wrapped to a width', () => {
    const found = fixture('text-call.txt')
    expect(talk(found)[0]).toBe('agent: Thank you for calling Lindenbank, my name is Ruth. How can I help you today?')
    expect(place(found, 'stopped')).toBe('6:9 stopped')
    expect(place(found, 'I help you')).toBe('1:78 I\nhelp you')
    expect(found.conversations[0]!.turns.map(({ at }) => at?.ms)).toEqual([0, 7000, 19_000, 38_000])
  })

  test('times first, over midnight; names only, so what they say decides', () => {
    const found = fixture('text-time-first.txt')
    expect(found.conversations[0]!.turns.map(({ speaker, author, at }) => [speaker, author, at?.ms])).toEqual([
      ['agent', 'Dana', 0],
      ['customer', 'Kim', 60_000],
      ['agent', 'Dana', 180_000],
      ['customer', 'Kim', 240_000],
    ])
  })

  test('bold labels in Markdown, with lists, links, a quotation and keys on top', () => {
    const found = fixture('text-bold.md')
    expect(talk(found)).toEqual([
      'customer: The teapot arrived in eleven pieces.\nI counted them.\n\nlid\nspout',
      'agent: Eleven pieces — what a sad thing to unpack. A new one is on its way and will be with you on Friday.',
      'customer: Thank you!',
      "agent: You're welcome.",
    ])
    expect(found.conversations[0]).toMatchObject({ title: 'Broken teapot', channel: 'email' })
    expect(place(found, 'pieces — what')).toBe('12:27 pieces &mdash; what')
    expect(place(found, "You're")).toBe("17:12 You\\'re")
  })

  test('roles in brackets, and a note among them', () => {
    expect(talk(fixture('text-bracket-role.txt'))).toEqual([
      'customer: The heating is off again and my mother is 84.',
      'agent: I am worried too, with a mother of 84 in the cold.\nA fitter, Tom, will ring your bell before noon.',
      'customer: Thank you.',
      '(internal) agent: Tom knows about the back door.',
      'agent: He is on his way now.',
    ])
  })

  test('a name and a time', () => {
    const found = fixture('text-name-time.txt')
    expect(talk(found)).toEqual([
      'customer: Is the shop in Bath open on Sunday?',
      'agent: It is, from 10 to 4.',
      '(internal) agent: regular customer, be nice',
      'customer: Lovely.\nNote: we close at noon on 24 December.',
    ])
  })

  test('names, with who is who on top and labels that are no names', () => {
    const found = fixture('text-names.txt')
    expect(talk(found)).toEqual([
      'customer: The lamp hums.',
      'agent: A humming lamp in the evening, I can imagine how that nags.\nStep 1: unplug it, please.\nStep 2: turn the bulb half a turn.',
      "customer: It's quiet now!",
      'system: Chat ended at 10:14',
    ])
    expect(found.problems).toEqual([])
  })

  test('messages under bold headers, in quotations', () => {
    const found = fixture('text-headers.md')
    expect(talk(found)).toEqual([
      "customer: The cake came without the candles.\nIt's for a fourth birthday.",
      'agent: Oh dear, a fourth birthday without candles.\nA courier brings them before 10 tomorrow.',
    ])
    expect(found.conversations[0]!.turns.map(({ author }) => author)).toEqual(['Bea K.', 'Emma S.'])
    expect(place(found, 'courier')).toBe('11:5 courier')
  })

  test('Salesforce live chats, in HTML', () => {
    const found = fixture('text-salesforce.html')
    expect(talk(found).slice(1)).toEqual([
      'agent: Good morning, Rosalind here.',
      "customer: I can't log in & my exam is today",
      "agent: Today, of all days. I've opened it for you.",
    ])
    expect(place(found, "can't log in &")).toBe('1:234 can&#39;t log in &amp;')
    expect(found.conversations[0]!.turns[3]!.at).toEqual({ ms: 61_000, clock: 'relative' })
  })

  test('a transcript in HTML', () => {
    const html = '<p><strong>Customer:</strong> The lamp hums.</p><p><b>Agent</b>: Oh no &ndash; let&rsquo;s see.</p>'
    const found = read(htmlReader, sourceOf('a.html', html))
    expect(talk(found)).toEqual(['customer: The lamp hums.', 'agent: Oh no – let’s see.'])
    expect(place(found, 'let’s see')).toBe('1:80 let&rsquo;s see')
  })
})

describe('several conversations in one file', () => {
  test('under headings; a rule between two messages does not part them', () => {
    const found = fixture('text-several.txt')
    expect(found.conversations.map(({ title, turns, pointer }) => [title, turns.length, pointer])).toEqual([
      ['Conversation 12', 2, '/0'],
      ['Conversation 13', 3, '/1'],
    ])
    expect(talk(found)[3]).toBe("agent: Every hour is tiring. The fix comes with tonight's update.")
  })

  test('between rules, when each part has two speakers', () => {
    expect(fixture('text-rules.txt').conversations.map(({ turns }) => turns.map(({ index }) => index))).toEqual([
      [0, 1],
      [0, 1],
    ])
    expect(transcript('Customer: one\n---\nAgent: two\n---\nCustomer: three\n').conversations).toHaveLength(1)
  })

  test('in fenced blocks, which are plain text', () => {
    const found = fixture('text-fenced.md')
    expect(found.conversations.map(({ title, turns }) => [title, turns[0]!.text.value])).toEqual([
      ['Call one', 'The line *crackles* when it rains.'],
      ['Call two', 'Who do I ask about a refund?'],
    ])
  })
})

describe('templates', () => {
  test('Markdown with keys on top', () => {
    const found = fixture('text-template.md')
    expect(found.conversations).toMatchObject([
      { kind: 'template', title: 'Refund is late', id: 'refund-late', lang: 'en', channel: 'email', pointer: '' },
    ])
    expect(talk(found)).toEqual([
      "agent: Hi Alex,\n\nYou have waited longer than we said, and I'm sorry.\n12 reaches your account by 1 May.\n\nYour next delivery is on us.\ntext",
    ])
    expect(place(found, 'longer than we said')).toBe('10:19 longer than we said')
    expect(place(found, '1 May')).toBe('11:36 <insert date>')
  })

  test('several under headings, only where the file or the team says so', () => {
    expect(fixture('text-templates.md').conversations.map(({ kind, title, pointer }) => [kind, title, pointer])).toEqual([
      ['template', 'Parcel lost', '/0'],
      ['template', 'Parcel late', '/1'],
    ])
    const two = sourceOf('a.md', '# One\n\nHello.\n\n# Two\n\nGoodbye.\n')
    expect(read(markdownReader, two).conversations).toHaveLength(1)
    expect(read(markdownReader, two, { as: 'template' }).conversations.map(({ title }) => title)).toEqual(['One', 'Two'])
  })

  test('in fenced blocks, each under the heading above it; blocks of code and what tells how to use them are left out', () => {
    const library = sourceOf(
      'macros.md',
      '# Replies\n\nUse these as a start.\n\n```\nreplies\n├── late\n└── lost\n```\n\n## Parcel lost\n\nOnly after ten days.\n\n```\nHi {{name}},\n\nI am sorry your parcel is lost. I have ordered a new one.\n```\n\n## Parcel late\n\n~~~markdown\nHi,\n\nyour parcel is **late**, and I know why.\n~~~\n\n```bash\nnpm run send\n```\n',
    )
    const { conversations } = read(markdownReader, library, { as: 'template' })
    expect(conversations.map(({ title, pointer }) => [title, pointer])).toEqual([
      ['Parcel lost', '/0'],
      ['Parcel late', '/1'],
    ])
    const [lost, late] = conversations.map(({ turns }) => turns[0]!.text)
    expect(lost!.value).toMatchInlineSnapshot(`
      "Hi Alex,

      I am sorry your parcel is lost. I have ordered a new one."
    `)
    expect(late!.value).toMatchInlineSnapshot(`
      "Hi,

      your parcel is late, and I know why."
    `)
    const at = lost!.value.indexOf('new one')
    expect(slice(library, lost!.spanOf({ start: at, end: at + 7 }))).toBe('new one')
    // Marks that are never closed open no block, and those of code in a sentence none either.
    const loose = sourceOf('loose.md', `~~~~ here\n\n\`\`\`x\`\`\`\n\n${library.text}`)
    expect(read(markdownReader, loose, { as: 'template' }).conversations.map(({ title }) => title)).toEqual(['Parcel lost', 'Parcel late'])
    const one = sourceOf('page.md', '# A\n\nHello, this is the reply you get.\n\n```\nHi, your parcel is late. I know.\n```\n')
    expect(read(markdownReader, one, { as: 'template' }).conversations).toHaveLength(1)
  })

  test('the words in a key', () => {
    const found = fixture('text-body-key.md')
    expect(found.conversations).toMatchObject([{ title: 'We found it', lang: 'en' }])
    expect(talk(found)).toEqual(['agent: Hi Alex,\nyour bag is at desk 4.'])
    expect(place(found, 'desk')).toBe('5:20 desk')
  })

  test('HTML: what the customer reads of it', () => {
    const found = fixture('text-quoted.html')
    expect(found.conversations).toMatchObject([{ kind: 'template', title: 'Your refund', lang: 'en' }])
    expect(talk(found)).toEqual([
      'agent: A word about your refund\n\nHi Alex,\n\nI’m sorry the refund took unreasonably long — it is on its way.\nKim',
    ])
    expect(place(found, 'unreasonably')).toBe('6:36 un<b>reason</b>ably')
  })

  test('a draft: the subject is its title, history and signature are not its words', () => {
    const found = fixture('text-draft.txt', {}, plainReader)
    expect(found.conversations).toMatchObject([
      { kind: 'template', title: 'About the two weeks', turns: [{ speaker: 'agent', index: 0, visibility: 'public' }] },
    ])
    expect(talk(found)).toEqual([
      'agent: Hello Ada,\n\ntwo weeks without a working phone is a long time, and I am sorry that we only answer today.\n\nBest wishes\nKim',
    ])
    expect(place(found, 'only answer')).toBe('5:74 only\nanswer')
  })
})

describe('what cannot be read', () => {
  test('nobody can be told to be the agent: one problem, at the name', () => {
    const { problems, source, conversations } = fixture('text-unknown.txt')
    expect(problems.map(({ message, span }) => [message, slice(source, span!)])).toEqual([
      ["cannot tell who is the agent: add 'Noor' or 'Sam' to `agents:`", 'Noor'],
    ])
    expect(conversations[0]!.turns.every(({ speaker }) => speaker === 'unknown')).toBe(true)
    expect(fixture('text-unknown.txt', { agents: ['sam'] }).problems).toEqual([])
  })

  test('a transcript without speakers', () => {
    expect(transcript('Just some words.').problems.map(({ message }) => message)).toEqual([
      "no speakers found: begin each turn with who speaks, such as 'Customer: …' and 'Agent: …'",
    ])
  })

  test.each([transcriptReader, markdownReader, htmlReader, plainReader])('nothing at all', (reader) => {
    for (const text of ['', ' \n\n', '\ufeff'])
      expect(read(reader, sourceOf('a', text))).toMatchObject({ conversations: [], problems: [], skipped: 1 })
  })

  test('no reader throws, whatever it is given', () => {
    const signs = fc.array(
      fc.constantFrom(
        'Agent: ',
        'Kim: ',
        '[10:02] ',
        '**',
        '# ',
        '---\n',
        '```\n',
        '<p>',
        '</b>',
        '&#0;',
        '&amp',
        '{{',
        '}}',
        '{%',
        '> ',
        '\n',
        '\r',
        '\t',
        '(10s) ',
        'x',
        '😀',
        '\ud83d',
        '\u0000',
        '|',
        '-',
        '\\',
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(signs, fc.constantFrom(undefined, 'transcript' as const, 'template' as const), (parts, as) => {
        for (const reader of [transcriptReader, markdownReader, htmlReader, plainReader]) {
          const { conversations, source } = read(reader, sourceOf('a', parts.join('')), as ? { as } : {})
          for (const { turns, span } of conversations) {
            for (const turn of turns) {
              const words = turn.text.spanOf({ start: 0, end: turn.text.value.length })
              expect(words.start).toBeGreaterThanOrEqual(span.start)
              expect(words.end).toBeLessThanOrEqual(span.end)
              expect(span.end).toBeLessThanOrEqual(source.text.length)
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('labels', () => {
  test.each([
    ['Agent: hi\nagent: there', 2],
    ['Agent:\thi\nCustomer:\n  there', 2],
    ['- Agent: hi\n- Customer: there', 2],
    ['1. Agent: hi\n2. Customer: there', 2],
    ['Dana: hi\nCustomer: there', 2],
    ['Dana: hi\nKim: there\nDana: yes', 3],
    ['Customer: I set it to\nMode: cold\nand\nMode: warm\nAgent: I see', 2],
    ['Customer: see http://x.y and\nhttps://x.y\nAgent: I see', 2],
    ['José (Support): hola\nKim: hi', 2],
    ["O'Leary: hi\nAgent: hi", 2],
    ['客户: 你好\nAgent: hi\n客户: 再见', 3],
    ['[2024-05-06 10:02:11] Agent: hi\n[2024-05-06T10:03:11] Kim: hi', 2],
    ['### Customer\n\nhi\n\n### Agent\n\nhi', 2],
    ['*Customer:* hi\n__Agent__: hi', 2],
    ['Agent [10:02]: hi\nCustomer 10:03: hi', 2],
    ['Agent 10:02 AM\nhi\nCustomer 10:03 AM\nhi', 2],
    ['[10:02] Kim: one\nDana: this is still Kim\n[10:03] Dana: two', 2],
    ['[10:02] Kim: one\nAgent: two\n[10:03] Kim: three', 3],
  ])('%j has %i turns', (text, turns) => {
    expect(transcript(text).conversations.map((conversation) => conversation.turns.length)).toEqual([turns])
  })

  test('private notes, however they are marked', () => {
    const text = [
      'Customer: Hello',
      'Internal note: be quick',
      'Agent: Good morning',
      '[internal] Agent: she is upset',
      'Agent: (private note) call her back',
      'Agent (internal note): done',
      'Private note - Ruth: done too',
      'Customer: Thank you',
    ].join('\n')
    expect(talk(transcript(text))).toEqual([
      'customer: Hello',
      '(internal) agent: be quick',
      'agent: Good morning',
      '(internal) agent: she is upset',
      '(internal) agent: call her back',
      '(internal) agent: done',
      '(internal) unknown: done too',
      'customer: Thank you',
    ])
  })

  test('dates that can be read in two ways are no times', () => {
    const ambiguous = transcript('01/02/2024, 10:00 - Agent: hi\n02/02/2024, 10:00 - Customer: hi')
    expect(ambiguous.conversations[0]!.turns.map(({ at }) => at)).toEqual([undefined, undefined])
    const sameDay = transcript('01/02/2024, 10:00 - Agent: hi\n01/02/2024, 10:05 - Customer: hi')
    expect(sameDay.conversations[0]!.turns.map(({ at }) => at?.clock)).toEqual(['absolute', 'absolute'])
  })
})

describe('what looks like a transcript', () => {
  const looks = (text: string, names = nobody) => looksLikeTranscript(text, names)

  test('two speakers who can be told', () => {
    expect(looks('Customer: The lamp hums.\nAgent: Oh no, a humming lamp.')).toEqual({ turns: 2, recognised: 2 })
    expect(looks('Noor: Hello there\nSam: Hello Noor\nNoor: It is raining')).toEqual({ turns: 3, recognised: 0 })
    expect(looks('Noor: Hello there\nSam: Hello Noor\nNoor: Raining', { agents: ['Sam'], customers: [] }).recognised).toBe(2)
    expect(looks('# Chat\n\n```\nCustomer: The lamp hums.\nAgent: Oh no, a humming lamp.\n```\n').recognised).toBe(2)
  })

  test.each([
    'Just some words.\nWith: a colon',
    '# Glossary\n\n- **Agent:** the person who answers\n- **Customer:** the person who asks\n',
    'Customer: Kim Ode\nAgent: Dana\nStatus: open\n\nThe lamp of Kim hums.',
    'Fixed: the lamp\nAdded: a bulb\nFixed: the cable\n',
    '# A library\n\nWords.\n\n## Support\n\nIn all browsers.\n\n**Grammar Support:**\n\nAll of it.\n\n## Users\n\nMany.\n',
    'Support: in all browsers\nPosition: second\n',
    'Company: Lindenbank\nContact: Kim Ode, who rang twice about it\nStatus: open and waiting for us\n',
    '# Rule\n\nWhat it is for, in a sentence.\n\nWhy we have it.\n\n```transcript\ncustomer: The lamp hums.\nagent: Unplug it.\n```\n\nWhen to turn it off: never.\n',
  ])('not this: %j', (text) => {
    expect(looks(text).recognised).toBeLessThan(2)
  })
})

describe('a word is found where it is written', () => {
  const time = fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 59 })).map(([h, m]) => `${h + 1}:${String(m).padStart(2, '0')}`)
  const label = (speaker: string): fc.Arbitrary<(time: string) => string> =>
    fc.constantFrom(
      (at: string) => `13.03.2025, ${at} - ${speaker}: `,
      (at: string) => `[13/03/25 ${at}] ${speaker}: `,
      (at: string) => `(${at}:20 PM) ${speaker}: `,
      (at: string) => `[${at}:03] ${speaker}: `,
      (at: string) => `${at} ${speaker}: `,
      () => `**${speaker}:** `,
      () => `**${speaker}**: `,
      () => `[${speaker}] `,
      (at: string) => `${speaker} (${at}): `,
      () => `${speaker}: `,
    )
  const word = fc
    .array(fc.constantFrom(...'aeiouRSTn', 'é', '😀', '’', '"', '('), { minLength: 1, maxLength: 8 })
    .map((letters) => letters.join(''))
  const said = fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })

  test('in every way of writing a line', () => {
    fc.assert(
      fc.property(
        label('@'),
        fc.array(fc.tuple(time, said), { minLength: 2, maxLength: 6 }),
        fc.constantFrom('\n', '\r\n', '\r\n\r\n'),
        fc.constantFrom('', '\ufeff'),
        (labelled, turns, end, bom) => {
          let count = 0
          const spoken = turns.map(([at, lines], index) => ({
            at,
            speaker: index % 2 === 0 ? 'Customer' : 'Agent',
            lines: lines.map((words) => words.map((letters) => `w${count++}x${letters}`)),
          }))
          const text = spoken
            .map(({ at, speaker, lines }) => labelled(at).replace('@', speaker) + lines.map((words) => words.join(' ')).join(end) + end)
            .join('')
          const { conversations, source } = transcript(bom + text)
          expect(conversations).toHaveLength(1)
          const { turns: found } = conversations[0]!
          expect(found.map(({ speaker }) => speaker)).toEqual(spoken.map(({ speaker }) => speaker.toLowerCase()))
          for (const [index, { lines }] of spoken.entries()) {
            const { text: words } = found[index]!
            expect(words.value.startsWith(lines[0]![0]!)).toBe(true)
            for (const one of lines.flat()) {
              const start = words.value.indexOf(one)
              expect(slice(source, words.spanOf({ start, end: start + one.length }))).toBe(one)
            }
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
