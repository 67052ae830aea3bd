import type { Conversation, Turn } from './conversation.ts'
import type { Reader } from './readers/reader.ts'

/** The conversation a draft answers. Text in which nobody is named as speaking is the customer's own message. */
export function asTicket(conversation: Conversation): Conversation {
  if (conversation.kind === 'transcript') return conversation
  return { ...conversation, kind: 'transcript', turns: conversation.turns.map((turn): Turn => ({ ...turn, speaker: 'customer' })) }
}

/** Reads drafts as the agent's next turn in a ticket: what is found then stands in the draft, the customer's words in the ticket. */
export function answering(ticket: Conversation): (reader: Reader) => Reader {
  return (reader) => ({
    format: reader.format,
    *read(source, settings) {
      for (const read of reader.read(source, { ...settings, as: 'template', asked: true })) {
        yield 'conversation' in read ? { conversation: answer(ticket, read.conversation) } : read
      }
    },
  })
}

function answer(ticket: Conversation, draft: Conversation): Conversation {
  const next = ticket.turns.reduce((most, { index }) => Math.max(most, index), -1) + 1
  const turns = draft.turns.map(
    (turn, nth): Turn => ({ ...turn, index: next + nth, speaker: 'agent', visibility: 'public', source: draft.source }),
  )
  return { ...ticket, turns: [...ticket.turns, ...turns], switches: draft.switches ?? [] }
}
