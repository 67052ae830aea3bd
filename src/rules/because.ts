import type { Reply } from '../analysis/analysis.ts'
import type { Because } from './rule.ts'

/** The words of the customer that called for a reply, as evidence: what shows that they are upset; empty when they are calm. */
export function becauseOf({ message }: Reply, what: string): readonly Because[] {
  return message?.because.slice(0, 2).map((at) => ({ at, message: what })) ?? []
}
