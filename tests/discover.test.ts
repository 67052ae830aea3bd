import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { configsOf } from '../src/config/configs.ts'
import type { Problem } from '../src/diagnostic.ts'
import { discover, type Found } from '../src/discover.ts'
import type { Asked } from '../src/files/candidates.ts'
import { fileInput, openText } from '../src/files/open.ts'
import { builtInRules } from '../src/rules/collection.ts'
import { positionOf } from '../src/source.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A new folder with these files; a name that ends in `/` is an empty folder. */
function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'empathylint-discover-'))
  folders.push(folder)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(path.endsWith('/') ? join(folder, path) : dirname(join(folder, path)), { recursive: true })
    if (!path.endsWith('/')) writeFileSync(join(folder, path), content)
  }
  return folder
}

interface Discoveries {
  readonly found: readonly Found[]
  readonly paths: readonly string[]
  readonly problems: readonly Problem[]
  readonly notices: readonly string[]
}

async function look(cwd: string, paths: readonly string[], more: Partial<Asked> = {}, as?: 'template'): Promise<Discoveries> {
  const configOf = configsOf({
    cwd,
    builtIn: builtInRules,
    loadPlugins: async () => ({ rules: new Map(), problems: [] }),
    words: async () => ({ layouts: ['zendesk-macros'], mistakeInPhrase: () => undefined }),
  })
  const found: Found[] = []
  const problems: Problem[] = []
  const notices: string[] = []
  for await (const step of discover({ paths, cwd, stdin: () => [], configOf, ...more }, as)) {
    if ('found' in step) found.push(step.found)
    else if ('problem' in step) problems.push(step.problem)
    else notices.push(step.notice)
  }
  return { found, paths: found.map(({ input }) => input.path), problems, notices }
}

const told = ({ problems }: Discoveries) =>
  problems.map(({ path, message, nearest }) => `${path}: ${message}${nearest ? ` → ${nearest}` : ''}`)

describe('files that are named', () => {
  test('are taken whatever they are, each once', async () => {
    const cwd = folderWith({ 'a.xyz': 'Hi', '.hidden/b.txt': 'Hi', 'node_modules/c.md': 'Hi' })
    const { paths, found } = await look(cwd, ['a.xyz', '.hidden/b.txt', './a.xyz', 'node_modules/c.md'])
    expect(paths).toEqual(['a.xyz', '.hidden/b.txt', 'node_modules/c.md'])
    expect(found.map(({ settings }) => settings.asked)).toEqual([true, true, true])
  })

  test('are taken even where git ignores them', async () => {
    const cwd = folderWith({ '.git/': '', '.gitignore': '*.txt\n', 'a.txt': 'Hi' })
    expect((await look(cwd, ['a.txt'])).paths).toEqual(['a.txt'])
  })

  test('are passed over with one notice where the team ignores them', async () => {
    const cwd = folderWith({
      '.empathyignore': 'old/\n',
      'old/a.txt': 'Hi',
      '.empathyrc.yaml': 'ignore: drafts/**\n',
      'drafts/b.txt': 'Hi',
    })
    const { paths, notices, problems } = await look(cwd, ['old/a.txt', 'drafts/b.txt'])
    expect(paths).toEqual([])
    expect(problems).toEqual([])
    expect(notices).toEqual([
      'old/a.txt is not linted: .empathyignore says to ignore it',
      'drafts/b.txt is not linted: .empathyrc.yaml says to ignore it',
    ])
  })

  test('that are missing are a problem, with the nearest there is', async () => {
    const cwd = folderWith({ 'macros/refund.md': 'Hi' })
    const words = ['rules', 'explain']
    expect(told(await look(cwd, ['macros/refnud.md', 'explan', 'nowhere/a.txt'], { words }))).toEqual([
      'macros/refnud.md: there is no such file or folder → macros/refund.md',
      'explan: there is no such file or folder → explain',
      'nowhere/a.txt: there is no such file or folder',
    ])
  })

  test('with odd names are files, not globs', async () => {
    const cwd = folderWith({ '[a] {b}*.txt': 'Hi', 'ü 🙂.txt': 'Hi', '-x.txt': 'Hi' })
    expect((await look(cwd, ['[a] {b}*.txt', 'ü 🙂.txt', '-x.txt'])).paths).toEqual(['[a] {b}*.txt', 'ü 🙂.txt', '-x.txt'])
  })

  test('outside of the working directory keep their whole path', async () => {
    const other = folderWith({ 'a.txt': 'Hi' })
    const cwd = folderWith({})
    expect((await look(cwd, [join(other, 'a.txt')])).paths).toEqual([join(other, 'a.txt')])
  })
})

describe('folders', () => {
  test('are walked in order, without what is hidden, ignored, linked, or no prose or data', async () => {
    const cwd = folderWith({
      '.git/': '',
      '.gitignore': 'dist/\n*.tmp.md\n',
      '.empathyignore': 'archive\n',
      'b.md': 'Hi',
      'a/z.txt': 'Hi',
      'a/.gitignore': '!keep.tmp.md\nlocal.txt\n',
      'a/keep.tmp.md': 'Hi',
      'a/local.txt': 'Hi',
      'a/drop/x.tmp.md': 'Hi',
      'archive/old.txt': 'Hi',
      'dist/built.md': 'Hi',
      'node_modules/x/readme.md': 'Hi',
      '.cache/c.json': '{}',
      'logo.png': 'x',
      'code.ts': 'x',
    })
    symlinkSync(join(cwd, 'a'), join(cwd, 'link'))
    const { paths, found } = await look(cwd, ['.'])
    expect(paths).toEqual(['a/keep.tmp.md', 'a/z.txt', 'b.md'])
    expect(found.every(({ settings }) => !settings.asked)).toBe(true)
  })

  test('that are ignored themselves are walked when they are named', async () => {
    const cwd = folderWith({ '.git/': '', '.gitignore': 'dist/\n', 'dist/a.md': 'Hi' })
    expect((await look(cwd, ['dist'])).paths).toEqual(['dist/a.md'])
  })

  test('that the team ignores are passed over with one notice', async () => {
    const cwd = folderWith({ '.empathyignore': 'archive/\n', 'archive/deep/a.md': 'Hi' })
    const seen = await look(cwd, ['archive/deep'])
    expect(seen.paths).toEqual([])
    expect(seen.notices).toEqual(['archive/deep is not linted: .empathyignore says to ignore it'])
  })

  test('a .gitignore above the repository does not count', async () => {
    const top = folderWith({ '.gitignore': '*\n', 'repo/.git/': '', 'repo/a.txt': 'Hi' })
    expect((await look(join(top, 'repo'), ['.'])).paths).toEqual(['a.txt'])
  })

  test('files under `files:` are asked for, and read as it says; the last entry wins', async () => {
    const cwd = folderWith({
      '.empathyrc.yaml':
        'files:\n  - { include: macros, as: template, channel: email }\n  - { include: "macros/chat/*.md", as: template, channel: chat }\n  - "*.reply"\n',
      'macros/a.md': 'Hi',
      'macros/chat/b.md': 'Hi',
      'macros/logo.png': 'x',
      'other.md': 'Hi',
      'x.reply': 'Hi',
    })
    const { found } = await look(cwd, ['.'])
    expect(found.map(({ input, settings: { asked, as, channel } }) => [input.path, asked, as, channel])).toEqual([
      ['macros/a.md', true, 'template', 'email'],
      ['macros/chat/b.md', true, 'template', 'chat'],
      ['other.md', false, undefined, undefined],
      ['x.reply', true, undefined, undefined],
    ])
  })

  test('`--as` asks for all of a folder', async () => {
    const cwd = folderWith({ 'a.md': 'Hi' })
    const { found } = await look(cwd, ['.'], {}, 'template')
    expect(found[0]?.settings).toMatchObject({ asked: true, as: 'template' })
  })
})

describe('globs', () => {
  test('match files, without what is ignored', async () => {
    const cwd = folderWith({
      '.git/': '',
      '.gitignore': 'dist\n',
      'a/1.md': 'Hi',
      'a/b/2.md': 'Hi',
      'dist/3.md': 'Hi',
      'node_modules/4.md': 'Hi',
    })
    expect((await look(cwd, ['**/*.md'])).paths).toEqual(['a/1.md', 'a/b/2.md'])
  })

  test('without a match are a problem, unless nothing may be found', async () => {
    const cwd = folderWith({ '.empathyignore': '*.md\n', 'a.md': 'Hi' })
    expect(told(await look(cwd, ['*.txt', '*.md']))).toEqual(['*.txt: no file matches this', '*.md: every file this matches is ignored'])
    expect(told(await look(cwd, ['*.txt'], { allowEmpty: true }))).toEqual([])
  })
})

describe('without a path', () => {
  test('what the config lists is found, from the folder of the config', async () => {
    const cwd = folderWith({
      '.empathyrc.yaml': 'files:\n  - macros/**/*.md\n  - transcripts/\nignore: macros/old/**\n',
      'macros/a.md': 'Hi',
      'macros/old/b.md': 'Hi',
      'transcripts/c.txt': 'Hi',
      'other.md': 'Hi',
      'deep/er/x.txt': 'Hi',
    })
    const { paths } = await look(cwd, [])
    expect(paths).toEqual(['macros/a.md', 'transcripts/c.txt'])
    expect((await look(join(cwd, 'deep/er'), [])).paths).toEqual([join(cwd, 'macros/a.md'), join(cwd, 'transcripts/c.txt')])
  })

  test('an entry that matches nothing is a located problem', async () => {
    const cwd = folderWith({ '.empathyrc.yaml': 'files:\n  - include: macros/*.md\n' })
    const { problems } = await look(cwd, [])
    const [{ path, source, span, message } = {} as Problem] = problems
    expect(problems).toHaveLength(1)
    expect(message).toBe('no file matches `macros/*.md`')
    expect(path).toBe('.empathyrc.yaml')
    expect(source && span && positionOf(source, span.start)).toMatchObject({ line: 2, column: 5 })
  })
})

describe('configs', () => {
  test('a config with mistakes keeps its files back, once said, and others go on', async () => {
    const cwd = folderWith({
      'bad/.empathyrc.yaml': 'rule: x\n',
      'bad/a.txt': 'Hi',
      'bad/b.txt': 'Hi',
      'good/.empathyrc.yaml': 'agents: [Dana]\n',
      'good/c.txt': 'Hi',
    })
    const seen = await look(cwd, ['.'])
    expect(seen.paths).toEqual(['good/c.txt'])
    expect(seen.found[0]?.settings.agents).toEqual(['Dana'])
    expect(told(seen)).toEqual(['bad/.empathyrc.yaml: `rule` is not a key of a config → rules'])
  })
})

describe('standard input', () => {
  test('has the name it is given, and the config of that place', async () => {
    const cwd = folderWith({ 'macros/.empathyrc.yaml': 'agents: [Dana]\n' })
    const [plain] = (await look(cwd, ['-'])).found
    expect(plain).toMatchObject({ how: 'named', input: { path: '<stdin>' }, settings: { asked: true, agents: [] } })
    const [named] = (await look(cwd, ['-'], { stdinFilename: 'macros/a.md' })).found
    expect(named).toMatchObject({ input: { path: 'macros/a.md' }, settings: { agents: ['Dana'] } })
  })
})

describe('opening', () => {
  const opened = (content: string | Uint8Array) => openText(fileInput(join(folderWith({ 'a.txt': content }), 'a.txt'), 'a.txt'))
  const utf16 = (text: string, bigEndian: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return bigEndian ? bytes.swap16() : bytes
  }

  test.each([
    ['UTF-8', Buffer.from('Grüß dich 🙂')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffGrüß dich 🙂')],
    ['UTF-16, little end first', utf16('Grüß dich 🙂', false)],
    ['UTF-16, big end first', utf16('Grüß dich 🙂', true)],
  ])('%s is read', (_, bytes) => {
    expect(opened(bytes).whole()).toMatchObject({ text: 'Grüß dich 🙂', offset: 0, line: 0 })
  })

  test('letters that two stretches share are whole', () => {
    const text = `${'x'.repeat((1 << 20) - 1)}é🙂 end`
    const file = opened(text)
    expect(file.head).toHaveLength((1 << 20) - 1)
    expect(file.whole()?.text).toBe(text)
    expect([...opened(text).stretches()].join('')).toBe(text)
  })

  test('bytes that are no UTF-8 are a problem at their place', () => {
    const file = opened(Buffer.concat([Buffer.from('Hi \ufffd!\nna'), Buffer.from([0xef, 0x76, 0x65])]))
    expect(file.whole()).toBeUndefined()
    const { message, source, span } = file.problem()!
    expect(message).toBe('from here on this is not UTF-8 text: save the file as UTF-8')
    expect(positionOf(source!, span!.start)).toMatchObject({ line: 2, column: 3 })
    expect(file.isNoText()).toBe(true)
  })

  test('zero bytes are no text', () => {
    const file = opened('PNG\0\0')
    expect(file.whole()).toBeUndefined()
    expect(file.problem()?.message).toContain('zero bytes')
  })

  test('what cannot be read is a problem in plain words', () => {
    const folder = folderWith({})
    expect(openText(fileInput(folder, 'folder')).problem()?.message).toBe('cannot read this file: it is a folder')
    expect(openText(fileInput(join(folder, 'gone'), 'gone')).problem()?.message).toBe(
      'cannot read this file: there is no such file or folder',
    )
  })

  test('a file longer than a string can be is a problem that says what helps', () => {
    const folder = folderWith({ 'big.json': `[${' '.repeat(1 << 20)}` })
    truncateSync(join(folder, 'big.json'), 600_000_000)
    const file = openText(fileInput(join(folder, 'big.json'), 'big.json'))
    expect(file.whole()).toBeUndefined()
    expect(file.problem()?.message).toBe('longer than 512 MB: split it, or turn it into JSONL, which is read a line at a time')
    expect(file.isNoText()).toBe(false)
  })
})
