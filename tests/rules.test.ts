import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { agrees, casesOf, corrected } from '../src/rules/cases.ts'
import { mistakesIn } from '../src/rules/check-rule.ts'
import { builtInRules, readmeOf } from '../src/rules/collection.ts'
import { ruleFromYaml } from '../src/rules/from-yaml.ts'
import { mistakeInPhrase } from '../src/rules/phrases.ts'
import { readRuleYaml } from '../src/rules/rule-file.ts'
import { failingCases } from '../src/rules/test-rule.ts'
import { sourceOf } from '../src/source.ts'
import { reports } from './talk.ts'

const readmeAt = (name: string) => {
  const path = new URL(`../rules/${name}/README.md`, import.meta.url)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

describe.each([...builtInRules])('%s', (name, rule) => {
  const readme = readmeAt(name)
  const cases = casesOf(readme)

  test('does what its README shows', async () => {
    const failing = await failingCases(name, rule, readme)
    const told = failing.map(
      (each) => `rules/${name}/README.md:${each.case.line} ${each.case.title}\n${each.problems.join('\n')}\n\n${each.corrected}`,
    )
    expect(told.join('\n\n'), 'cases as they would have to be written for what the rule says').toBe('')
  })

  test('has a README of the agreed shape', async () => {
    expect(readme.split('\n')[0]).toBe(`# ${name}`)
    const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    expect(headings.slice(0, 5)).toEqual(['Why', 'Fails', 'Passes', 'Options', 'When to turn it off'])
    expect(['How often it is right', undefined]).toContain(headings[5])
    const marked = cases.filter(({ marks }) => marks.some(({ kind }) => kind === '^'))
    expect(marked.map(({ section }) => section)).toEqual(marked.map(() => 'Fails'))
    expect(cases.filter(({ section }) => section === 'Fails')).toEqual(marked)
    expect(await readmeOf(name, builtInRules)).not.toContain('## Fails')
  })

  test('shows enough to be understood', () => {
    const { fails, passes } = leastCases[name] ?? { fails: 6, passes: 10 }
    expect(cases.filter(({ section }) => section === 'Fails').length).toBeGreaterThanOrEqual(fails)
    expect(cases.filter(({ section }) => section === 'Passes').length).toBeGreaterThanOrEqual(passes)
  })

  test('is a rule, says its options in its README, and speaks in short noun phrases', () => {
    const { keys: _, ...made } = rule
    expect(mistakesIn(made)).toEqual([])
    expect(rule.message).toMatch(/^[A-Z].{0,59}[^.!?]$/)
    const options = readme.slice(readme.indexOf('## Options'))
    for (const option of Object.keys(rule.options ?? {})) expect(options).toContain(`\`${option}\``)
  })
})

/** How many cases the rules need that judge the hardest things. */
const leastCases: Readonly<Record<string, { fails: number; passes: number }>> = {
  'acknowledge-before-solving': { fails: 8, passes: 12 },
  'sympathy-without-action': { fails: 8, passes: 12 },
  'no-deflection': { fails: 8, passes: 12 },
  'tone-mismatch': { fails: 8, passes: 12 },
}

test('the rules that need the most cases are all there', () => {
  expect([...builtInRules.keys()]).toEqual(expect.arrayContaining(Object.keys(leastCases)))
})

test('the template of a rule is a rule that does what its README shows', async () => {
  const file = readFileSync(new URL('../rules/_template/rule.yaml', import.meta.url), 'utf8')
  const { data, problems } = await readRuleYaml(sourceOf('rule.yaml', file), mistakeInPhrase)
  expect(problems).toEqual([])
  expect(casesOf(readmeAt('_template'))).toHaveLength(4)
  expect(data && (await failingCases('template', ruleFromYaml(data), readmeAt('_template')))).toEqual([])
})

const readme = `# no-page

## Fails

A page is named.

\`\`\`transcript channel=chat words="page, form"
customer: Where are my orders?
          ~~~~~ the question
agent: They are on the page
                       ^^^^ Page named
  with the form
           ^^^^ Page named
\`\`\`

## Passes

No page.

\`\`\`template
Your orders come
by post, as
  you asked.
\`\`\`
`

describe('the cases of a README', () => {
  const [first, second] = casesOf(readme)

  test('are read with their sentence, settings and marks', () => {
    expect(first).toMatchObject({
      line: 7,
      section: 'Fails',
      title: 'A page is named.',
      settings: { channel: 'chat', words: 'page, form' },
    })
    expect(first?.text).toBe('customer: Where are my orders?\nagent: They are on the page with the form\n')
    const words = first?.marks.map(({ kind, start, end, message }) => [kind, first.text.slice(start, end), message])
    expect(words).toEqual([
      ['~', 'Where', 'the question'],
      ['^', 'page', 'Page named'],
      ['^', 'form', 'Page named'],
    ])
    expect(second).toMatchObject({ kind: 'template', section: 'Passes', text: 'Your orders come\nby post, as you asked.\n', marks: [] })
  })

  test('may mark words that go on in the next line', () => {
    const [wrapped] = casesOf('```template\nSee the page\n    ^^^^^^^^ Page named\n  of orders.\n  ^^^^^^^^^\n```')
    expect(wrapped?.marks).toEqual([{ kind: '^', start: 4, end: 22, message: 'Page named' }])
    expect(wrapped && corrected(wrapped, wrapped.marks)).toBe(
      '```template\nSee the page\n    ^^^^^^^^ Page named\n  of orders.\n  ^^^^^^^^^\n```',
    )
  })

  test('keep words that begin like marks', () => {
    const [numbers] = casesOf('```template\nCall us:\n+44 20 7946 0000\n~5 minutes\n```')
    expect(numbers).toMatchObject({ text: 'Call us:\n+44 20 7946 0000\n~5 minutes\n', marks: [] })
  })

  test('are written right when what is found is marked', () => {
    for (const each of casesOf(readme)) expect(readme).toContain(corrected(each, each.marks))
  })

  test('agree with what is found: every missed place, and evidence and praise where they are marked', () => {
    expect(first && agrees(first, first.marks)).toBe(true)
    expect(first && agrees(first, first.marks.slice(0, 2))).toBe(false)
    expect(first && agrees(first, first.marks.slice(1))).toBe(false)
    expect(first && agrees(first, [...first.marks, { kind: '+', start: 0, end: 3 }])).toBe(true)
    expect(
      first &&
        agrees(
          first,
          first.marks.map((mark) => ({ ...mark, message: 'Another message' })),
        ),
    ).toBe(false)
    expect(second && agrees(second, [{ kind: '^', start: 0, end: 4 }])).toBe(false)
  })

  const noPage = reports(/page/g, { message: 'Page named' })

  test('that fail are shown as they would have to be written', async () => {
    const text =
      '## Fails\n\nA page.\n\n```transcript channel=chat\nagent: Open the page, please, and then the other page.\n                ^^^^ Page\n```\n'
    expect(await failingCases('no-page', noPage, text)).toMatchObject([
      {
        case: { line: 5, title: 'A page.' },
        problems: [],
        corrected: [
          '```transcript channel=chat',
          'agent: Open the page, please, and then the other page.',
          '                ^^^^ Page named',
          '                                                 ^^^^ Page named',
          '```',
        ].join('\n'),
      },
    ])
  })

  test('run with the markup and options they name', async () => {
    const html = '```template markup=html\n<p>Open the p&#97;ge, please, and look for the list.</p>\n            ^^^^^^^^ Page named\n```\n'
    expect(await failingCases('no-page', noPage, html)).toEqual([])
    expect(await failingCases('no-page', noPage, html.replace('=html', '=html within=3'))).toMatchObject([
      { problems: ['`within` is no option of the rule'] },
    ])
  })
})
