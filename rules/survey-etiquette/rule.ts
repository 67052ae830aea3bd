import type { Message, Reply } from '../../src/analysis/analysis.ts'
import { isContent } from '../../src/analysis/content.ts'
import { type Quote, wordsOf } from '../../src/conversation.ts'
import { defineRule, type Find, type Finding } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A rating or survey is asked for once, with thanks, and when the matter is settled and the customer content.',
  message: 'Survey at the wrong moment',
  severity: 'info',
  kind: 'forbids',
  options: {
    // How often a survey may be asked for in one conversation.
    times: { default: 1, from: 1, to: 5 },
  },
  instead: ['Settle the matter first; then thank them, and ask once'],
  phrases: {
    survey: {
      say: [
        '(rate|rating|evaluate|evaluating|review|score|grade|judge) [for us] (our|this|the|your|my|me|us|todays|how) ...4 (chat|call|service|conversation|experience|support|performance|assistance|help|interaction|visit|agent|stay|session|contact|did|handled|helped|were|was|app|store|shop|company|team|driver|ride)',
        '(rate|evaluate|grade) (me|us|it|them) (# stars|on|with|out of|from|in the|at the|below|here|after|please|now)',
        '(take|complete|fill|fill in|fill out|answer|answering|do|participate in|part in|respond to|receive|receiving|get|getting|sent|send you|sending you|see|have|completing|filling in|filling out|follow|spare|with|to|by|through|via) ...5 (survey|surveys|questionnaire|questionnaires|rating form|evaluation form|feedback email|feedback e mail|feedback survey|feedback request|satisfaction form|poll)',
        '(satisfaction|feedback|exit|post chat|post call|after call|csat|nps|short|quick|brief|little|# question|# minute|one minute|two minute) [customer] (survey|questionnaire|poll)',
        '(leave|give|drop|write|post) (us|me|a|your|an|some) ...3 (review|rating|stars|star|thumbs up|google review|feedback on (my|our|the) (service|chat|call|help))',
        '(rate|press|choose|select|give us|give me|click) ...4 (# to #|# stars|five stars|number of stars|smiley|smileys|thumb)',
        '(answer|answering) [#|a few|some|a couple of] [short|quick|brief|little] questions (about|on) (todays|our|my|your|this|the) ...3 (service|chat|call|conversation|experience|visit|support|help|stay)',
        '(change|changing|update|updating|revise|revising|reconsider|reconsidering|raise|raising|improve|improving|edit|editing|adjust|adjusting|increase|increasing|amend|upgrade|upgrading|rethink) (your|the) ...2 (review|rating|ratings|score|stars|star rating|vote|evaluation)',
        '(forget|remember|take a moment|take a minute|take a second|like|love|ask) [you] to (rate|review|evaluate) (us|me|our|the|this|my)',
        '(give|leave|gives|leaving|giving|drop|grateful for|appreciate|hope for|deserve|earned) ...2 (a|an|us|me|#) [@very|a] (good|great|positive|nice|high|higher|better|perfect|top|# star|full star) (rating|review|score|evaluation)',
        '(tell|let|show) (us|me) [know] how (we|i|it|your) (did|do|went|are doing|am doing|was)',
        '(a|your) (thumbs up|thumb up|like|quick rating|star rating) [for us|for me|from you|below|here] (would|will|means|helps|is)',
        'rate (my|this|our|the|your) (chat|call|service|conversation|experience|agent)',
        '(how|what) (would|do|did|could|can) you (rate|score|evaluate|grade) ...5',
        'how (did (i|we) do|satisfied (are|were) you|likely (are you|is it that you|would you be) to recommend|was your (experience|chat|visit|call|conversation) (with us|with me|today))',
        '(tell|let) us (know) ...3 (how we did|how i did|about your experience|how it went today|how you (found|liked) (our|the|this))',
        '(share|send|give) [with|us|me] [us|me] (your|some|a little) (feedback|opinion|experience) (on|about|of) (this chat|this call|our service|my service|the service|todays|how (i|we))',
        '(on a scale (of|from)|would you recommend us|recommend us to)',
      ],
      unless: [
        '(review|rate|evaluate) (your|the|this) (account|case|order|request|claim|application|information|details|document~|pull request|ticket|photo~|picture~)',
        '(exchange|interest|data|tax|hourly|daily|monthly|flat|heart|frame) rate',
        'review (your|the|this) (session|footage|log~|photo~|video~|charge~)',
        '(thank you|thanks) for ...3 (review|rating|feedback|survey|stars)',
        '(no|never|without|stop|skip|ignore|not (send|sending|ask|asking|need|have to|a|any|the|want)) ...4 (survey|questionnaire|rating|review)',
        '(your|the) (review|rating) (was|has been|is|will be)',
        '(property|land|site|salary|engagement) survey',
      ],
    },
  },
  *check(analysis, { times }, find) {
    let asked = 0
    for (const reply of analysis.replies) {
      const sentence = reply.sentences.find((each) => find(each, 'survey'))
      const at = sentence && find(sentence, 'survey')
      if (!at) continue
      asked++
      const because = whyTooEarly(reply, analysis.badNews, find)
      if (because) yield { at, because }
      else if (asked > times) yield { at, message: 'Survey asked for again' }
      else if (!thanks(reply)) yield { at, message: 'Survey without a word of thanks' }
    }
  },
})

/** What is still open or hurting; undefined when the matter is settled. */
function whyTooEarly(reply: Reply, badNews: Quote | undefined, find: Find): Finding['because'] {
  if (badNews) return [{ at: badNews, message: 'the bad news' }]
  const { standing, message } = reply
  if (standing && !helped(reply) && !(message && comesRound(message)))
    return standing.because.slice(0, 2).map((at) => ({ at, message: 'the customer is upset' }))
  const question = message?.sentences.find((sentence) => sentence.question && sentence.words.length > 3 && !sentence.is('greet', 'close'))
  const answered = reply.sentences.some((sentence) => isContent(sentence) && !find(sentence, 'survey'))
  if (question && !answered) return [{ at: question, message: 'not answered yet' }]
  const open = message?.sentences.find((sentence) => sentence.is('trouble') && sentence.words.some(({ word }) => STILL.has(word)))
  const over = message?.sentences.some((sentence) => sentence.is('thankful', 'resolved', 'close'))
  if (open && !over && !answered) return [{ at: open, message: 'still open' }]
  return undefined
}

const STILL = new Set(['still', 'not', 'again', 'no'])

/** Whether the customer ends with thanks, or with word that it works, after what upset them. */
function comesRound({ sentences, because }: Message): boolean {
  const content = sentences.flatMap(({ cues }) => cues).findLast(({ key }) => key === 'thankful' || key === 'resolved')
  const upset = because.at(-1)
  if (!content || !upset) return false
  return content.turn.index > upset.turn.index || (content.turn === upset.turn && content.range.start >= upset.range.end)
}

/** Whether this reply undoes the trouble before it asks; passing it on undoes nothing. */
const helped = ({ sentences }: Reply) =>
  sentences.some(({ cues }) => cues.some((cue) => cue.key === 'solve' && cue.sense === 'done' && !ONLY_PASSED_ON.test(wordsOf(cue))))

const ONLY_PASSED_ON =
  /\b(?:passed|raised|forwarded|escalated|opened|reported|created|logged|noted|registered|asked|checked|reviewed|contacted|informed|notified|flagged|submitted|filed|looked|spoken|found|taken|requested|tested)\b/i

const thanks = ({ sentences }: Reply) => sentences.some((sentence) => sentence.is('thank') || sentence.cue('patience') !== undefined)
