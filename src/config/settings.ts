import type { Severity } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import type { CollectedRule, RuleBook } from '../rules/collection.ts'
import { kindOf } from '../rules/options.ts'
import type { Rule } from '../rules/rule.ts'
import type { RuleSetting } from './config.ts'
import type { Node } from './document.ts'
import { complain, expected, isNothing, list, phrase, word } from './shape.ts'
import type { Words, WrittenRule } from './written.ts'

export type Preset = 'recommended' | 'strict'

/** Every severity a config may name. */
export const severities = ['error', 'warn', 'info', 'off'] as const

const stricter: Readonly<Record<Severity | 'off', Severity | 'off'>> = { error: 'error', warn: 'error', info: 'warn', off: 'off' }

/** All rules as a preset has them. */
export function presetOf(preset: Preset | undefined, rules: RuleBook): Map<string, RuleSetting> {
  const severityOf = ({ severity }: Rule) => (preset === undefined ? 'off' : preset === 'strict' ? stricter[severity] : severity)
  return new Map([...rules].map(([name, rule]) => [name, { severity: severityOf(rule), options: {} }]))
}

/** What a config says of each rule, checked against the rules there are; mistakes go to the problems and count as not said. */
export function settingsOf(written: readonly WrittenRule[], rules: RuleBook, words: Words): Map<string, Partial<RuleSetting>> {
  const settings = new Map<string, Partial<RuleSetting>>()
  for (const entry of written) {
    const rule = rules.get(entry.key)
    if (!rule) complain(entry.report, entry, `there is no rule \`${entry.key}\``, nearest(entry.key, rules.keys()))
    else if (!isNothing(entry.value)) settings.set(entry.key, settingOf(entry, rule, words))
  }
  return settings
}

const severity = word(...severities)

function settingOf({ key: name, value: node, report }: WrittenRule, rule: CollectedRule, words: Words): Partial<RuleSetting> {
  if (node.kind === 'list') return expected(report, node, 'a severity, or a map with `severity` and options') ?? {}
  if (node.kind === 'scalar') return said(severity(node, report))
  const known = rule.options ?? {}
  const options: Record<string, unknown> = {}
  let level: Severity | 'off' | undefined
  for (const { key, span, value } of node.entries) {
    const option = Object.hasOwn(known, key) ? known[key] : undefined
    if (key === 'severity') level = severity(value, report)
    else if (option === undefined) {
      const names = ['severity', ...Object.keys(known)]
      complain(
        report,
        { span },
        `\`${name}\` has no option \`${key}\`${names.length === 1 ? ': it takes only `severity`' : ''}`,
        nearest(key, names),
      )
    } else {
      const kind = kindOf(option)
      const given = plainOf(value)
      if (kind.accepts(given)) options[key] = rule.keys?.includes(key) ? list(phrase(words.mistakeInPhrase))(value, report) : given
      else expected(report, value, kind.takes, typeof given === 'string' && kind.words ? nearest(given, kind.words) : undefined)
    }
  }
  return { ...said(level), options }
}

const said = (level: Severity | 'off' | undefined): Partial<RuleSetting> => (level === undefined ? {} : { severity: level })

function plainOf(node: Node): unknown {
  if (node.kind === 'scalar') return node.value
  return node.kind === 'list' ? node.items.map(plainOf) : undefined
}

/** Lays what a config says over what holds already. */
export function lay(base: Map<string, RuleSetting>, over: ReadonlyMap<string, Partial<RuleSetting>>): void {
  for (const [name, setting] of over) {
    const below = base.get(name) ?? { severity: 'off', options: {} }
    base.set(name, { severity: setting.severity ?? below.severity, options: { ...below.options, ...setting.options } })
  }
}
