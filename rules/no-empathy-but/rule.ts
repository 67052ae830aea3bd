import type { Cue, Reply, Sentence, Word } from '../../src/analysis/analysis.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Sympathy stands by itself, and is not taken back by a “but” in the same sentence.',
  message: 'Sympathy taken back by its own “but”',
  severity: 'info',
  kind: 'forbids',
  instead: ['End the sentence after the sympathy; say what cannot be done in one of its own, with what can'],
  phrases: {
    // Understanding that is no acknowledgement by itself, until a "but" shows what it was for.
    understanding: [
      '(i|we) [do|can|completely|totally|fully|certainly|perfectly|really|truly] (understand|get it|get that|hear you|appreciate that|appreciate it|sympathize|empathize|hear what you|see your point|take your point|get your point|see what you mean|get where you|see where you) ...6 (but|however)',
      '(i|we) [do|completely|totally|fully|really|can] (understand|appreciate|realize) (that|how|what|why|you|it|this) ...14 (but|however)',
      '(i|we) [do|completely|totally|fully|really|can] understand your ...10 (but|however)',
      '^ [hi|hello|ok|okay|yes] [*] (totally|completely|fully|really|do) (understand|get|appreciate|hear) (it|you|your|that|where|why|how|what) ...8 (but|however)',
    ],
    // What follows is help, and the "but" only turns towards it.
    help: {
      say: [
        '(but|however|unfortunately) [now|of course|luckily|fortunately|thankfully|do not worry] (i|we) [also|certainly|definitely|still|just|do|really] (can|could|will|would|am|are|have|do|shall|want|may|might|assure|promise|hope|appreciate|love|did)',
        '(but|however) (let me|let us|here is|here are|rest assured|please rest|you can|you could|you may|you might|you will be|you should be|you are welcome|there is a|there is another|there are|the good news|it is possible|it can be|it should|it will|good news|happy to|glad to|thankfully|luckily|fortunately|hopefully|feel free|thank you|thanks|do not worry|no worries|as a|for now|in the meantime|meanwhile|what i can|what we can|help is|it helps|it is meant|it is heartfelt|allow me|our team will|the team will|our team can|the team can|my colleague will|my colleague can|someone will|someone can|they will|it will be (sent|fixed|back|refunded|ready))',
        '(but|however) ...3 (is|are|has been|have been|was|were) [now|all|already|finally] (solved|fixed|resolved|sorted|back|ready|done|on its way|on the way|here|working|sent|shipped|approved|available|refunded|open|restored|with you)',
        '(but|however) (if|once|when|as soon as|after|as|for you|this time|in your case|from here|today|just) ...12 (i|we) (can|will|could|would|may|shall)',
      ],
      // Nor is what can only, or not, be done.
      unless: [
        '(can|could|will|may|shall|do|would) [really|just|still] (only|not|no longer|never)',
        '(am|are|have|do) [@very|currently|just|still|all|extremely|also|simply] (busy|unable|closed|full|not|no|bound|only|limited|experiencing|short of|short staffed|understaffed|out of|fully|required|obliged|hands|rules|strict|policies|to follow|to go by|to stick)',
      ],
    },
    // Nor is it where the "but" takes a worry away.
    relief: [
      '(but|however) (you|this|that|it|they|there|he|she|we|none of it|nothing|nobody|no one|your ...3) [really|also|certainly|definitely|absolutely|still] (will not|are not|is not|do not|does not|did not|have not|has not|was not|were not|can not) [going to|be|been|actually|have to|need to] (owe|pay|lose|lost|charged|charge|billed|harm|hurt|miss|worry|liable|responsible|in trouble|happen again|cost|affect|affected|be alone|on your own|do anything|dangerous|serious|permanent|wrong|your fault|late|too late|gone|have to pay|have to (do|wait|send|call|return|worry))',
      '(but|however) (nothing|none of it|no money|no data|nobody|no one) (has|have|is|was|will be|will|else|got) [been] (left|lost|taken|gone|missing|stolen|charged|changed|harmed|hurt|affected|be lost|shared|deleted|happen)',
      '(but|however) you (did|have done|were|are|do) [absolutely|all] (the right|everything right|nothing wrong|it right|well to|right to|safe|not alone|covered|in good hands|in the right place|protected|insured|entitled|welcome)',
      '(but|however) (here it is|here you are|there it is|it is (harmless|safe|temporary|over|all back|done|covered|reversible|recoverable|only temporary|free|sorted|nothing to fear|nothing dangerous))',
      '(but|however) (your|the) ...3 (is|are|was|were|has been|have been) [now|already|safely|back|all|just|being] (out for delivery|on its way|on the way|approved|ready|safe|here|back|refunded|covered|fixed|found|shipped|sent|delivered|dispatched|protected|replaced|booked|confirmed|restored|intact)',
    ],
    // Said first, and taken back by what cannot be.
    concession: [
      '(while|whilst|although|though|much as|as much as|even though) (i|we) [do|can|really|fully|completely|totally|certainly|truly|also|very much] (understand|appreciate|sympathize|empathize|realize|recognize|acknowledge|feel|see|get|hear|regret|am sorry|are sorry|apologize|would love|know) ...14 (can not|could not|unable|not able|will not|do not|does not|is not|are not|not possible|no longer|nothing|remains|stands|stays|must|have to|need to|applies|apply|expired|is final|are final|non refundable|nonrefundable|forfeited|is due|are due|was clear|was shown|is the rule|still stands|no exceptions)',
    ],
    // Nor is it when it only asks.
    asks: ['(but|however) [just|also|first|so] (please|kindly|can|could|would|may|might|did|do|are|have|what|which|where|when|is)'],
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      for (const sentence of reply.sentences) {
        const concession = find(sentence, 'concession')
        if (concession) yield { at: concession }
        const turn = concession ? undefined : turnIn(sentence, find(sentence, 'understanding'))
        if (
          !turn ||
          find(sentence, 'relief') ||
          !(turn.sympathy.key === 'apologise' || analysis.conversation.channel !== 'email' || isCalledFor(reply))
        )
          continue
        const help = find(sentence, 'help') ?? find(sentence, 'asks')
        if (help && help.range.start <= turn.but.start && !denies(sentence, turn.but)) continue
        yield { at: { turn: sentence.turn, range: { start: turn.sympathy.range.start, end: turn.but.end } } }
      }
    }
  },
})

const TURNS = new Set(['but', 'however', 'unfortunately', 'sadly', 'regrettably'])
/** These turn only towards what cannot be. */
const SOFT_TURNS = new Set(['although', 'though', 'yet'])
/** With these it is no turn: "nothing but", "last but not least". */
const NO_TURN = new Set(['nothing', 'anything', 'last', 'everything', 'none', 'all'])

/** Whether there is anything to feel with: in mails between two who calmly look into a fault, "that is hard to see, but" is about the fault. */
const isCalledFor = ({ message, standing }: Reply): boolean =>
  message === undefined || message.state > 0 || standing !== undefined || message.sentences.some((sentence) => sentence.is('trouble'))

/** The sympathy of a sentence and the word that turns from it. */
function turnIn(sentence: Sentence, understanding: Cue | undefined): { readonly sympathy: Cue; readonly but: Word } | undefined {
  const sympathy =
    sentence.cues.find(({ key, sense }) => key === 'apologise' || (key === 'acknowledge' && sense !== 'agree' && sense !== 'told')) ??
    understanding
  if (!sympathy) return undefined
  const { words } = sentence
  const at = words.findIndex(
    ({ word, start }, index) =>
      start > sympathy.range.start &&
      (TURNS.has(word) || (SOFT_TURNS.has(word) && index > 0 && denies(sentence, words[index]!))) &&
      !NO_TURN.has(words[index - 1]?.word ?? ''),
  )
  const but = words[at]
  return but && words.length - at > 1 ? { sympathy, but } : undefined
}

/** Whether a "not" stands close behind the turn. */
function denies({ words }: Sentence, but: Word): boolean {
  const after = words.filter(({ start }) => start > but.start).slice(0, 6)
  return after.some(({ word }) => /^(not|no|never|unable|nothing|nor|neither)$/.test(word))
}
