import type { Conversation } from '../conversation.ts'
import type { Problem } from '../diagnostic.ts'
import { discover } from '../discover.ts'
import type { Asked } from '../files/candidates.ts'
import { asTicket } from '../reply-to.ts'
import { mistake } from './problems.ts'
import { readsOf } from './reading.ts'

/** The conversation that drafts answer, or why it could not be had. */
export type Ticket = { readonly conversation: Conversation } | { readonly problems: readonly [Problem, ...Problem[]] }

/** The one conversation in the file of `--reply-to`, to be answered by the drafts at `paths`. */
export async function ticketFor(paths: readonly string[], replyTo: string, asked: Asked): Promise<Ticket> {
  if (paths.length === 0) return not(mistake('--reply-to needs a draft: empathylint draft.txt --reply-to ticket.txt'))
  if (replyTo === '-' && paths.includes('-')) return not(mistake('only one of the draft and the ticket can be standard input'))
  const { conversations, problems } = await conversationsIn({ ...asked, paths: [replyTo] })
  const [ticket, ...more] = conversations.map(asTicket)
  const [problem, ...others] = problems
  if (problem) return not(problem, ...others)
  if (!ticket) return not({ path: replyTo, message: 'this holds no conversation that --reply-to could answer' })
  if (more.length > 0) return not({ path: replyTo, message: `this holds ${more.length + 1} conversations: --reply-to answers one` })
  const asks = ticket.turns.some(({ speaker }) => speaker === 'customer')
  return asks ? { conversation: ticket } : not({ path: replyTo, message: 'this holds no words of a customer that --reply-to could answer' })
}

const not = (...problems: readonly [Problem, ...Problem[]]): Ticket => ({ problems })

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
