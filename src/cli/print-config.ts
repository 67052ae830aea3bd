import { dirname, resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Loaded } from '../config/load.ts'
import { shownFrom } from '../files/paths.ts'
import { createLinters } from '../lint.ts'
import type { Flags } from './flags.ts'
import { failing, type Outcome, saying, type World } from './outcome.ts'
import { withRuleFlags } from './rule-flags.ts'

/** `--print-config FILE`: all that holds for a file, as a config that says the same. */
export async function printConfig(
  path: string,
  flags: Flags,
  configOf: (folder: string) => Promise<Loaded>,
  { cwd }: Pick<World, 'cwd'>,
): Promise<Outcome> {
  const file = resolve(cwd, path)
  const { config, rules: book, problems } = await configOf(dirname(file))
  if (!config) return failing(...problems)
  const { stringify } = await import('yaml')
  const linter = (await createLinters(withRuleFlags(config, book, flags), book))(file)
  const on = new Map(linter.rules.map((rule) => [rule.name, rule]))
  const rules = [...book.keys()].map((name): [string, unknown] => {
    const { severity = 'off', options = {} } = on.get(name) ?? {}
    return [name, Object.keys(options).length > 0 ? { severity, ...options } : severity]
  })
  const from = config.path === undefined ? 'there is no config: everything is as recommended' : `from ${config.path}, overrides laid over`
  const head = `# What holds for ${shownFrom(cwd)(file)}: ${from}. Globs start at ${shownFrom(cwd)(config.root)}`
  return saying(head, stringify({ rules: Object.fromEntries(rules), ...rest(config, flags) }, { lineWidth: 0 }).trimEnd())
}

/** What a config says besides rules, under the names its keys have; what says nothing is left out. */
function rest(config: Config, flags: Flags): Readonly<Record<string, unknown>> {
  const { suppress = [], requireReason = false, failOn = 'error', maxWarnings } = config
  const all = {
    files: config.files.map(({ at: _place, ...entry }) => entry),
    ignore: config.ignore,
    agents: config.agents,
    customers: config.customers,
    judge: config.judge,
    vocabulary: config.vocabulary,
    plugins: config.plugins,
    suppress: suppress.map(({ at: _place, ...entry }) => entry),
    'require-reason': requireReason,
    'fail-on': flags.failOn ?? failOn,
    'max-warnings': flags.maxWarnings ?? maxWarnings,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmpty(value)))
}

const isEmpty = (value: unknown) => value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
