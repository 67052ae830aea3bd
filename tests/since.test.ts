import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { calm, commit, folderWith, found, git, put, repositoryWith, run, rushed, team } from './gate.ts'

const more = 'And hurry up with the second form as well.\n'

describe('--since', () => {
  test('shows what is new and leaves out what was there, wherever it stands now', () => {
    const cwd = repositoryWith({ ...team, 'macros/old.md': rushed, 'macros/same.md': rushed })
    put(cwd, { 'macros/old.md': `Hello Rosa,\n\nlong lines come first now.\n\n${rushed}${more}`, 'macros/new.md': rushed })
    expect(found(cwd, ['--since', 'HEAD'])).toEqual(['macros/new.md:2 no-rush', 'macros/old.md:7 no-rush'])
    expect(found(cwd, ['macros', '--since', 'main'])).toEqual(['macros/new.md:2 no-rush', 'macros/old.md:7 no-rush'])
    const { code, out } = run(cwd, ['--since', 'HEAD', '--max-warnings', '1'])
    expect(code).toBe(1)
    expect(out).toContain('1 finding left out that was there before (--since HEAD)')
  })

  test('is not moved by another way of writing the same: indentation, line ends, order, Unicode escapes', () => {
    const macros = [
      { kind: 'template', id: 1, title: 'Lost parcel', text: 'Grüße aus Köln. Please hurry up with the form.' },
      { kind: 'template', id: 2, title: 'Found parcel', text: 'We found it. Please hurry up with the answer.' },
    ]
    const cwd = repositoryWith({ ...team, 'macros/desk.json': JSON.stringify(macros, null, 2), 'macros/plain.md': rushed })
    const written = JSON.stringify(macros.toReversed()).replaceAll('ü', '\\u00fc')
    put(cwd, { 'macros/desk.json': `\ufeff${written}`, 'macros/plain.md': rushed.replaceAll('\n', '\r\n') })
    expect(git(cwd, 'diff', '--name-only').trim().split('\n')).toEqual(['macros/desk.json', 'macros/plain.md'])
    expect(found(cwd, ['--since', 'HEAD'])).toEqual([])
    const changed = written.replace('with the answer.', 'with your answer. Then hurry up with the form.')
    put(cwd, { 'macros/desk.json': changed })
    expect(found(cwd, ['--since', 'HEAD'])).toEqual(['macros/desk.json:1 no-rush'])
  })

  test('follows a renamed file, with spaces and letters of all kinds in its name', () => {
    const cwd = repositoryWith({ ...team, 'macros/verspätet – sorry "so".md': rushed, 'macros/b.md': `${calm}${rushed}` })
    git(cwd, 'mv', 'macros/verspätet – sorry "so".md', "macros/ zu spät, 遅れ\u{1f69a} it's.md")
    renameSync(join(cwd, 'macros/b.md'), join(cwd, 'macros/c.md'))
    git(cwd, 'add', '--all')
    put(cwd, { 'macros/c.md': `${calm}${rushed}${more}` })
    expect(found(cwd, ['--since', 'HEAD'])).toEqual(['macros/c.md:5 no-rush'])
    expect(found(cwd, ['--staged'])).toEqual([])
  })

  test('knows a template by its title when it moves to another file', () => {
    const snippet = `---\ntitle: Lost parcel\n---\n${rushed}`
    const cwd = repositoryWith({ ...team, 'macros/lost.md': snippet, 'macros/kept.md': calm })
    rmSync(join(cwd, 'macros/lost.md'))
    put(cwd, {
      'macros/all.yaml': `- kind: template\n  title: Lost parcel\n  text: Thanks. Please hurry up with the form.\n- kind: template\n  title: Other\n  text: Please hurry up with the form.\n`,
    })
    expect(found(cwd, ['--since', 'HEAD'])).toEqual(['macros/all.yaml:6 no-rush'])
  })

  test('a deleted file is no mistake, named or not', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': rushed, 'macros/b.md': rushed, 'other/c.md': rushed })
    rmSync(join(cwd, 'macros/a.md'))
    rmSync(join(cwd, 'other'), { recursive: true })
    expect(run(cwd, ['--since', 'HEAD'])).toMatchObject({ code: 0, err: '' })
    expect(run(cwd, ['macros/a.md', 'macros/b.md', 'other', 'other/*.md', '--since', 'HEAD'])).toMatchObject({ code: 0, err: '' })
    expect(run(cwd, ['macros/never.md', '--since', 'HEAD'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('macros/never.md: there is no such file or folder'),
    })
  })

  test('means changes of this branch: what came to the other one meanwhile is not counted', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': rushed, 'macros/b.md': calm })
    git(cwd, 'switch', '--quiet', '--create', 'wording')
    put(cwd, { 'macros/b.md': rushed })
    commit(cwd)
    git(cwd, 'switch', '--quiet', 'main')
    put(cwd, { 'macros/a.md': calm })
    commit(cwd)
    git(cwd, 'switch', '--quiet', 'wording')
    expect(found(cwd, ['--since', 'main'])).toEqual(['macros/b.md:2 no-rush'])
  })

  test('works from a folder within, and on a file of another one', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': rushed })
    put(cwd, { 'macros/a.md': `${rushed}${more}` })
    expect(found(join(cwd, 'macros'), ['.', '--since', 'HEAD'])).toEqual(['a.md:3 no-rush'])
    expect(found(join(cwd, 'own'), ['../macros/a.md', '--since', 'HEAD'])).toEqual([`${cwd}/macros/a.md:3 no-rush`])
  })

  test('what git does not know yet is new, even where git ignores it', () => {
    const cwd = repositoryWith({ ...team, '.gitignore': 'macros/draft*\n', 'macros/a.md': rushed })
    put(cwd, { 'macros/b.md': rushed, 'macros/draft.md': rushed })
    expect(found(cwd, ['macros/a.md', 'macros/b.md', 'macros/draft.md', '--since', 'HEAD'])).toEqual([
      'macros/b.md:2 no-rush',
      'macros/draft.md:2 no-rush',
    ])
  })

  test('holds standard input against the file whose name it bears', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': rushed })
    const typed = ['-', '--stdin-filename', 'macros/a.md', '--since', 'HEAD']
    expect(found(cwd, typed, { input: rushed })).toEqual([])
    expect(found(cwd, typed, { input: rushed + more })).toEqual(['macros/a.md:3 no-rush'])
  })

  test('switching a rule on again brings back what it finds', () => {
    const quiet = `---\nempathylint: no-rush\n---\n${rushed}`
    const cwd = repositoryWith({ ...team, 'macros/a.md': quiet })
    put(cwd, { 'macros/a.md': rushed })
    expect(found(cwd, ['--since', 'HEAD'])).toEqual(['macros/a.md:2 no-rush'])
  })

  test('says when nothing changed', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': rushed })
    const { code, out, err } = run(cwd, ['--since', 'main', '--fail-on', 'info'])
    expect({ code, out, err }).toEqual({ code: 0, out: 'Nothing to judge\nNothing changed in 1 file (--since main)\n', err: '' })
  })

  test('a file outside of the repository is all new, and that is said', () => {
    const cwd = repositoryWith(team)
    const outside = folderWith({ 'draft.md': rushed })
    const { code, err, out } = run(cwd, [
      join(outside, 'draft.md'),
      '--since',
      'HEAD',
      '--format',
      'compact',
      '--config',
      '.empathyrc.yaml',
    ])
    expect({ code, err }).toEqual({
      code: 0,
      err: `${outside}/draft.md: this is outside of the repository: all of it counts as new\n`,
    })
    expect(out).toMatch(/draft\.md:2:8: warning no-rush/)
  })

  test('a file that is kept elsewhere is all new, and that is said', () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n'
    const cwd = repositoryWith({ ...team, 'macros/a.md': pointer })
    put(cwd, { 'macros/a.md': rushed })
    const { code, err } = run(cwd, ['--since', 'HEAD'])
    expect({ code, err }).toEqual({ code: 0, err: 'macros/a.md: what this held before is kept by git-lfs: all of it counts as new\n' })
  })

  test('a ref that is not there is offered the nearest', () => {
    const cwd = repositoryWith(team)
    git(cwd, 'tag', 'spring-release')
    git(cwd, 'update-ref', 'refs/remotes/origin/trunk', 'HEAD')
    const said = (ref: string) => run(cwd, ['--since', ref])
    expect(said('spring-relaese')).toMatchObject({
      code: 2,
      err: 'empathylint: --since: there is no commit, branch or tag `spring-relaese` here (did you mean `spring-release`?)\n',
    })
    expect(said('trunk').err).toContain('(did you mean `origin/trunk`?)')
    expect(said('--output=x')).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no commit, branch or tag `--output=x` here'),
    })
    expect(existsSync(join(cwd, 'x'))).toBe(false)
  })

  test('a shallow clone is told how to be deepened', () => {
    const origin = repositoryWith({ ...team, 'macros/a.md': rushed })
    git(origin, 'switch', '--quiet', '--create', 'wording')
    put(origin, { 'macros/b.md': rushed })
    commit(origin)
    git(origin, 'switch', '--quiet', 'main')
    put(origin, { 'macros/c.md': calm })
    commit(origin)
    const folder = dirname(folderWith({ 'clone/x': '' }))
    const clone = join(folder, `clone-${process.pid}`)
    try {
      git(folder, 'clone', '--quiet', '--depth', '1', '--branch', 'wording', `file://${origin}`, clone)
      expect(run(clone, ['--since', 'origin/main'])).toMatchObject({
        code: 2,
        err: expect.stringMatching(
          /no commit, branch or tag `origin\/main` here, and this clone is shallow: .*git fetch --unshallow.*fetch-depth: 0/,
        ),
      })
      git(clone, 'fetch', '--quiet', '--depth', '1', 'origin', 'main:refs/remotes/origin/main')
      expect(run(clone, ['--since', 'origin/main'])).toMatchObject({
        code: 2,
        err: expect.stringMatching(/does not reach back to where `origin\/main` and this branch part: .*git fetch --unshallow/),
      })
      git(clone, 'fetch', '--quiet', '--unshallow')
      expect(found(clone, ['--since', 'origin/main'])).toEqual(['macros/b.md:2 no-rush'])
    } finally {
      rmSync(clone, { recursive: true, force: true })
    }
  })

  test('where there is no repository, or no git, it says so', () => {
    const cwd = folderWith({ ...team, 'macros/a.md': rushed })
    const said = 'empathylint: --since main needs a git repository, and this folder is in none\n'
    expect(run(cwd, ['--since', 'main'])).toMatchObject({ code: 2, err: said })
    const { code, err } = run(repositoryWith(team), ['--since', 'main'], { env: { PATH: '/nonexistent' } })
    expect({ code, err }).toEqual({ code: 2, err: 'empathylint: --since: git is not installed\n' })
  })
})

describe('--staged', () => {
  test('lints what is staged, not what lies in the folder', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': calm, 'macros/b.md': calm, 'macros/c.md': rushed })
    put(cwd, { 'macros/a.md': rushed })
    git(cwd, 'add', '--all')
    put(cwd, { 'macros/a.md': calm, 'macros/b.md': rushed, 'macros/c.md': rushed + more })
    expect(found(cwd, ['--staged'])).toEqual(['macros/a.md:2 no-rush'])
    expect(run(cwd, ['--staged', '--fail-on', 'warn']).code).toBe(1)
  })

  test('before the first commit everything is new', () => {
    const cwd = folderWith({ ...team, 'macros/a.md': rushed })
    git(cwd, 'init', '--quiet')
    expect(found(cwd, ['--staged'])).toEqual([])
    git(cwd, 'add', '--all')
    expect(found(cwd, ['--staged'])).toEqual(['macros/a.md:2 no-rush'])
  })

  test('sees a staged file that is gone from the folder, and not a deleted one', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': rushed })
    put(cwd, { 'macros/b.md': rushed, 'macros/deep/c.md': rushed, 'macros/.hidden/d.md': rushed })
    git(cwd, 'rm', '--quiet', 'macros/a.md')
    git(cwd, 'add', '--all')
    rmSync(join(cwd, 'macros/b.md'))
    rmSync(join(cwd, 'macros/deep'), { recursive: true })
    const gone = ['macros/b.md:2 no-rush', 'macros/deep/c.md:2 no-rush']
    expect(found(cwd, ['--staged'])).toEqual(gone)
    expect(found(cwd, ['macros', '--staged'])).toEqual(gone)
    expect(found(cwd, ['macros/**/*.md', 'macros/a.md', '--staged'])).toEqual(gone)
    expect(found(cwd, ['macros/b.md', '--staged'])).toEqual(gone.slice(0, 1))
  })

  test('in a merge, what the other branch brings is not new', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': calm, 'macros/b.md': calm })
    git(cwd, 'switch', '--quiet', '--create', 'theirs')
    put(cwd, { 'macros/a.md': rushed, 'macros/b.md': rushed })
    commit(cwd)
    git(cwd, 'switch', '--quiet', 'main')
    put(cwd, { 'macros/c.md': calm })
    commit(cwd)
    git(cwd, 'merge', '--quiet', '--no-ff', '--no-commit', 'theirs')
    expect(found(cwd, ['--staged'])).toEqual([])
    put(cwd, { 'macros/b.md': rushed + more })
    git(cwd, 'add', '--all')
    expect(found(cwd, ['--staged'])).toEqual(['macros/b.md:3 no-rush'])
  })

  test('works inside a hook, where git sets the scene', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': calm })
    put(cwd, { 'macros/a.md': rushed })
    git(cwd, 'add', '--all')
    const env = { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '' }
    expect(found(cwd, ['--staged'], { env })).toEqual(['macros/a.md:2 no-rush'])
  })

  test('without `files:` and without a path it looks at the folder', () => {
    const cwd = repositoryWith({ 'README.md': '# Replies\n' })
    put(cwd, { 'chat.txt': 'Customer: Where is my parcel?\nAgent: It is on its way to you, and due tomorrow.\nCustomer: Thanks!\n' })
    git(cwd, 'add', '--all')
    const { code, out } = run(cwd, ['--staged', '--list-files'])
    expect({ code, out }).toEqual({ code: 0, out: 'chat.txt\n' })
    expect(run(cwd, ['--staged', '--only', 'no-shouting']).code).not.toBe(1)
  })

  test('a commit that touches no replies passes', () => {
    const cwd = repositoryWith({ ...team, 'macros/a.md': rushed })
    put(cwd, { 'src/index.js': 'export {}\n' })
    git(cwd, 'add', '--all')
    expect(run(cwd, ['--staged', '--fail-on', 'info'])).toMatchObject({ code: 0, err: '' })
  })

  test.each([
    [['--staged', '--since', 'HEAD'], '--since and --staged do not go together: what is staged is held against the last commit'],
    [['-', '--staged'], 'what comes by standard input is not staged: leave out --staged'],
    [['--staged', '--baseline', 'b.json', '--update-baseline'], '--update-baseline looks at whole files: leave out --since and --staged'],
  ])('%j is a mistake', (args, said) => {
    expect(run(repositoryWith(team), args)).toMatchObject({ code: 2, err: `empathylint: ${said}\n` })
  })
})
