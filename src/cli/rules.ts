import type { Severity } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { wrap } from '../reporters/cells.ts'
import { json, terminal } from '../reporters/escape.ts'
import { kindOf } from '../rules/options.ts'
import type { Rule } from '../rules/rule.ts'
import { failing, type Outcome, saying, type World } from './outcome.ts'
import { mistake } from './problems.ts'
import { configsIn } from './surroundings.ts'

interface Listed {
  readonly name: string
  readonly severity: Severity | 'off'
  readonly rule: Rule
}

const formats: Readonly<Record<string, (rules: readonly Listed[], world: World) => Outcome>> = { pretty, json: data }

/** `empathylint rules`: the rules there are here, and what the config says of each. */
export async function rulesCommand(
  { config, format = 'pretty' }: { readonly config?: string; readonly format?: string },
  world: World,
): Promise<Outcome> {
  const tell = formats[format]
  if (!tell)
    return failing(
      mistake(`--format takes one of ${Object.keys(formats).join(', ')}, not \`${format}\``, nearest(format, Object.keys(formats))),
    )
  const loaded = await configsIn(world, config)(world.cwd)
  if (!loaded.config) return failing(...loaded.problems)
  const settings = loaded.config.rules
  const rules = [...loaded.rules].map(([name, rule]) => ({ name, rule, severity: settings.get(name)?.severity ?? rule.severity }))
  return tell(
    rules.sort((a, b) => (a.name < b.name ? -1 : 1)),
    world,
  )
}

function pretty(rules: readonly Listed[], { width }: World): Outcome {
  const column = Math.max(...rules.map(({ name }) => name.length)) + 2
  const lines = rules.flatMap(({ name, severity, rule }) => {
    const [first = '', ...more] = wrap(rule.summary, Math.min(width, 100) - column - 7)
    return [`${terminal(name).padEnd(column)}${severity.padEnd(7)}${first}`, ...more.map((line) => ' '.repeat(column + 7) + line)]
  })
  return saying(...lines, '', 'More about one of them: empathylint explain <rule>')
}

function data(rules: readonly Listed[]): Outcome {
  const all = rules.map(({ name, severity, rule: { summary, message, kind, appliesTo, options = {} } }) => ({
    name,
    severity,
    kind,
    summary,
    message,
    appliesTo,
    options: Object.fromEntries(Object.entries(options).map(([option, value]) => [option, kindOf(value).byDefault])),
  }))
  return saying(`{"version":1,"rules":[`, all.map((rule) => json(rule)).join(',\n'), ']}')
}
