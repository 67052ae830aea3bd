import type { Conversation } from '../conversation.ts'
import type { Problem } from '../diagnostic.ts'
import { discover } from '../discover.ts'
import type { Asked } from '../files/candidates.ts'
import { answering, asTicket } from '../reply-to.ts'
import { mistake } from './problems.ts'
import { readsOf } from './reading.ts'
import type { Changes } from './run.ts'

/** How drafts are read as answers to a ticket, or why the ticket could not be had. */
export type Reply = Pick<Changes, 'reader'> | { readonly problems: readonly Problem[] }

/** Reads the file of `--reply-to`, which holds one conversation; what was asked for are the drafts that answer it. */
export async function replyingTo(ticket: string, asked: Asked): Promise<Reply> {
  if (asked.paths.length === 0) return not(mistake('--reply-to needs a draft: empathylint draft.txt --reply-to ticket.txt'))
  if (ticket === '-' && asked.paths.includes('-')) return not(mistake('only one of the draft and the ticket can be standard input'))
  const { conversations, problems } = await conversationsIn({ ...asked, paths: [ticket] })
  if (problems.some(({ notice }) => !notice)) return not(...problems)
  const [conversation, ...more] = conversations.map(asTicket)
  if (!conversation) return not({ path: ticket, message: 'this holds no conversation that --reply-to could answer' })
  if (more.length > 0) return not({ path: ticket, message: `this holds ${more.length + 1} conversations: --reply-to answers one` })
  if (conversation.turns.every(({ speaker }) => speaker !== 'customer')) {
    return not({ path: ticket, message: 'this holds no words of a customer that --reply-to could answer' })
  }
  return { reader: answering(conversation) }
}

const not = (...problems: readonly Problem[]): Reply => ({ problems })

async function conversationsIn(
  asked: Asked,
): Promise<{ readonly conversations: readonly Conversation[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = []
  const conversations: Conversation[] = []
  for await (const step of discover(asked)) {
    if ('problem' in step) problems.push(step.problem)
    if (!('found' in step)) continue
    for await (const read of readsOf(step.found)) {
      if ('conversation' in read) conversations.push(read.conversation)
      else if ('problem' in read) problems.push(read.problem)
    }
  }
  return { conversations, problems }
}
