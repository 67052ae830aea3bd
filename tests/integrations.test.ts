import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { folderWith, put, repositoryWith, rushed, team } from './gate.ts'

const root = join(import.meta.dirname, '..')
const bin = join(root, 'bin/empathylint.js')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

interface Ran {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

function run(command: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const { GITHUB_STEP_SUMMARY: _, FORCE_COLOR: __, ...outside } = process.env
  const { stdout, stderr, status } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...outside, NO_COLOR: '1', ...env } })
  return { stdout, stderr, status }
}

const empathylint = (args: readonly string[], cwd: string): Ran => run(process.execPath, [bin, ...args], cwd)

/** A repository with one finding; nothing of a README is a reply, whatever it says. */
const desk = { ...team, 'macros/late.txt': rushed, 'README.md': rushed }

describe.skipIf(!existsSync(join(root, 'dist/cli.cjs')))('integrations', () => {
  describe('the pre-commit hooks', () => {
    const hooks: readonly { id: string; entry: string; files?: string; pass_filenames: boolean }[] = parse(read('.pre-commit-hooks.yaml'))
    const [hook, update] = hooks
    const start = ({ entry = '' }: { entry?: string } = {}, args: readonly string[] = [], cwd = root) =>
      empathylint([...entry.split(' ').slice(1), ...args], cwd)

    test('fail for a new finding, and pass once the baseline knows it', () => {
      const repository = repositoryWith(desk)
      const baseline = ['--baseline', 'known.json']
      expect(start(hook, baseline, repository)).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no such baseline') })
      expect(start(update, baseline, repository).status).toBe(0)
      expect(start(hook, baseline, repository).status).toBe(0)
      put(repository, { 'macros/later.txt': rushed })
      const next = start(hook, baseline, repository)
      expect(next).toMatchObject({ status: 1, stdout: expect.stringContaining('macros/later.txt:2:8') })
      expect(next.stdout).not.toContain('macros/late.txt')
      expect(next.stdout).not.toContain('README.md')
    })

    test('run for what may hold replies, and not for the rest', () => {
      const files = new RegExp(hook?.files ?? '^$')
      for (const name of ['a.md', 'b/c.txt', 'macros.json', '.empathyrc.yaml', 'x.yml', 'x.csv', 'x.html', 'x.htm'])
        expect(name).toMatch(files)
      for (const name of ['a.ts', 'b.png', 'mdx', 'Makefile', 'a.md.bak']) expect(name).not.toMatch(files)
    })
  })

  describe('the action', () => {
    const action: {
      inputs: Readonly<Record<string, { default?: string }>>
      runs: { steps: readonly { name: string; if?: string; uses?: string; run?: string; env?: Readonly<Record<string, string>> }[] }
    } = parse(read('action.yml'))
    const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']))

    /** Runs the steps one after the other, as a runner would: those that other actions do are passed over. */
    function job(cwd: string, given: Readonly<Record<string, string>>): Ran {
      const inputs = { ...defaults, ...given }
      let log = { stdout: '', stderr: '', status: 0 as number | null }
      for (const step of action.runs.steps) {
        if (log.status !== 0 || !step.run || (step.if === "inputs.sarif != ''" && inputs.sarif === '')) continue
        const env = Object.fromEntries(Object.keys(step.env ?? {}).map((name) => [name, JSON.stringify(inputs)]))
        const ran = run('bash', ['-eo', 'pipefail', '-c', step.run], cwd, { GITHUB_ACTION_PATH: root, ...env })
        log = { stdout: log.stdout + ran.stdout, stderr: log.stderr + ran.stderr, status: ran.status }
      }
      return log
    }

    test('knows each of its inputs', () => {
      expect(Object.keys(action.inputs)).toEqual(['paths', 'config', 'fail-on', 'baseline', 'since', 'sarif'])
      const expressions = action.runs.steps.flatMap(({ env }) => Object.values(env ?? {}))
      expect(expressions).toEqual(expressions.map(() => expect.stringMatching(/^\$\{\{ toJSON\(inputs\) \}\}$/)))
    })

    test('writes what is found, uploads it, and then fails', () => {
      const repository = repositoryWith(desk)
      const { stdout, status } = job(repository, { sarif: 'out/empathylint.sarif' })
      expect(status).toBe(1)
      expect(stdout).toContain('::warning file=macros/late.txt,line=2')
      const { runs } = JSON.parse(readFileSync(join(repository, 'out/empathylint.sarif'), 'utf8'))
      expect(runs[0].results.length).toBeGreaterThan(0)
      const names = action.runs.steps.map(({ name }) => name)
      expect(names.findIndex((name) => /upload/i.test(name))).toBeLessThan(names.findIndex((name) => /check/i.test(name)))
    })

    test('passes when nothing is at the bar, and uploads even what could not be read', () => {
      const repository = repositoryWith(desk)
      expect(job(repository, { 'fail-on': 'never' }).status).toBe(0)
      put(repository, { '.empathyrc.yaml': `${team['.empathyrc.yaml']}agent: []\n` })
      expect(job(repository, { sarif: 'empathylint.sarif' }).status).toBe(2)
      expect(existsSync(join(repository, 'empathylint.sarif'))).toBe(true)
    })

    test('takes what the job asks for as data, never as a command', () => {
      const repository = repositoryWith({ ...desk, 'with space/a.txt': rushed })
      expect(job(repository, { paths: 'with space/a.txt\n' }).stdout).toContain('file=with space/a.txt')
      const hostile = { paths: '$(touch hacked)\n; touch hacked\n--version', config: '', baseline: '' }
      expect(job(repository, hostile).status).toBe(2)
      expect(readdirSync(repository)).not.toContain('hacked')
    })
  })

  test('the GitLab job shows the findings and writes the report', () => {
    const { empathylint: job } = parse(read('ci/gitlab.yml'))
    const repository = repositoryWith(desk)
    put(repository, { 'bin/empathylint': `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n` })
    execFileSync('chmod', ['+x', 'bin/empathylint'], { cwd: repository })
    const env = { ...job.variables, PATH: `${join(repository, 'bin')}:${process.env.PATH}` }
    const [install, lint] = job.script
    expect(install).toContain('"$EMPATHYLINT_FROM"')
    const { stdout, status } = run('bash', ['-eo', 'pipefail', '-c', lint], repository, env)
    expect(status).toBe(1)
    expect(stdout).toContain('failing (--fail-on warn)')
    const report = JSON.parse(readFileSync(join(repository, job.artifacts.reports.codequality), 'utf8'))
    expect(report[0]).toMatchObject({ location: { path: 'macros/late.txt', lines: { begin: 2 } }, fingerprint: expect.any(String) })
  })
})

const documents = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
)
const blocksOf = (path: string, language: string) =>
  [...read(path).matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, said, text = '']) => (said === language ? [text] : []))

describe('the documents', () => {
  test('say what the program says (npm run docs writes it anew)', () => {
    expect(run(process.execPath, ['scripts/docs.mjs', '--check'], root)).toMatchObject({ stderr: '', status: 0 })
  })

  test('the README says what each dependency is for', () => {
    const built = read('README.md').split('## Built on')[1]
    for (const name of Object.keys(JSON.parse(read('package.json')).dependencies)) {
      const part = /^micromark-(?:extension|util)-(.+)$/.exec(name)?.[1] ?? name
      expect(built).toContain(part)
    }
  })

  test.each(documents)('%s links to what is there', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:)([^)#\s]+)?(#[^)\s]+)?\)/g)]
    const missing = links.flatMap(([, file, anchor]) => {
      const target = file === undefined ? path : join(dirname(path), file)
      if (!existsSync(join(root, target))) return [target]
      const titles =
        anchor &&
        [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
          title
            .toLowerCase()
            .replace(/[^\w -]/g, '')
            .replaceAll(' ', '-'),
        )
      return titles && !titles.includes(anchor.slice(1)) ? [`${target}${anchor}`] : []
    })
    expect(missing).toEqual([])
  })

  test.each(documents)('%s names only options there are', (path) => {
    const lines = [...read(path).matchAll(/`([^`\n]*--[^`\n]*)`|^(.*empathylint .*--.*)$/gm)].map(([, code, line]) => code ?? line ?? '')
    const said = lines
      .filter((line) => !/pre-commit|npm |git fetch|pip /.test(line) || /npx/.test(line))
      .flatMap((line) => line.split('|')[0]?.match(/(?<=^|[\s`'"[])--[a-z][a-z-]*/g) ?? [])
    const known = new Set(
      ['', 'inspect', 'init', 'rules'].flatMap(
        (command) => empathylint([...(command ? [command] : []), '--help'], root).stdout.match(/--[a-z-]+/g) ?? [],
      ),
    )
    expect(said.filter((option) => !known.has(option))).toEqual([])
  })

  const configs = documents.flatMap((path) =>
    blocksOf(path, 'yaml')
      .filter((text) => text.startsWith('# .empathyrc.yaml'))
      .map((text) => [path, text] as const),
  )

  test.each(configs)('%s shows a config that holds: %s', (_, text) => {
    const plugins = text.includes('plugins:')
    const folder = folderWith({ '.empathyrc.yaml': text, ...(plugins ? rules : {}) })
    expect(empathylint(['rules'], folder)).toMatchObject({ stderr: '', status: 0 })
  })

  const [yamlRule = ''] = blocksOf('docs/writing-rules.md', 'yaml').filter((text) => text.includes('message:'))
  const [tsRule = '', check = '', options = ''] = blocksOf('docs/writing-rules.md', 'ts')
  const head = "summary: 'A rule', message: 'Said', severity: 'warn', kind: 'forbids',"
  const plain = (code: string) => transformSync(code.replace(/^import .*$/m, 'const defineRule = (rule) => rule'), { loader: 'ts' }).code
  const rules = {
    'empathy-rules/no-officialese/rule.yaml': yamlRule,
    'empathy-rules/acknowledge-first/rule.mjs': plain(tsRule),
    'empathy-rules/no-blaming/rule.mjs': plain(`export default { ${head} ${check} ${options} }`),
    'node_modules/empathy-rules-acme/rules/no-rush/rule.yaml': 'summary: No rush.\nmessage: Rush\nseverity: info\nphrases: [hurry]\n',
  }

  test('docs/writing-rules.md shows rules that work', () => {
    const talk = `Customer: My parcel is lost and nobody answers me, for the third time! I am furious.\nAgent: Please be advised that you should have asked. Please restart the app.\n`
    const folder = folderWith({ ...rules, '.empathyrc.yaml': 'plugins: [./empathy-rules]\n', 'chat.txt': talk })
    const { stdout, stderr } = empathylint(
      ['chat.txt', '--format', 'compact', '--only', 'no-officialese,acknowledge-first,no-blaming'],
      folder,
    )
    expect(stderr).toBe('')
    for (const rule of ['no-officialese', 'acknowledge-first', 'no-blaming']) expect(stdout).toContain(rule)
  })
})
