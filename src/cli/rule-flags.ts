import type { Config, RuleSetting } from '../config/config.ts'
import type { Problem, Severity } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import type { RuleBook } from '../rules/collection.ts'
import type { Flags } from './flags.ts'
import { mistake } from './problems.ts'

type Severities = Pick<Flags, 'rules' | 'only'>

/** The config with `--only` and `--rule` laid over its rules and overrides. */
export function withRuleFlags(config: Config, book: RuleBook, { rules: severities, only }: Severities): Config {
  if (only.length === 0 && severities.size === 0) return config
  const wanted = new Set(only)
  const chosen = (name: string): Severity | 'off' | undefined => {
    const said = severities.get(name)
    return said ?? (wanted.size > 0 && !wanted.has(name) ? 'off' : undefined)
  }
  const rules = new Map<string, RuleSetting>()
  for (const [name, rule] of book) {
    const { severity, options } = config.rules.get(name) ?? { severity: rule.severity, options: {} }
    rules.set(name, { severity: chosen(name) ?? (wanted.has(name) ? on(severity, rule.severity) : severity), options })
  }
  const overrides = config.overrides.map((override) => ({
    ...override,
    rules: new Map([...override.rules].map(([name, setting]) => [name, chosen(name) === undefined ? setting : withoutSeverity(setting)])),
  }))
  return { ...config, rules, overrides, picked: true }
}

/** A rule asked for by name runs, even where it is off. */
function on(...severities: readonly (Severity | 'off')[]): Severity {
  return severities.find((severity) => severity !== 'off') ?? 'warn'
}

function withoutSeverity({ severity: _, ...rest }: Partial<RuleSetting>): Partial<RuleSetting> {
  return rest
}

/** The rules named on the command line that are not among those known. */
export function unknownRules({ rules, only }: Severities, known: RuleBook): readonly Problem[] {
  const wrong = (option: string) => (name: string) =>
    known.has(name) ? [] : [mistake(`${option}: there is no rule \`${name}\``, nearest(name, known.keys()))]
  return [...only.flatMap(wrong('--only')), ...[...rules.keys()].flatMap(wrong('--rule'))]
}
