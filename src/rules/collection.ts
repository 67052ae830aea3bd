import { rules } from '../../generated/rules.ts'
import type { Rule } from './rule.ts'

/** A rule and its name: the name of its folder. */
export interface NamedRule {
  readonly name: string
  readonly rule: Rule
  /** The keys of its phrases, those of a `words.yaml` among them. */
  readonly keys: readonly string[]
  /** Of a team's rule: its file as shown to people, what it says in `words.yaml`, and its README. */
  readonly team?: {
    readonly path: string
    readonly phrases: Readonly<Record<string, readonly string[]>>
    readonly readme: string
  }
}

/** The rules that ship, in the order of their names. */
export const builtInRules: readonly NamedRule[] = rules

/** What the README of a rule says up to its cases; empty when there is none. */
export async function readmeOf({ name, team }: NamedRule): Promise<string> {
  if (team) return team.readme
  const { readmes } = await import('../../generated/readmes.ts')
  return readmes[name] ?? ''
}
