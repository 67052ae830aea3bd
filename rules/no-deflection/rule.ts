import { comesBefore } from '../../src/analysis/analyse.ts'
import type { Cue, Message, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { type Help, helpIn, tells } from '../../src/analysis/help.ts'
import { isGlad } from '../../src/analysis/praise.ts'
import { becauseOf } from '../../src/rules/because.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'The problem is not pushed away to another team, company, page or form without help of the agent’s own.',
  message: 'Problem handed away',
  severity: 'warn',
  kind: 'forbids',
  instead: ['Do the part you can do, or pass it on yourself; if only someone else can act, say why, whom and how'],
  options: {
    // More words by which a customer asks where to turn, and that say why only somebody else can act.
    where: [],
    why: [],
  },
  phrases: {
    // The customer asked for the address, the number, the page.
    where: [
      '(who|where|how) ...6 (contact|call|ring|phone|text|speak|complain|send|report|apply|reach|ask|find|write|email|talk|get in touch|return|sign up|register|turn to)',
      'how (do|can|could|would|should) (i|we) ...4',
      '(do you have|is there|are there|have you got|give me|need|what is|want|send me|can i have|can i get|looking for) ...4 (number|phone|email|link|form|address|contact|website|hotline|page|url)',
      '(which|what) ...3 (department|team|office|number|address|form|page)',
    ],
    // Where the reason for a no can be read.
    reading: ['(information|details|policy|policies|terms|conditions|reasons|reasoning|rules|guidelines|context|more about)'],
    // Why only the other can act.
    why: [
      '(since|as|so that) (they|he|she|it|the|your|you|this|that|only|these) ...8',
      'because *',
      '(only|just) (they|@elsewhere|the|your) ...3 (can|could|has|have|is|are|may|knows|know|see|sees)',
      '(they|who|@elsewhere) ...2 (hold|holds|own|owns|manage|manages|issued|decides|decide|keeps|keep|set|sets|handles|runs|controls|control) ...4',
      '(privacy|data protection|gdpr|security reasons|legal reasons|by law|confidential)',
      '(so|then) (they|that they|he|she) can',
    ],
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      if (!reply.message && analysis.conversation.kind === 'transcript') continue
      const ways = reply.sentences.flatMap((sentence) => awayIn(sentence) ?? [])
      // A template that says no more than "not for us" may stand in a form that says more.
      const away = ways.find(({ sense }) => sense !== 'notOurs' || analysis.conversation.kind === 'transcript')
      if (!away || (reply.message && isGlad(reply.message)) || helped(reply, away) || (reply.message && asked(reply.message, find)))
        continue
      if (away.sense !== 'page' && reply.sentences.some((sentence) => find(sentence, 'why'))) continue
      if (away.sense === 'page' && find(away.sentence, 'reading') && reply.said('refuse')) continue
      if (told(reply, away) > 1 || leadsUp(away) || (reply.message && !reply.standing && isOnTheWay(reply, away))) continue
      yield { at: away, because: becauseOf(reply, 'what the customer needs help with') }
    }
  },
})

const awayIn = (sentence: Sentence): Cue | undefined => helpIn(sentence).find(({ kind }) => kind === 'route' || kind === 'page')?.cue

const OWN = new Set<Help>(['done', 'doing', 'offer', 'instruction', 'question', 'promise', 'outcome', 'moment', 'passedOn'])

/** Whether the agent gives something of their own too. "Let me look" before the way elsewhere has led there. */
const helped = ({ sentences }: Reply, away: Cue) =>
  sentences.some((sentence) => {
    const led = comesBefore(sentence, away.sentence)
    return helpIn(sentence).some(({ kind }) => OWN.has(kind) && !(led && kind === 'moment'))
  })

const asked = ({ sentences }: Message, find: Find) => sentences.some((sentence) => find(sentence, 'where'))

/** How many words a calm customer may get besides the way elsewhere before it is directions. */
const DIRECTIONS = 14

/** Whether a calm customer gets directions: beside something else that is told, or with particulars. */
const isOnTheWay = (reply: Reply, away: Cue) =>
  told(reply, away) > 0 ||
  away.sentence.words.filter(({ start, end }) => start < away.range.start || end > away.range.end).length > DIRECTIONS

/** How much the agent tells besides. The opening hours of those who are named are no answer. */
const told = ({ sentences }: Reply, away: Cue) =>
  sentences.filter((sentence) => tells(sentence) && !(sentence.cue('time') && comesBefore(away.sentence, sentence))).length

/** How long a statement may be that comes before in the same sentence; before a page, which stands beside an answer, it may be shorter. */
const LONG = 14
const LONG_BEFORE_PAGE = 5
/** Whether it comes before: "it has left the warehouse, so the fee applies, details are here", "the answer is most likely this, see there". */
const leadsUp = ({ sentence, range, sense }: Cue) =>
  sentence.words.filter(({ end }) => end <= range.start).length > (sense === 'page' ? LONG_BEFORE_PAGE : LONG)
