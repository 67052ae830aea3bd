import type { Cue, Reply } from '../../src/analysis/analysis.ts'
import { isContent } from '../../src/analysis/content.ts'
import { type Help, helpIn } from '../../src/analysis/help.ts'
import { becauseOf } from '../../src/rules/because.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A policy, a term or “the system” is not the whole reason: say why it is so, or what can be done.',
  message: 'Policy as the whole reason',
  severity: 'info',
  kind: 'forbids',
  whole: true,
  instead: ['Say what the rule is for in plain words, and what you can do within it'],
  options: {
    // More words, in the phrase language.
    shield: [],
    why: [],
  },
  phrases: {
    shield: {
      say: [
        '(our|the|company|store|airline|their|these|this|your|shop|bank|current|a) ...2 @rules ...1 (state|states|say|says|stipulate~|do|does|is|are|clearly|only|require|requires|prohibit|prohibits|forbid|forbids|exclude|excludes|will|changed|has|have|apply|applies|provide|provides|allow|allows|prevent|prevents|can|that)',
        '(as per|per|according to|under|in accordance with|in line with|due to|because of|it is|that is|those are|these are|subject to|against|based on|pursuant to|by|following|within|as stated in|outlined in|mentioned in|stated in|set out in|changes to|violates|breach of|outside|in) [our|the|company|their|these|this|your|of|standard|general|new|current|recent] ...2 @rules',
        '(is|was|are) [just|simply|unfortunately|only] [our|the|company|store|bank|standard|a] ...1 (policy|rule|rules|procedure|regulation|regulations|protocol)',
        '(system|computer|software|tool|portal|app|it|screen|program) ...1 (does not|will not|can not|would not|only) [currently|just|even|simply|unfortunately] (allow|let|permit|accept|take|give|support|process|allows|lets|permits|accepts|takes) ...3',
        '(will|would|does|did) not let (me|us) ...3',
        '(that|this|it) is [just|simply|only|unfortunately] how (the|our) ...3 (works|work|calculates|is set up|takes it|goes|is done) ($|unfortunately|sadly|i am afraid|sorry)',
        '(that|this|it) is [just|simply|only] (the|our) [standard|normal|usual] (procedure|process|system)',
        '(you|customer|conditions|terms|these) ...4 (accepted|agreed to|signed) (at|during|when) [the|you|your] (checkout|time of booking|booking|booked|purchase|order|registration|sign up|signing|ordering|contract)',
        '(refunds|refund|exchange|exchanges|returns|compensation) (is|are) at the discretion of ...3',
        '(to|in|of|changed|changes) our ...1 @rules',
        '^ [sorry|unfortunately|no|just] ...1 (policy|company policy|rules are rules|house rules|regulations) $',
        'not [allowed|permitted|possible|supported|foreseen|provided for] (by|in) (the|our) (system|computer|software|program|tool)',
        '(rules are rules|a rule is a rule)',
        '(fixed|set|determined|required|laid down|prescribed|governed|given) (by|in) [the|our|your] ...1 @rules',
        '(guidelines|rules|terms|policy|policies|conditions|procedure) (were|was|are|is)? not (followed|met|observed|fulfilled|respected|complied)',
        '(return|returns|refund|cancellation|cancelation|exchange|warranty|guarantee|claim|complaint|complaints|grace|notice|appeal) (period|window|deadline|time|limit|policy) (is|was|are) ...3',
        '(is|are) (strictly|generally|absolutely|simply) (not|prohibited|forbidden) [allowed|permitted|possible]',
        '(no exceptions|no exception can|not make exceptions|do not make exceptions|can not make exceptions|can not make an exception|unable to make exceptions)',
        '(only|solely|exclusively) (for|to|available to|open to|covers|cover|valid for) ...6 (members|holders|customers|passengers|subscribers|tickets|ticket|class|accounts|residents|users|owners|plan|plans)',
      ],
      unless: [
        '(change|changing|review|reviewing|looking at|improve|wrong|unfair|exception) ...3 (policy|rule|rules|terms|procedure)',
        '(read|accept|agree|see|find|check|review|send you|copy of|link to|question about) ...4 (policy|policies|terms|rules|guidelines|conditions)',
        '(insurance|privacy|home|car|health|life|travel|your) policy (number|holder|document|documents|schedule|is active|has been|was)',
        '(normally|usually) ...6 but',
        '(let|allow) (me|us) [to] know',
        'on your side',
      ],
      in: 'statement',
    },
    // The customer asks what the rule is.
    asks: [
      '(what|which|how|where|is|are|do|does|can|tell me|know|explain) ...6 @rules',
      '(allowed|permitted|entitled) ...4',
      '(what|which) ...3 (return|refund|cancellation|warranty) (period|time|window)',
    ],
    // The why behind the rule.
    why: [
      '(so that|in order to|to protect|to keep|to prevent|to ensure|to make sure|to avoid|for safety|for your safety|for security|for your security|to be fair|out of fairness|hygiene|health reasons|safety reasons|security reasons|privacy reasons|legal reasons|the law|fraud|allergens|data protection)',
      '(because|since|the reason|reason for|which means|as otherwise|otherwise|that way|this way|this is to|it is there to|it exists|is meant to|it is to|this protects|this keeps|this prevents) *',
      '(exists|made|there|introduced) (because|so|to|since|after)',
    ],
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      if (!reply.message && analysis.conversation.kind === 'transcript') continue
      const shield = reply.sentences.flatMap((sentence) => find(sentence, 'shield') ?? [])[0]
      if (
        shield &&
        !asked(reply, find) &&
        (refuses(reply) || reply.standing || isAll(reply)) &&
        !reasoned(reply, shield, find) &&
        !otherWay(reply)
      )
        yield { at: shield, because: becauseOf(reply, 'what the customer asks for') }
    }
  },
})

const refuses = ({ sentences }: Reply) =>
  sentences.some(({ cues }) => cues.some(({ key, sense }) => key === 'refuse' && sense !== 'lookup'))

const asked = ({ message }: Reply, find: Find) =>
  message?.state === 0 && message.sentences.some((sentence) => sentence.question && find(sentence, 'asks'))

/** Whether the reply says no more than that. */
const isAll = ({ sentences }: Reply) => sentences.filter(isContent).length < 2

/** Whether the why stands in the sentence or beside it. */
function reasoned({ sentences }: Reply, { sentence }: Cue, find: Find): boolean {
  const at = sentences.indexOf(sentence)
  return sentences.slice(Math.max(0, at - 1), at + 2).some((each) => find(each, 'why'))
}

const WAYS = new Set<Help>(['done', 'doing', 'advice', 'offer', 'instruction', 'question', 'promise', 'passedOn', 'route'])

const otherWay = ({ sentences }: Reply) => sentences.some((sentence) => helpIn(sentence).some(({ kind }) => WAYS.has(kind)))
