import { type Conversation, spanOf, type Turn, writtenWordsOf } from './conversation.ts'
import type { Diagnostic, Evidence } from './diagnostic.ts'
import type { Identify } from './identity.ts'
import type { Verdict } from './rules/engine.ts'
import type { Because } from './rules/rule.ts'
import type { Source } from './source.ts'

/** A verdict as people and programs are told of it: named, weighed, placed in the file, with an identity. */
export function finish(verdict: Verdict, conversation: Conversation, identify: Identify): Diagnostic {
  const { rule, outcome, at, because = [], instead } = verdict
  const { id, kind, title, pointer, turns } = conversation
  const names = namesIn(turns)
  const source = sourceOf(at.turn, conversation)
  return {
    rule: rule.name,
    severity: rule.severity,
    outcome,
    message: verdict.message ?? (outcome === 'met' ? (rule.rule.praise ?? rule.rule.summary) : rule.rule.message),
    source,
    span: spanOf(at),
    quote: writtenWordsOf(at),
    pointer,
    conversation: { kind, ...(id !== undefined && { id }), ...(title !== undefined && { title }), ...(names.length > 0 && { names }) },
    turn: at.turn.index,
    because: because.map((each) => evidence(each, conversation, source)),
    instead: outcome === 'met' ? [] : (instead ?? rule.rule.instead ?? []),
    fingerprint: identify(rule.name, conversation, at),
  }
}

const known = new WeakMap<readonly Turn[], readonly string[]>()

/** Who takes part, each once. */
function namesIn(turns: readonly Turn[]): readonly string[] {
  const names = known.get(turns) ?? [...new Set(turns.flatMap(({ author }) => author ?? []))]
  known.set(turns, names)
  return names
}

function evidence({ at, message }: Because, conversation: Conversation, beside: Source): Evidence {
  const source = sourceOf(at.turn, conversation)
  return { message, quote: writtenWordsOf(at), span: spanOf(at), turn: at.turn.index, ...(source === beside ? {} : { source }) }
}

const sourceOf = (turn: Turn, conversation: Conversation): Source => turn.source ?? conversation.source
