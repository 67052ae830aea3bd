import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Ajv } from 'ajv'
import { parse as parseCsv } from 'csv-parse/sync'
import { Parser } from 'htmlparser2'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import type { Report, ReportSettings } from '../src/diagnostic.ts'
import { widthOf } from '../src/reporters/cells.ts'
import { shown } from '../src/reporters/findings.ts'
import { loadStepSummary, reporters } from '../src/reporters/index.ts'
import { summaryLines, summaryOf } from '../src/reporters/summary.ts'
import { sourceOf } from '../src/source.ts'
import { found, personal, reportOf, reports, settings, spanIn } from './reports.ts'

async function told(name: string, report: Report, more: Partial<ReportSettings> = {}): Promise<string> {
  const reporter = await reporters[name]!.load()
  return [...reporter({ ...report, settings: { ...report.settings, ...more } })].join('')
}

const extensions: Readonly<Record<string, string>> = {
  pretty: 'pretty.txt',
  compact: 'compact.txt',
  json: 'json',
  jsonl: 'jsonl',
  sarif: 'sarif',
  github: 'github.txt',
  gitlab: 'gitlab.json',
  junit: 'junit.xml',
  checkstyle: 'checkstyle.xml',
  rdjson: 'rd.json',
  markdown: 'md',
  csv: 'csv',
}

const formats = Object.keys(reporters)
const inputs = Object.entries(reports)
const cases = formats.flatMap((format) => inputs.map(([name, report]) => ({ format, name, report })))

describe('every format', () => {
  test.each(cases)('$format tells of $name as before', async ({ format, name, report }) => {
    await expect(await told(format, report)).toMatchFileSnapshot(`snapshots/reports/${name}.${extensions[format]}`)
  })

  test.each(cases)('$format of $name holds nothing a terminal obeys', async ({ format, report }) => {
    const text = await told(format, report, { praise: true })
    expect(text.replace(/\r?\n/g, '').replace(/^\ufeff/, '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u)
  })

  test('is known to leave the machine or not', () => {
    const leaving = formats.filter((format) => reporters[format]!.leavesMachine)
    expect(leaving).toEqual(['sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'rdjson', 'markdown', 'csv'])
  })

  test.each(formats)('%s with --quiet tells only of what fails', async (format) => {
    const text = await told(format, reports.findings, { quiet: true })
    expect(text).toContain('unresolved-placeholder')
    expect(text.split('"results"').at(-1)).not.toMatch(/no-deflection|no-shouting/)
  })
})

describe('what must not leave', () => {
  const secrets = ['maria.keller@example.org', '+44 20 7946 0958', '4111 1111 1111 1111', '12345678']
  const kept = ['order 4417', '2024-05-12', '$1,299.00']
  const plain = (text: string) => text.replace(/[\\\u2060]/g, '')

  test.each(formats.filter((format) => format !== 'compact'))('%s masks it when it leaves the machine', async (format) => {
    const text = await told(format, reports.private)
    for (const secret of secrets) expect(text.includes(secret)).toBe(!reporters[format]!.leavesMachine)
  })

  test.each(['sarif', 'markdown', 'csv'])('%s keeps short order numbers, dates and prices', async (format) => {
    const text = plain(await told(format, reports.private))
    for (const words of kept) expect(text).toContain(words)
  })

  test.each(formats)('%s leaves all as it is when asked to', async (format) => {
    const text = plain(await told(format, reports.private, { redact: 'none' }))
    expect(text).toContain('+44 20 7946 0958')
  })

  test.each(formats)('%s can take out names and the words of customers too', async (format) => {
    const text = plain(await told(format, reports.private, { redact: 'all', names: ['Jonas'] }))
    for (const secret of [...secrets, 'Maria', 'Keller', 'Jonas', 'write to', 'furious']) expect(text).not.toContain(secret)
    expect(text).toContain('chats/private.txt')
  })

  test('the summary of the job is masked too', async () => {
    const summary = [...(await loadStepSummary())(reports.private)].join('')
    for (const secret of secrets) expect(summary).not.toContain(secret)
  })

  test('an id that is a number stays, an e-mail address as an id does not', async () => {
    const [finding] = personal
    const csv = async (id: string) =>
      parseCsv(await told('csv', reportOf([{ ...finding!, conversation: { kind: 'template', id } }])), { bom: true, columns: true })
    expect((await csv('360012345678'))[0]).toMatchObject({ id: '360012345678' })
    expect((await csv('maria.keller@example.org'))[0]).toMatchObject({ id: '[e-mail]' })
  })
})

describe('pretty', () => {
  const width = 80

  test.each(inputs)('stays within the width (%s)', async (_, report) => {
    for (const columns of [60, width]) {
      const text = await told('pretty', report, { width: columns, praise: true })
      const framed = text.split('\n').filter((line) => /^ *(\d+)? │|^ {2}/.test(line))
      for (const line of framed) expect(widthOf(line), line).toBeLessThanOrEqual(columns)
    }
  })

  /** The words over a row of signs, by column. */
  function marked(text: string, sign: RegExp): readonly string[] {
    const lines = text.split('\n')
    return lines.flatMap((line, index) => {
      const signs = line.match(sign)
      if (!signs || !/^ +│ /.test(line)) return []
      const from = widthOf(line.slice(0, signs.index))
      const above = lines.slice(0, index).findLast((row) => /^ *(\d+)? │ (?![~^+ ]*(?:$| \d| the| what))/.test(row))!
      let column = 0
      let words = ''
      for (const { segment } of new Intl.Segmenter('en').segment(above)) {
        if (column >= from && column < from + signs[0].length) words += segment
        column += widthOf(segment)
      }
      return [words]
    })
  }

  test('puts the signs under the words, wide signs and tabs in front or not', async () => {
    const text = await told('pretty', reports.findings)
    const words = marked(text, /\^+/)
    expect(words).toEqual(
      expect.arrayContaining([
        'calm down 😀',
        'Have a wonderful day! 🎉🎉',
        'Enjoy the sunshine! 🌞',
        '[INSERT LINK]',
        'follow it on our website,',
      ]),
    )
    expect(marked(text, /~+/)).toEqual(expect.arrayContaining(['really  angry', 'So nobody helps me?', 'I waited two weeks']))
  })

  test('shares one frame between findings whose words overlap', async () => {
    const text = await told('pretty', reports.findings)
    const block = text.slice(text.indexOf('chats/lamp.txt:3:8'), text.indexOf('chats/lamp.txt:5:8'))
    expect(block).toContain('1 warning  Solution offered before the frustration is acknowledged')
    expect(block).toContain('2 warning  Problem handed away')
    expect(block.match(/For refunds please contact/g)).toHaveLength(1)
  })

  test('looks at no more of a long line than it shows', async () => {
    const source = sourceOf('long.json', `{"text":"${'word '.repeat(400_000)}THE WORDS${' word'.repeat(400_000)}"}`)
    const text = await told('pretty', reportOf([found(source, 'no-shouting', 'THE WORDS')]))
    expect(text).toContain('word THE WORDS word')
    expect(text.length).toBeLessThan(500)
  })

  test('cuts a finding that is very long', async () => {
    const source = sourceOf('long.txt', `Agent: ${'and so on '.repeat(500)}\n`)
    const text = await told('pretty', reportOf([found(source, 'no-shouting', 'and so on '.repeat(500).trim())]))
    expect(text.split('\n').filter((line) => line.includes('and so on'))).toHaveLength(3)
    expect(text).toContain('…')
  })

  test('marks a place without words', async () => {
    const source = sourceOf('empty.txt', 'Agent:\nCustomer: hello\n')
    const text = await told('pretty', reportOf([found(source, 'no-shouting', '', { span: { start: 6, end: 6 } })]))
    expect(text).toContain('   1 │ Agent:\n     │       ^\n')
  })

  test('is the same with colours and without', async () => {
    for (const [, report] of inputs) {
      const coloured = await told('pretty', report, { color: true })
      expect(coloured).toContain('\u001b[')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what colours are made of
      expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(await told('pretty', report))
    }
  })

  test('shows what was done well only with praise', async () => {
    expect(await told('pretty', reports.findings)).not.toContain('Oh no, a broken lamp')
    const text = await told('pretty', reports.findings, { praise: true })
    expect(text).toContain('well done  The trouble is acknowledged before it is solved')
    expect(marked(text, /\++/)).toContain('Oh no, a broken lamp on the first day.')
  })

  test('says once what several words of the customer show', async () => {
    const source = sourceOf('twice.txt', 'Customer: Again! I am angry.\nAgent: Try the portal.\n')
    const upset = (words: string) => ({ message: 'the customer is upset', quote: words, span: spanIn(source, words), turn: 0 })
    const text = await told(
      'pretty',
      reportOf([found(source, 'no-deflection', 'Try the portal.', { because: [upset('Again!'), upset('angry')] })]),
    )
    expect(text).toContain('     │           ~~~~~~      ~~~~~ the customer is upset\n')
  })

  test('cuts a title that has no room', async () => {
    const source = sourceOf('t.txt', 'Try the portal.\n')
    const conversation = { kind: 'template', title: `On returns 返品, ${'and more '.repeat(20)}` } as const
    const [heading = ''] = (await told('pretty', reportOf([found(source, 'no-deflection', 'Try the portal.', { conversation })]))).split(
      '\n',
    )
    expect(heading).toMatch(/^t\.txt:1:1 {2}On returns 返品, and more .*…$/)
    expect(widthOf(heading)).toBeLessThanOrEqual(width)
  })

  test('names the ticket when the words stand there', async () => {
    const text = await told('pretty', reports.findings)
    expect(text).toContain('draft.txt:1:1\n     ticket.txt\n   1 │ Customer: I waited two weeks')
  })
})

describe('summary', () => {
  const line = (report: Report, more: Partial<ReportSettings> = {}) => [...summaryLines({ ...report, settings: { ...settings, ...more } })]

  test.each<[Partial<ReportSettings>, string, boolean]>([
    [{ failOn: 'error' }, '1 error, 8 warnings, 1 info: failing (--fail-on error)', true],
    [{ failOn: 'never' }, '1 error, 8 warnings, 1 info: not failing (--fail-on never)', false],
    [{ failOn: 'never', maxWarnings: 8 }, '1 error, 8 warnings, 1 info: not failing (--fail-on never)', false],
    [{ failOn: 'never', maxWarnings: 7 }, '1 error, 8 warnings, 1 info: failing (--max-warnings 7)', true],
    [{ failOn: 'info', maxWarnings: 0 }, '1 error, 8 warnings, 1 info: failing (--fail-on info, --max-warnings 0)', true],
  ])('says what the bar did: %j', (bar, text, failing) => {
    expect(line(reports.findings, bar)[0]).toBe(text)
    expect(summaryOf({ ...reports.findings, settings: { ...settings, ...bar } }).failing).toBe(failing)
  })

  test('says what was passed over, and what the command line has to say', () => {
    expect(line(reports.findings, { notes: ['The draft was judged without its ticket'] }).slice(1)).toEqual([
      '1 thing done well (--praise)',
      '14 files skipped: not recognised as transcripts or templates (--list-skipped)',
      '1 conversation skipped: not in English (--list-skipped)',
      'The draft was judged without its ticket',
    ])
  })

  test('is kind when nothing was found', () => {
    expect(line(reports.clean)).toEqual(['All 4 replies read well: nothing to change. Thank you for taking care.'])
    expect(line(reportOf([]))).toEqual(['Nothing to judge: no reply of an agent in 0 files'])
  })

  test('counts suppressed findings apart, and notices not as problems', () => {
    expect(summaryOf(reports.suppressed)).toMatchObject({ warnings: 1, suppressed: 2, problems: 0 })
    expect(summaryOf(reports.problems)).toMatchObject({ problems: 2 })
  })

  test('with too many warnings, --quiet shows them', () => {
    const report = { ...reports.findings, settings: { ...settings, quiet: true, failOn: 'never' as const, maxWarnings: 1 } }
    expect(new Set(shown(report).map(({ severity }) => severity))).toEqual(new Set(['warn']))
  })
})

describe('json', () => {
  const validate = new Ajv({ strict: true }).compile(
    JSON.parse(readFileSync(new URL('../schema/report.schema.json', import.meta.url), 'utf8')),
  )

  test.each(inputs)('is as its schema says (%s)', async (_, report) => {
    const data: unknown = JSON.parse(await told('json', report, { praise: true }))
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true)
  })

  test('each line of jsonl is an object, the last the summary', async () => {
    for (const [, report] of inputs) {
      const lines = (await told('jsonl', report)).trimEnd().split('\n')
      const types = lines.map((line) => JSON.parse(line).type)
      expect(types.filter((type) => type === 'diagnostic')).toHaveLength(shown(report).length)
      expect(types.at(-1)).toBe('summary')
    }
  })

  test('places are those of the file', async () => {
    const { files } = JSON.parse(await told('json', reports.findings))
    const file = files.find(({ path }: { path: string }) => path === 'macros/all.json')
    const { start, end, because } = file.diagnostics[0]
    const { source } = shown(reports.findings).find(({ rule }) => rule === 'unresolved-placeholder')!
    expect(source.text.slice(start.offset, end.offset)).toBe('Enjoy the sunshine! 🌞')
    expect(source.text.slice(because[0].start.column - 1, because[0].end.column - 1)).toBe('Your refund request was rejected')
  })
})

describe('sarif', () => {
  const runOf = async (report: Report, more: Partial<ReportSettings> = {}) => JSON.parse(await told('sarif', report, more)).runs[0]

  test('describes every rule in use, its help up to the cases', async () => {
    const { rules } = (await runOf(reports.findings)).tool.driver
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(settings.rules.map(({ name }) => name))
    expect(rules[0]).toMatchObject({
      name: 'AcknowledgeBeforeSolving',
      defaultConfiguration: { level: 'warning' },
      properties: { precision: 'high', 'problem.severity': 'warning', tags: expect.arrayContaining(['empathy']) },
    })
    expect(rules[0].help.markdown).toMatch(/## Why[\s\S]*taken in\.$/)
    expect(rules[0].help.text).toContain('People listen once they feel heard; a fix that comes first')
    expect(rules[0].helpUri).toBeUndefined()
    expect(rules[1].properties).not.toHaveProperty('precision')
    expect(rules[4].help.markdown).toBe('# no-shouting\n\nNo capitals for emphasis.')
  })

  test('links to the project when it has a page', async () => {
    const { driver } = (await runOf(reports.clean, { homepage: 'https://empathylint.example/#readme' })).tool
    expect(driver.informationUri).toBe('https://empathylint.example/#readme')
    expect(driver.rules[1].helpUri).toBe('https://empathylint.example/#no-deflection')
  })

  test('leaves rules that are off out, unless a finding is theirs', async () => {
    const off = settings.rules.map((rule) => ({ ...rule, severity: 'off' as const }))
    const { rules } = (await runOf(reports.suppressed, { rules: off })).tool.driver
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(['acknowledge-before-solving', 'tone-mismatch', 'no-deflection'])
  })

  test('every region has its four numbers, and is around the words', async () => {
    const { results } = await runOf(reports.findings)
    const findings = shown(reports.findings)
    expect(results).toHaveLength(findings.length)
    for (const { ruleId, locations } of results) {
      const { artifactLocation, region } = locations[0].physicalLocation
      const finding = findings.find(
        ({ source, rule }) =>
          source.path === artifactLocation.uri && rule === ruleId && source.text.includes(region.snippet.text.slice(0, 20)),
      )!
      const lines = finding.source.text.split('\n')
      expect(artifactLocation.uriBaseId).toBe('%SRCROOT%')
      expect(region.endLine > region.startLine || region.endColumn > region.startColumn).toBe(true)
      if (region.endLine === region.startLine)
        expect(lines[region.startLine - 1]!.slice(region.startColumn - 1, region.endColumn - 1)).toBe(region.snippet.text)
    }
  })

  test('a long region ends after its first words', async () => {
    const source = sourceOf('long.txt', `Agent: ${'and so on '.repeat(500)}\n`)
    const { results } = await runOf(reportOf([found(source, 'no-shouting', 'and so on '.repeat(500).trim())]))
    const { region } = results[0].locations[0].physicalLocation
    expect(region).toMatchObject({ startLine: 1, startColumn: 8, endLine: 1 })
    expect(source.text.slice(7, region.endColumn - 1)).toMatch(/^(and so on )+and so( on)?$/)
    expect(region.endColumn).toBeLessThan(210)
  })

  test('the customer’s words are related locations that the message links to', async () => {
    const { results } = await runOf(reports.findings)
    const result = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'tone-mismatch')
    expect(result.message.text).toContain('The customer is still upset ([line 4](1)).')
    expect(result.relatedLocations[0]).toMatchObject({ id: 1, message: { text: 'The customer is still upset: “So nobody helps me?”' } })
  })

  test('brackets and braces of a text are no links and no placeholders', async () => {
    const [result] = (await runOf(reports.hostile)).results
    expect(result.message.text).toContain('{{0}}')
    const template = sourceOf('t.txt', 'Hi {{name}}, see [here](1).')
    const bad = {
      ...found(template, 'no-shouting', 'Hi'),
      because: [{ message: 'said [here](1)', quote: '{{name}}', span: spanIn(template, '{{name}}'), turn: 0 }],
    }
    const [second] = (await runOf(reportOf([bad]))).results
    expect(second.message.text).toContain('Said \\[here\\](1) ([line 1](1)).')
    expect(second.relatedLocations[0].message.text).toContain('{{{{name}}}}')
  })

  test('tells findings apart by its own hash only where GitHub’s would not', async () => {
    const { results } = await runOf(reports.findings)
    const own = results.filter(
      ({ partialFingerprints }: { partialFingerprints: object }) => 'primaryLocationLineHash' in partialFingerprints,
    )
    expect(own.map(({ ruleId }: { ruleId: string }) => ruleId).sort()).toEqual(['tone-mismatch', 'unresolved-placeholder'])
    const long = sourceOf('one.txt', `${'so it goes '.repeat(100)}BAD\nshort BAD\n`)
    const lines = await runOf(
      reportOf([found(long, 'no-shouting', 'BAD'), found(long, 'no-shouting', 'BAD', { span: spanIn(long, 'BAD', 1) })]),
    )
    expect(
      lines.results.map(({ partialFingerprints }: { partialFingerprints: object }) => Object.keys(partialFingerprints).length),
    ).toEqual([2, 1])
  })

  test('all results say whether they are suppressed, or none does', async () => {
    const { results } = await runOf(reports.suppressed)
    expect(results.map(({ suppressions }: { suppressions: { kind: string }[] }) => suppressions.map(({ kind }) => kind))).toEqual([
      [],
      ['external'],
      ['inSource'],
    ])
    expect(JSON.stringify(await runOf(reports.findings))).not.toContain('"suppressions"')
  })

  test('problems and notices are notifications', async () => {
    const [invocation] = (await runOf(reports.problems)).invocations
    expect(invocation.executionSuccessful).toBe(false)
    expect(invocation.toolExecutionNotifications.map(({ level }: { level: string }) => level)).toEqual(['error', 'error', 'note'])
    expect((await runOf(reports.clean)).invocations[0].executionSuccessful).toBe(true)
  })

  test('paths are seen from the root of the repository', async () => {
    const { results } = await runOf(reports.suppressed, { base: 'support team/' })
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('support%20team/chats/lamp.txt')
  })

  const source = sourceOf('many.txt', 'BAD '.repeat(200))
  const many = (times: number, message: (nth: number) => string) =>
    Array.from({ length: times }, (_, nth) => {
      const start = (nth % 200) * 4
      return found(source, 'no-shouting', 'BAD', {
        span: { start, end: start + 3 },
        severity: nth === times - 1 ? 'error' : 'info',
        message: message(nth),
      })
    })

  test('over 25,000 results: the gravest stay, and what is left off is said', async () => {
    const { results, invocations } = await runOf(reportOf(many(25_010, () => 'Shouting')))
    expect(results).toHaveLength(25_000)
    expect(results[0].level).toBe('error')
    expect(invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^10 findings left off/)
    expect(invocations[0].executionSuccessful).toBe(true)
  })

  test('over 10 MB when compressed: cut as well', async () => {
    let seed = 1
    const next = () => {
      seed = (seed * 48271) % 2147483647
      return 0x4e00 + (seed % 20000)
    }
    const noise = () => String.fromCodePoint(...Array.from({ length: 1500 }, next))
    const text = await told('sarif', reportOf(many(5000, noise)))
    const { results, invocations } = JSON.parse(text).runs[0]
    expect(gzipSync(text).length).toBeLessThan(10_000_000)
    expect(results.length).toBeGreaterThan(1000)
    expect(invocations[0].toolExecutionNotifications[0].message.text).toMatch(`${5000 - results.length} findings left off`)
  })
})

describe('github', () => {
  test.each(inputs)('writes annotations and plain lines only (%s)', async (_, report) => {
    const lines = (await told('github', report)).trimEnd().split('\n')
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning) file=[^:]+::[^\n]+$|^[^:\s#][^\n]*$/)
  })

  test('shows ten errors and ten warnings, and says where the rest is', async () => {
    const source = sourceOf('many.txt', 'BAD '.repeat(50))
    const findings = Array.from({ length: 50 }, (_, nth) =>
      found(source, 'no-shouting', 'BAD', { span: spanIn(source, 'BAD', nth), severity: (['error', 'warn', 'info'] as const)[nth % 3]! }),
    )
    const text = await told('github', reportOf(findings))
    expect(text.match(/^::error /gm)).toHaveLength(10)
    expect(text.match(/^::warning /gm)).toHaveLength(10)
    expect(text).toContain('30 more findings in the summary of the job')
    const summary = [...(await loadStepSummary())(reportOf(findings))].join('')
    expect(summary.match(/^\| 1 \|/gm)).toHaveLength(50)
  })

  test('leaves columns out where they would not be taken', async () => {
    const text = await told('github', reports.findings)
    expect(text).toContain('file=macros/late.yaml,line=5,endLine=7,title=')
  })

  test('the summary of the job stays within what GitHub takes', async () => {
    const source = sourceOf('many.txt', 'BAD '.repeat(50))
    const long = { message: 'Shouting '.repeat(200).trim() }
    const files = Array.from({ length: 1000 }, (_, nth) => found(sourceOf(`${nth}.txt`, source.text), 'no-shouting', 'BAD', long))
    const summary = [...(await loadStepSummary())(reportOf(files))].join('')
    expect(Buffer.byteLength(summary)).toBeLessThan(1_000_000)
    expect(summary).toMatch(/\d+ more findings: there is no room for them here\.\n$/)
  })
})

describe('gitlab', () => {
  test.each(inputs)('has what GitLab asks for (%s)', async (_, report) => {
    const issues: Record<string, unknown>[] = JSON.parse(await told('gitlab', report))
    for (const issue of issues) {
      expect(issue).toEqual({
        description: expect.stringMatching(/./),
        check_name: expect.stringMatching(/^[a-z-]+$/),
        fingerprint: expect.stringMatching(/./),
        severity: expect.stringMatching(/^(info|minor|major|critical)$/),
        location: { path: expect.stringMatching(/./), lines: expect.objectContaining({ begin: expect.any(Number) }) },
      })
    }
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length)
  })

  test('equal fingerprints are told apart', async () => {
    const twice = shown(reports.suppressed)[0]!
    const issues: { fingerprint: string }[] = JSON.parse(await told('gitlab', reportOf([twice, twice])))
    expect(issues.map(({ fingerprint }) => fingerprint)).toEqual([twice.fingerprint, `${twice.fingerprint}-2`])
  })
})

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly parent?: string
}

/** The elements of a well-formed XML file; throws when tags are not closed in turn. */
function elementsOf(text: string): readonly Element[] {
  const elements: Element[] = []
  const open: string[] = []
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        elements.push({ name, attributes, parent: open.at(-1) })
        open.push(name)
      },
      onclosetag: (name, implied) => {
        if (open.pop() !== name || (implied && !text.includes(`/>`))) throw new Error(`${name} is not closed in turn`)
      },
    },
    { xmlMode: true },
  )
  parser.end(text)
  expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/)
  expect(open).toEqual([])
  return elements
}

describe('junit', () => {
  test.each(inputs)('is well-formed and counts what it holds (%s)', async (_, report) => {
    const elements = elementsOf(await told('junit', report))
    const count = (name: string) => elements.filter((element) => element.name === name).length
    expect(elements[0]).toMatchObject({
      name: 'testsuites',
      attributes: {
        tests: `${count('testcase')}`,
        failures: `${count('failure')}`,
        errors: `${count('error')}`,
        skipped: `${count('skipped')}`,
      },
    })
    expect(count('error')).toBe(summaryOf(report).problems)
    expect(count('skipped')).toBe(summaryOf(report).suppressed)
  })

  test.each([
    ['error', 1],
    ['warn', 9],
    ['info', 10],
    ['never', 0],
  ] as const)('fails what fails the bar: %s', async (failOn, failures) => {
    expect(elementsOf(await told('junit', reports.findings, { failOn })).filter(({ name }) => name === 'failure')).toHaveLength(failures)
  })
})

describe('checkstyle', () => {
  test.each(inputs)('is well-formed, one error per finding (%s)', async (_, report) => {
    const elements = elementsOf(await told('checkstyle', report))
    const errors = elements.filter(({ name }) => name === 'error')
    expect(errors).toHaveLength(shown(report).length + summaryOf(report).problems)
    for (const { attributes, parent } of errors) {
      expect(parent).toBe('file')
      expect(attributes.severity).toMatch(/^(error|warning|info)$/)
      expect(Number(attributes.line)).toBeGreaterThan(0)
    }
  })
})

describe('rdjson', () => {
  test('counts columns in bytes', async () => {
    const { diagnostics } = JSON.parse(await told('rdjson', reports.findings))
    const words = diagnostics.map(({ location }: { location: { path: string; range: { start: Place; end: Place } } }) => {
      const { source } = shown(reports.findings).find((finding) => finding.source.path === location.path)!
      const { start, end } = location.range
      const lines = source.text.split('\n').map((line) => Buffer.from(line))
      return start.line === end.line ? lines[start.line - 1]!.subarray(start.column - 1, end.column - 1).toString() : ''
    })
    expect(words).toEqual(shown(reports.findings).map(({ quote }) => (quote.includes('\n') ? '' : quote)))
  })
})

interface Place {
  readonly line: number
  readonly column: number
}

describe('markdown', () => {
  test.each(inputs)('is a table per file and nothing else (%s)', async (_, report) => {
    const html = micromark(await told('markdown', report), { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true })
    const tags: string[] = []
    new Parser({ onopentag: (name) => tags.push(name) }).end(html)
    const allowed = ['h2', 'h3', 'p', 'strong', 'em', 'code', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'br', 'ul', 'li']
    expect(tags.filter((tag) => !allowed.includes(tag))).toEqual([])
    expect(tags.filter((tag) => tag === 'td')).toHaveLength(4 * shown(report).length)
  })
})

describe('csv', () => {
  test.each(inputs)('reads back, one row per finding (%s)', async (_, report) => {
    const text = await told('csv', report)
    const rows: Record<string, string>[] = parseCsv(text, { bom: true, columns: true })
    expect(rows).toHaveLength(shown(report).length)
    expect(text.startsWith('\ufeffid,title,kind,file,line,column,severity,rule,message,words,because,instead\r\n')).toBe(true)
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@]/)
  })

  test('joins on the id of the template', async () => {
    const rows: Record<string, string>[] = parseCsv(await told('csv', reports.findings), { bom: true, columns: true })
    expect(rows.find(({ id }) => id === '12')).toMatchObject({
      title: 'Refund refused',
      rule: 'tone-mismatch',
      words: 'Enjoy the sunshine! 🌞',
    })
  })
})
