import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { initCommand } from '../src/cli/init.ts'
import { progressOf } from '../src/cli/progress.ts'
import { folderWith, type Ran, run as start } from './gate.ts'

const project = join(import.meta.dirname, '..')
const bin = join(project, 'bin/empathylint.js')

/** Runs the built program as a person would. */
const run = (cwd: string, args: readonly string[], input = '', env: Readonly<Record<string, string>> = {}): Ran =>
  start(cwd, args, { input, env })

interface JsonReport {
  readonly files: readonly { readonly path: string; readonly conversations: number; readonly diagnostics: readonly JsonDiagnostic[] }[]
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  readonly skipped: readonly { readonly path: string; readonly reason: string; readonly count: number }[]
  readonly summary: Readonly<Record<string, number>>
}

interface JsonDiagnostic {
  readonly rule: string
  readonly severity: string
  readonly quote: string
  readonly turn: number
  readonly start: { readonly line: number; readonly column: number; readonly offset: number }
  readonly because: readonly { readonly quote: string; readonly path?: string; readonly turn: number }[]
}

const reportOf = ({ out }: Ran): JsonReport => JSON.parse(out)
const found = (ran: Ran) => reportOf(ran).files.flatMap(({ path, diagnostics }) => diagnostics.map(({ rule }) => `${path} ${rule}`))

const heated = `Customer: My order never came and nobody answers. This is the third time I am writing, I am furious!
Agent: Please fill in the claim form on our website.
`
const kind = `Customer: Where can I see my invoices?
Agent: You can see them under Account, Billing. Shall I send you the link?
`
const draft = 'Please fill in the claim form on our website.\n'
const rule = 'acknowledge-before-solving'

describe('exit codes', () => {
  test('0 when nothing fails', () => {
    const cwd = folderWith({ 'kind.txt': kind })
    const { code, err } = run(cwd, ['kind.txt'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test('0 for warnings, 1 where they fail', () => {
    const cwd = folderWith({ 'heated.txt': heated })
    expect(run(cwd, ['heated.txt']).code).toBe(0)
    expect(run(cwd, ['heated.txt', '--fail-on', 'warn']).code).toBe(1)
    expect(run(cwd, ['heated.txt', '--max-warnings', '0']).code).toBe(1)
    expect(run(cwd, ['heated.txt', '--rule', `${rule}: error`]).code).toBe(1)
    expect(run(cwd, ['heated.txt', '--rule', `${rule}: error`, '--fail-on', 'never']).code).toBe(0)
  })

  test('2 when some work was not done, and all the rest is told', () => {
    const cwd = folderWith({ 'broken.json': '{"turns": [', 'heated.txt': heated, 'latin.txt': Buffer.from([0x48, 0xe9, 0x21]) })
    const ran = run(cwd, ['broken.json', 'missing.txt', 'heated.txt', 'latin.txt', '--fail-on', 'warn', '--format', 'json'])
    expect(ran.code).toBe(2)
    expect(found(ran)).toContain(`heated.txt ${rule}`)
    expect(new Set(reportOf(ran).problems.map(({ path }) => path))).toEqual(new Set(['broken.json', 'missing.txt', 'latin.txt']))
    expect(ran.err).toMatch(/^broken\.json:1:\d+: /m)
    expect(ran.err).toContain('missing.txt: there is no such file or folder\n')
    expect(ran.err).toContain('latin.txt:1:2: from here on this is not UTF-8 text: save the file as UTF-8\n')
    expect(ran.err).not.toMatch(/^\s+at /m)
  })

  test('a broken line of JSONL is told, and those around it are read', () => {
    const line = JSON.stringify({ kind: 'transcript', turns: [{ speaker: 'customer', text: 'It broke.' }] })
    const cwd = folderWith({ 'talks.jsonl': `${line}\n{"kind": "transcript", "turns": [}\n${line}\n` })
    const ran = run(cwd, ['talks.jsonl', '--format', 'json'])
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(/^talks\.jsonl:2:\d+: [^\n]*\n$/)
    expect(reportOf(ran).summary).toMatchObject({ conversations: 2 })
  })

  test('the summary says what the bar did', () => {
    const cwd = folderWith({ 'heated.txt': heated })
    expect(run(cwd, ['heated.txt', '--only', rule]).out).toContain('0 errors, 1 warning: not failing (--fail-on error)')
  })
})

describe('without a path', () => {
  test('help is shown, and the exit code is 2', () => {
    const { code, out, err } = run(folderWith({}), [])
    expect(code).toBe(2)
    expect(out).toMatch(/^Usage: empathylint/)
    expect(err).toBe('empathylint: say what to lint: files, folders, or `files:` in .empathyrc.yaml\n')
  })

  test('a hook that has nothing to pass says so', () => {
    expect(run(folderWith({}), ['--allow-empty'])).toEqual({ code: 0, out: '', err: '' })
  })

  test('what the config lists is linted', () => {
    const cwd = folderWith({
      '.empathyrc.yaml': 'files:\n  - { include: talks, as: transcript }\n',
      'talks/a.txt': heated,
      'other.txt': heated,
    })
    const ran = run(cwd, ['--format', 'json', '--only', rule])
    expect(ran.code).toBe(0)
    expect(found(ran)).toEqual([`talks/a.txt ${rule}`])
  })
})

describe('standard input', () => {
  test('is linted as `-`', () => {
    const ran = run(folderWith({}), ['-', '--format', 'json', '--only', rule], heated)
    expect(ran.code).toBe(0)
    expect(found(ran)).toEqual([`<stdin> ${rule}`])
  })

  test('has the format and the config of the name it is given', () => {
    const cwd = folderWith({ 'chats/.empathyrc.yaml': `rules: { ${rule}: error }\n` })
    const line = JSON.stringify({
      kind: 'transcript',
      turns: heated
        .trim()
        .split('\n')
        .map((turn) => ({ speaker: turn.split(': ')[0]?.toLowerCase(), text: turn.split(': ')[1] })),
    })
    const ran = run(cwd, ['-', '--stdin-filename', 'chats/today.jsonl', '--format', 'json', '--only', rule], `${line}\n${line}\n`)
    expect(ran.code).toBe(1)
    expect(reportOf(ran).files.map(({ path, conversations }) => [path, conversations])).toEqual([['chats/today.jsonl', 2]])
    expect(reportOf(ran).files[0]?.diagnostics.map(({ start }) => start.line)).toEqual([1, 2])
  })
})

describe('a draft', () => {
  test('is judged as the answer to its ticket, and only it is judged', () => {
    const cwd = folderWith({
      'draft.txt': `\n${draft}`,
      'ticket.txt': heated.split('\n')[0]!,
      'long.txt': heated.replace('claim form', 'long form') + heated.split('\n')[0],
    })
    const ran = run(cwd, ['draft.txt', '--reply-to', 'ticket.txt', '--format', 'json', '--only', rule])
    const [diagnostic] = reportOf(ran).files[0]?.diagnostics ?? []
    expect(reportOf(ran).files.map(({ path }) => path)).toEqual(['draft.txt'])
    expect(diagnostic).toMatchObject({ rule, turn: 1, start: { line: 2, column: 1, offset: 1 } })
    expect(diagnostic?.because[0]).toMatchObject({ path: 'ticket.txt', turn: 0 })
    const longer = reportOf(run(cwd, ['draft.txt', '--reply-to', 'long.txt', '--format', 'json']))
    expect(longer.files.map(({ path }) => path)).toEqual(['draft.txt'])
    expect(longer.files.flatMap(({ diagnostics }) => diagnostics.map(({ turn }) => turn)).every((turn) => turn === 3)).toBe(true)
  })

  test('either may come by standard input; a ticket may be the bare words of a customer', () => {
    const cwd = folderWith({ 'draft.txt': draft, 'mail.txt': 'My order never came. This is the third time I am writing, I am furious!\n' })
    expect(found(run(cwd, ['-', '--reply-to', 'mail.txt', '--format', 'json', '--only', rule], draft))).toEqual([`<stdin> ${rule}`])
    expect(found(run(cwd, ['draft.txt', '--reply-to', '-', '--format', 'json', '--only', rule], heated.split('\n')[0]))).toEqual([
      `draft.txt ${rule}`,
    ])
  })

  test('that looks like talk is one draft all the same', () => {
    const cwd = folderWith({ 'draft.txt': 'Customer: that is you.\nAgent: that is us.\nPlease fill in the form.\n', 'ticket.txt': heated })
    const { summary } = reportOf(run(cwd, ['draft.txt', '--reply-to', 'ticket.txt', '--format', 'json']))
    expect(summary).toMatchObject({ files: 1, conversations: 1, problems: 0 })
  })

  test('on its own is judged as a template, and the summary says so', () => {
    expect(run(folderWith({ 'draft.txt': draft }), ['draft.txt']).out.replace(/\s+/g, ' ')).toContain(
      'with --reply-to TICKET it is judged as the answer',
    )
    expect(run(folderWith({ 'heated.txt': heated }), ['heated.txt']).out).not.toContain('--reply-to')
    expect(run(folderWith({ 'macro.txt': draft }), ['macro.txt', '--as', 'template']).out).not.toContain('--reply-to')
  })

  test.each([
    ['no draft', ['--reply-to', 'ticket.txt'], 'empathylint: --reply-to needs a draft: empathylint draft.txt --reply-to ticket.txt\n'],
    ['twice standard input', ['-', '--reply-to', '-'], 'empathylint: only one of the draft and the ticket can be standard input\n'],
    ['a missing ticket', ['draft.txt', '--reply-to', 'gone.txt'], 'gone.txt: there is no such file or folder\n'],
    [
      'a ticket without a customer',
      ['draft.txt', '--reply-to', 'agent.json'],
      'agent.json: this holds no words of a customer that --reply-to could answer\n',
    ],
    ['several conversations', ['draft.txt', '--reply-to', 'two.jsonl'], 'two.jsonl: this holds 2 conversations: --reply-to answers one\n'],
  ])('%s is a mistake', (_, args, said) => {
    const turns = [{ speaker: 'customer', text: 'It broke.' }]
    const line = `${JSON.stringify({ kind: 'transcript', turns })}\n`
    const cwd = folderWith({
      'draft.txt': draft,
      'ticket.txt': kind,
      'two.jsonl': line + line,
      'agent.json': line.replace('customer', 'agent'),
    })
    const { code, err } = run(cwd, args)
    expect({ code, err }).toEqual({ code: 2, err: said })
  })
})

describe('what a path means', () => {
  test('in a folder only what is recognised is linted; the rest is counted, and named when asked', () => {
    const cwd = folderWith({
      'README.md': '# Hello\n\nSome words.\n',
      'notes.txt': 'Buy milk\n',
      'package.json': '{}',
      'talk.txt': heated,
      'logo.png': 'x',
    })
    const ran = run(cwd, ['.', '--list-skipped'])
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('3 files skipped: not recognised as transcripts or templates (--list-skipped)')
    expect(ran.err.trim().split('\n')).toEqual(
      ['README.md', 'notes.txt', 'package.json'].map((path) => `${path}: skipped, not recognised as a transcript or a template`),
    )
  })

  test('documents and captions are counted in a folder, and told what helps when they are named', () => {
    const cwd = folderWith({
      'call.vtt': 'WEBVTT\n',
      'reply.docx': Buffer.from('PK\u0003\u0004\0\0\xff', 'latin1'),
      'talk.txt': heated,
      'latin.md': Buffer.from([0xe9, 0x21]),
    })
    expect(run(cwd, ['.']).out).toContain('3 files skipped: not recognised')
    expect(run(cwd, ['.']).err).toBe('')
    const { code, err } = run(cwd, ['reply.docx'])
    expect(code).toBe(2)
    expect(err).toMatch(/^reply\.docx: .*save the text as \.txt or \.md\n$/)
  })

  test('a named file that the team ignores brings one notice and no failure', () => {
    const cwd = folderWith({ '.empathyignore': 'old/\n', 'old/a.txt': heated })
    const { code, err } = run(cwd, ['old/a.txt', '--fail-on', 'info'])
    expect({ code, err }).toEqual({ code: 0, err: 'old/a.txt is not linted: .empathyignore says to ignore it\n' })
  })

  test('a folder in which nothing is recognised does not pass as clean', () => {
    const cwd = folderWith({ 'docs/a.md': '# Hello\n' })
    const { code, err } = run(cwd, ['docs'])
    expect(code).toBe(2)
    expect(err).toContain('nothing to lint in docs')
    expect(err).toContain('empathylint init')
    expect(run(cwd, ['docs', '--allow-empty']).code).toBe(0)
  })

  test('a config that is named holds for all; one that is missing is a mistake', () => {
    const cwd = folderWith({
      '.empathyrc.yaml': 'rules: { x: y }\n',
      'team.json': `{ "rules": { "${rule}": "error" } }`,
      'talk.txt': heated,
    })
    expect(run(cwd, ['talk.txt', '--config', 'team.json']).code).toBe(1)
    const { code, err } = run(cwd, ['talk.txt', '--config', 'gone.yaml'])
    expect({ code, err }).toEqual({ code: 2, err: 'gone.yaml: cannot read this config: there is no such file or folder\n' })
  })

  test('a config with mistakes holds back its own files only', () => {
    const cwd = folderWith({ 'a/.empathyrc.yaml': 'rules:\n  no-deflecton: warn\n', 'a/talk.txt': heated, 'b/talk.txt': heated })
    const ran = run(cwd, ['.', '--format', 'json', '--only', rule])
    expect(ran.code).toBe(2)
    expect(ran.err).toBe('a/.empathyrc.yaml:2:3: there is no rule `no-deflecton` (did you mean `no-deflection`?)\n')
    expect(found(ran)).toEqual([`b/talk.txt ${rule}`])
  })

  test('hostile names and words reach the terminal as text', () => {
    const name = 'a\u001b[31m\n::error title=x::y.txt'
    const cwd = folderWith({ [name]: heated.replace('claim form', 'claim \u001b[2J form') })
    const ran = run(cwd, ['.', `missing\u001b[31m.txt`, '--fail-on', 'warn'])
    expect(ran.code).toBe(2)
    expect(ran.out).toContain('acknowledge-before-solving')
    expect(ran.out + ran.err).not.toContain('\u001b')
    expect(ran.out + ran.err).not.toMatch(/^::error/m)
  })

  test('in this repository nothing outside fixtures/ is judged', () => {
    const { files } = reportOf(run(project, ['.', '--format', 'json', '--allow-empty']))
    expect(files.length).toBeGreaterThan(0)
    expect(files.map(({ path }) => path).filter((path) => !path.startsWith('fixtures/'))).toEqual([])
  })
})

describe('formats', () => {
  test('go to standard output and to files, several at once', () => {
    const cwd = folderWith({ 'heated.txt': heated })
    const ran = run(cwd, ['heated.txt', '--format', 'compact', '--format', 'json=out/report.json', '--format', 'sarif=out/report.sarif'])
    expect(ran.out).toMatch(/^heated\.txt:2:8: /m)
    expect(JSON.parse(readFileSync(join(cwd, 'out/report.json'), 'utf8')).files).toHaveLength(1)
    const sarif = JSON.parse(readFileSync(join(cwd, 'out/report.sarif'), 'utf8'))
    expect(sarif.runs[0].results.length).toBeGreaterThan(0)
    expect(sarif.runs[0].tool.driver.rules.some(({ id }: { id: string }) => id === rule)).toBe(true)
    expect(readdirSync(join(cwd, 'out'))).toEqual(['report.json', 'report.sarif'])
  })

  test('the summary of a job on GitHub is added to, beside files and standard output', () => {
    const cwd = folderWith({ 'heated.txt': heated, 'summary.md': 'Before.\n' })
    const args = [
      'heated.txt',
      '--only',
      rule,
      '--format',
      'github',
      '--format',
      'gitlab=out/quality.json',
      '--format',
      'junit=out/junit.xml',
    ]
    const ran = run(cwd, args, '', { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') })
    expect(ran.out).toMatch(/^::warning file=heated\.txt,line=2,/)
    expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toMatch(/^Before\.\n## empathylint\n[\s\S]*acknowledge-before-solving/)
    expect(JSON.parse(readFileSync(join(cwd, 'out/quality.json'), 'utf8'))).toHaveLength(1)
    expect(readFileSync(join(cwd, 'out/junit.xml'), 'utf8')).toMatch(/^<\?xml /)
    expect(ran.err).toBe('')
  })

  test('with all of them in files, the summary is still said', () => {
    const cwd = folderWith({ 'heated.txt': heated })
    const { out, err } = run(cwd, ['heated.txt', '--format', 'json=report.json', '--only', rule])
    expect(out).toBe('')
    expect(err).toContain('0 errors, 1 warning: not failing (--fail-on error)')
  })

  test('a file that cannot be written is a problem', () => {
    const cwd = folderWith({ 'heated.txt': heated, taken: 'a file' })
    const { code, err } = run(cwd, ['heated.txt', '--format', 'json=taken/report.json'])
    expect(code).toBe(2)
    expect(err).toMatch(/report\.json: this file cannot be written: /)
  })

  test('colour is only for terminals, and for who insists', () => {
    const cwd = folderWith({ 'heated.txt': heated })
    expect(run(cwd, ['heated.txt']).out).not.toContain('\u001b')
    expect(run(cwd, ['heated.txt'], '', { FORCE_COLOR: '1' }).out).toContain('\u001b[')
    expect(run(cwd, ['heated.txt', '--no-color'], '', { FORCE_COLOR: '1' }).out).not.toContain('\u001b')
    expect(run(cwd, ['heated.txt'], '', { FORCE_COLOR: '1', NO_COLOR: '1' }).out).not.toContain('\u001b')
  })
})

describe('when a run fails', () => {
  const config = 'fail-on: info\nmax-warnings: 3\n'

  test('the config may say, and the command line wins', () => {
    const cwd = folderWith({ '.empathyrc.yaml': 'fail-on: warn\n', 'heated.txt': heated })
    expect(run(cwd, ['heated.txt']).code).toBe(1)
    expect(run(cwd, ['heated.txt']).out).toContain('failing (--fail-on warn)')
    expect(run(cwd, ['heated.txt', '--fail-on', 'error']).code).toBe(0)
    writeFileSync(join(cwd, '.empathyrc.yaml'), 'max-warnings: 0\n')
    expect(run(cwd, ['heated.txt', '--only', rule]).out).toContain('failing (--max-warnings 0)')
    expect(run(cwd, ['heated.txt', '--only', rule, '--max-warnings', '1']).code).toBe(0)
  })

  test('of several configs the strictest holds, and of what they extend the nearest', () => {
    const cwd = folderWith({
      'a/.empathyrc.yaml': 'extends: [recommended, ../base.yaml]\nfail-on: never\n',
      'base.yaml': config,
      'a/talk.txt': heated,
      'b/talk.txt': kind,
    })
    expect(run(cwd, ['a', '--only', rule]).out).toContain('not failing (--fail-on never)')
    expect(run(cwd, ['a', 'b', '--only', rule]).out).toContain('not failing (--fail-on error)')
    writeFileSync(join(cwd, 'b/.empathyrc.yaml'), config)
    expect(run(cwd, ['a', 'b', '--only', rule]).out).toContain('failing (--fail-on info)')
  })

  test('--exit-zero makes 1 a 0, and leaves 2', () => {
    const cwd = folderWith({ 'heated.txt': heated })
    expect(run(cwd, ['heated.txt', '--fail-on', 'warn', '--exit-zero'])).toMatchObject({ code: 0, out: expect.stringContaining('failing') })
    expect(run(cwd, ['heated.txt', 'gone.txt', '--exit-zero']).code).toBe(2)
  })

  test('what is only to be told is no failure', () => {
    const cwd = folderWith({ 'empty.json': '[]', 'heated.txt': heated })
    const { code, err } = run(cwd, ['empty.json', 'heated.txt'])
    expect({ code, err }).toEqual({ code: 0, err: 'empty.json: this file is empty\n' })
    expect(run(cwd, ['inspect', 'empty.json']).code).toBe(0)
  })
})

describe('personal data', () => {
  const said =
    'Customer: I am furious, this is the third time! Call Rosa Lind on +44 20 7946 0958.\nAgent: Rosa, please fill in the form at dana@example.com.\n'
  const files = { '.empathyrc.yaml': 'agents: [Dana Okafor]\n', 'talk.txt': said }
  const both = ['talk.txt', '--only', rule, '--format', 'json', '--format', 'csv=out.csv']

  test('is masked in what leaves the machine, unless asked otherwise', () => {
    const cwd = folderWith(files)
    expect(run(cwd, both).out).toContain('dana@example.com')
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toContain('[e-mail]')
    run(cwd, [...both, '--no-redact'])
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toContain('dana@example.com')
  })

  test('--redact=all takes names and the words of customers out everywhere, on standard error too', () => {
    const turns = [
      { speaker: 'customer', author: 'Zuzanna Brandt', text: 'I am furious, this is the third time I am writing!' },
      { speaker: 'agent', author: 'Dana Okafor', text: 'Zuzanna, please fill in the form, Dana says.' },
    ]
    const cwd = folderWith({
      ...files,
      'talk.json': JSON.stringify({ turns }),
      'odd.txt': 'Dana Okafor: Hi.\nPavel: Hello there.\nDana: Bye.\n',
    })
    const { out, err } = run(cwd, ['talk.json', 'odd.txt', '--only', rule, '--format', 'json', '--redact=all'])
    expect(out).toContain(rule)
    expect(out + err).not.toMatch(/Zuzanna|Dana|Okafor|furious/)
    expect(run(cwd, ['talk.json', '--only', rule, '--redact', 'all']).out).not.toMatch(/Zuzanna|Dana|furious/)
  })

  test('takes one word', () => {
    expect(run(folderWith(files), ['talk.txt', '--redact', 'al']).err).toBe(
      'empathylint: --redact takes one of default, all, not `al` (did you mean `all`?)\n',
    )
  })
})

describe('looking behind it', () => {
  const files = {
    '.empathyrc.yaml': `files:\n  - { include: "macros/*.md", as: template, channel: email }\nrules: { ${rule}: error }\n`,
    'macros/a.md': 'We have sent it to you again today, and it will be with you tomorrow.\n',
    'talks/b.txt': heated,
    'talks/c.txt': kind,
    'talks/notes.txt': 'Buy milk.\n',
    'talks/d.json': JSON.stringify({
      macros: [{ id: 1, title: 'One', actions: [{ field: 'comment_value', value: 'We sent it to you.' }] }],
    }),
    'talks/e.txt':
      'Customer: Wo ist mein Paket, und wann kommt es an?\nAgent: Ihr Paket ist unterwegs und kommt morgen bei Ihnen an, wir haben es heute verschickt.\n',
  }

  test('--stats counts by rule, with scores, on standard error', () => {
    const cwd = folderWith(files)
    const { code, out, err } = run(cwd, ['.', '--stats', '--format', 'json', '--only', `${rule},no-deflection`])
    expect(code).toBe(1)
    expect(() => JSON.parse(out)).not.toThrow()
    const rows = err.split('\n').map((line) => line.trim().split(/ {2,}/))
    expect(rows[0]).toEqual(['rule', 'missed', 'met', 'suppressed', 'score'])
    expect(rows[1]).toEqual([rule, '1', '0', '0%'])
    expect(rows[2]?.[0]).toBe('no-deflection')
    expect(rows[3]).toEqual(['all that was called for', '0%'])
    expect(err).toMatch(/\n6 files, 4 conversations, 4 replies in \d+\.\d\d s\n$/)
  })

  test('a score counts what is known already, and not what is switched off', () => {
    const cwd = folderWith({
      'a.txt': heated,
      'b.txt': heated,
      'c.txt': heated.replace('Please', 'I am so sorry about your order. Please'),
    })
    const score = (...args: readonly string[]) =>
      new RegExp(`^${rule} .* (\\d+%)$`, 'm').exec(run(cwd, ['.', '--stats', '--only', rule, ...args]).err)?.[1]
    expect(score()).toBe('33%')
    expect(score('--baseline', 'b.json', '--update-baseline')).toBe('33%')
    expect(score('--baseline', 'b.json')).toBe('33%')
    expect(score('--rule', `${rule}: off`)).toBe(undefined)
  })

  test('--debug says of each file how it was read, and why', () => {
    const { err } = run(folderWith(files), ['.', '--debug'])
    const block = (path: string) => new RegExp(`^${path}\n((?: {2}.*\n)+)`, 'm').exec(err)?.[1] ?? ''
    expect(block('macros/a\\.md')).toMatch(
      /^ {2}taken +from a folder.*\n {2}config +\.empathyrc\.yaml, the nearest above\n {2}said +as: template, channel: email\n {2}read +as markdown, by the end of its name\n/,
    )
    expect(block('talks/b\\.txt')).toMatch(
      /read +as a transcript: people speak in it\n[\s\S]*found +1 transcript; 1 reply\n {2}language +1 in English; told by its words\n/,
    )
    expect(block('talks/d\\.json')).toMatch(/layout +zendesk-macros, recognised by its keys\n/)
    expect(block('talks/e\\.txt')).toMatch(/language +1 in another language, not judged; told by its words\n/)
    expect(block('talks/notes\\.txt')).toMatch(/read +as nothing: .*\n[\s\S]*found +nothing to lint\n/)
  })

  test('--list-files names what would be linted and lints nothing, --list-skipped what is passed over', () => {
    const cwd = folderWith(files)
    expect(run(cwd, ['.', '--list-files', '--fail-on', 'info'])).toEqual({
      code: 0,
      out: 'macros/a.md\ntalks/b.txt\ntalks/c.txt\ntalks/d.json\n',
      err: '',
    })
    expect(run(cwd, ['--list-files']).out).toBe('macros/a.md\n')
    expect(run(cwd, ['gone.txt', '--list-files'])).toEqual({ code: 2, out: '', err: 'gone.txt: there is no such file or folder\n' })
    expect(run(cwd, ['.', '--list-skipped']).err).toBe(
      'talks/e.txt: skipped, not in English\ntalks/notes.txt: skipped, not recognised as a transcript or a template\n',
    )
  })

  test('--print-config shows what holds for a file, as a config that says the same', () => {
    const cwd = folderWith({
      '.empathyrc.yaml': [
        'extends: strict',
        'overrides:',
        `  - { files: [macros], rules: { ${rule}: off } }`,
        `rules: { no-deflection: info }`,
        'files: [{ include: a.csv, layout: { text: body, speakers: { agent: [true, 1] } } }]',
        'agents: ["@example.com"]',
        'vocabulary: { acknowledge: [what a day] }',
        'suppress: [{ id: 007, rules: [no-deflection], reason: Agreed. }]',
        'require-reason: true',
        'max-warnings: 4',
      ].join('\n'),
      'macros/a.md': 'Hello.\n',
    })
    const { code, out, err } = run(cwd, ['--print-config', 'macros/a.md', '--fail-on', 'warn'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^# What holds for macros\/a\.md: from \.empathyrc\.yaml, overrides laid over\. Globs start at \//)
    const config = parse(out)
    expect(config.rules).toMatchObject({ [rule]: 'off', 'no-deflection': { severity: 'info' } })
    expect(config).toMatchObject({
      files: [{ include: ['a.csv'], layout: { text: 'body', speakers: { agent: [true, 1] } } }],
      agents: ['@example.com'],
      judge: ['agent'],
      vocabulary: { acknowledge: ['what a day'] },
      suppress: [{ id: '007', rules: ['no-deflection'], reason: 'Agreed.' }],
      'require-reason': true,
      'fail-on': 'warn',
      'max-warnings': 4,
    })
    writeFileSync(join(cwd, 'again.yaml'), out)
    const body = (text: string) => text.slice(text.indexOf('\n'))
    expect(body(run(cwd, ['--print-config', 'macros/a.md', '--config', 'again.yaml']).out)).toBe(body(out))
    expect(run(folderWith({}), ['--print-config', 'a.md']).out).toContain('there is no config: everything is as recommended')
    expect(run(folderWith({ '.empathyrc.yaml': 'x: y\n' }), ['--print-config', 'a.md']).code).toBe(2)
  })

  test('of very many problems the first are told one by one', () => {
    const cwd = folderWith({ 'talks.jsonl': '{"turns": [}\n'.repeat(120) })
    const { code, err } = run(cwd, ['talks.jsonl'])
    expect(code).toBe(2)
    expect(err.trim().split('\n')).toHaveLength(51)
    expect(err).toMatch(/\n\d+ more of these: --format json tells all\n$/)
  })
})

describe('progress', () => {
  function watch(watched = true) {
    const shown: string[] = []
    let clock = 0
    const spin = async (text: string) => {
      shown.push(text)
      return {
        set text(words: string) {
          shown.push(words)
        },
        stop: () => shown.push('gone'),
      }
    }
    const progress = progressOf({ watched }, 0, spin, () => clock)
    return { shown, progress, at: (ms: number) => (clock = ms) }
  }

  test('is shown after a second, now and then, and taken off at the end', async () => {
    const { shown, progress, at } = watch()
    await progress.tick(1, 2)
    at(999)
    expect(progress.tick(10, 20)).toBe(undefined)
    at(1000)
    await progress.tick(11, 1200)
    at(1050)
    await progress.tick(12, 1300)
    at(1100)
    await progress.tick(13, 1400)
    progress.end()
    expect(shown).toEqual(['11 files read, 1,200 replies judged', '13 files read, 1,400 replies judged', 'gone'])
  })

  test('nobody is told who does not look', async () => {
    const { shown, progress, at } = watch(false)
    at(5000)
    await progress.tick(1, 1)
    progress.end()
    expect(shown).toEqual([])
  })
})

describe('mistakes on the command line are said with the nearest valid word', () => {
  test.each([
    [['--formt', 'json'], 'there is no option `--formt` (did you mean `--format`?)'],
    [['a.txt', '--format', 'jsn'], expect.stringMatching(/^--format takes one of .*, not `jsn` \(did you mean `json`\?\)$/)],
    [['a.txt', '--fail-on', 'warning'], '--fail-on takes one of error, warn, info, never, not `warning` (did you mean `warn`?)'],
    [['a.txt', '--max-warnings', 'few'], '--max-warnings takes a whole number, not `few`'],
    [['a.txt', '--as', 'macro'], '--as takes one of transcript, template, not `macro`'],
    [['a.txt', '--rule', 'no-deflection'], "--rule takes a name and a severity, such as 'no-shouting: warn', not `no-deflection`"],
    [['a.txt', '--rule', 'no-deflecton: warn'], '--rule: there is no rule `no-deflecton` (did you mean `no-deflection`?)'],
    [['a.txt', '--only', 'no-deflecton'], '--only: there is no rule `no-deflecton` (did you mean `no-deflection`?)'],
    [
      ['a.txt', '--format', 'json', '--format', 'sarif'],
      'two formats go to standard output: give one a file, such as --format json=report.json',
    ],
    [['explain', 'tone-mismach'], 'there is no rule `tone-mismach` (did you mean `tone-mismatch`?)'],
    [['explain'], 'missing required argument `rule`'],
    [['rules', '--format', 'jsom'], '--format takes one of pretty, json, not `jsom` (did you mean `json`?)'],
    [['init', '--for', 'libary'], '--for takes one of writer, library, ci, not `libary` (did you mean `library`?)'],
  ])('%j', (args, said) => {
    const { code, err } = run(folderWith({ 'a.txt': kind }), args)
    expect(code).toBe(2)
    expect(err.replace(/^empathylint: /, '').trimEnd()).toEqual(said)
  })

  test('a command that is misspelled is taken for a path, and the command is offered', () => {
    expect(run(folderWith({}), ['explian', rule]).err).toContain('explian: there is no such file or folder (did you mean `explain`?)')
  })

  test('after `lint` the name of a command is a path', () => {
    const cwd = folderWith({ 'rules/talk.txt': heated })
    expect(run(cwd, ['lint', 'rules']).out).toContain('rules/talk.txt:2:')
  })
})

describe('rules and explain', () => {
  test('rules lists them, with what the config says of each', () => {
    const cwd = folderWith({ '.empathyrc.yaml': `rules: { ${rule}: error }\n` })
    const { code, out } = run(cwd, ['rules'])
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`^${rule} +error +\\S`, 'm'))
    const { rules } = JSON.parse(run(cwd, ['rules', '--format', 'json']).out)
    expect(rules.find(({ name }: { name: string }) => name === rule)).toMatchObject({
      severity: 'error',
      kind: 'requires',
      summary: expect.any(String),
    })
  })

  test('explain tells what a rule is for, within the columns of a terminal', () => {
    const { code, out } = run(folderWith({}), ['explain', rule])
    expect(code).toBe(0)
    expect(out).toContain(rule)
    expect(
      out
        .split('\n')
        .filter((line) => !line.startsWith('    '))
        .every((line) => line.length <= 80),
    ).toBe(true)
  })

  test('rules of a team are listed and explained too', () => {
    const cwd = folderWith({
      '.empathyrc.yaml': 'plugins: [./own]\n',
      'own/no-rush/rule.yaml': 'summary: Nobody is hurried.\nmessage: Customer hurried\nseverity: warn\nphrases: [hurry up]\n',
      'own/no-rush/README.md':
        '# no-rush\n\nNobody is hurried.\n\n## Why\n\nHaste reads as **impatience**, see [this](https://example.com).\n\n- first\n- `second`\n\n## Fails\n\n' +
        '```transcript\ncustomer: I am lost\nagent: Hurry up\n       ^^^^^^^^ Customer hurried\n```\n\n'.repeat(5) +
        '## When to turn it off\n\nNever.\n',
    })
    expect(run(cwd, ['rules']).out).toMatch(/^no-rush +warn +Nobody is hurried\./m)
    const { out } = run(cwd, ['explain', 'no-rush'])
    expect(out).toContain('Haste reads as impatience, see this (https://example.com).\n\n• first\n• second\n')
    expect(out.match(/^ {4}agent: Hurry up$/gm)).toHaveLength(3)
    expect(out).toContain('(2 more in the README of the rule)')
    expect(out).toContain('When to turn it off\n\nNever.')
  })
})

describe('inspect', () => {
  test('tells what each turn was understood as, and why', () => {
    const { code, out } = run(folderWith({ 'heated.txt': heated }), ['inspect', 'heated.txt'])
    expect(code).toBe(0)
    expect(out).toMatch(/Customer, (very )?upset/)
    expect(out).toMatch(/upset: “.*(third time|furious).*”/)
  })

  test('as JSON, every word stands where it says', () => {
    const { conversations } = JSON.parse(run(folderWith({ 'heated.txt': heated }), ['inspect', 'heated.txt', '--format', 'json']).out)
    const [{ kind: what, badNews, turns }] = conversations
    expect({ what, badNews, speakers: turns.map(({ speaker }: { speaker: string }) => speaker) }).toEqual({
      what: 'transcript',
      badNews: false,
      speakers: ['customer', 'agent'],
    })
    expect(turns[0].state).toBeGreaterThan(0)
    const said = turns.flatMap(({ because, acts }: { because: object[]; acts: object[] }) => [...because, ...acts])
    expect(said.length).toBeGreaterThan(1)
    for (const { quote, start, end } of said) expect(heated.slice(start.offset, end.offset)).toBe(quote)
  })
})

describe('init', () => {
  const templates = {
    'macros/refund.md': 'Hi {{customer.name}},\n\nWe have refunded you.\n\nKind regards,\nFern & Fable\n',
    'macros/late/parcel.md': 'Hello {{customer.name}},\n\nSorry about your parcel.\n\nBest regards\n',
    'README.md': '# Our macros\n\nHow we write.\n',
  }

  test('looks at the folder and proposes its templates; the config it writes works', () => {
    const cwd = folderWith(templates)
    const { code, out } = run(cwd, ['init', '--for', 'library'])
    expect(code).toBe(0)
    expect(out).toBe('Wrote .empathyrc.yaml. Try: empathylint\n')
    expect(readFileSync(join(cwd, '.empathyrc.yaml'), 'utf8')).toContain('  - include: "macros/**/*.md"\n    as: template\n')
    const ran = run(cwd, ['--format', 'json'])
    expect(ran.code).toBe(0)
    expect(reportOf(ran).summary.files).toBe(2)
  })

  test('writes over nothing unless it is told to', () => {
    const cwd = folderWith({ '.empathyrc.json': '{}' })
    const { code, err } = run(cwd, ['init', '--yes'])
    expect({ code, err }).toEqual({ code: 2, err: '.empathyrc.json: this config is there already: --force writes over it\n' })
    expect(existsSync(join(cwd, '.empathyrc.yaml'))).toBe(false)
    expect(run(cwd, ['init', '--yes', '--force']).code).toBe(0)
  })

  test('asks whom it is for where somebody can answer', async () => {
    const cwd = folderWith({})
    const answers = ['2', '@example.com']
    const world = {
      cwd,
      env: {},
      stdin: () => [],
      color: false,
      watched: false,
      interactive: true,
      width: 80,
      version: '0',
      home: project,
      ask: async () => answers.shift() ?? '',
    }
    const { writes, exitCode } = await initCommand({}, world)
    const [config, said] = writes.map(({ chunks }) => [...chunks].join(''))
    expect(exitCode).toBe(0)
    expect(writes[0]?.to).toEqual({ file: join(cwd, '.empathyrc.yaml') })
    expect(config).toContain('agents:\n  - "@example.com"\n')
    expect(said).toBe('Wrote .empathyrc.yaml. Try: empathylint\n')
    expect(readdirSync(cwd)).toEqual([])
  })

  test('asks nobody who is not there', () => {
    const { code, err } = run(folderWith({}), ['init'])
    expect(code).toBe(2)
    expect(err).toContain('empathylint init --for library')
  })

  test.each(['writer', 'library', 'ci'])('what it writes for %s is a config without mistakes', (audience) => {
    const cwd = folderWith({ 'talk.txt': kind })
    expect(run(cwd, ['init', '--for', audience]).code).toBe(0)
    expect(run(cwd, ['talk.txt'])).toMatchObject({ code: 0, err: '' })
  })
})

describe('the program', () => {
  test('says its version and its help', () => {
    const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
    expect(run(folderWith({}), ['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
    expect(run(folderWith({}), ['--help']).out).toContain('Exit codes: 0 ')
    expect(run(folderWith({}), ['inspect', '--help']).out).toContain('--stdin-filename')
    expect(run(folderWith({}), ['help', 'inspect'])).toEqual(run(folderWith({}), ['inspect', '--help']))
  })

  test('does not mind a reader that has seen enough', () => {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 400 }, (_, nth) => [`talk-${nth}.txt`, heated])))
    const { stderr, status } = spawnSync('sh', ['-c', `"${process.execPath}" "${bin}" . | head -n 1`], { cwd, encoding: 'utf8' })
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  })
})
