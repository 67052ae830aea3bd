import { linkSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readBaseline } from '../src/baseline/file.ts'
import { subtract } from '../src/baseline/known.ts'
import type { FileReport } from '../src/diagnostic.ts'
import { sourceOf } from '../src/source.ts'
import { calm, folderWith, found, git, put, repositoryWith, run, rushed, team } from './gate.ts'
import { found as finding } from './reports.ts'

const update = ['--baseline', 'known.json', '--update-baseline']
const withKnown = ['--baseline', 'known.json']

interface Written {
  readonly version: number
  readonly findings: readonly {
    readonly path: string
    readonly rule: string
    readonly quote: string
    readonly fingerprint: string
    readonly count: number
  }[]
}

const text = (cwd: string) => readFileSync(join(cwd, 'known.json'), 'utf8')
const written = (cwd: string): Written => JSON.parse(text(cwd))

describe('a baseline', () => {
  test('hides what it knows and nothing else', () => {
    const cwd = folderWith({ ...team, 'macros/a.md': rushed, 'macros/b.md': calm })
    expect(run(cwd, [...update, '--fail-on', 'info'])).toMatchObject({
      code: 0,
      out: 'Nothing new in all 2 replies\nknown.json knows 1 finding now: 1 new, 0 gone\n',
      err: '',
    })
    expect(found(cwd, withKnown)).toEqual([])
    expect(run(cwd, [...withKnown, '--fail-on', 'info'])).toMatchObject({
      code: 0,
      out: 'Nothing new in all 2 replies\n1 known finding left out (known.json)\n',
    })
    put(cwd, { 'macros/a.md': `Hello Rosa,\n\n${rushed}`, 'macros/b.md': 'Perhaps it comes tomorrow, perhaps not.\n' })
    expect(found(cwd, withKnown)).toEqual(['macros/b.md:1 no-maybe'])
    expect(run(cwd, [...withKnown, '--fail-on', 'info']).code).toBe(1)
  })

  test('is readable and stable: one line a finding, in an order of its own', () => {
    const long = 'Please hurry up with the form and with everything else that this sentence goes on about.'
    const cwd = folderWith({
      ...team,
      'macros/b.md': `Perhaps so.\n\n${rushed}\nAnd hurry up.\n`,
      'macros/a "q".md': rushed,
      'own/no-hurry/rule.yaml': 'summary: No.\nmessage: No\nseverity: warn\nphrases: ["hurry up with the form and with everything else"]\n',
    })
    put(cwd, { '.empathyrc.yaml': String(team['.empathyrc.yaml']).replace('rules: {', 'rules: { no-hurry: warn,'), 'macros/c.md': long })
    run(cwd, update)
    const first = text(cwd)
    expect(first).toMatch(
      /^\{\n {2}"version": 1,\n {2}"findings": \[\n {4}\{ "path": "macros\/a \\"q\\"\.md", "rule": "no-rush", "quote": "hurry up", "fingerprint": "[0-9a-f]{16}", "count": 1 \},\n/,
    )
    expect(first.endsWith(' }\n  ]\n}\n')).toBe(true)
    expect(written(cwd).findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'macros/a "q".md no-rush',
      'macros/b.md no-maybe',
      'macros/b.md no-rush',
      'macros/b.md no-rush',
      'macros/c.md no-hurry',
      'macros/c.md no-rush',
    ])
    run(cwd, ['macros/c.md', 'macros/b.md', 'macros/a "q".md', ...update])
    expect(text(cwd)).toBe(first)
    run(cwd, ['macros/b.md', ...update])
    expect(text(cwd)).toBe(first)
  })

  test('shows only the beginning of the words, with numbers and addresses masked', () => {
    const cwd = folderWith(team)
    put(cwd, {
      'own/whole-reply/rule.js':
        "export default { summary: 'x', message: 'X', severity: 'warn', kind: 'forbids', *check({ replies }) { for (const { turns } of replies) for (const turn of turns) yield { at: { turn, range: { start: 0, end: turn.text.value.length } } } } }\n",
      '.empathyrc.yaml': 'extends: []\nplugins: [./own]\nrules: { whole-reply: warn }\nfiles:\n  - { include: macros/*, as: template }\n',
      'macros/a.md':
        'Write to dana.okafor@example.com or call 020 7946 0958, and we will look at it together, whenever it suits you best.\n',
    })
    run(cwd, update)
    expect(written(cwd).findings[0]?.quote).toBe('Write to [e-mail] or call [phone], and we will look at it …')
    run(cwd, [...update, '--no-redact'])
    expect(written(cwd).findings[0]?.quote).toContain('dana.okafor@example.com')
  })

  test('keeps what this run did not look at, and drops what is gone', () => {
    const cwd = folderWith({ ...team, 'macros/a.md': rushed, 'macros/b.md': rushed, 'macros/c.md': 'Perhaps so, hurry up.\n' })
    run(cwd, update)
    rmSync(join(cwd, 'macros/b.md'))
    put(cwd, { 'macros/a.md': calm })
    run(cwd, ['macros/c.md', '--only', 'no-maybe', ...update])
    const names = () => written(cwd).findings.map(({ path, rule }) => `${path} ${rule}`)
    expect(names()).toEqual(['macros/a.md no-rush', 'macros/b.md no-rush', 'macros/c.md no-maybe', 'macros/c.md no-rush'])
    expect(run(cwd, ['macros/c.md', ...update]).out).toContain('known.json knows 3 findings now: 0 new, 1 gone')
    expect(names()).toEqual(['macros/a.md no-rush', 'macros/c.md no-maybe', 'macros/c.md no-rush'])
    run(cwd, update)
    expect(names()).toEqual(['macros/c.md no-maybe', 'macros/c.md no-rush'])
  })

  test('tells what is not found any more, without failing, and not of files that were not looked at', () => {
    const cwd = folderWith({ ...team, 'macros/a.md': rushed, 'macros/b.md': rushed })
    run(cwd, update)
    put(cwd, { 'macros/a.md': calm })
    const said = 'known.json:4:5: not found any more: `no-rush` in macros/a.md. --update-baseline takes it out\n'
    expect(run(cwd, withKnown)).toMatchObject({ code: 0, err: said })
    expect(run(cwd, [...withKnown, '--quiet'])).toMatchObject({ code: 0, err: '' })
    expect(run(cwd, ['macros/b.md', ...withKnown])).toMatchObject({ code: 0, err: '' })
    expect(run(cwd, [...withKnown, '--only', 'no-maybe'])).toMatchObject({ code: 0, err: '' })
    rmSync(join(cwd, 'macros/b.md'))
    put(cwd, { 'macros/c.md': calm })
    expect(run(cwd, ['macros/c.md', ...withKnown]).err).toContain('not found any more: `no-rush` in macros/b.md.')
    expect(run(cwd, withKnown).err).toContain('`no-rush` in macros/a.md, and 1 other. --update-baseline takes them out')
  })

  test('a file that cannot be read keeps what is known of it', () => {
    const line = JSON.stringify({ kind: 'template', title: 'Lost', text: 'Please hurry up.' })
    const cwd = folderWith({ ...team, 'macros/a.jsonl': `${line}\n` })
    run(cwd, update)
    put(cwd, { 'macros/a.jsonl': '{"kind": "template", "text": \n' })
    const { code, err } = run(cwd, update)
    expect(code).toBe(2)
    expect(err).toMatch(/^macros\/a\.jsonl:\d:\d+: /)
    expect(written(cwd).findings).toHaveLength(1)
  })

  test('is known wherever the program runs, and by title wherever a template moves', () => {
    const snippet = `---\ntitle: Lost parcel\n---\n${rushed}`
    const cwd = repositoryWith({ ...team, 'macros/a.md': rushed, 'macros/b.md': snippet })
    run(cwd, update)
    expect(found(join(cwd, 'macros'), ['.', '--baseline', '../known.json'])).toEqual([])
    expect(run(join(cwd, 'own'), ['../macros', '--baseline', '../known.json', '--fail-on', 'info']).code).toBe(0)
    git(cwd, 'mv', 'macros/b.md', 'macros/lost.md')
    expect(run(cwd, [...withKnown, '--fail-on', 'info'])).toMatchObject({ code: 0, err: '' })
    expect(run(cwd, update).out).toContain('known.json knows 2 findings now: 1 new, 1 gone')
    put(cwd, { 'macros/copy.md': snippet })
    expect(found(cwd, withKnown)).toEqual(['macros/copy.md:5 no-rush'])
  })

  test('goes together with changes only', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': rushed, 'macros/b.md': calm })
    put(cwd, { 'macros/b.md': `${rushed}\nPerhaps so.\n` })
    run(cwd, ['--only', 'no-maybe', ...update])
    expect(found(cwd, [...withKnown, '--since', 'HEAD'])).toEqual(['macros/b.md:2 no-rush'])
  })

  test('what is switched off needs no baseline', () => {
    const cwd = folderWith({ ...team, 'macros/a.md': rushed })
    run(cwd, update)
    put(cwd, { 'macros/a.md': `---\nempathylint: { off: no-rush, reason: The courier waits. }\n---\n${rushed}` })
    expect(run(cwd, withKnown).err).toContain('not found any more')
    run(cwd, update)
    expect(text(cwd)).toBe('{\n  "version": 1,\n  "findings": []\n}\n')
  })

  test('is written as a whole, also over one that is there', () => {
    const cwd = folderWith({ ...team, 'macros/a.md': rushed })
    run(cwd, update)
    const before = text(cwd)
    // Another name of the same file: what is written into it would be seen here, what takes its place is not.
    linkSync(join(cwd, 'known.json'), join(cwd, 'before.json'))
    put(cwd, { 'macros/b.md': rushed })
    expect(run(cwd, update).code).toBe(0)
    expect(readFileSync(join(cwd, 'before.json'), 'utf8')).toBe(before)
    expect(text(cwd)).not.toBe(before)
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([])
    expect(run(cwd, ['--baseline', 'deep/down/known.json', '--update-baseline']).code).toBe(0)
    expect(run(cwd, ['--baseline', 'deep/down/known.json', '--fail-on', 'info'])).toMatchObject({ code: 0, err: '' })
  })
})

describe('a baseline that cannot be used is a mistake at its place, and nothing is linted or written', () => {
  const good = '{ "path": "a.md", "rule": "no-rush", "quote": "x", "fingerprint": "0123456789abcdef", "count": 1 }'
  test.each([
    ['', '1:1: this is no baseline: it does not begin with `"version": 1`'],
    ['[]', '1:1: this is no baseline: it does not begin with `"version": 1`'],
    ['{ "version": 1,\n<<<<<<< HEAD\n', /^2:1: this baseline is broken: .*\. Mend it, or delete it and write a new one$/],
    ['{ "version": 1, "findings": [ ', /^1:\d+: this baseline is broken: .*/],
    ['{\n  "version": 2, "findings": [] }', '2:14: this baseline is not of version 1, which is the one that can be read here'],
    ['{ "version": 1 }', '1:1: a baseline holds a list of `findings`'],
    [
      `{ "version": 1, "findings": [\n${good},\n${good.replace('1 }', '0 }')}] }`,
      '3:1: an entry of a baseline has a `path`, a `rule`, a `fingerprint` and a `count`',
    ],
    ['{ "version": 1, "findings": [7] }', '1:30: an entry of a baseline has a `path`, a `rule`, a `fingerprint` and a `count`'],
  ])('%j', (content, said) => {
    const cwd = folderWith({ ...team, 'macros/a.md': rushed, 'known.json': content })
    for (const args of [withKnown, update]) {
      const { code, out, err } = run(cwd, args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err.trim().replace('known.json:', '')).toEqual(typeof said === 'string' ? said : expect.stringMatching(said))
      expect(text(cwd)).toBe(content)
    }
  })

  test('a missing one, too', () => {
    expect(run(folderWith(team), ['--baseline', 'knwon.json'])).toMatchObject({
      code: 2,
      err: 'knwon.json: there is no such baseline: --update-baseline writes one\n',
    })
    expect(run(folderWith(team), ['--update-baseline']).err).toBe('empathylint: --update-baseline needs to know which: --baseline FILE\n')
  })

  test('one that is a folder', () => {
    expect(run(folderWith(team), ['--baseline', 'own'])).toMatchObject({ code: 2, err: 'own: cannot read this baseline: it is a folder\n' })
  })
})

describe('taking known findings out', () => {
  const source = (path: string) => sourceOf(path, rushed)
  const report = (path: string, ...fingerprints: readonly string[]): FileReport => ({
    path,
    conversations: 1,
    replies: 1,
    diagnostics: fingerprints.map((fingerprint) => finding(source(path), 'no-rush', 'hurry up', { fingerprint })),
  })
  const pathOf = ({ source: { path } }: { readonly source: { readonly path: string } }) => path
  const left = (files: readonly FileReport[]) =>
    files.flatMap(({ diagnostics, path }) => diagnostics.map(({ fingerprint }) => `${path} ${fingerprint}`))

  test('counts equal ones', () => {
    const known = [{ path: 'a', fingerprint: '1', count: 2 }]
    const { files, hidden, left: rest } = subtract([report('a', '1', '1', '1')], known, pathOf, () => true)
    expect({ left: left(files), hidden, rest: rest.size }).toEqual({ left: ['a 1'], hidden: 2, rest: 0 })
    expect([...subtract([report('a', '1')], known, pathOf, () => true).left.values()]).toEqual([1])
  })

  test('looks at its own path first, and elsewhere only where it may have gone', () => {
    const known = [{ path: 'b', fingerprint: '1', count: 1 }]
    const files = [report('a', '1'), report('b', '1')]
    expect(left(subtract(files, known, pathOf, () => true).files)).toEqual(['a 1'])
    expect(left(subtract([report('a', '1')], known, pathOf, () => true).files)).toEqual([])
    expect(left(subtract([report('a', '1')], known, pathOf, () => false).files)).toEqual(['a 1'])
  })

  test('reading never throws', () => {
    for (const content of ['\0', '{"version":1,"findings":[null,[],{}]}', '[[[[', '{"version":{"a":1}}'])
      expect(readBaseline('b.json', content).problems).toHaveLength(1)
  })
})
