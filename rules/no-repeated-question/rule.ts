import type { Analysis, Cue, Given, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { isContent } from '../../src/analysis/content.ts'
import { helpIn } from '../../src/analysis/help.ts'
import { askedBy } from '../../src/analysis/memory.ts'
import { holdsValue } from '../../src/analysis/values.ts'
import { lineOf } from '../../src/analysis/words.ts'
import { type Channel, wordsOf } from '../../src/conversation.ts'
import { defineRule, type Find, type Finding } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Nobody is asked for what they already told in this conversation.',
  message: 'Asks for what the customer already told',
  severity: 'warn',
  kind: 'forbids',
  appliesTo: ['transcript'],
  options: {
    // How many words a customer must have written before "How can I help?" comes too late.
    storyWords: { default: 14, from: 4, to: 200 },
  },
  instead: ['Look for it above, and use it; if you need to be sure, read it back: “Is it still …?”'],
  phrases: {
    // Asks what the matter is, as one asks somebody who has said nothing yet.
    open: {
      say: [
        'how (can|may|could|might|do|should) (i|we) [best] (help|assist|be of|support|serve)',
        'what (can|may|could) (i|we) (do for|help|assist)',
        'what (is|was|seems|seems to be|appears to be) (the|your|a) (problem|issue|trouble|matter|concern|query|enquiry|inquiry|question)',
        'what (is|was) (it|this|that|your (call|chat|question|query|enquiry|inquiry|issue|problem|message|concern)) about',
        'what (is|was) your (call|chat|question|query|enquiry|inquiry|issue|problem|message|concern) (regarding|concerning|in relation to|in regards to|in regard to)',
        'what (problem|issue|trouble|difficulty) (are|were|do) you (having|facing|experiencing|have|seeing)',
        'what (are|were) you (calling|contacting|writing|reaching out|messaging|getting in touch) (us|about|for|regarding)',
        '(reason for|reason of|purpose of) (contacting|calling|your call|your contact|your message|this chat)',
        'what brings you',
        '(describe|explain|outline) [to] [me|us] (the|your) (problem|issue|concern|situation|matter|request|enquiry|inquiry|question) [to me|to us|please|for me|$]',
        '^ [so|and|ok|okay] what (happened|has happened) $',
        '(tell|explain|describe) [to] [me|us] ...2 (what the (issue|problem) is|what happened|what is wrong|what is going on|why you are (calling|contacting)|how (i|we) can help)',
      ],
      unless: [
        '(further|else|more|other|another|detail|details|step by step|exactly) ...4',
        '(describe|explain) ...6 (in|with|exactly|again)',
        '(glad|happy|pleased|like|love|see|know|check|here|able) ...3 how (i|we) can',
        '(if|when|since|next time|after|before|exactly) ...6 (happen~|happened|problem|issue)',
      ],
    },
    // Asks why they want what they want.
    why: [
      '(reason for|reason of|reason behind) [your|the|this|that] (return|returning|refund|cancellation|cancelation|cancelling|cancel|canceling|request|exchange|complaint|claim|dispute)',
      '(why|what made you|what makes you) (do|would|are|did|want|wish|decide|decided) [you] [like|want|wish|wanting|looking|trying|decide] [to] (return|returning|cancel|canceling|cancelling|exchange|send (it|them|this) back|leave|leaving|refund)',
    ],
    // Says why.
    cause: [
      '(because|bcoz|as it|as they|since it|since they|due to)',
      '(does|did|do|is|are|was|were|has|have|can|could|will|would) not [@very] (turn|work|fit|start|open|close|charge|match|use|hold|switch|arrive|stay|play|load|look|suit)',
      '(far|much|way|a bit|a little|so) too *',
      '(too (small|big|large|long|short|tight|wide|loud|expensive|heavy|late|slow|narrow|loose|thin)|wrong (size|colour|color|item|one|model)|broken|damaged|faulty|defective|torn|cracked|leaks|leaking|dead|moving (abroad|away|house|out)|lost my job|can not afford|no longer (need|use|live|want)|not use it any)',
    ],
    // What the customer needs.
    need: [
      '(i|we) [really|just|only|now|also|urgently|still] (want|need|wish|require|would like|am trying|are trying|tried|have tried|was trying|am looking|are looking|can not|could not|am unable|have not|did not|never)',
      '(please|pls|kindly) (help|refund|cancel|send|check|change|fix|give|tell|let|call|update|return|stop|remove|explain|advise|confirm|reactivate|unlock)',
    ],
    // Asks for "it again".
    again: {
      say: [
        '(provide|send|share|resend|re send|forward|state|submit|upload|attach) [to] (me|us|these|those|this|the|your|them|it|that) ...5 (again|once more|one more time|another time|a second time)',
        // Typed "again" into a page, it is a step.
        '(type|write|enter) (it|that|this|them|those|these|your *|the *) ...3 (again|once more|one more time|another time|a second time) (here|please|for (me|us)|$)',
        '(give|tell) (me|us) ...5 (again|once more|one more time|another time|a second time)',
        '(repeat|reconfirm|resend|re send|retype|resubmit) [me|us|for me|for us] (your|the|these|those|all|this) ...3 (details|information|data|photos|pictures|documents|@detail)',
        '(remind) (me|us) ...3 (@detail|problem|issue|happened)',
        '^ [ok|okay|so] [and] (your|the) ...3 (number|birth|name|address|email|postcode|reference|id) again',
        'what was (your|the) (@detail) again',
        'explain (it|this|that|everything|your (problem|issue|concern|situation)|the (problem|issue|situation)) [to me] again',
      ],
      unless: [
        '(made|make|making|having|had|asking) you',
        '(not|never|without|no need|rather than|instead of|save) [you] (have to|having to|need to|need|to|repeating|sending|explaining)',
        '(i|we|they|courier|driver) (will|am|are|can|could|shall|would) ...4 again',
        '(if|when|once|should) ...6 again',
        '(try|trying|please log|start) ...6 again',
        '(log in|sign in|press|click|tap) ...8 (again|once more|another time)',
        'send (me|us) (a|another) (message|mail|email|line|note|dm|tweet) again',
      ],
    },
    // Says why it is asked again: it was not found, not heard, not right.
    reason: [
      '(can not|could not|unable to|not able to|did not|does not|do not|am not|was not|failed to|trouble|difficulty|struggling) ...4 (find|finding|found|locate|locating|see|match|matching|pull|bring|come|open|work|working|recognize|identify|trace|load|hear|catch|get|receive|received|read|arrive|show)',
      '(no|not any|not a|nothing) ...3 (match|record|result|results|order|account|booking|trace|under|with that|with this)',
      '(incorrect|invalid|wrong|mistyped|typo|misspelled|unreadable|illegible|incomplete|not correct|not right|not valid|too short|too long|cut off|mismatch|different from)',
      '(digit|letter|character|number) ...2 (missing|short|too many|too few|off)',
      '(is|was|does|are) not ...3 (correct|right|valid|complete|ours|match)',
      '(line|connection|sound|audio|you) ...3 (breaking up|broke up|cut out|bad|dropped|crackling|cutting)',
      '(disconnected|crashed|froze|lost connection|timed out|logged me out)',
    ],
    // Asks for one more, or for that of something else.
    other: [
      '(other|another|different|private|incognito|new|alternative|alternate|second|additional|correct|right|old|previous|secondary|spare|any more|else|someone|third|last # digits|first # letters) ...2 @detail',
      '(email|number|address|name|account) ...3 (did|do|have|are|was|is|would|should|shall) (you|we|i) (use|used|using|sign|signed|enter|type|try|want|wish|prefer|like|intend)',
      '(his|her|their|its) [*] @detail',
      '(on|of|for) (the|that|this|your) [credit|debit|bank|payment] (card|recipient|receiver|other|second|gift|friend|new)',
      '(spell|spelt|spelled|spelling)',
      '(also|as well|too) on',
      '(quote|keep|have|note|mention|find|check|look up|use) [down] (your|the) ...2 @detail ...8 (if|when|whenever|should you|in case|next time|handy|ready|to hand|at hand|safe|future)',
    ],
    // Reads back what was given.
    readBack: [
      '(is|are) (it|that|this|the|your) ...4 (still|correct|right)',
      'still (the|your|at|correct|right|valid|the same|live|use|using|have)',
      '(just|only) to (confirm|be sure|make sure|double check)',
      '(correct|right) $',
    ],
  },
  *check(analysis, { storyWords }, find) {
    for (const reply of analysis.replies) {
      const found =
        repeatsDetail(analysis, reply, find) ??
        repeatsOpening(analysis, reply, find, storyWords) ??
        repeatsReason(analysis, reply, find) ??
        repeatsItself(reply, find)
      if (found) yield found
    }
  },
})

/** A detail asked for that the customer gave before. */
function repeatsDetail(analysis: Analysis, reply: Reply, find: Find): Finding | undefined {
  const [first] = reply.turns
  for (const cue of first ? askedBy(reply) : []) {
    const { sense } = cue
    const before =
      first && sense && analysis.givenBefore(first, sense).find((given) => isTheSame(given, cue, reply) && !isPast(given, reply))
    if (before && !excused(cue, reply, find)) return { at: cue, because: [{ at: before, message: 'given here' }] }
  }
  return undefined
}

/** Photos and the like are the same only of the same thing. */
const SHOWN = new Set(['photo', 'video', 'screenshot', 'logs', 'receipt'])
/** What every such photo shows. */
const AT_ISSUE = new Set(
  'issue problem damage damages damaged defect fault error item items product it this them goods parts parcel order'.split(' '),
)

/** Whether what is asked to be shown is what was shown, as far as it is named. */
function showsTheSame({ turn }: Given, { sentence, range }: Cue): boolean {
  const after = sentence.words.filter(({ start }) => start >= range.end).slice(0, 8)
  if (!/^(?:of|from|showing|with|for)$/.test(after[0]?.word ?? '')) return true
  const told = turn.text.value.toLowerCase()
  return after.slice(1).some(({ word }) => AT_ISSUE.has(word) || (word.length > 3 && told.includes(word.slice(0, 5))))
}

/** Details of one matter; the next one has its own. */
const OF_A_MATTER = new Set(['people', 'nights', 'wanted', 'wantedTime', 'size', 'colour'])

/** Whether what was given belongs to a matter that was brought to an end since. */
function isPast({ detail, turn }: Given, reply: Reply): boolean {
  if (!OF_A_MATTER.has(detail)) return false
  for (let earlier = reply.previous; earlier && earlier.turns[0]!.index > turn.index; earlier = earlier.previous) {
    if (endsMatter(earlier)) return true
  }
  return false
}

/** Whether a reply says that something is done, or asks whether there is anything else. */
const endsMatter = (reply: Reply): boolean =>
  reply.sentences.some((sentence) => says(sentence, 'solve', 'done') || (sentence.question && sentence.is('close')))

const ROUGH = new Set(['bought', 'since', 'amount'])

/** Whether what was given answers it still: a day is no answer to "on what day exactly?", and an error may be another one by now. */
function isTheSame(given: Given, cue: Cue, reply: Reply): boolean {
  const { detail, turn } = given
  const { sentence } = cue
  if (SHOWN.has(detail)) return showsTheSame(given, cue)
  if (detail === 'error') return reply.message?.turns.includes(turn) ?? false
  return !(ROUGH.has(detail) && sentence.words.some(({ word }) => /^(?:exact|precise|specific)/.test(word)))
}

function excused({ sentence, sense = '', range }: Cue, { sentences }: Reply, find: Find): boolean {
  return (
    isTypedIn(sentence, range) ||
    find(sentence, ...(sense.startsWith('other') ? ['readBack'] : ['other', 'readBack'])) !== undefined ||
    holdsValue(wordsOf(sentence)) ||
    hasReason(sentence, sentences, find)
  )
}

/** "Pick the kind of card, and type its number": a page asks for it, not the agent. */
const isTypedIn = ({ words, question }: Sentence, { start }: Cue['range']): boolean =>
  !question && !words.some(({ word }) => OURS.has(word)) && words.some((word) => word.start < start && FILLS.has(word.word))
const FILLS = new Set('choose pick select type'.split(' '))
/** With these, the agent asks after all. */
const OURS = new Set('me us i we here'.split(' '))

function hasReason(sentence: Sentence, sentences: readonly Sentence[], find: Find): boolean {
  const at = sentences.indexOf(sentence)
  return sentences.slice(Math.max(0, at - 3), at + 3).some((near) => find(near, 'reason'))
}

/** "How can I help you?" to somebody who has just told it. On the phone, who opens may not have heard it yet. */
function repeatsOpening({ conversation }: Analysis, reply: Reply, find: Find, least: number): Finding | undefined {
  const asks = reply.sentences.find((sentence) => find(sentence, 'open'))
  const at = asks && find(asks, 'open')
  if (!at || !reply.message || (conversation.channel === 'phone' && !reply.previous)) return undefined
  const story = storyBefore(reply, asks, conversation.channel).filter(tells)
  const need = story.find((sentence) => sentence.question || sentence.is('trouble', 'lost', 'waited', 'tried') || find(sentence, 'need'))
  if (!need || story.reduce((sum, { words }) => sum + words.length, 0) < least) return undefined
  return { at, because: [{ at: need, message: 'told here' }] }
}

/** "What is the reason for the return?" to somebody who told what is wrong. */
function repeatsReason({ conversation }: Analysis, reply: Reply, find: Find): Finding | undefined {
  const asks = reply.sentences.find((sentence) => find(sentence, 'why'))
  const at = asks && find(asks, 'why')
  const told =
    asks && storyBefore(reply, asks, conversation.channel).find((sentence) => sentence.words.length > 3 && find(sentence, 'cause'))
  return at && told && { at, because: [{ at: told, message: 'told here' }] }
}

/** What the customer told: in this message, before a colleague took over, and before anybody went to the matter. */
function storyBefore(reply: Reply, asks: Sentence, channel: Channel | undefined): readonly Sentence[] {
  const greets = reply.sentences.some((sentence) => sentence.turn === asks.turn && says(sentence, 'greet', 'hello'))
  const takesOver = greets && channel !== 'social'
  const story = [...(reply.message?.sentences ?? [])]
  for (
    let earlier = reply.previous;
    earlier && (takesOver || !(earlier.said('close') || earlier.sentences.some(goesToIt)));
    earlier = earlier.previous
  ) {
    story.unshift(...(earlier.message?.sentences ?? []))
  }
  return story
}

/** Whether a sentence goes to the matter; asking for a number does not yet. */
const goesToIt = (sentence: Sentence) =>
  isContent(sentence) && helpIn(sentence).some(({ kind }) => kind !== 'question' && kind !== 'moment' && kind !== 'offer')

const says = ({ cues }: Sentence, key: string, sense: string) => cues.some((cue) => cue.key === key && cue.sense === sense)

/** Whether a sentence is more than a courtesy: "Hello, is anybody there?" tells nothing yet. */
const tells = (sentence: Sentence) =>
  sentence.words.length > 3 && !(sentence.words.length < 9 && sentence.cues.some(({ key }) => key === 'greet' || key === 'close'))

/** The same question a second time though it was answered, or what was given asked for "again". */
function repeatsItself(reply: Reply, find: Find): Finding | undefined {
  for (const sentence of reply.sentences) {
    const again = reply.previous && find(sentence, 'again')
    if (again && !hasReason(sentence, reply.sentences, find)) return { at: again }
    if (!sentence.question || sentence.words.length < 4 || sentence.is('close', 'greet') || find(sentence, 'other')) continue
    const earlier = askedBefore(sentence, reply)
    if (earlier) return { at: sentence, because: [{ at: earlier, message: 'answered here' }] }
  }
  return undefined
}

/** How many replies back the same question counts. */
const LOOK_BACK = 12

/** Questions that offer something, and may come up with each new thing: "would you like me to book it?". */
const OFFERS =
  /\b(?:(?:would|do) you (?:like|want|prefer|care|need|wish|require)(?! to (?:give|tell|share|provide))|(?:shall|should|can|may|could|will) (?:i|we) (?!have\b|get\b|know\b|ask\b|see\b)|is that (?:ok|okay|fine|all|alright)\b|does that\b|are you interested\b)/

/** The customer's answer to an earlier question that says the same. */
function askedBefore(sentence: Sentence, reply: Reply): Sentence | undefined {
  const content = contentOf(sentence)
  if (content.size < 2) return undefined
  let earlier = reply.previous
  if (OFFERS.test(lineOf(sentence.words)) && soughtBy(sentence) === undefined) return undefined
  for (let back = 0; earlier && back < LOOK_BACK && !endsMatter(earlier); back++, earlier = earlier.previous) {
    const same = earlier.sentences.find(
      (other) => other.question && soughtBy(other) === soughtBy(sentence) && alike(content, contentOf(other)),
    )
    const answer = same && earlier.next?.message?.sentences.find((words) => answers(same, words))
    if (answer) return answer
  }
  return undefined
}

/** What a question asks for: when, where, what …; nothing for one that yes or no answers. */
const soughtBy = ({ words }: Sentence): string | undefined =>
  words.slice(0, 4).find(({ word }) => /^(?:what|which|who|when|where|why|how)$/.test(word))?.word

const alike = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  const shared = [...a].filter((word) => b.has(word)).length
  return shared >= 2 && shared / (a.size + b.size - shared) >= 0.75
}

const SMALL = new Set(
  'a an the i you we it this that to of in on for with and or so is are was were do does did be been have has had can could may might would will please me my your our us what which who when where why how am as at by if from any there here now then just also ok okay hi hello thanks thank exactly'.split(
    ' ',
  ),
)

/** The words that carry a question, without their endings. */
const contentOf = ({ words }: Sentence): ReadonlySet<string> =>
  new Set(words.filter(({ word }) => !SMALL.has(word)).map(({ word }) => word.replace(/(?<=\p{L}{3})(?:ing|ed|es|s)$/u, '')))

const YES_NO =
  /^(?:(?:yes|yeah|yep|yup|no|nope|ok|okay|sure|correct|exactly|of course|not yet)\b|i (?:did|have|do|am|was)\b[\s.,!]*(?:$|not\b|but\b))/i

/** Whether a sentence answers a question: a yes or no where one was asked, else words of some length that ask nothing back. */
function answers(question: Sentence, { turn, range, words, ...sentence }: Sentence): boolean {
  const asksWhat = question.words.slice(0, 4).some(({ word }) => /^(?:what|which|who|when|where|why|how)$/.test(word))
  const written = turn.text.value.slice(range.start, range.end)
  const short = YES_NO.test(written)
  if (!asksWhat) return short
  if (short || words.length < 4 || sentence.question || sentence.cues.some(({ key }) => key === 'unknown')) return false
  const sought = lineOf(question.words)
  if (/\bhow (?:many|much)\b/.test(sought)) return NUMBER.test(written)
  return !/^(?:\w+ ){0,2}(?:when|(?:what|which) (?:time|day|date))\b/.test(sought) || sentence.cues.some(({ key }) => key === 'time')
}

const NUMBER = /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|a couple|both|none|just me|myself)\b/i
