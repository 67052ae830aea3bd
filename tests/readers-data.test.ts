import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse as parseCsvPlain } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument, parse as parseYamlPlain, stringify } from 'yaml'
import type { FieldMapping } from '../src/layouts/layout.ts'
import { parseCsv } from '../src/readers/data-csv.ts'
import { parseJson } from '../src/readers/data-json.ts'
import { momentOf } from '../src/readers/data-moment.ts'
import { proposeMapping } from '../src/readers/data-unknown.ts'
import type { Value } from '../src/readers/data-value.ts'
import { parseYaml } from '../src/readers/data-yaml.ts'
import { detect } from '../src/readers/detect.ts'
import { readerFor } from '../src/readers/index.ts'
import { windows } from '../src/readers/jsonl.ts'
import type { Read, ReadSettings } from '../src/readers/reader.ts'
import { positionOf, slice, sourceOf } from '../src/source.ts'

const asked: ReadSettings = { agents: [], customers: [], asked: true }
const inFolder: ReadSettings = { ...asked, asked: false }

async function read(path: string, text: string, settings: Partial<ReadSettings> = {}): Promise<readonly Read[]> {
  const all = { ...asked, ...settings }
  const reader = await readerFor(path, text.slice(0, 10_000), all)
  return [...reader.read(sourceOf(path, text), all)]
}

const conversations = (reads: readonly Read[]) => reads.flatMap((one) => ('conversation' in one ? [one.conversation] : []))
const problems = (reads: readonly Read[]) => reads.flatMap((one) => ('problem' in one ? [one.problem] : []))
const skipped = (reads: readonly Read[]) => reads.flatMap((one) => ('skipped' in one ? [one.skipped] : []))

/** Who says what, of all conversations. */
const said = (reads: readonly Read[]) => conversations(reads).map(({ turns }) => turns.map((turn) => `${turn.speaker}: ${turn.text.value}`))

/** What is said of a mistake: the line and column, the words there, and the message. */
const told = (reads: readonly Read[]) =>
  problems(reads).map(({ source, span, message, nearest }) => {
    const at = source && span && positionOf(source, span.start)
    const near = nearest === undefined ? '' : ` (${nearest}?)`
    return `${at ? `${at.line}:${at.column} ` : ''}${source && span ? `«${slice(source, span)}» ` : ''}${message}${near}`
  })

/** A located value as plain data, every scalar decoded from the file. */
function plain(value: Value | undefined): unknown {
  if (value === undefined) return undefined
  if (value.kind === 'list') return value.items.map(plain)
  if (value.kind === 'fields') return Object.fromEntries(value.keys.map((key, at) => [key, plain(value.values[at])]))
  return typeof value.value === 'string' ? value.decode(value).value : value.value
}

describe('values are what the usual parsers make of them', () => {
  it('in JSON', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent)
        const { root, problems } = parseJson(sourceOf('a.json', text))
        expect(problems).toEqual([])
        expect(JSON.stringify(plain(root))).toBe(JSON.stringify(JSON.parse(text)))
      }),
      { numRuns: 1_000 },
    )
  })

  it('in YAML, in every style', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc XY\n\n\t \'"\\:#-&*!|>%@`{}[],?é😀…'.split('')) })
    const styles = fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED')
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: text, list: fc.array(text) })),
        styles,
        fc.constantFrom(0, 20, 80),
        (data, style, lineWidth) => {
          const yaml = stringify(data, { defaultStringType: style as 'PLAIN', defaultKeyType: 'PLAIN', lineWidth })
          const { root, problems } = parseYaml(sourceOf('a.yaml', yaml))
          // Of text that is all blanks the library now and then writes what it cannot read itself: then neither can we.
          const mistakes = parseDocument(yaml).errors
          expect(problems.length > 0).toBe(mistakes.length > 0)
          if (mistakes.length === 0) expect(plain(root)).toEqual(parseYamlPlain(yaml))
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('in CSV', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'abc ,;"\n\r\té😀'), maxLength: 8 })
    const shape = fc
      .integer({ min: 2, max: 4 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }))
    fc.assert(
      fc.property(shape, fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean(), (rows, newline, always, bom) => {
        const header = rows[0]!.map((_, at) => `column ${at}`)
        const quoted = (value: string) => (always || /["\n\r,;\t]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
        const csv = (bom ? '\ufeff' : '') + [header, ...rows].map((row) => row.map(quoted).join(',')).join(newline)
        const table = parseCsv(sourceOf('a.csv', csv))
        const usual = parseCsvPlain(csv, { bom: true, columns: true, record_delimiter: newline, skip_empty_lines: true })
        expect(table.problems).toEqual([])
        expect(plain(table.rows)).toEqual(usual)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('YAML', () => {
  const bodies: readonly (readonly [why: string, yaml: string])[] = [
    ['a literal block', 'text: |\n  Hi Ada,\n\n    indented\n  tail\n'],
    ['a literal block without its last break', 'text: |-\n  one\n  two\n'],
    ['a literal block with all its breaks', 'text: |+\n  one\n\n\nmore: 1\n'],
    ['a block at the end of the file', 'text: |\n  one'],
    ['a folded block', 'text: >\n  Sorry about\n  the delay.\n\n  Second part\n  goes on.\n    as it is\n  back\n'],
    ['a block indented by its digit', 'text: |2\n    lead\n  text\n'],
    ['a block with a comment', 'text: | # as sent\n  text\n'],
    ['a block with Windows line ends', 'text: >-\r\n  one\r\n  two\r\n\r\n  three\r\n'],
    ['a block with blanks at its ends', 'text: |\n  one  \n  \n   \n  two\t\n'],
    ['plain words over lines', 'text: one two\n  three\n\n  four\n'],
    ['double quotes', 'text: "one \\\n  two \\u00e9 \\"three\\" \\U0001F600 \\x41\n\n  four\\n"\n'],
    ['single quotes', "text: 'it''s\n  fine'\n"],
    ['quotes with Windows line ends', 'text: "one\r\n  two\r\n\r\n  three"\r\n'],
  ]
  for (const [why, yaml] of bodies) {
    it(`places every word of ${why}`, () => {
      const source = sourceOf('a.yaml', yaml)
      const { root } = parseYaml(source)
      const value = root?.kind === 'fields' ? root.values[0] : undefined
      if (value?.kind !== 'scalar') throw new Error('expected a text')
      const text = value.decode(value)
      expect(text.value).toBe(parseYamlPlain(yaml).text)
      for (const { 0: word, index } of text.value.matchAll(/[A-Za-z]{3,}/g)) {
        expect(slice(source, text.spanOf({ start: index, end: index + word.length }))).toBe(word)
      }
    })
  }

  it('reads what an anchor names once, and merges maps', async () => {
    const yaml = '- &sig { title: A, body: "Write any time." }\n- *sig\n- { <<: *sig, title: B }\n- { title: C, body: Bye. }\n'
    const reads = await read('a.yaml', yaml, { layout: { text: 'body', title: 'title' } })
    expect(conversations(reads).map(({ title, turns }) => [title, turns[0]!.text.value])).toEqual([
      ['A', 'Write any time.'],
      ['C', 'Bye.'],
    ])
  })

  it('survives aliases of themselves', () => {
    expect(plain(parseYaml(sourceOf('a.yaml', '&a [*a, x]')).root)).toEqual([null, 'x'])
  })
})

describe('our own shape', () => {
  const schema = JSON.parse(readFileSync(new URL('../schema/conversation.schema.json', import.meta.url), 'utf8'))
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema)

  it('has a schema that its fixtures follow', () => {
    const folder = new URL('../fixtures/one-conversation/', import.meta.url)
    const files = readdirSync(folder).filter((file) => /^(?:native.*|conversation)\.jsonl?$/.test(file))
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) {
      const lines = readFileSync(new URL(file, folder), 'utf8')
      for (const json of file.endsWith('l') ? lines.trim().split('\n') : [lines]) {
        validate(JSON.parse(json))
        expect(validate.errors, file).toBe(null)
      }
    }
  })

  it('is read one by one, in a list, in an object, a line each and as YAML', async () => {
    const one = {
      id: 7,
      turns: [
        { speaker: 'customer', text: 'Hi.' },
        { speaker: 'agent', text: 'Hello.' },
      ],
    }
    const template = { kind: 'template', title: 'Bye', text: 'Goodbye.' }
    const [talk, reply] = [['customer: Hi.', 'agent: Hello.'], ['agent: Goodbye.']]
    for (const settings of [asked, inFolder]) {
      expect(said(await read('a.json', JSON.stringify(one), settings))).toEqual([talk])
      expect(said(await read('a.json', JSON.stringify([one, template]), settings))).toEqual([talk, reply])
      expect(said(await read('a.json', JSON.stringify({ conversations: [template, one] }), settings))).toEqual([reply, talk])
      expect(said(await read('a.jsonl', `${JSON.stringify(one)}\n${JSON.stringify(template)}\n`, settings))).toEqual([talk, reply])
      expect(said(await read('a.yaml', `${stringify(one)}---\n${stringify(template)}`, settings))).toEqual([talk, reply])
    }
  })

  it('is accepted by the schema where it is read without a problem', async () => {
    const fine = {
      id: null,
      kind: 'transcript',
      extra: { any: 1 },
      turns: [
        { author: 'Bo', text: null },
        { speaker: 'agent', text: 'Hi.', at: 12, more: [] },
      ],
    }
    expect(told(await read('a.json', JSON.stringify(fine)))).toEqual([])
    expect(validate(fine)).toBe(true)
  })

  it('keeps the place of a turn among all that were written', async () => {
    const turns = [{ speaker: 'system', text: 'Joined' }, 'oops', { speaker: 'agent', text: 'Hi.' }]
    const reads = await read('a.json', JSON.stringify({ kind: 'transcript', turns }))
    expect(conversations(reads)[0]!.turns.map(({ index }) => index)).toEqual([0, 2])
  })

  it('says where a value is of the wrong kind, and reads the rest', async () => {
    const json = `{
  "id": [1],
  "kind": "transcrpt",
  "channel": "fax",
  "lang": 5,
  "turns": [
    { "speaker": "agnet", "text": "Hello." },
    { "speaker": "customer", "text": 12, "at": "soon" },
    { "speaker": 3, "visibility": "privat", "text": "Hm." },
    { "speaker": "agent" },
    "Hello?",
    { "speaker": "customer", "text": "Still here." }
  ]
}`
    const reads = await read('a.json', json)
    expect(told(reads)).toMatchInlineSnapshot(`
      [
        "2:9 «[» \`id\` should be text or a number",
        "3:11 «"transcrpt"» \`kind\` should be one of transcript, template (transcript?)",
        "4:14 «"fax"» \`channel\` should be one of chat, email, social, phone",
        "5:11 «5» \`lang\` should be text",
        "7:18 «"agnet"» \`speaker\` should be one of customer, agent, bot, system, unknown (agent?)",
        "8:38 «12» \`text\` should be text",
        "8:48 «"soon"» \`at\` should be a date and time such as 2025-03-13T09:02:04Z, or a number",
        "9:35 «"privat"» \`visibility\` should be one of public, internal",
        "10:5 «{» this turn has no \`text\`",
        "11:5 «"Hello?"» expected a turn: an object with \`speaker\` and \`text\`",
      ]
    `)
    expect(said(reads)[0]).toContain('customer: Still here.')
  })

  it('tells the same mistake three times, not in every line', async () => {
    const line = JSON.stringify({ kind: 'template', channel: 'web', text: 'Hi.' })
    const reads = await read('a.jsonl', `${line}\n`.repeat(20))
    expect([problems(reads).length, conversations(reads).length]).toEqual([3, 20])
  })

  it('leaves words for speakers that it does not know to the vocabulary', async () => {
    const reads = await read(
      'a.json',
      JSON.stringify({
        turns: [
          { speaker: 'user', text: 'Hi.' },
          { speaker: 'Assistant', text: 'Hello.' },
        ],
      }),
    )
    expect([told(reads), said(reads)]).toEqual([[], [['customer: Hi.', 'agent: Hello.']]])
  })

  it('takes text with tags for HTML unless it says otherwise', async () => {
    const text = 'Tom &amp; Ann,<br>see <b>below</b>'
    expect(said(await read('a.json', JSON.stringify({ kind: 'template', text })))).toEqual([['agent: Tom & Ann,\nsee below']])
    expect(said(await read('a.json', JSON.stringify({ kind: 'template', markup: 'plain', text })))).toEqual([[`agent: ${text}`]])
  })
})

describe('a mapping of a home-made shape', () => {
  const cases: readonly (readonly [why: string, path: string, text: string, layout: FieldMapping, said: readonly (readonly string[])[]])[] =
    [
      [
        'a list of templates',
        'a.json',
        '[{"title":"A","body":"One."},{"title":"B","body":"Two."}]',
        { text: 'body', title: 'title' },
        [['agent: One.'], ['agent: Two.']],
      ],
      [
        'templates by name',
        'a.json',
        '{"late":"Sorry.","bye":"Bye."}',
        { conversations: '*', kind: 'template', text: '' },
        [['agent: Sorry.'], ['agent: Bye.']],
      ],
      [
        'templates in groups',
        'a.yaml',
        'groups:\n  - items: [{ reply: One. }]\n  - items: [{ reply: Two. }]\n',
        { conversations: 'groups[].items[]', text: 'reply' },
        [['agent: One.'], ['agent: Two.']],
      ],
      [
        'turns with their own words for speakers',
        'a.json',
        '{"log":[{"who":{"kind":"R"},"msg":"Hi."},{"who":{"kind":"K"},"msg":"My bike."}]}',
        { turns: 'log[]', speaker: 'who.kind', speakers: { agent: ['r'], customer: ['K'] }, text: 'msg' },
        [['agent: Hi.', 'customer: My bike.']],
      ],
      [
        'rows in any order',
        'a.csv',
        'ticket;inbound;words\n1;True;A?\n2;True;B?\n1;False;A.\n',
        { conversation: 'ticket', speaker: 'inbound', speakers: { customer: [true], agent: [false] }, text: 'words' },
        [['customer: A?', 'agent: A.'], ['customer: B?']],
      ],
      ['columns with dots and blanks', 'a.csv', 'id,reply.text (en)\n1,Hello.\n', { text: 'reply.text (en)' }, [['agent: Hello.']]],
      [
        'the first place that holds words',
        'a.json',
        '[{"html":"","plain":"One."},{"html":"<p>Two.</p>","plain":"2"}]',
        { text: [{ path: 'html', markup: 'html' }, 'plain'] },
        [['agent: One.'], ['agent: Two.']],
      ],
      [
        'lines that are messages',
        'a.jsonl',
        '{"c":1,"w":"customer","t":"A?"}\n{"c":2,"w":"customer","t":"B?"}\n{"c":1,"w":"agent","t":"A."}\n',
        { conversation: 'c', speaker: 'w', text: 't' },
        [['customer: A?', 'agent: A.'], ['customer: B?']],
      ],
      [
        'what is not to be read',
        'a.json',
        '[{"b":"One.","on":false},{"b":"Two.","on":true}]',
        { text: 'b', skip: { on: [false] } },
        [['agent: Two.']],
      ],
    ]
  for (const [why, path, text, layout, expected] of cases) {
    it(`reads ${why}`, async () => {
      const reads = await read(path, text, { layout })
      expect(told(reads)).toEqual([])
      expect(said(reads)).toEqual(expected)
    })
  }

  it('says which key or column is not there, and which may be meant', async () => {
    const layout: FieldMapping = { text: 'bodi' }
    expect(told(await read('a.json', '[{"title":"A","body":"One."}]', { layout }))).toMatchInlineSnapshot(`
      [
        "1:1 «[» the \`layout:\` of this file leads to no words: there is no \`bodi\` in here (body?)",
      ]
    `)
    expect(told(await read('a.csv', 'title,body\nA,One.\n', { layout }))).toMatchInlineSnapshot(`
      [
        "1:1 «title,body» there is no column \`bodi\`, which \`layout:\` names as \`text\`; the columns are title, body (body?)",
      ]
    `)
  })

  it('names a layout, or the one that may be meant', async () => {
    expect(
      said(await read('a.json', '{"macros":[{"actions":[{"field":"comment_value","value":"One."}]}]}', { layout: 'zendesk-macros' })),
    ).toEqual([['agent: One.']])
    expect(told(await read('a.json', '{}', { layout: 'zendesk-macro' }))).toEqual([
      "there is no layout named 'zendesk-macro' (zendesk-macros?)",
    ])
    expect(told(await read('a.json', '{"a":1}', { layout: 'zendesk-macros' }))).toEqual([
      '1:1 «{» no Zendesk macros are recognised in here',
    ])
  })

  it('is proposed from the names of keys', () => {
    const propose = (data: unknown) => proposeMapping(parseJson(sourceOf('a.json', JSON.stringify(data))).root!)
    expect(propose([{ id: 1, title: 'A', body: 'One.' }])).toEqual({ text: 'body', title: 'title' })
    expect(propose({ version: 1, snippets: [{ label: 'A', text: 'One.' }] })).toEqual({
      conversations: 'snippets[]',
      text: 'text',
      title: 'label',
    })
    expect(propose({ events: [{ sender: 'Ada', content: 'Hi.' }] })).toEqual({ turns: 'events[]', text: 'content', speaker: 'sender' })
    expect(propose({ a: [1, 2] })).toBe(undefined)
  })
})

describe('CSV', () => {
  it('tells its delimiter by the header, or by sep=', async () => {
    const layout: FieldMapping = { text: 'text', title: 'title' }
    for (const csv of [
      'title,text\nA,"x; y"\n',
      'title;text\nA;"x; y"\n',
      'title\ttext\nA\tx; y\n',
      'sep=|\r\ntitle|text\r\nA|x; y\r\n',
      '\ufefftitle|text\nA|x; y',
    ]) {
      expect(said(await read('a.csv', csv, { layout }))).toEqual([['agent: x; y']])
    }
  })

  it('says where it is broken', async () => {
    expect(told(await read('a.csv', 'title,text\nA,One, two.\nB,Three.\n'))).toMatchInlineSnapshot(`
      [
        "2:7 « two.» this row has 3 cells, the header 2: put double quotes around text that has a comma in it",
      ]
    `)
    expect(told(await read('a.csv', 'title,text\nA,"One.\nB,Two.\n'))).toMatchInlineSnapshot(`
      [
        "2:3 «"» this double quote is never closed",
      ]
    `)
    expect(told(await read('a.csv', 'title,text\nA,"One" two.\n'))).toMatchInlineSnapshot(`
      [
        "2:8 « two.» text after a closing double quote: inside a cell, a double quote is written twice",
      ]
    `)
    expect(told(await read('a.csv', 'when,what\n1,2\n'))).toMatchInlineSnapshot(`
      [
        "1:1 «when,what» no column here is known to hold words. Say which one does with \`layout:\` under \`files:\` in .empathyrc.yaml, such as \`layout: { conversation: ticket_id, speaker: from, text: message }\`; the columns are when, what",
      ]
    `)
  })

  it('understands columns with telling names', async () => {
    expect(said(await read('a.csv', 'Speaker,Message\nAgent,Hi.\nCustomer,My bike.\n', inFolder))).toEqual([
      ['agent: Hi.', 'customer: My bike.'],
    ])
    expect(said(await read('a.csv', 'id,question,answer\n1,Late?,"It is, sorry."\n'))).toEqual([['agent: It is, sorry.']])
  })

  it('holds templates where it is said to, whatever its columns are called', async () => {
    const csv = 'from,text\nAda,Thank you for waiting.\n'
    expect(conversations(await read('a.csv', csv, { as: 'template' })).map(({ kind }) => kind)).toEqual(['template'])
  })

  it('is nothing of ours in a folder when nobody speaks in it', async () => {
    expect(skipped(await read('a.csv', 'id,question,answer\n1,Late?,Sorry.\n', inFolder))).toHaveLength(1)
  })
})

describe('JSONL', () => {
  const line = (text: string) => JSON.stringify({ kind: 'template', text })

  it('says of one broken line where it is broken and reads the others', async () => {
    const text = `${line('One.')}\n{"kind": "template", "text": }\n\n${line('Two.')}`
    const reads = await read('a.jsonl', text)
    expect(said(reads)).toEqual([['agent: One.'], ['agent: Two.']])
    expect(told(reads)).toEqual(['2:30 «}» a value is expected here'])
  })

  it('is cut into lines the same way wherever the chunks end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{"a":1}', '', ' ', '\r', 'é😀', '\ufeff'), { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        (lines, newline, size) => {
          const text = lines.join(newline)
          const whole = sourceOf('a', text)
          const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
          for (const window of windows('a', chunks)) {
            expect(whole.text.slice(window.offset, window.offset + window.text.length)).toBe(window.text)
            expect(positionOf(window, window.offset)).toEqual(positionOf(whole, window.offset))
          }
          expect([...windows('a', chunks)].map((window) => window.text.trim())).toEqual(
            whole.text
              .split('\n')
              .map((one) => one.trim())
              .filter((one) => one !== ''),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  it('tells once of lines that are something else', async () => {
    const text = `${line('One.')}\n{"meta":1}\n{"meta":2}\n`
    const reads = await read('a.jsonl', text)
    expect([said(reads).length, problems(reads).length]).toEqual([1, 1])
    const folder = await read('a.jsonl', '{"meta":1}\n{"meta":2}\n', inFolder)
    expect(skipped(folder)).toEqual([{ path: 'a.jsonl', reason: 'unrecognised', count: 1 }])
  })
})

describe('JSON that is broken or something else', () => {
  it('is read as far as it goes, and the first mistake is told', async () => {
    const json =
      '{"turns": [\n  {"speaker": "customer", "text": "My bike."}\n  {"speaker": "agent", "text": "Which one?"},\n  {"speaker": "agent", "text": “Hm”'
    const reads = await read('a.json', json)
    expect(told(reads)).toEqual(['3:3 «{» a comma is missing here'])
    expect(said(reads)).toEqual([['customer: My bike.', 'agent: Which one?']])
  })

  it('may have comments and trailing commas', async () => {
    const reads = await read('a.json', '{ // ours\n "kind": "template", "text": "Hi.", }')
    expect([told(reads), said(reads)]).toEqual([[], [['agent: Hi.']]])
  })

  it('is told of when it was asked for, and how to map it', async () => {
    const [problem] = problems(await read('a.json', '\n[{"label": "A", "body": "One."}]'))
    expect(problem?.notice).toBe(true)
    expect(problem?.message).toContain('`layout: { text: body, title: label }`')
    expect(problem?.message).toContain('zendesk-macros')
    expect(problem?.source && problem.span && positionOf(problem.source, problem.span.start).line).toBe(2)
  })

  it('is skipped when nobody asked for it', async () => {
    for (const [path, text] of [
      ['a.json', '{"name":"x","version":"1.0.0"}'],
      ['a.json', '{ broken'],
      ['a.yaml', 'on: push\n'],
      ['a.yaml', 'a: ['],
      ['a.json', ''],
      ['a.png', '\0\0'],
      ['a.ts', 'Agent: Hi\nCustomer: Hi'],
    ] as const) {
      const reads = await read(path, text, inFolder)
      expect([path, skipped(reads).length, reads.length]).toEqual([path, 1, 1])
    }
  })

  it('needs two recognised speakers in a folder where its shape proves little', async () => {
    const turns = (a: string, b: string) =>
      JSON.stringify({
        messages: [
          { from: a, text: 'Hi there.' },
          { from: b, text: 'Yes?' },
        ],
      })
    expect(conversations(await read('a.json', turns('customer', 'agent'), inFolder))).toHaveLength(1)
    expect(conversations(await read('a.json', turns('Ada', 'Bo'), inFolder))).toHaveLength(0)
    expect(conversations(await read('a.json', turns('Ada', 'Bo')))).toHaveLength(1)
  })
})

describe('the reader of a file', () => {
  const cases: readonly (readonly [path: string, head: string, detected: ReturnType<typeof detect>])[] = [
    ['a.json', '{"a": 1}', { format: 'json' }],
    ['a.json', '{"a":1}\n{"a":2}\n', { format: 'jsonl' }],
    ['a.jsonl', '{\n  "a": 1\n}\n', { format: 'json' }],
    ['a.jsonl', '{"a":1}\n{"a":\n{"a":3}\n', { format: 'jsonl' }],
    ['a.jsonl', '{"a": "a first line longer than the hea', { format: 'jsonl' }],
    ['A.YML', 'a: 1', { format: 'yaml' }],
    ['a.tsv', 'a\tb', { format: 'csv' }],
    ['<stdin>', ' [{"a": 1}]', { format: 'json' }],
    ['<stdin>', '{"a":1}\n{"a":2}', { format: 'jsonl' }],
    ['<stdin>', '[Customer] Hi\n[Agent] Hello', { format: 'text' }],
    ['<stdin>', '[00:01] Agent: Hi', { format: 'text' }],
    ['<stdin>', '{name}, thank you', { format: 'text' }],
    ['<stdin>', '{{name}}, thank you', { format: 'text' }],
    ['<stdin>', '<p>Hi</p>', { format: 'html' }],
    ['<stdin>', '<Customer Name>, hello', { format: 'text' }],
    ['<stdin>', '---\ntitle: A\n---\nHi', { format: 'markdown' }],
    ['<stdin>', 'turns:\n  - speaker: agent', { format: 'yaml' }],
    ['<stdin>', 'ticket,role,text\n1,agent,Hi\n', { format: 'csv' }],
    ['<stdin>', 'Hello, I sent a message, and nobody answered\n', { format: 'text' }],
    ['a.bin', 'a\0b', 'binary'],
    ['a.ts', 'let a', 'unknown'],
  ]
  for (const [path, head, detected] of cases) {
    it(`of ${path} with ${JSON.stringify(head)} is ${JSON.stringify(detected)}`, () => {
      expect(detect(path, head)).toEqual(detected)
    })
  }

  it('says what helps with formats that are not read', async () => {
    expect(told(await read('a.xlsx', 'PK'))).toEqual(['spreadsheets are not read: save the sheet as CSV'])
    expect(told(await read('a.txt', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hi'))[0]).toContain('captions')
  })

  it('never throws, whatever a file holds', async () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\n',
      '  ',
      '- ',
      '|',
      '>',
      '&a ',
      '*a',
      '\\',
      '\\u',
      '<<: ',
      '---\n',
      '!!str ',
      'turns',
      '"turns": [',
      '"speaker": "agent", "text": "Hi"',
      'speaker: agent\n',
      '\ud800',
      '\0',
      "'",
      '#',
      '?',
      '\t',
      '\r',
    )
    const paths = fc.constantFrom('a.json', 'a.jsonl', 'a.yaml', 'a.csv', 'a.tsv', 'a')
    await fc.assert(
      fc.asyncProperty(paths, fc.array(pieces, { maxLength: 30 }), fc.boolean(), async (path, parts, asked) => {
        for (const { span, source } of problems(await read(path, parts.join(''), { asked }))) {
          if (!span || !source) continue
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeLessThanOrEqual(source.offset + source.text.length + 1)
        }
      }),
      { numRuns: 2_000 },
    )
    for (const [path, text] of [
      ['a.json', '['.repeat(200_000)],
      ['a.yaml', '['.repeat(20_000)],
      ['a.json', `${'{"a":'.repeat(5_000)}1`],
    ] as const) {
      expect((await read(path, text)).length).toBeGreaterThan(0)
    }
  })
})

describe('a moment', () => {
  const cases: readonly (readonly [word: string, ms: number, clock: 'absolute' | 'relative'])[] = [
    ['2025-03-13T09:02:04Z', Date.UTC(2025, 2, 13, 9, 2, 4), 'absolute'],
    ['2025-03-13T10:02:04+01:00', Date.UTC(2025, 2, 13, 9, 2, 4), 'absolute'],
    ['2025-03-13 09:02:04', Date.UTC(2025, 2, 13, 9, 2, 4), 'absolute'],
    ['2025-03-13', Date.UTC(2025, 2, 13), 'absolute'],
    ['Tue Oct 31 22:10:47 +0000 2017', Date.UTC(2017, 9, 31, 22, 10, 47), 'absolute'],
    ['1741856524', 1_741_856_524_000, 'absolute'],
    ['1741856524000', 1_741_856_524_000, 'absolute'],
    ['1741856524000000', 1_741_856_524_000, 'absolute'],
    ['01:30', 90_000, 'relative'],
    ['1:00:02.5', 3_602_500, 'relative'],
    ['2400', 2_400, 'relative'],
  ]
  for (const [word, ms, clock] of cases) it(`is read from ${word}`, () => expect(momentOf(word)).toEqual({ ms, clock }))

  it('is none for other words', () =>
    expect([momentOf('soon'), momentOf(''), momentOf(undefined)]).toEqual([undefined, undefined, undefined]))
})
