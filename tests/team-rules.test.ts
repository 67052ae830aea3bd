import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createLinter } from '../src/lint.ts'
import { builtInRules, type RuleBook, readmeOf } from '../src/rules/collection.ts'
import { loadRules } from '../src/rules/load.ts'
import { mistakeInPhrase } from '../src/rules/phrases.ts'
import { lineOf, positionOf } from '../src/source.ts'
import { talk } from './talk.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** Loads the plugins of a config in a folder of these files. */
async function load(files: Readonly<Record<string, string>>, plugins: readonly string[] = ['./rules'], taken: RuleBook = builtInRules) {
  const cwd = mkdtempSync(join(tmpdir(), 'team-'))
  folders.push(cwd)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  const { rules, problems } = await loadRules(plugins, { configFile: join(cwd, '.empathyrc.yaml'), cwd, taken, mistakeIn: mistakeInPhrase })
  return { rules, names: [...rules.keys()], problems }
}

const yaml = `summary: No office language.
message: Office language
severity: warn
phrases:
  - (kindly|please) revert
  - do the needful
unless: [as you asked]
instead: [Say what you need in plain words]
`

const fields = `summary: 'Says when.', message: 'No time named', severity: 'info', kind: 'forbids'`

/** A rule in JavaScript that reports the sentences with its own words. */
const check = `*check({ replies }, options, find) {
    for (const reply of replies) for (const sentence of reply.sentences) {
      const soon = find(sentence, 'soon')
      if (soon && reply.sentences.length <= options.most) yield { at: soon }
    }
  }`
const phrases = `phrases: { soon: ['(shortly|soon)'] }, options: { most: 3, soon: [] }`

const conversation = talk(`customer: Where is my parcel? It should be here by now.
agent: Kindly revert with the number. We will look into this shortly.
customer: It is 12.
agent: As you asked, we will do the needful. It may take a jiffy.`)

function told(rules: RuleBook, options: Readonly<Record<string, unknown>> = {}) {
  const settings = new Map([...rules].map(([name, rule]) => [name, { severity: rule.severity, options }]))
  const { diagnostics, problems } = createLinter({ book: rules, rules: settings, judge: ['agent'], vocabulary: {} }).judge(conversation)
  expect(problems).toEqual([])
  return diagnostics.map(({ rule, severity, quote }) => `${severity} ${rule}: ${quote}`)
}

describe('a folder dropped in is a rule', () => {
  test('of phrases', async () => {
    const { rules, problems } = await load({
      'rules/no-office/rule.yaml': yaml,
      'rules/no-office/README.md': '# no-office\n\nPlain words.\n\n## Fails\n\ncases',
    })
    expect(problems).toEqual([])
    expect(told(rules)).toEqual(['warn no-office: Kindly revert'])
    expect(told(rules, { phrases: ['look into'], unless: ['with the number'] })).toEqual(['warn no-office: look into'])
    expect(rules.get('no-office')?.team?.path).toBe('rules/no-office/rule.yaml')
    expect(await readmeOf('no-office', rules)).toBe('# no-office\n\nPlain words.\n')
  })

  test.each([
    ['rule.js, a module', 'rule.js', `export default { ${fields}, ${phrases}, ${check} }`],
    ['rule.mjs', 'rule.mjs', `export default { ${fields}, ${phrases}, ${check} }`],
    ['rule.cjs', 'rule.cjs', `module.exports = { ${fields}, ${phrases}, ${check} }`],
    ['rule.js, a script', 'rule.js', `module.exports = { ${fields}, ${phrases}, ${check} }`],
  ])('of JavaScript: %s', async (_, file, text) => {
    const { rules, problems } = await load({ [`rules/says-when/${file}`]: text })
    expect(problems).toEqual([])
    expect(told(rules)).toEqual(['info says-when: shortly'])
    expect(told(rules, { soon: ['a jiffy'] })).toEqual(['info says-when: shortly', 'info says-when: a jiffy'])
    expect(told(rules, { most: 1 })).toEqual([])
  })

  test('with its words in a file of their own', async () => {
    const words = 'soon:\n  say: [(shortly|soon), a jiffy]\n  unless: [may take]\n'
    const { rules, problems } = await load({
      'rules/says-when/rule.js': `module.exports = { ${fields}, options: { most: 3 }, ${check} }`,
      'rules/says-when/words.yaml': words,
    })
    expect(problems).toEqual([])
    expect(told(rules)).toEqual(['info says-when: shortly'])
  })

  test('by a path of its own, or in an installed package', async () => {
    const files = {
      'here/no-office/rule.yaml': yaml,
      'node_modules/kind-rules/package.json': '{ "name": "kind-rules" }',
      'node_modules/kind-rules/rules/says-when/rule.js': `module.exports = { ${fields}, ${phrases}, ${check} }`,
      'node_modules/@team/words/says-nothing/rule.yaml': yaml,
    }
    const { names, problems } = await load(files, ['./here/no-office', 'kind-rules', '@team/words'])
    expect(problems).toEqual([])
    expect(names).toEqual(['no-office', 'says-when', 'says-nothing'])
  })

  test('but not a draft, nor what holds no rule', async () => {
    const { names } = await load({ 'rules/_draft/rule.yaml': yaml, 'rules/notes/README.md': '# Notes', 'rules/no-office/rule.yaml': yaml })
    expect(names).toEqual(['no-office'])
  })
})

describe('what is wrong with a rule is said, and the others are loaded', () => {
  const good = { 'rules/no-office/rule.yaml': yaml }

  test.each([
    [
      'a word of its fields',
      'rule.yaml',
      yaml.replace('warn', 'warning'),
      3,
      'expected one of error, warn, info, off, found `warning`',
      'warn',
    ],
    ['an unknown key', 'rule.yaml', yaml.replace('instead', 'instaed'), 8, '`instaed` is not a key of a rule', 'instead'],
    [
      'a phrase',
      'rule.yaml',
      yaml.replace('do the needful', '"do (the needful"'),
      6,
      'a `)` is missing, in the phrase "do (the needful"',
      undefined,
    ],
    ['a missing key', 'rule.yaml', yaml.replace(/message.*\n/, ''), 1, 'this rule does not say its `message`', undefined],
    ['YAML', 'rule.yaml', 'summary: [a\nmessage: b\n', 2, expect.stringMatching(/^flow sequence/), undefined],
    [
      'the syntax of a module',
      'rule.mjs',
      'export default {\n  summary: 1,\n  oh no\n}\n',
      3,
      "this rule cannot be loaded: unexpected identifier 'no'",
      undefined,
    ],
    [
      'the syntax of a script',
      'rule.cjs',
      'module.exports = {\n  oh no\n}\n',
      2,
      "this rule cannot be loaded: unexpected identifier 'no'",
      undefined,
    ],
    [
      'what it does when loaded',
      'rule.mjs',
      `\nexport default { ${fields}, options: { most: missing } }\n`,
      2,
      'this rule cannot be loaded: missing is not defined',
      undefined,
    ],
  ])('%s', async (_, file, text, line, message, nearest) => {
    const { names, problems } = await load({ ...good, [`rules/broken/${file}`]: text })
    expect(names).toEqual(['no-office'])
    expect(problems).toMatchObject([{ path: `rules/broken/${file}`, message, ...(nearest === undefined ? {} : { nearest }) }])
    const [{ source, span } = {}] = problems
    expect(source && span && positionOf(source, span.start).line).toBe(line)
    expect(source && lineOf(source, line).trim()).not.toBe('')
  })

  test.each([
    [
      'await at its top',
      'rule.mjs',
      'const { x } = await import("node:fs")\nexport default {}',
      'this rule cannot be loaded: it uses `await` at its top, and rules are loaded at once: move that into a function',
    ],
    [
      'a module that is not there',
      'rule.mjs',
      'import x from "not-installed-anywhere"\nexport default x',
      'this rule cannot be loaded: a module it imports is not installed',
    ],
    [
      'something else than a rule',
      'rule.cjs',
      'module.exports = () => {}',
      'a rule is the default export of its file: an object with `summary`, `message`, `severity`, `kind` and `check`',
    ],
    [
      'missing fields',
      'rule.cjs',
      `module.exports = { summary: 'x', check() {} }`,
      'this rule does not say its `message`, `severity`, `kind`',
    ],
    ['an unknown field', 'rule.cjs', `module.exports = { ${fields}, messages: [], ${check} }`, '`messages` is not a field of a rule'],
    [
      'a wrong word',
      'rule.cjs',
      `module.exports = { ${fields.replace('info', 'warning')}, ${check} }`,
      '`severity` takes one of error, warn, info, off',
    ],
    [
      'a wrong option',
      'rule.cjs',
      `module.exports = { ${fields}, options: { most: null }, ${check} }`,
      expect.stringMatching(/^`options` takes a map of options and their defaults/),
    ],
    [
      'a phrase',
      'rule.cjs',
      `module.exports = { ${fields}, phrases: { soon: ['soon)'] }, ${check} }`,
      'a `)` closes nothing, in the phrase "soon)"',
    ],
    [
      'two phrases folded into one',
      'rule.cjs',
      `module.exports = { ${fields}, phrases: { soon: ['very soon - quite soon'] }, ${check} }`,
      'a `-` stands alone: is the line of the next phrase indented too far?, in the phrase "very soon - quite soon"',
    ],
    [
      'TypeScript',
      'rule.ts',
      'export default {}',
      'rules of a team are plain JavaScript: rename it to rule.js, with types in comments, or compile it',
    ],
  ])('%s', async (_, file, text, message) => {
    const { names, problems } = await load({ ...good, [`rules/broken/${file}`]: text })
    expect(names).toEqual(['no-office'])
    expect(problems).toMatchObject([{ path: `rules/broken/${file}`, message }])
  })

  test('a name that is taken, or is none', async () => {
    const files = { 'rules/No_Office/rule.yaml': yaml, 'rules/no-deflection/rule.yaml': yaml, 'more/no-office/rule.yaml': yaml, ...good }
    const { names, problems } = await load(files, ['./rules', './more'])
    expect(names).toEqual(['no-office'])
    expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'rules/No_Office/rule.yaml: a rule folder is named in small letters and hyphens, such as `no-shouting`, not `No_Office`',
      'rules/no-deflection/rule.yaml: there is already a rule `no-deflection`: give this folder another name',
      'more/no-office/rule.yaml: there is already a rule `no-office`: give this folder another name',
    ])
  })

  test('two rules in one folder', async () => {
    const { problems } = await load({ 'rules/no-office/rule.js': 'module.exports = {}', ...good })
    expect(problems).toMatchObject([
      { path: 'rules/no-office/rule.yaml', message: 'the folder holds rule.yaml and rule.js: a rule is one of them' },
    ])
  })

  test('a plugin that is not there, or holds none', async () => {
    const { problems } = await load({ 'empty/a.txt': '' }, ['./rules', './empty', 'kind-rules'])
    expect(problems.map(({ path, message }) => [path, message])).toEqual([
      ['.empathyrc.yaml', 'there is no folder `./rules`'],
      ['.empathyrc.yaml', '`./empty` holds no rules: a rule is a folder with a rule.yaml or rule.js'],
      ['.empathyrc.yaml', 'there is no installed package `kind-rules` (the path of a folder begins with ./)'],
    ])
  })
})
