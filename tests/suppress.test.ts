import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintText } from '../src/lint-text.ts'
import type { CollectedRule } from '../src/rules/collection.ts'
import { positionOf } from '../src/source.ts'
import { folderWith, found, put, run, rushed, team } from './gate.ts'

/** Finds one word. */
const finds = (pattern: RegExp): CollectedRule => ({
  summary: 'Finds a word.',
  message: 'Word found',
  severity: 'warn',
  kind: 'forbids',
  *check({ replies }) {
    for (const turn of replies.flatMap(({ turns }) => turns))
      for (const { 0: word, index } of turn.text.value.matchAll(pattern))
        yield { at: { turn, range: { start: index, end: index + word.length } } }
  },
})

const ownRules = { 'no-rush': finds(/hurry/gi), 'no-maybe': finds(/perhaps/gi) }

/** What is found in a text by these two rules: `rule`, or `rule – where: reason` when it is switched off. */
async function lint(path: string, text: string, as: 'template' | 'transcript' | undefined = 'template') {
  const { diagnostics, problems } = await lintText(text, { path, ownRules, ...(as && { as }) })
  const own = diagnostics.filter(({ rule }) => Object.hasOwn(ownRules, rule))
  return {
    found: own.map(({ rule, suppressed }) => (suppressed ? `${rule} – ${suppressed.where}: ${suppressed.reason ?? '?'}` : rule)),
    told: problems.map(({ source, span, message, notice, nearest }) => {
      const { line, column } = source && span ? positionOf(source, span.start) : { line: 0, column: 0 }
      return `${line}:${column} ${notice ? 'notice: ' : ''}${message}${nearest ? ` → ${nearest}` : ''}`
    }),
  }
}

const words = 'Thank you for writing to us about it.\nPlease hurry, and perhaps we can help you.\n'

describe('front matter', () => {
  test.each([
    ['empathylint: { off: [no-rush], reason: The courier waits. }', 'The courier waits.'],
    ['title: Pick-up\nempathylint:\n  off:\n    - no-rush\n  reason: >-\n    The courier\n    waits.\ntags: [a]', 'The courier waits.'],
    ['empathylint: "off no-rush: The courier waits."', 'The courier waits.'],
    ['empathylint: no-rush', '?'],
    ['title: Order: late\nempathylint:\n  off: no-rush\n\n  reason: Late.\nto: a: b', 'Late.'],
    ["empathylint: { 'off': no-rush, 'reason': 'It''s # late' }", "It's # late"],
  ])('%j', async (keys, reason) => {
    for (const end of ['\n', '\r\n']) {
      const text = `---\n${keys}\n---\n${words}`.replaceAll('\n', end)
      expect(await lint('a.md', text)).toEqual({ found: [`no-rush – front matter: ${reason}`, 'no-maybe'], told: [] })
    }
  })

  test.each([['empathylint: { off: all, reason: Legal text. }'], ['empathylint: "all: Legal text."'], ['empathylint: "off: Legal text."']])(
    '%j switches everything off',
    async (keys) => {
      const { found: all, told } = await lint('a.md', `---\n${keys}\n---\n${words}`)
      expect(all).toEqual(['no-rush – front matter: Legal text.', 'no-maybe – front matter: Legal text.'])
      expect(told).toEqual([])
    },
  )

  test('holds for all the file has, a transcript or several templates, and is told once', async () => {
    const keys = '---\nempathylint: { off: [no-rush, no-maybe] }\n---\n'
    expect(await lint('a.md', `${keys}# One\n\nPlease hurry.\n\n# Two\n\nPlease hurry up with it.\n`)).toEqual({
      found: ['no-rush – front matter: ?', 'no-rush – front matter: ?'],
      told: ['2:14 notice: `no-maybe` is switched off here, and finds nothing: this is not needed any more'],
    })
    const chat = `${keys}**Customer:** Where is it?\n\n**Agent:** Hurry, perhaps it is there.\n`
    expect((await lint('a.md', chat, 'transcript')).found).toHaveLength(2)
  })

  test.each([
    ['empathylint: { of: no-rush }', '2:14 `of` is not a key here: it takes `off` and `reason` → off'],
    ['empathylint: { reason: x }', '2:14 say which rules are off: `off: [rule]`, or `off: all`'],
    ['empathylint: { off: [] }', '2:14 say which rules are off: `off: [rule]`, or `off: all`'],
    ['empathylint: { off: [{ a: b }] }', '2:14 say which rules are off: `off: [rule]`, or `off: all`'],
    ['empathylint: [no-rush]', '2:14 expected `{ off: [rule], reason: … }`'],
    ['empathylint: { off: no-rusch }', '2:14 there is no rule `no-rusch`: a switch is written `rule, rule: reason` → no-rush'],
    ['empathylint: legal says so', '2:14 there is no rule `legal`: a switch is written `rule, rule: reason`'],
  ])('%j is a mistake', async (keys, said) => {
    expect(await lint('a.md', `---\n${keys}\n---\n${words}`)).toEqual({ found: ['no-rush', 'no-maybe'], told: [said] })
  })

  test('that cannot be read as YAML is told at its place', async () => {
    const { found: all, told } = await lint('a.md', `---\ntitle: x\nempathylint: { off: [no-rush\n---\n${words}`)
    expect(all).toEqual(['no-rush', 'no-maybe'])
    expect(told).toEqual([expect.stringMatching(/^[34]:\d+ this key cannot be read: /)])
  })

  test('is not the text of a template', async () => {
    expect((await lint('a.md', `${words}\n---\nempathylint: no-rush\n---\n`)).found).toEqual(['no-rush', 'no-maybe'])
  })
})

describe('comments in YAML', () => {
  const entry = (title: string) => `- kind: template\n  title: ${title}\n  text: Please hurry, perhaps we can help.\n`

  test.each([
    ['above the entry', `# empathylint-off no-rush: The courier waits.\n${entry('One')}`],
    ['above it, among others', `# Words for the door.\n# empathylint-off no-rush: The courier waits.\n# Ask Ines.\n\n${entry('One')}`],
    ['beside its first key', entry('One').replace('template', 'template  # empathylint-off no-rush: The courier waits.')],
    ['after its dash', entry('One').replace('- kind', '- # empathylint-off no-rush: The courier waits.\n  kind')],
    ['between its keys', entry('One').replace('  text', '  # empathylint-off no-rush: The courier waits.\n  text')],
    ['beside its last line', entry('One').replace('help.\n', 'help. # empathylint-off no-rush: The courier waits.\n')],
    ['beside a block', entry('One').replace('Please', '| #empathylint-off no-rush: The courier waits.\n    Please')],
  ])('%s', async (_, text) => {
    for (const end of ['\n', '\r\n']) {
      const both = (text + entry('Two')).replaceAll('\n', end)
      expect(await lint('a.yaml', both)).toEqual({
        found: ['no-rush – comment: The courier waits.', 'no-maybe', 'no-rush', 'no-maybe'],
        told: [],
      })
    }
  })

  test('several rules, all of them, and the second of two entries', async () => {
    const text = `${entry('One')}# empathylint-off no-rush, no-maybe: Agreed.\n${entry('Two')}# empathylint-off\n${entry('Three')}`
    expect((await lint('a.yaml', text)).found).toEqual([
      'no-rush',
      'no-maybe',
      'no-rush – comment: Agreed.',
      'no-maybe – comment: Agreed.',
      'no-rush – comment: ?',
      'no-maybe – comment: ?',
    ])
  })

  test('words that only look like one reach the customer, and switch nothing off', async () => {
    const text = `- kind: template\n  text: |\n    # empathylint-off no-rush: x\n    Please hurry.\n- kind: template\n  text: "a # empathylint-off no-rush: x\n    # empathylint-off no-rush: y\n    hurry"\n`
    expect(await lint('a.yaml', text)).toEqual({ found: ['no-rush', 'no-rush'], told: [] })
  })

  test('below the last entry it switches nothing off, which is told', async () => {
    expect(await lint('a.yaml', `${entry('One')}# empathylint-off no-rush: x\n`)).toEqual({
      found: ['no-rush', 'no-maybe'],
      told: ['4:1 notice: this comment switches nothing off: no reply stands below it'],
    })
  })

  test('a misspelled rule is offered the nearest', async () => {
    expect((await lint('a.yaml', `# empathylint-off no-rusch: x\n${entry('One')}`)).told).toEqual([
      '1:1 there is no rule `no-rusch`: a switch is written `rule, rule: reason` → no-rush',
    ])
  })

  test('above an entry that holds several texts, for all of them', async () => {
    const text = `macros:\n  - id: 1\n    title: One\n    actions:\n      - { field: comment_value, value: Please hurry. }\n  # empathylint-off no-rush: x\n  - id: 2\n    title: Two\n    actions:\n      - { field: comment_value, value: Please hurry. }\n      - { field: comment_value, value: Please hurry again. }\n`
    expect((await lint('a.yaml', text)).found).toEqual(['no-rush', 'no-rush – comment: x', 'no-rush – comment: x'])
  })
})

describe('a key of a record, a column of a table', () => {
  const text = 'Please hurry, perhaps we can help.'

  test('in JSON, JSONL and YAML', async () => {
    const records = [
      { kind: 'template', id: 1, text, empathylint: { off: ['no-rush'], reason: 'Agreed.' } },
      { kind: 'template', id: 2, text, empathylint: 'no-maybe: Agreed.' },
      { kind: 'template', id: 3, text, empathylint: '' },
      { kind: 'template', id: 4, text, empathylint: false },
    ]
    const expected = {
      found: [
        'no-rush – key empathylint: Agreed.',
        'no-maybe',
        'no-rush',
        'no-maybe – key empathylint: Agreed.',
        'no-rush',
        'no-maybe',
        'no-rush – key empathylint: ?',
        'no-maybe – key empathylint: ?',
      ],
      told: [],
    }
    expect(await lint('a.json', JSON.stringify(records, null, 2))).toEqual(expected)
    expect(await lint('a.jsonl', records.map((record) => JSON.stringify(record)).join('\n'))).toEqual(expected)
    expect(await lint('a.yaml', JSON.stringify(records))).toEqual(expected)
  })

  test('in an export of a desk, and for a transcript', async () => {
    const actions = [{ field: 'comment_value', value: text }]
    const macros = {
      macros: [
        { id: 1, title: 'One', actions, empathylint: 'no-rush' },
        { id: 2, title: 'Two', actions },
      ],
    }
    expect((await lint('a.json', JSON.stringify(macros))).found).toEqual([
      'no-rush – key empathylint: ?',
      'no-maybe',
      'no-rush',
      'no-maybe',
    ])
    const turns = [
      { speaker: 'customer', text: 'Hurry!' },
      { speaker: 'agent', text },
    ]
    expect((await lint('a.json', JSON.stringify({ turns, empathylint: 'all: Quoted.' }), undefined)).found).toEqual([
      'no-rush – key empathylint: Quoted.',
      'no-maybe – key empathylint: Quoted.',
    ])
  })

  test('in CSV, quoted and not', async () => {
    const table = `id,text,empathylint\n1,"${text}",no-rush: Agreed.\n2,"${text}","no-rush, no-maybe: Agreed, both."\n3,"${text}",\n`
    expect(await lint('a.csv', table)).toEqual({
      found: [
        'no-rush – column empathylint: Agreed.',
        'no-maybe',
        'no-rush – column empathylint: Agreed, both.',
        'no-maybe – column empathylint: Agreed, both.',
        'no-rush',
        'no-maybe',
      ],
      told: [],
    })
  })

  test('in any row of a conversation', async () => {
    const table = `conversation,speaker,text,empathylint\nA,customer,Where is it?,\nA,agent,"${text}",no-rush: Said in play.\nB,customer,Where?,\nB,agent,"${text}",\n`
    expect((await lint('a.csv', table, undefined)).found).toEqual([
      'no-rush – column empathylint: Said in play.',
      'no-maybe',
      'no-rush',
      'no-maybe',
    ])
  })

  test('that does nothing is told, and a wrong one', async () => {
    const table = `id,text,empathylint\n1,All is well with it.,no-rush: Agreed.\n2,All is well with it.,no-rsh: x\n3,All is well with it.,all\n`
    expect((await lint('a.csv', table)).told).toEqual([
      '2:24 notice: `no-rush` is switched off here, and finds nothing: this is not needed any more',
      '3:24 there is no rule `no-rsh`: a switch is written `rule, rule: reason` → no-rush',
      '4:24 notice: every rule is switched off here, and finds nothing: this is not needed any more',
    ])
  })

  test('is no text of a list of texts', async () => {
    const { found: all } = await lintText(JSON.stringify({ hello: 'Please hurry.', empathylint: 'no-maybe: hurry' }), {
      path: 'a.json',
      as: 'template',
      layout: { kind: 'template', text: '*' },
      ownRules,
    }).then(({ diagnostics }) => ({ found: diagnostics.filter(({ rule }) => rule === 'no-rush') }))
    expect(all.map(({ quote }) => quote)).toEqual(['hurry'])
  })
})

describe('the list in a config', () => {
  const config = String(team['.empathyrc.yaml'])
  const macros = {
    'macros/a.json': JSON.stringify([
      { kind: 'template', id: 360015, title: 'Late', text: 'Please hurry up. Perhaps we can help.' },
      { kind: 'template', id: 7, title: 'Lost: one', text: 'Please hurry up. Perhaps we can help.' },
    ]),
    'macros/b.md': rushed,
  }

  test('by id, by title and by fingerprint, some rules or all', () => {
    const cwd = folderWith({ ...team, ...macros })
    run(cwd, ['macros/b.md', '--baseline', 'known.json', '--update-baseline'])
    const { fingerprint } = JSON.parse(readFileSync(join(cwd, 'known.json'), 'utf8')).findings[0]
    put(cwd, {
      '.empathyrc.yaml': `${config}suppress:
  - { id: 360015, rules: [no-rush], reason: The courier waits. }
  - title: "Lost: one"
    reason: Agreed with the insurer.
  - fingerprint: ${fingerprint}
`,
    })
    expect(found(cwd, [])).toEqual(['macros/a.json:1 no-maybe'])
    const { code, out, err } = run(cwd, ['--format', 'sarif', '--max-warnings', '0'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const results: readonly { readonly suppressions?: readonly object[] }[] = JSON.parse(out).runs[0].results
    expect(results.flatMap(({ suppressions }) => suppressions ?? [])).toEqual([
      { kind: 'external', status: 'accepted', justification: 'The courier waits. (.empathyrc.yaml:7)' },
      { kind: 'external', status: 'accepted', justification: 'Agreed with the insurer. (.empathyrc.yaml:8)' },
      { kind: 'external', status: 'accepted', justification: '.empathyrc.yaml:10' },
      { kind: 'external', status: 'accepted', justification: 'Agreed with the insurer. (.empathyrc.yaml:8)' },
    ])
    expect(run(cwd, []).out).toContain('4 findings suppressed')
  })

  test('what does nothing is told at its place; what was not looked at is not', () => {
    const cwd = folderWith({
      ...team,
      ...macros,
      '.empathyrc.yaml': `${config}suppress:
  - { id: 360015, rules: [no-rush, no-maybe] }
  - { id: 7, title: Late }
  - { title: Gone }
  - { id: "7", fingerprint: 0000000000000001 }
  - { fingerprint: 1234567890123456 }
`,
    })
    const gone = [
      '.empathyrc.yaml:8:5: nothing that was linted has the id `7` and the title `Late`',
      '.empathyrc.yaml:9:5: nothing that was linted has the title `Gone`',
      '.empathyrc.yaml:10:5: nothing that was linted has the id `7` and the fingerprint `0000000000000001`',
      '.empathyrc.yaml:11:5: nothing that was linted has the fingerprint `1234567890123456`',
    ]
    expect(run(cwd, [])).toMatchObject({ code: 0, err: `${gone.join('\n')}\n` })
    expect(run(cwd, ['.']).err).toBe(`${gone.join('\n')}\n`)
    expect(run(cwd, ['macros'])).toMatchObject({ code: 0, err: '' })
    expect(run(cwd, ['--only', 'no-rush'])).toMatchObject({ code: 0, err: '' })
    put(cwd, { 'macros/a.json': macros['macros/a.json'].replace('Perhaps w', 'W') })
    expect(run(cwd, ['macros']).err).toBe(
      '.empathyrc.yaml:7:5: `no-maybe` is switched off here, and finds nothing: this is not needed any more\n',
    )
    expect(run(cwd, ['macros', '--quiet']).err).toBe('')
  })

  test('with `require-reason` whatever says no reason is a problem', () => {
    const cwd = folderWith({
      ...team,
      '.empathyrc.yaml': `${config}require-reason: true\n`,
      'macros/a.md': `---\nempathylint: no-rush\n---\n${rushed}`,
      'macros/b.md': `---\nempathylint: "no-rush: The courier waits."\n---\n${rushed}`,
    })
    expect(run(cwd, [])).toMatchObject({
      code: 2,
      err: 'macros/a.md:2:14: this switches findings off and does not say why (`require-reason` is on)\n',
    })
    put(cwd, { '.empathyrc.yaml': `${config}require-reason: true\nsuppress: [{ id: 1 }]\n` })
    expect(run(cwd, [])).toMatchObject({
      code: 2,
      err: '.empathyrc.yaml:7:12: this entry does not say why: add `reason:` (`require-reason` is on)\n',
    })
  })

  test('a draft is switched by what stands in the draft', () => {
    const cwd = folderWith(team)
    mkdirSync(join(cwd, 'drafts'))
    put(cwd, {
      'drafts/reply.md': `---\nempathylint: "no-rush: The courier waits."\n---\n${rushed}`,
      'drafts/ticket.md':
        '---\nempathylint: all\n---\n**Customer:** My parcel is lost, what now?\n\n**Agent:** Which one?\n\n**Customer:** The blue one.\n',
    })
    expect(found(cwd, ['drafts/reply.md', '--reply-to', 'drafts/ticket.md'])).toEqual([])
    put(cwd, { 'drafts/reply.md': rushed })
    expect(found(cwd, ['drafts/reply.md', '--reply-to', 'drafts/ticket.md'])).toEqual(['drafts/reply.md:2 no-rush'])
  })
})
