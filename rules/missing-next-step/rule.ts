import { comesBefore } from '../../src/analysis/analyse.ts'
import type { Analysis, Cue, Message, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { gives, helpIn, tells } from '../../src/analysis/help.ts'
import { lineOf } from '../../src/analysis/words.ts'
import { becauseOf } from '../../src/rules/because.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A reply to an open problem says what happens next, who does it, or what the customer can do.',
  message: 'No next step for an open problem',
  severity: 'info',
  kind: 'forbids',
  whole: true,
  instead: ['End with what happens next: what you do, by when, or what they can do'],
  options: {
    // More words, in the phrase language.
    pressing: [],
    shrug: [],
  },
  phrases: {
    // The customer asks what comes now.
    pressing: [
      '(and|so|okay|ok|but|then) (now|what)',
      '(what|how) (are|will|do|can|should) (you|i|we) ...3 (do|going to|fix|solve|resolve|get|tell|help|proceed) ...6',
      '(what|where) (now|next|from here)',
      '(that|is that|that is|was that) (it|all) [then|$]',
      '(when|how long|how soon|by when|until when|what time) ...8',
    ],
    // An answer that leaves all open.
    shrug: [
      '(it|that|this) (depends|varies|may vary) ...6',
      '(no idea|not sure|hard to say|difficult to say|who knows|could be anything|can not say|could not say|can not tell|do not know|would not know|no way of knowing|unclear|unknown)',
      '(nothing|not much|not a lot) ...2 (i|we|that) ...2 (can|could|able)',
    ],
    // An answer that an upset customer can do nothing with.
    dead: [
      '(nothing|no|not much|not anything|not a lot) [else|other|more|further] ...3 (to do|to be done|can be done|be done|to try|to offer|to suggest|i can do|we can do|we could do|i could do)',
      '(that is|this is|it is|thats) [just|simply|unfortunately|sadly|only] (how|the way) (it|this|that|things|the system|the process|everything) (is|are|works|work|goes|has always)',
      '(it is|that is) what it is',
      '(nothing|little) (to do with us|we can influence|in our power)',
      '(do|does|did) not have (a|an|any|the) [@very|*] (time|timeframe|timescale|timeline|eta|date|visibility|update|insight|sight|control)',
      '(there is|we have|i have) no [@very] [specific|exact|set|fixed|further|more] [*] (time|timeframe|timescale|timeline|eta|date|visibility|information|insight|sight|control|influence)',
      '(works|working|looks|fine|ok) [fine|ok|okay|good|well|perfectly] (here|for me|for us|on our end|on my end|on our side|at our end) ...2',
      '(final|can not be (changed|appealed|reversed|disputed|reviewed))',
      '(unfortunately|regrettably|sadly) ...4 (due to|because of|owing to|as a result of) ...3',
      '^ [hi|hello] [*] (due to|because of|owing to) ...3',
      '(matter|decision|ticket|case|complaint|thread|request|discussion) (is|has been|was|remains) [now|hereby] (closed|final)',
    ],
    // What the records say, why it is so in general, what everybody strives for: nothing for this customer.
    aloof: [
      '(records|system|tracking|data|file|notes|screen|log|logs|gps) [@very|also|clearly] (show|shows|say|says|indicate|indicates|state|states|confirm|confirms|tells|shows) ...4',
      'according to (our|the|my|their) [*] (records|system|tracking|data|file|notes|information|logs|driver|courier|carrier|gps)',
      '(driver|courier|carrier|technician|restaurant|store|host|seller|bank|partner|postman) [has|have] [already|also] (marked|confirmed|reported|scanned|recorded|signed|logged|says|said|states|claims) ...4',
      '(we|our team|our staff|our company|everyone here) [always|do|really|constantly|continuously|are] (take|takes|strive|strives|striving|aim|aims|pride|endeavour|endeavor|value|values|try|tries|committed|work hard|do our best|care|apply|pay) ...6 (seriously|service|services|standards|standard|experience|customers|customer|quality|ourselves|feedback|possible|safety|about|attention|satisfaction)',
      '(that|this|it) is [just|simply|only|unfortunately] (the system|automatic|automated|standard|normal|usual|the procedure|our procedure|the rule|the rules|our policy|company policy|policy|how)',
      '(that|this) is [just|simply] (how|the way) (the|our|it|this|things|these) ...2 (work|works|goes|go|is|are|done)',
      '(does|do|is done|happens|happen|charged|closed|blocked|set|cancelled|assigned|calculated) ...2 (automatically|by the system)',
      '(stated|written|mentioned|explained|shown|listed|set out|described|specified|it is|this is) [clearly|also|all] (in|on|under|at) (our|the|your) [*] (terms|terms and conditions|conditions|contract|tariff|policy|confirmation|agreement|price list|website|app|ticket|booking|invoice|email)',
      '(is|are|was|were|have|has) not [been|come|arrived] [in|ready|available|back|here|finished|done|through|received|released|processed|delivered|shipped|assigned|resolved|fixed] yet',
      '(is|are) still [@very] (out of stock|unavailable|not available|down|broken|closed|open|pending|waiting|in process|in progress|processing|under review|not ready|delayed|missing|on the way|in transit|outstanding)',
      '(due to|because of|owing to|thanks to|as a result of|for|down to) [@very|the|some|an|a|current|our] [@very|*] (demand|shortage|shortages|weather|traffic|strike|strikes|volume|volumes|reasons|circumstances|issue|issues|problem|problems|difficulties|backlog|season|pandemic|maintenance|supply|staffing|period|holidays|orders|requests|updates|congestion)',
      '(your|the) [*] (account|application|request|order|case|claim|subscription|membership|booking|profile|listing|post|ticket) (has been|was|have been) [permanently|temporarily|automatically] (closed|cancelled|canceled|rejected|suspended|declined|denied|blocked|terminated|removed|deleted|deactivated|restricted|refused|unsuccessful)',
    ],
    // Something came to nothing, and that is all that is said.
    failed: [
      '(was|were|am|are|been) [still] (not able|unable) to (find|locate|pull up|bring up|trace|identify|verify|match|process)',
      '(could|can) not [still|seem to] (find|locate|pull up|bring up|trace|identify|verify|match) ...3 (account|order|booking|profile|you|anything|record|it|payment)',
      '(payment|transfer|transaction|order|delivery|refund|booking|request|attempt|upload) (has|have|had|was|is|did|could) [@very|been|not] (failed|declined|rejected|unsuccessful|go through|gone through|come through|returned|been completed)',
      '(will not|does not|do not) (work|function|be supported|turn on) (any more|anymore|any longer)',
      '(warranty|guarantee|offer|deadline|period|return window) ...3 (is over|has ended|has expired|has passed|is up|ran out|has run out|expired|is closed)',
    ],
    // What is looked for is the customer's own.
    yours: [
      '(account~|order~|booking~|reservation~|payment~|profile|purchase~|ticket~|registration|refund|parcel|delivery|subscription|transaction~|details|record~)',
    ],
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      const { message } = reply
      if (!message && analysis.conversation.kind === 'transcript') continue
      const no = refused(reply, find)
      const open = no
        ? !leadsOn(reply, no) && !(message?.state === 0 && isDated(reply))
        : !leadsOn(reply) && (message ? !isDated(reply) && DEAD_ENDS.some((ends) => ends(reply, message, find)) : isShut(reply, analysis))
      if (open) yield { at: endOf(reply), because: becauseOf(reply, 'what is still open') }
    }
  },
})

/** Whether it names a day or how long something takes. */
const isDated = ({ sentences }: Reply) =>
  sentences.some(
    ({ cues, words }) =>
      cues.some(({ key, sense }) => key === 'time' && DATES.has(sense ?? '')) && !words.some(({ word }) => BEEN.has(word)),
  )
/** "It was delivered on Monday" names no day that is to come. */
const BEEN = new Set(['was', 'were', 'had', 'been', 'ago', 'since', 'delivered'])
const DATES = new Set(['date', 'length'])

/** Whether a template tells its bad news and hardly more. */
const isShut = (reply: Reply, { badNews }: Analysis) =>
  badNews !== undefined &&
  told(reply) < 3 &&
  reply.sentences.length < 8 &&
  !reply.sentences.some(({ words }) => words.some(({ word }) => OPENS.has(word)))

/** What shows a way on to whoever reads a template, in whatever words. */
const OPENS = new Set(
  'if please can could may might welcome instead otherwise once until when unless reopen here there below link visit contact'.split(' '),
)

/** Its last sentence that is more than a name: there the next step would stand. */
const endOf = ({ sentences }: Reply): Sentence =>
  sentences.findLast((sentence) => sentence.words.length > 2 && !isSignature(sentence)) ?? sentences.at(-1)!

/** "Kind regards", "The Fernpost Team 🚲". */
const isSignature = ({ words }: Sentence): boolean =>
  words.length < 8 && /\b(?:team|regards|sincerely|faithfully|wishes)(?: \P{L}+)?$/u.test(lineOf(words))

/** Whether anything in the reply leads on. "Let me check" before a no has led to it. */
function leadsOn({ sentences }: Reply, no?: Cue): boolean {
  return sentences.some((sentence) => {
    const led = no !== undefined && comesBefore(sentence, no.sentence)
    return (
      helpIn(sentence).some(({ kind }) => kind !== 'looked' && kind !== 'page' && !(led && (kind === 'moment' || kind === 'doing'))) ||
      isAsked(sentence) ||
      (!led && sentence.cue('hold')) ||
      hasLink(sentence)
    )
  })
}

/** Whether it asks for more than courtesy does. In speech written down without marks a question may stand anywhere. */
function isAsked({ question, words, cue, turn, range }: Sentence): boolean {
  const close = cue('close', 'checkIn')
  if (question) return !close || words.filter(({ end }) => end <= close.range.start).length > 5
  const said = turn.text.value.slice(range.start, range.end)
  return !/[.!?,;:]/.test(said) && SPOKEN_QUESTION.test(said)
}

const SPOKEN_QUESTION =
  /\b(?:(?:is|was|has|does|did) (?:it|that|this|there)|(?:are|do|did|have|can|could|would|were) you|what's (?:the|your)|what is (?:the|your)|how (?:long|much|many))\b/i

const hasLink = ({ turn, range }: Sentence) =>
  /https?:\/\/|www\.|<link>|#url#/i.test(turn.text.value.slice(range.start, range.end)) ||
  turn.text.marks.some((mark) => mark.kind === 'link' && mark.range.start >= range.start && mark.range.end <= range.end)

/** The last no of a reply that tells nothing else. After a no somebody without a trouble waits for nothing more; what could not be found of theirs is open for everybody. */
function refused(reply: Reply, find: Find): Cue | undefined {
  const nos = reply.sentences.flatMap(({ cues, question }) => (question ? [] : cues.filter(({ key }) => key === 'refuse')))
  const no = nos.findLast(
    ({ sense, sentence }) =>
      (sense === 'lookup' ? find(sentence, 'yours') : undefined) ||
      reply.standing ||
      ((sense === 'cannot' || sense === 'rejected') && (!reply.message || isTroubled(reply.message))),
  )
  return no && told(reply) < 1 ? no : undefined
}

/** Whether a customer, however calmly, tells of a trouble, or calls out. */
const isTroubled = ({ sentences }: Message) => sentences.some((sentence) => sentence.is('trouble') || callsOut(sentence))

const callsOut = ({ turn, range, words, cue }: Sentence) =>
  words.length > 3 && turn.text.value.slice(range.start, range.end + 1).includes('!') && !cue('greet', 'thank', 'thankful', 'close')

type DeadEnd = (reply: Reply, message: Message, find: Find) => boolean

const isOver = ({ sentences }: Message) => sentences.some((sentence) => sentence.is('thankful', 'resolved'))
const presses = ({ sentences }: Message, find: Find) => sentences.some((sentence) => find(sentence, 'pressing'))

const DEAD_ENDS: readonly DeadEnd[] = [
  // "It depends", when the customer asks what comes now.
  (reply, message, find) => presses(message, find) && told(reply) < 2 && reply.sentences.some((sentence) => find(sentence, 'shrug')),
  // Nothing that an upset customer could do anything with.
  (reply, message, find) =>
    message.state > 0 &&
    !isOver(message) &&
    told(reply) < 3 &&
    reply.sentences.some((sentence) => find(sentence, 'aloof') || (find(sentence, 'dead') && !find(sentence, 'yours'))),
  // What was looked for or tried came to nothing.
  (reply, _message, find) => {
    const failed = reply.sentences.filter((sentence) => find(sentence, 'failed'))
    return failed.length > 0 && told(reply) - failed.filter(tells).length < 1
  },
  // "Anything else?" to somebody who got nothing.
  (reply, message) =>
    (message.state > 0 || reply.standing !== undefined) &&
    told(reply) < 2 &&
    !isOver(message) &&
    !message.sentences.some((sentence) => sentence.is('close') || ENDS.has(sentence.words[0]?.word ?? '')) &&
    reply.sentences.some((sentence) => sentence.question && sentence.is('close')) &&
    !reply.sentences.some((sentence) => sentence.is('solve', 'instruct', 'offer', 'promise')),
  // Sympathy, when an upset customer gets nothing else.
  (reply, message, find) =>
    (message.state > 0 || reply.standing !== undefined || (reply.previous !== undefined && presses(message, find))) &&
    told(reply) < 1 &&
    !isOver(message) &&
    reply.sentences.some((sentence) => sentence.is('apologise', 'acknowledge') && !sentence.cue('time')),
  // A goodbye that meets a question, or several beside the thanks.
  (reply, message) =>
    told(reply) < 1 &&
    reply.said('close') &&
    reply.sentences.every(isCourtesy) &&
    message.sentences.slice(isOver(message) ? 0 : -2).filter(isWritten).length > (isOver(message) ? 1 : 0),
  // Thanks, or "anything else?", for what was asked for, and nothing comes of it.
  ({ previous, next, ...reply }, message) =>
    previous !== undefined &&
    gives(previous, 'question') &&
    !previous.said('close') &&
    told(reply) < 1 &&
    !isOver(message) &&
    message.sentences.flatMap(({ words }) => words).filter(({ word }) => !AGREES.has(word)).length > 2 &&
    !message.sentences.some((sentence) => sentence.is('close') || sentence.words.some(({ word }) => word === 'no' || word === 'not')) &&
    reply.sentences.every(isCourtesy) &&
    reply.sentences.some((sentence) => (sentence.is('thank') && !next) || (sentence.question && sentence.is('close'))),
]

/** Whether a sentence answers nothing. */
const isCourtesy = (sentence: Sentence) =>
  sentence.words.length < 3 ||
  (sentence.cue('thank', 'close', 'greet', 'invite', 'acknowledge', 'apologise', 'checkIn') !== undefined &&
    sentence.cue('refuse', 'badNews', 'unknown') === undefined &&
    !sentence.words.some(({ word }) => word === 'no' || word === 'not'))

const ENDS = new Set(['no', 'nope', 'ok', 'okay', 'alright', 'fine', 'understood'])
const AGREES = new Set('yes yeah yep ok okay sure fine good great perfect right please alright go ahead it is that'.split(' '))

/** Whether a sentence is a question with its mark. */
const isWritten = ({ turn, range, words }: Sentence) => words.length > 3 && turn.text.value.slice(range.start, range.end + 1).includes('?')

/** How much the reply tells beside courtesies, sympathy and its no. */
const told = ({ sentences }: Pick<Reply, 'sentences'>) => sentences.filter(tells).length
