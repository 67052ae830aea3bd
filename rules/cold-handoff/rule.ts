import type { Cue, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { isGlad } from '../../src/analysis/praise.ts'
import { becauseOf } from '../../src/rules/because.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Whoever is passed on hears to whom, why and what happens next, and does not have to tell it all again.',
  message: 'Handed over without a word on what happens next',
  severity: 'info',
  kind: 'forbids',
  whole: true,
  instead: ['Say who takes over, why, what they already know, and when they will be in touch'],
  options: {
    // More words, in the phrase language.
    whom: [],
    next: [],
  },
  phrases: {
    // To whom: a name for the team, not "the relevant department".
    whom: {
      say: [
        '(to|with|our|the|a|my|in|from) ...2 (claims|billing|specialist|specialists|expert|experts|tier|level|next level|customer experience|customer service|customer care|corporate|partners|partner|partnership|head office|regional|back office|moderators|maintainers|examination|logistics|warehouse|finance|payments|fraud|returns|technical|tech|security|product|development|engineering|sales|accounts|refunds|delivery|shipping|legal|safety|medical|field|retention|upgrade|mobile|broadband|engineers|developers|colleague in|manager|supervisor|courier|store|branch)',
        '(called|named|her name|his name|their name)',
      ],
    },
    // Why, what they know, what happens next.
    next: [
      '(because|since|in order to|so that|so they|so we|so that they|so you|as they|who can|who will|who is|who are|who has|they can|they will|they have|they are|he will|she will|to look|to check|to investigate|to review|to fix|to see|to find|to get|to help|to have|for review|for further (investigation|review|checks|help|assistance)|for investigation|for them)',
      '(already|everything|notes|details|history|summary|whole story|full story|read|up to speed|briefed|what you told|do not have to|will not have to|no need to) ...6',
      '(if|once|after) (the line|we|they|you|that|it) ...6',
    ],
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      if (reply.message ? isGlad(reply.message) : analysis.conversation.kind === 'transcript') continue
      const passed = reply.sentences.flatMap((sentence) => passedOn(sentence) ?? [])[0]
      if (passed && !explained(reply, passed, find)) yield { at: passed, because: becauseOf(reply, 'what is passed on') }
    }
  },
})

/** The customer is put through, or their matter is passed on; feedback that is noted is neither. */
const passedOn = (sentence: Sentence): Cue | undefined =>
  sentence.question || sentence.cues.some(({ key, sense }) => key === 'solve' && sense === 'noted')
    ? undefined
    : sentence.cues.find((cue) => cue.key === 'handOff' && !isTold(cue) && !isOffered(cue))

const DOES = new Set('i we will shall to can let going have has had colleague team'.split(' '))
const INSTRUCTS = new Set('forward escalate pass hand refer redirect route assign relay transfer raise send submit bring'.split(' '))

/** Whether it is the customer who is to do it: "or hand it to the driver". */
function isTold({ sentence, range }: Cue): boolean {
  const at = sentence.words.findIndex(({ start }) => start >= range.start)
  return INSTRUCTS.has(sentence.words[at]?.word ?? '') && !sentence.words.slice(Math.max(0, at - 4), at).some(({ word }) => DOES.has(word))
}

const MAY = new Set(['can', 'could', 'may', 'might'])

/** "I can pass it on": nothing has been handed over yet. */
const isOffered = ({ sentence, range, sense }: Cue): boolean =>
  sense === 'matter' &&
  sentence.words
    .filter(({ start }) => start <= range.start)
    .slice(-3)
    .some(({ word }) => MAY.has(word))

/** Whether the same turn says to whom, why, or what happens next. */
const explained = (reply: Reply, { turn, range }: Cue, find: Find) =>
  reply.sentences.some(
    (sentence) => sentence.turn === turn && (find(sentence, 'next', 'whom') || sentence.cue('time') || named(sentence, range)),
  )

/** Whether somebody stands by name behind what was passed on: "to Ingrid". */
const named = ({ turn, range }: Sentence, { start }: Cue['range']) =>
  range.end > start && /\b(?:to|with) (?:(?:Dr|Mr|Mrs|Ms)\.? )?(?:\p{Lu}\p{Ll}+\b|#NAME#)/u.test(turn.text.value.slice(start, range.end))
