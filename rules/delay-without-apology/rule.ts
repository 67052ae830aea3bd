import type { Reply, Sentence } from '../../src/analysis/analysis.ts'
import { isContent } from '../../src/analysis/content.ts'
import type { Channel, Quote, Turn } from '../../src/conversation.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A late answer comes with an apology for the wait, or with thanks for the patience.',
  message: 'Late answer without an apology or thanks for waiting',
  praise: 'Wait acknowledged',
  severity: 'warn',
  kind: 'requires',
  options: {
    // Hours until an answer by e-mail or in a public post is late, and minutes in a chat.
    emailHours: { default: 24, from: 1, to: 720 },
    chatMinutes: { default: 5, from: 1, to: 240 },
  },
  instead: ['Say that you know they waited: be sorry for it, or thank them for their patience'],
  phrases: {
    // The reply itself says that it is late, or that something takes too long.
    late: {
      say: [
        '(is|are|been|it is|am|was|were) taking [us|me|a bit|a little|slightly|much|quite a bit|somewhat|far] (longer|more time) than (expected|usual|normal|planned|anticipated|hoped|we|it should|i|usually|estimated|intended)',
        '(took|taken) [us|me|a bit|a little|slightly|much|quite a bit|somewhat|far] (longer|more time|so long|too long|a while|a bit|this long|some time) [than|to|$] [expected|usual|normal|planned|anticipated|hoped|get|come|reply|answer|respond|review|write]',
        '(delay|delays|wait|slowness|lateness) (in|with|of|for) [our|my|the|a] (reply|replying|response|responding|answer|answering|getting back|coming back|writing back)',
        '(late|later|delayed|slow|belated|overdue) (reply|response|answer|to reply|to respond|getting back|replying|responding)',
        '(i|we) (am|are|have been|were|was) [a bit|a little|very|running|currently|@very] (late|behind|slow|delayed|backed up|backlogged|swamped|snowed under) [with|in|on|to|at|$]',
        '(i|we) (have|had) [currently|still] [a|quite a] [big|large|huge|long|small] (backlog|long queue)',
        '(only|just) (now|today) (seeing|seen|saw|got to|getting to|reading|read|noticed|able to|come to|reached|found) [your|this|the]',
        '(only|just) (seen|saw|read|noticed|seeing) (your|this) (message|email|mail|ticket|post|request|tweet|comment) [now|today]',
        '(could|was|were|have) not [been] able to (reply|answer|respond|get back|write back|get to you) [to you|to this] (sooner|earlier|before|until|in time|faster)',
        '(i|we|nobody|no one) (did|could|have) not (reply|replied|answer|answered|respond|responded|get back|got back|gotten back) [to] [you|your] [any] [message|email|sooner|earlier|before|in time|until now|yet]',
        '(it has|it is) been (# @unit|a while|some time|quite a while|weeks|months|@long) since (you|your|we) ...3',
        '(your|the) (message|email|ticket|request|case|mail) (was|got|has been|had been|slipped|fell) [been] (overlooked|missed|lost|forgotten|buried|unanswered|stuck|left|through)',
      ],
      unless: [
        '(if|should|when|may|might|could|can|in case|unless|as|would) ...6 (longer|late|delay|delayed|slow|behind|more time|a while)',
        'not ...4 (longer|long|late)',
        '(some|many|certain|most) ...5 taking',
        '(usually|normally|often|sometimes|generally) ...4 (taking|taken)',
        'no longer',
        '(late|delayed|delay) (fee|payment|charge|delivery)',
        '(order|parcel|package|delivery|flight|train|bus) ...4 (late|delayed)',
      ],
      in: 'statement',
    },
  },
  *check(analysis, { emailHours, chatMinutes }, find) {
    const { channel } = analysis.conversation
    const limit = limitOf(channel, emailHours, chatMinutes)
    for (const reply of analysis.replies) {
      const asked = reply.message?.turns.at(-1)
      const late = lateWords(reply, find) ?? (asked && limit && waited(asked, reply) > limit ? openingOf(reply) : undefined)
      if (!late) continue
      const kind = reply.sentences.find((sentence) => sentence.is('apologise', 'acknowledge') || sentence.cue('patience'))
      if (kind) yield { at: kind, outcome: 'met' }
      else yield { at: late }
    }
  },
})

const MINUTE = 60_000

/** Milliseconds until an answer is late; undefined on the phone. */
function limitOf(channel: Channel | undefined, emailHours: number, chatMinutes: number): number | undefined {
  if (channel === 'phone') return undefined
  return channel === 'chat' ? chatMinutes * MINUTE : emailHours * 60 * MINUTE
}

function lateWords({ sentences }: Reply, find: Find): Quote | undefined {
  for (const sentence of sentences) {
    const late = find(sentence, 'late')
    if (late) return late
  }
  return undefined
}

/** Milliseconds between what the customer said last and the reply; 0 when it is not known. */
function waited(asked: Turn, { turns: [first] }: Reply): number {
  return asked.at && first?.at && asked.at.clock === first.at.clock ? first.at.ms - asked.at.ms : 0
}

/** Where the answer begins, after the greeting. */
const openingOf = ({ sentences }: Reply): Sentence | undefined => sentences.find(isContent)
