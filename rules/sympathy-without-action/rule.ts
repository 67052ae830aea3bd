import type { Cue, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { isContent, matterIn } from '../../src/analysis/content.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Sympathy is followed by something that helps: an action, an answer, an offer, a question, a next step.',
  message: 'Sympathy without an action',
  praise: 'Sympathy followed by action',
  severity: 'warn',
  kind: 'requires',
  whole: true,
  instead: ['Say what you are doing about it, what they can do, or when they will hear from you'],
  phrases: {
    // A deed in one word, and a question that chat and speech ask without a mark.
    deed: [
      '^ [all|now|just] (credited|refunded|fixed|done|sent|sorted|resent|reset|replaced|cancelled|canceled|booked|reordered|updated|corrected|unlocked|restored|reversed|waived|removed)',
      '(can|could|may) i [just|please|quickly] (take|have|get|ask|check|grab|note) (your|the|you|what|which|a|for|for your)',
    ],
    // What nobody gets for being sorry: a no by its rule.
    rule: [
      '(is|are|was|were|can be) [strictly|reserved|limited|restricted|currently] (only|exclusively|solely) [be] [available|open|valid|possible|used|accessible|given|offered|sold|made|accepted|granted|meant] (for|to|with|in|on|at|by|from|during|until|after|before|if|when)',
      '(is|are) (reserved|limited|restricted|confined) (for|to)',
      '(is|are) (for|open to) * [*] only',
    ],
    // Asks for something of no use to them.
    survey: ['(survey|rating|rate (us|me|this|our|your)|stars)'],
  },
  *check(analysis, _options, find) {
    const acts = (reply: Reply | undefined) =>
      reply?.sentences.some(
        (sentence) => !find(sentence, 'survey') && (find(sentence, 'deed') || isAction(sentence) || answers(sentence, reply)),
      ) ?? false
    // Sorry for the no itself: a refusal, and no sympathy.
    const refuses = ({ sentences }: Reply, sympathy: Sentence) =>
      [sympathy, ...(saysWhy(sympathy) ? [] : sentences)].some((sentence) => sentence.is('refuse') || find(sentence, 'rule'))
    for (const reply of analysis.replies) {
      const feels = (sentence: Sentence) => isSympathy(sentence) && !(reply.message?.state === 0 && isMatterOfFact(sentence))
      const sympathy = reply.sentences.find(feels)
      if (!sympathy || (!reply.message && analysis.conversation.kind === 'transcript')) continue
      const because = reply.message?.because.slice(0, 2).map((at) => ({ at, message: 'what the customer needs help with' })) ?? []
      if (acts(reply)) yield { at: sympathy, outcome: 'met', because }
      else if (!closed(reply) && !acts(reply.next)) {
        const bare = reply.sentences.find((sentence) => feels(sentence) && !refuses(reply, sentence))
        if (bare) yield { at: bare, because }
      }
    }
  },
})

/** Whether an apology says what it is for: "sorry to hear that", and not "I am very sorry". */
const saysWhy = ({ words, cues }: Sentence): boolean => {
  const sorry = cues.find(({ key }) => key === 'apologise')
  return !sorry || words.at(-1)!.end > sorry.range.end || words.at(-1)!.word !== 'sorry'
}

const isSympathy = (sentence: Sentence) => sentence.is('acknowledge', 'apologise')

const PLAIN = new Set(['agree', 'told'])
/** What feels with somebody upset is no more than an answer to a calm customer: "Fair enough!", "Yes, five minutes at the door." */
const isMatterOfFact = ({ cues }: Sentence) =>
  cues.every(({ key, sense }) => (key !== 'acknowledge' && key !== 'apologise') || (key === 'acknowledge' && PLAIN.has(sense ?? '')))

/** Whether the sympathy closes an answer to what the customer asked: "That one is for weekends only, sorry about the mix-up." */
function answers(sentence: Sentence, { message }: Reply): boolean {
  const { cues, words } = sentence
  const [first] = cues.filter(({ key }) => key === 'apologise' || key === 'acknowledge')
  const before = words.filter(({ end }) => first && end <= first.range.start)
  return (
    before.length > 3 && !sentence.is('greet') && (message?.state === 0 || (message?.sentences.some(({ question }) => question) ?? false))
  )
}

/** Whether the customer has nothing more to wait for. */
function closed({ message, next }: Reply): boolean {
  return [message, next?.message].some(
    (each) => each && each.state === 0 && each.sentences.some((sentence) => sentence.is('resolved', 'thankful')),
  )
}

const ACTION: ReadonlySet<string> = new Set(['promise', 'offer', 'wait', 'hold', 'solve', 'instruct', 'askDetails', 'redirect', 'handOff'])
/** What stands inside these is no action: "I *can* imagine", "I still *can*not", "anything else I can do". */
const OTHER: ReadonlySet<string> = new Set(['acknowledge', 'apologise', 'refuse', 'close', 'thank'])

/** Something done, asked, offered, promised or answered that goes beyond feeling with the customer. */
function isAction(sentence: Sentence): boolean {
  const { cues } = sentence
  const others = cues.filter(({ key }) => OTHER.has(key))
  if (cues.some((cue) => ACTION.has(cue.key) && !others.some((other) => overlap(cue, other)))) return true
  if (!sentence.is('refuse') && cues.some(({ key, sense }) => key === 'greet' && (sense === 'help' || sense === 'what'))) return true
  if (sentence.question && !sentence.is('close')) return true
  if (/https?:\/\/|www\.|<link>/i.test(sentence.turn.text.value.slice(sentence.range.start, sentence.range.end))) return true
  return isContent(sentence) && !matterIn(sentence) && !isSympathy(sentence)
}

const overlap = ({ range: a }: Cue, { range: b }: Cue) => a.start < b.end && b.start < a.end
