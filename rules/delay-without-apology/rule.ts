import type { Reply, Sentence } from '../../src/analysis/analysis.ts'
import { isContent } from '../../src/analysis/content.ts'
import type { Channel, Quote, Turn } from '../../src/conversation.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A late answer comes with an apology for the wait, or with thanks for the patience.',
  message: 'Late answer without an apology or thanks for waiting',
  praise: 'Wait acknowledged',
  severity: 'info',
  kind: 'requires',
  whole: true,
  options: {
    // Hours until an answer by e-mail or in a public post is late, and minutes in a chat.
    emailHours: { default: 24, from: 1, to: 720 },
    chatMinutes: { default: 5, from: 1, to: 240 },
    // More words by which a reply says that it is late.
    late: [],
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
        '(only|just) (answering|replying|responding|writing|getting back|coming back|getting|coming) [to] [you|this|it|your ...2] (now|today|this week)',
        '(only|just) (getting|got|coming|came|gotten) (to|around to|round to) (this|you|it|your ...2) [now|today]',
        '(responses|replies|answers|response times|reply times) (are|is) [currently|still|@very|a bit|much] (slower|slow|delayed|longer|behind|late)',
        '(decision~|result~|answer~|reply|response|report|review|letter~|offer~|list) ...4 (was|were) (due|promised|expected|planned) (on|by|in|for|before|last) ...6 (is|are|has|have) [still] not',
        '(it has|it is) been (# @unit|a while|some time|quite a while|weeks|months|@long) since (you|your|we) ...3',
        '(your|the) (message|email|ticket|request|case|mail) (was|got|has been|had been|slipped|fell) [been] (overlooked|missed|lost|forgotten|buried|unanswered|stuck|left|through)',
      ],
      unless: [
        '(if|should|when|may|might|could|can|in case|unless|as|would) ...6 (longer|late|delay|delayed|slow|behind|more time|a while)',
        'not ...4 (longer|long|late)',
        '(some|many|certain|most) ...5 taking',
        '(usually|normally|often|sometimes|generally) ...4 (taking|taken)',
        'no longer',
        '(late|later|delayed|slow) (reply|response|answer) (is|are|will be) [also|still|@very] (fine|okay|ok|welcome|no problem|possible)',
        '(late|delayed|delay) (fee|payment|charge|delivery)',
        '(order|parcel|package|delivery|flight|train|bus) ...4 (late|delayed)',
      ],
      in: 'statement',
    },
    // An old message is only now answered.
    old: [
      '(message|mail|email|e mail|letter|request|ticket|question|application|enquiry|inquiry|complaint|report|claim) [of|from|dated] ...6 (days|weeks|months|day|week|month|years) ago',
      '(message|mail|email|e mail|letter|request|ticket|question|application|enquiry|inquiry|complaint|report|claim|case) ...6 (has|have) [only] now been (opened|assigned|read|reviewed|looked at|picked up|received|processed|answered|checked|registered|seen)',
      '(has|have|had) [only|just] now been able to (look|read|answer|reply|review|process|open|check)',
      '(message|mail|email|letter|request|ticket|application|enquiry|inquiry|complaint) ...6 (is|was) [only|just] now (assigned|open|being|in my|with me|in our|on my)',
      '(reached|landed on|arrived at|came to) (this|my|our|the right) (desk|inbox|team|department|queue) ...3 (only|just|today|ago|now|late|yesterday)',
      '(replying|answering|responding|coming back|getting back|writing back) to your (message|mail|email|letter|request|ticket|question|application|enquiry|inquiry|complaint|report|claim) (of|from|dated)',
    ],
    // The customer says that nobody answers, or that they are kept on hold.
    unanswered: {
      say: [
        '(no|without|never) [yet] [got|had|have|get|received|receive|a|any|an|one|single] [a|any|single|an|one] (reply|response|answer|feedback|call back|callback|word back|reaction)',
        '(have|has|did|had) not [yet|still|even] (got|had|have|get|received|receive|heard) [a|any|an|one|single] (reply|response|answer|feedback|call back|callback|word|reaction|anything back)',
        '(nobody|no one|noone|none of you|not one of you) [has|have|ever|even|is] [bothered to|been] (replied|reply|replies|answered|called back|calls back|responded|respond|responds|responding|got back|gets back|wrote back|writes back|reacts)',
        '(you|they|u) (never|do not|did not|have not|has not|still have not) [even|ever|yet] (reply|replied|answer|answered|respond|responded|call back|called back|get back|got back|write back|wrote back|react)',
        '(still|been|keep|kept) waiting [here] [for|on] (a|an|any|your|my|some|somebody|someone|anyone) (reply|response|answer|call|callback|call back|to answer|to reply|agent)',
        '(emails|mails|messages|calls|tickets|letters|emails|dms|tweets) [and|have|went|are|still|all] [been] (unanswered|ignored|without|nothing|no one|nobody|not)',
        '(emailed|wrote|written|messaged|tweeted|dmed|mailed|contacted you|sent (you|a|an|two|three|#) (message~|email~|mail~|letter~|dm~|form~)) ...6 (# @unit ago|weeks ago|days ago|a week ago|last week|last month|on @weekday) ...6 (no|nothing|nobody|silence|never|without) [*] [reply|response|answer|word|reaction|back|heard|replied|answered]',
        '(was|were|been) (told|promised) [that] (someone|somebody|you|they|i|a ...2) (would|will|shall) [be|have|get] (call|called|ring|phone|get back|be in touch|in touch|contact|contacted|email|write|reply|come back|a call|a reply|an answer) (me|us|back|within|by|in|on|today|yesterday)',
        '(been|waited|waiting|sat|sitting) [here] [in|on|for] [this|the|your|a|an] (chat|queue|line|live chat|agent|answer|reply|person|human|somebody|someone) [for|to] [answer|reply|respond|come] [for|since|over|almost|now] # (minutes|mins|min|hour|hours|days)',
        '(waited|waiting|took|taken) [you|me] [for|over|almost|more than] # (minutes|mins|min|hours|hour|days|weeks) (for|to|until) [a|an|any|you|somebody|someone|get] (agent|reply|answer|response|person|human|you|somebody|someone|reply|answer|through|talk|speak)',
        '# (minutes|mins|min|hours|hour) (in|on) (the|this|your|a) (queue|chat|line|hold)',
        '(third|fourth|fifth|sixth|3rd|4th|5th|#) (mail|email|message|letter|ticket) ...3 (no|without|nobody|never|unanswered)',
      ],
    },
    // On the phone the wait is the queue.
    held: ['(on hold|in the queue|in queue|on the line) (for|since|over|an|almost|#|half)'],
  },
  *check(analysis, { emailHours, chatMinutes }, find) {
    const { channel } = analysis.conversation
    const keys = channel === 'phone' ? ['unanswered', 'held'] : ['unanswered']
    const limit = limitOf(channel, emailHours, chatMinutes)
    for (const reply of analysis.replies) {
      const asked = reply.message?.turns.at(-1)
      const unanswered = isFirstAnswer(reply) ? (reply.message?.sentences.flatMap((sentence) => find(sentence, ...keys) ?? []) ?? []) : []
      const slow = unanswered.length > 0 || (asked && limit && waited(asked, reply) > limit)
      const late = lateWords(reply, find) ?? (slow ? openingOf(reply) : undefined)
      if (!late) continue
      const because = unanswered.slice(0, 2).map((at) => ({ at, message: 'the customer waits for an answer' }))
      const kind = reply.sentences.find((sentence) => sentence.is('apologise', 'acknowledge') || sentence.cue('patience'))
      if (kind) yield { at: kind, outcome: 'met', because }
      else yield { at: late, because }
    }
  },
})

/** Whether no reply before this one said more than a courtesy. */
function isFirstAnswer({ previous }: Reply): boolean {
  return !previous || (!previous.sentences.some(isContent) && isFirstAnswer(previous))
}

const MINUTE = 60_000

/** Milliseconds until an answer is late; undefined on the phone. */
function limitOf(channel: Channel | undefined, emailHours: number, chatMinutes: number): number | undefined {
  if (channel === 'phone') return undefined
  return channel === 'chat' ? chatMinutes * MINUTE : emailHours * 60 * MINUTE
}

function lateWords({ sentences }: Reply, find: Find): Quote | undefined {
  for (const sentence of sentences) {
    const late = find(sentence, 'late', 'old')
    if (late) return late
  }
  return undefined
}

/** Milliseconds between what the customer said last and the reply; 0 when it is not known. */
function waited(asked: Turn, { turns: [first] }: Reply): number {
  return asked.at && first?.at && asked.at.clock === first.at.clock ? first.at.ms - asked.at.ms : 0
}

/** Where the answer begins, after the greeting; undefined of a reply that only greets or asks to hold. */
const openingOf = ({ sentences }: Reply): Sentence | undefined =>
  sentences.find(isContent) ??
  sentences.find((sentence) => sentence.cues.some(({ key, sense }) => key === 'greet' && sense === 'what')) ??
  sentences.find((sentence) => !sentence.is('greet', 'thank', 'close') && !sentence.cue('hold'))
