import { rules } from '../../generated/rules.ts'
import type { Rule } from './rule.ts'

/** A rule as collected from its folder. */
export interface CollectedRule extends Rule {
  /** The keys of its phrases, those of a `words.yaml` among them; without, the phrases are compiled when a linter is made. */
  readonly keys?: readonly string[]
  /** Of a team's rule: its file as shown to people, and its README. */
  readonly team?: { readonly path: string; readonly readme: string }
}

/** The rules there are, by name, which is the name of their folder. */
export type RuleBook = ReadonlyMap<string, CollectedRule>

/** The rules that ship, in the order of their names. */
export const builtInRules: RuleBook = new Map(rules.map(({ name, rule, keys }) => [name, { ...rule, keys }]))

/** What the README of a rule says up to its cases; empty when there is none. */
export async function readmeOf(name: string, book: RuleBook): Promise<string> {
  const team = book.get(name)?.team
  if (team) return proseOf(team.readme)
  const { readmes } = await import('../../generated/readmes.ts')
  return readmes[name] ?? ''
}

/** A README of a rule up to its cases. */
export function proseOf(readme: string): string {
  return `${readme.split(/^## Fails\b/m)[0]!.trim()}\n`
}
