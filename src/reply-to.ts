import type { Conversation, Turn } from './conversation.ts'
import type { Problem } from './diagnostic.ts'
import { type Judged, type Linter, nothing } from './lint.ts'
import type { Reader, ReadSettings } from './readers/reader.ts'
import type { Source } from './source.ts'

/** A file to read as one conversation. */
export interface Piece {
  readonly source: Source
  readonly reader: Reader
  readonly settings: ReadSettings
}

/** Judges a draft as the agent's next turn in a conversation. What is found stands in the draft; the customer's words in the ticket. */
export function lintDraft(draft: Piece, ticket: Piece, linter: Linter): Judged {
  const written = readOne({ ...draft, settings: { ...draft.settings, as: 'template' } })
  const open = readOne(ticket)
  const problems = [...written.problems, ...open.problems]
  if (!written.conversation || !open.conversation) return { ...nothing, problems }
  const judged = linter.judge(answered(open.conversation, written.conversation))
  return { ...judged, problems: [...problems, ...judged.problems] }
}

/** The conversation with the draft as its last turn. A ticket that names no speakers is taken as the customer's words. */
export function answered(ticket: Conversation, draft: Conversation): Conversation {
  const turns = ticket.kind === 'template' ? ticket.turns.map((turn): Turn => ({ ...turn, speaker: 'customer' })) : ticket.turns
  const next = turns.reduce((most, { index }) => Math.max(most, index), -1) + 1
  const reply = draft.turns.map(
    (turn, nth): Turn => ({ ...turn, index: next + nth, speaker: 'agent', visibility: 'public', source: turn.source ?? draft.source }),
  )
  return { ...ticket, kind: 'transcript', turns: [...turns, ...reply] }
}

/** The one conversation of a file, or why there is none. */
function readOne({ source, reader, settings }: Piece): { readonly conversation?: Conversation; readonly problems: readonly Problem[] } {
  const reads = [...reader.read(source, { ...settings, asked: true })]
  const problems = reads.flatMap((read) => ('problem' in read ? [read.problem] : []))
  const [conversation, ...more] = reads.flatMap((read) => ('conversation' in read ? [read.conversation] : []))
  if (conversation && more.length === 0) return { conversation, problems }
  const message = conversation
    ? `holds ${more.length + 1} conversations: a draft and what it answers are one each`
    : 'holds no conversation or text to answer'
  return { problems: problems.length > 0 && !conversation ? problems : [...problems, { path: source.path, source, message }] }
}
