import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { configsOf } from '../src/config/configs.ts'
import { type Loaded, loadConfig, type Surroundings } from '../src/config/load.ts'
import type { Problem } from '../src/diagnostic.ts'
import { shippedLayouts } from '../src/layouts/index.ts'
import { nearest } from '../src/nearest.ts'
import { builtInRules, type CollectedRule } from '../src/rules/collection.ts'
import { loadRules } from '../src/rules/load.ts'
import { mistakeInPhrase } from '../src/rules/phrases.ts'
import { positionOf } from '../src/source.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A new folder with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'empathylint-config-'))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const rule = (given: Partial<CollectedRule>): CollectedRule => ({
  summary: 'Asks for something.',
  message: 'Something is missing',
  severity: 'warn',
  kind: 'forbids',
  *check() {},
  ...given,
})

/** Rules of every kind, so that the tests do not hang on those that ship. */
const builtIn = new Map<string, CollectedRule>([
  [
    'no-shouting',
    rule({ severity: 'info', options: { most: { default: 2, from: 0, to: 9 }, allowed: ['OK'], style: { oneOf: ['any', 'words'] } } }),
  ],
  ['no-deflection', rule({})],
  ['restate-problem', rule({ severity: 'off', options: { words: 40, strictly: false } })],
  ['no-jargon', rule({ options: { phrases: [] }, keys: ['phrases'] })],
  ['unresolved-placeholder', rule({ severity: 'error' })],
])

const surroundings = (cwd: string): Surroundings => ({
  cwd,
  builtIn,
  loadPlugins: (plugins, configFile) => loadRules(plugins, { configFile, cwd, taken: builtIn, mistakeIn: mistakeInPhrase }),
  words: async () => ({ layouts: shippedLayouts.map(({ name }) => name), mistakeInPhrase }),
})

async function load(config: string, others: Readonly<Record<string, string>> = {}): Promise<Loaded> {
  const folder = folderWith({ '.empathyrc.yaml': config, ...others })
  return loadConfig(join(folder, '.empathyrc.yaml'), surroundings(folder))
}

/** Problems as people read them: `line:column message → nearest`. */
const told = (problems: readonly Problem[]) =>
  problems.map(({ source, span, message, nearest: near }) => {
    const at = source && span ? positionOf(source, span.start) : undefined
    return `${at ? `${at.line}:${at.column} ` : ''}${message}${near === undefined ? '' : ` → ${near}`}`
  })

const mistakesIn = async (config: string, others?: Readonly<Record<string, string>>) => told((await load(config, others)).problems)
const severitiesOf = ({ config }: Loaded) => Object.fromEntries([...config!.rules].map(([name, { severity }]) => [name, severity]))

describe('the nearest word', () => {
  test.each([
    ['no-deflecton', 'no-deflection'],
    ['warning', 'warn'],
    ['NoShouting', 'no-shouting'],
    ['wran', 'warn'],
    ['agent', 'agents'],
  ])('%s is close to %s', (word, near) => {
    expect(nearest(word, ['error', 'warn', 'info', 'off', 'agents', 'no-shouting', 'no-deflection'])).toBe(near)
  })

  test('nothing is offered for what is far from everything', () => {
    expect(nearest('pumpernickel', ['error', 'warn', 'info', 'off'])).toBeUndefined()
    expect(nearest('x', ['off'])).toBeUndefined()
  })
})

describe('a config that is right', () => {
  test('the example that ships loads without a complaint, and its schema agrees', async () => {
    const folder = join(import.meta.dirname, '..')
    const file = join(folder, '.empathyrc.example.yaml')
    const { config, problems } = await loadConfig(file, { ...surroundings(folder), builtIn: builtInRules })
    expect(told(problems)).toEqual([])
    expect(config?.rules.get('no-deflection')).toEqual({ severity: 'error', options: {} })
    expect(config?.files).toHaveLength(4)
    const schema = JSON.parse(readFileSync(join(folder, 'schema/config.schema.json'), 'utf8'))
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema)
    expect(validate(parse(readFileSync(file, 'utf8'))), JSON.stringify(validate.errors)).toBe(true)
  })

  test('every key the schema knows is known here', async () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schema/config.schema.json'), 'utf8'))
    const keys = (part: { readonly properties: object }) => Object.keys(part.properties)
    const nulls = (names: readonly string[], indent: string) => names.map((name) => `${indent}${name}:`).join('\n')
    const { files, layout } = schema.definitions
    const text = [
      nulls(
        keys(schema).filter((key) => key !== 'files' && key !== 'vocabulary'),
        '',
      ),
      `vocabulary:\n${nulls(keys(schema.properties.vocabulary), '  ')}`,
      `files:\n  - include: a\n${nulls(
        keys(files).filter((key) => key !== 'include' && key !== 'layout'),
        '    ',
      )}`,
      `    layout:\n${nulls(keys(layout), '      ')}`,
    ].join('\n')
    expect(await mistakesIn(text)).toEqual([])
  })

  test('without `extends` the rules are as recommended', async () => {
    expect(severitiesOf(await load('agents: Dana\n'))).toMatchObject({
      'no-shouting': 'info',
      'no-deflection': 'warn',
      'restate-problem': 'off',
    })
  })

  test('an empty config is no mistake', async () => {
    const loaded = await load('# nothing yet\n')
    expect(told(loaded.problems)).toEqual([])
    expect(severitiesOf(loaded)).toMatchObject({ 'no-deflection': 'warn' })
  })

  test('strict makes warnings errors and hints warnings, and turns nothing on', async () => {
    expect(severitiesOf(await load('extends: strict\n'))).toEqual({
      'no-shouting': 'warn',
      'no-deflection': 'error',
      'restate-problem': 'off',
      'no-jargon': 'error',
      'unresolved-placeholder': 'error',
    })
  })

  test('an empty list extends nothing', async () => {
    expect(new Set(Object.values(severitiesOf(await load('extends: []\nrules: { no-deflection: warn }\n'))))).toEqual(
      new Set(['off', 'warn']),
    )
  })

  test('rules take a severity, or a map with options', async () => {
    const { config } = await load('rules:\n  no-shouting: { severity: error, most: 0, allowed: [VIP] }\n  restate-problem: warn\n')
    expect(config?.rules.get('no-shouting')).toEqual({ severity: 'error', options: { most: 0, allowed: ['VIP'] } })
    expect(config?.rules.get('restate-problem')).toEqual({ severity: 'warn', options: {} })
  })

  test('JSON is a config too, a single word stands for a list of one', async () => {
    const folder = folderWith({
      '.empathyrc.json': '{\n\t"judge": "bot",\n\t"files": ["a.md", { "include": "b.md", "as": "template" }]\n}',
    })
    const { config, problems } = await loadConfig(join(folder, '.empathyrc.json'), surroundings(folder))
    expect(told(problems)).toEqual([])
    expect(config?.judge).toEqual(['bot'])
    expect(config?.files.map(({ include, as }) => [include, as])).toEqual([
      [['a.md'], undefined],
      [['b.md'], 'template'],
    ])
  })

  test('a shared config is laid below the one that extends it', async () => {
    const loaded = await load('extends: ./team/base.yaml\nrules:\n  no-deflection: info\nagents: [Dana]\nplugins: [./own]\n', {
      'team/base.yaml':
        'extends: strict\nrules:\n  no-shouting: { severity: error, most: 1 }\nagents: ["@example.com"]\nplugins: [./shared]\n',
      'team/shared/be-brief/rule.yaml': 'summary: Be brief.\nmessage: Too long\nseverity: info\nphrases: [very long words]\n',
      'own/no-rush/rule.yaml': 'summary: No rush.\nmessage: Rushed\nseverity: warn\nphrases: [hurry up]\n',
    })
    expect(told(loaded.problems)).toEqual([])
    expect(severitiesOf(loaded)).toMatchObject({
      'no-shouting': 'error',
      'no-deflection': 'info',
      'no-jargon': 'error',
      'be-brief': 'warn',
      'no-rush': 'error',
    })
    expect(loaded.config?.rules.get('no-shouting')?.options).toEqual({ most: 1 })
    expect(loaded.config?.agents).toEqual(['@example.com', 'Dana'])
    expect(loaded.config?.plugins).toEqual(['./team/shared', './own'])
  })

  test('an installed package can be extended', async () => {
    const loaded = await load('extends: "@acme/empathy"\n', {
      'node_modules/@acme/empathy/package.json': '{ "name": "@acme/empathy" }',
      'node_modules/@acme/empathy/.empathyrc.yaml': 'extends: recommended\nrules: { no-deflection: error }\n',
    })
    expect(told(loaded.problems)).toEqual([])
    expect(severitiesOf(loaded)).toMatchObject({ 'no-deflection': 'error', 'no-shouting': 'info' })
  })
})

describe('a mistake is said where it stands, with the nearest valid word', () => {
  test.each([
    ['an unknown key', 'agent: [Dana]\n', ['1:1 `agent` is not a key of a config → agents']],
    ['an unknown rule', 'rules:\n  no-deflecton: warn\n', ['2:3 there is no rule `no-deflecton` → no-deflection']],
    ['an unknown severity', 'rules:\n  no-deflection: warning\n', ['2:18 expected one of error, warn, info, off, found `warning` → warn']],
    ['a severity of another kind', 'rules:\n  no-deflection: 2\n', ['2:18 expected one of error, warn, info, off, found 2']],
    ['an unknown option', 'rules:\n  no-shouting: { mots: 3 }\n', ['2:18 `no-shouting` has no option `mots` → most']],
    [
      'an option of a rule without options',
      'rules:\n  no-deflection: { severity: warn, within: 3 }\n',
      ['2:36 `no-deflection` has no option `within`: it takes only `severity`'],
    ],
    ['an option out of bounds', 'rules:\n  no-shouting: { most: 12 }\n', ['2:24 expected a whole number from 0 to 9, found 12']],
    [
      'an option of the wrong type',
      'rules:\n  restate-problem: { strictly: sometimes }\n',
      ['2:32 expected true or false, found `sometimes`'],
    ],
    ['an option with few words', 'rules:\n  no-shouting: { style: word }\n', ['2:25 expected one of any, words, found `word` → words']],
    [
      'a list where a severity belongs',
      'rules:\n  no-shouting: [warn, 3]\n',
      ['2:16 expected a severity, or a map with `severity` and options, found a list'],
    ],
    [
      'a phrase that cannot be read, in an option',
      'rules:\n  no-jargon: { phrases: ["(tier"] }\n',
      [expect.stringMatching(/^2:26 .*\(tier/)],
    ],
    ['rules as a list', 'rules: [no-shouting]\n', ['1:8 expected a map of rule names, such as `no-shouting: warn`, found a list']],
    ['a glob with an open bracket', 'files: ["macros/[a-.md"]\n', [expect.stringMatching(/^1:9 `macros\/\[a-\.md` has an open bracket/)]],
    ['a glob that leaves the folder', 'ignore: ../other/**\n', ['1:9 `../other/**` leaves the folder of this file']],
    ['an absolute glob', 'ignore: /tmp/**\n', ['1:9 `/tmp/**` is an absolute path: write it relative to this file']],
    ['a glob that negates', 'files: "!a.md"\n', ['1:8 `!a.md` begins with `!`: put what to leave out under `ignore:`']],
    ['an entry without files', 'files:\n  - as: template\n', ['2:5 this entry does not say which files: add `include:`']],
    [
      'an unknown layout',
      'files:\n  - include: a.json\n    layout: zendesk-macro\n',
      [expect.stringMatching(/^3:13 expected one of .* → zendesk-macros$/)],
    ],
    [
      'an unknown kind',
      'files:\n  - include: a.json\n    as: templates\n',
      ['3:9 expected one of transcript, template, found `templates` → template'],
    ],
    [
      'a key of a mapping',
      'files:\n  - include: a.json\n    layout: { turn: messages }\n',
      ['3:15 `turn` is not a key of `layout` → turns'],
    ],
    [
      'an override without files',
      'overrides:\n  - rules: { no-deflection: off }\n',
      ['2:5 this override does not say for which files: add `files:`'],
    ],
    [
      'a rule in an override',
      'overrides:\n  - files: a/**\n    rules: { no-shoutin: off }\n',
      ['3:14 there is no rule `no-shoutin` → no-shouting'],
    ],
    ['somebody who cannot be judged', 'judge: [customer]\n', ['1:9 expected one of agent, bot, found `customer`']],
    [
      'words for nothing known',
      'vocabulary:\n  acknowlege: [that is awful]\n',
      ['2:3 `acknowlege` is nothing words can be for → acknowledge'],
    ],
    [
      'a phrase that cannot be read, in the vocabulary',
      'vocabulary:\n  upset: ["fed up", "(at my wits"]\n',
      [expect.stringMatching(/^2:21 .*\(at my wits/)],
    ],
    [
      'turns of a mapping without a path',
      'files:\n  - include: a.json\n    layout: { turns: [{ is: agent }] }\n',
      ['3:23 this needs `path`'],
    ],
    [
      'people of a mapping without their ids',
      'files:\n  - include: a.json\n    layout: { people: { list: users } }\n',
      ['3:23 `people` needs `list` and `id`'],
    ],
    [
      'an unknown preset',
      'extends: recomended\n',
      [expect.stringMatching(/^1:10 there is no preset, file or installed package `recomended`.* → recommended$/)],
    ],
    ['a missing file', 'extends: ./team.yaml\n', ['1:10 there is no file `./team.yaml`']],
    ['a key that stands twice', 'agents: A\nagents: B\n', ['2:1 map keys must be unique']],
    ['a text that is no map', '- no-shouting\n', ['1:1 expected a config with keys such as extends, rules, overrides, found a list']],
  ])('%s', async (_, config, mistakes) => {
    const { config: usable, problems } = await load(config)
    expect(told(problems)).toEqual(mistakes)
    expect(usable).toBeUndefined()
  })

  test('all mistakes are said at once', async () => {
    expect(await mistakesIn('extend: strict\nrules:\n  no-shoting: warn\n  no-jargon: loud\nignore: "/"\n')).toHaveLength(4)
  })

  test('YAML that cannot be parsed is one located problem', async () => {
    const [first] = await mistakesIn('rules:\n  no-shouting: [a\nagents: b\n')
    expect(first).toMatch(/^3:1 flow sequence/)
  })

  test('a mistake in a shared config is said there', async () => {
    const { problems } = await load('extends: ./base.yaml\n', { 'base.yaml': 'rules:\n  no-shoting: warn\n' })
    expect(problems.map(({ path }) => path)).toEqual(['base.yaml'])
    expect(told(problems)).toEqual(['2:3 there is no rule `no-shoting` → no-shouting'])
  })

  test('configs that extend each other are a mistake, not an endless search', async () => {
    expect(await mistakesIn('extends: ./b.yaml\n', { 'b.yaml': 'extends: ./.empathyrc.yaml\n' })).toEqual([
      '1:10 `./.empathyrc.yaml` extends this file in turn',
    ])
  })

  test('a missing plugin is a mistake', async () => {
    expect(await mistakesIn('plugins: [./rulez]\n')).toEqual([expect.stringContaining('./rulez')])
  })

  test('aliases of aliases do not fill the memory', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) =>
        `l${level}: &l${level} [${Array(12)
          .fill(level === 0 ? 'x' : `*l${level - 1}`)
          .join(', ')}]`,
    )
    expect(await mistakesIn(`${levels.join('\n')}\n`)).toEqual([expect.stringContaining('more than 100000 values')])
  })
})

describe('which config holds', () => {
  test('the nearest above the file, and only that one', async () => {
    const folder = folderWith({
      '.empathyrc.yaml': 'rules: { no-deflection: error, no-shouting: error }\n',
      'chat/.empathyrc.yml': 'rules: { no-deflection: info }\n',
      'chat/deep/a.txt': '',
      'mail/a.txt': '',
    })
    const configOf = configsOf(surroundings(folder))
    const severities = async (path: string) => severitiesOf(await configOf(join(folder, path)))
    expect(await severities('chat/deep')).toMatchObject({ 'no-deflection': 'info', 'no-shouting': 'info' })
    expect(await severities('mail')).toMatchObject({ 'no-deflection': 'error', 'no-shouting': 'error' })
    expect(await configOf(join(folder, 'chat'))).toBe(await configOf(join(folder, 'chat/deep')))
  })

  test('one that is named holds for all', async () => {
    const folder = folderWith({ '.empathyrc.yaml': 'rules: { no-deflection: error }\n', 'other.yaml': 'rules: { no-deflection: info }\n' })
    const configOf = configsOf(surroundings(folder), join(folder, 'other.yaml'))
    expect(severitiesOf(await configOf(folder))).toMatchObject({ 'no-deflection': 'info' })
  })

  test('one that is named and missing is a problem', async () => {
    const folder = folderWith({})
    const { problems, config } = await configsOf(surroundings(folder), join(folder, 'gone.yaml'))(folder)
    expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'gone.yaml: cannot read this config: there is no such file or folder',
    ])
    expect(config).toBeUndefined()
  })
})

describe('the bar, and what is switched off', () => {
  test('are read as they are written', async () => {
    const { config, problems } = await load(`fail-on: warn
max-warnings: 0
require-reason: true
suppress:
  - { id: 0071, rules: no-deflection, reason: Agreed. }
  - { title: 12e3, fingerprint: 1234567890123456, rules: [no-deflection, no-shouting], reason: Agreed. }
`)
    expect(told(problems)).toEqual([])
    const { failOn, maxWarnings, requireReason, suppress = [] } = config!
    expect({ failOn, maxWarnings, requireReason }).toEqual({ failOn: 'warn', maxWarnings: 0, requireReason: true })
    expect(suppress.map(({ at, ...entry }) => [positionOf(at.source, at.span.start).line, entry])).toEqual([
      [5, { id: '0071', rules: ['no-deflection'], reason: 'Agreed.' }],
      [6, { title: '12e3', fingerprint: '1234567890123456', rules: ['no-deflection', 'no-shouting'], reason: 'Agreed.' }],
    ])
  })

  test('come along with `extends`: lists grow, the nearest word holds', async () => {
    const base = 'fail-on: never\nmax-warnings: 9\nrequire-reason: true\nsuppress: [{ id: a, reason: x }]\n'
    const own = 'extends: ./base.yaml\nfail-on: info\nsuppress: [{ id: b, reason: x }]\n'
    const { config } = await load(own, { 'base.yaml': base })
    expect(config).toMatchObject({ failOn: 'info', maxWarnings: 9, requireReason: true, suppress: [{ id: 'a' }, { id: 'b' }] })
  })

  test.each([
    ['fail-on: warning\n', '1:10 expected one of error, warn, info, never, found `warning` → warn'],
    ['max-warnings: -1\n', '1:15 expected a whole number, found -1'],
    ['max-warnings: "3"\n', '1:15 expected a whole number, found `3`'],
    ['require-reason: maybe\n', '1:17 expected true or false, found `maybe`'],
    ['max-warning: 3\n', '1:1 `max-warning` is not a key of a config → max-warnings'],
    ['suppress: no-deflection\n', '1:11 expected an entry of `suppress` with keys such as id, title, fingerprint, found `no-deflection`'],
    ['suppress:\n  - rules: no-deflection\n', '2:5 this entry does not say whose findings stand: add `id:`, `title:` or `fingerprint:`'],
    ['suppress:\n  - { ids: 4, title: x }\n', '2:7 `ids` is not a key of an entry of `suppress` → id'],
    ['suppress:\n  - { id: [1] }\n', '2:11 expected text, found a list'],
    ['suppress:\n  - { fingerprint: 12ab }\n', '2:20 expected a fingerprint of 16 hexadecimal digits, found `12ab`'],
    ['suppress:\n  - { id: 4, rules: [no-deflecton] }\n', '2:22 there is no rule `no-deflecton` → no-deflection'],
    ['require-reason: true\nsuppress:\n  - id: 4\n', '3:5 this entry does not say why: add `reason:` (`require-reason` is on)'],
  ])('%j', async (config, said) => {
    expect(await mistakesIn(config)).toEqual([said])
  })
})
