import type { Cue, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { isContent, matterIn } from '../../src/analysis/content.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'
import type { Range } from '../../src/text.ts'

export default defineRule({
  summary: 'An acknowledgement names something of this customer’s trouble, and is not only a stock phrase.',
  message: 'Stock phrase in place of an acknowledgement',
  severity: 'info',
  kind: 'forbids',
  whole: true,
  instead: ['Name what happened to this customer: the parcel that came broken, the third call, the missed evening'],
  phrases: {
    // Stamped under anything.
    stamp: {
      say: [
        '(sorry|apologies|apologize|apology|regret) [@very] for (the|any|this|your|all the) (inconvenience|inconveniences|trouble|frustration|hassle|issues)',
      ],
      unless: ['(again|once more|earlier)'],
    },
    // What a sentence beside the stock phrase may name.
    named: [
      '(late|delay~|delayed|wait|waits|waited|waiting|missing|missed|lost|lose|losing|broken|broke|damaged|damage|faulty|defective|cracked|leak~|wrong|incorrect|stolen|hacked|locked|blocked|suspended|canceled|rejected|refused|overcharged|double|twice|stuck|stranded|crash~|rude|rudeness|mix up|outage|disconnect~|disappeared|vanished|expired|empty|torn|smashed|scratched|hurt|injur~|accident|fail~|failure|error|slow|spoiled|ruined|unanswered|unhelpful|ignored|let down|passed around|sold out|out of stock|postponed|overbooked|breakdown|downtime|misleading)',
      '(was|were|is|are|am|has|have|had|did|does|could|can) not [yet|even] (arrive~|receive~|come|get|got|gotten|work~|deliver~|been|called|reply|replied|answer~|told|turn|turned|show|fix~|live|given|help~|reach~)',
      '(never|nobody|no one|without|only got|only received) *',
      '# @unit',
      '(for hours|for days|for weeks|for months|for years|for ages|too long|so long|forever|half an hour|half a year|all day|all morning|whole day|whole weekend|so many times|several times|# times)',
    ],
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      const upset = reply.standing ?? (reply.message?.state ? reply.message : undefined)
      if (!upset && analysis.conversation.kind === 'transcript') continue
      const said = reply.sentences.filter((sentence) => sentence.is('acknowledge', 'apologise'))
      const stock = said.find((sentence) => stockIn(sentence) && !comesLate(sentence, reply, find))
      if (!stock || said.some((sentence) => names(sentence, find) || besides(sentence, reply, find))) continue
      yield {
        at: stockIn(stock)!,
        because: (upset?.because ?? []).slice(0, 2).map((at) => ({ at, message: analysis.badNews ? 'the bad news' : 'what went unnamed' })),
      }
    }
  },
})

const SENSES: ReadonlySet<string | undefined> = new Set(['stock', 'feeling'])

/** The stock phrase of a sentence. */
function stockIn(sentence: Sentence): Cue | undefined {
  return sentence.cues.find(({ key, sense }) => (key === 'apologise' || key === 'acknowledge') && SENSES.has(sense))
}

/** Whether it answers what the reply itself has just said ("I cannot change it. I'm sorry."), and not the customer. */
function comesLate(sentence: Sentence, { sentences }: Reply, find: Find): boolean {
  const { start } = stockIn(sentence)!.range
  const matter = matterIn(sentence)
  if (matter && matter.range.start < start) return true
  const hello = sentence.cues.findLast(({ key }) => key === 'greet' || key === 'thank')?.range.end ?? 0
  if (sentence.words.filter((word) => word.start >= hello && word.end <= start).length > (hello ? 7 : 4)) return true
  return !find(sentence, 'stamp') && sentences.slice(0, sentences.indexOf(sentence)).some(isContent)
}

/** Whether the sentence names anything: it owns up, words are left that any other apology would not hold, or it goes on to tell. */
function names(sentence: Sentence, find: Find): boolean {
  const cues = sentence.cues.filter(({ key }) => key === 'apologise' || key === 'acknowledge')
  if (cues.some(({ sense }) => sense === 'agree')) return true
  const { value } = sentence.turn.text
  const start = Math.min(...cues.map(({ range }) => range.start))
  const last = Math.max(...cues.map(({ range }) => range.start))
  const matter = beginsAt(sentence)
  /** Without punctuation, the next sentence begins where a pronoun or a verb of asking stands, and a name may be left over. */
  const flat = sentence.words.length > 10 && !/[.,;:!?–—](?:\s|$)/.test(value)
  let before = start
  let left = 0
  let told = 0
  for (const { word, ...range } of sentence.words) {
    if (range.start < start) continue
    if ((range.start >= matter || TURNS.has(word)) && range.start > last) break
    const pause = flat ? STARTS.has(word) : /[,;:!?–—(]/.test(value.slice(before, range.start))
    before = range.end
    if (told > 0 || (range.start > last && (pause || ENDS.has(word)))) told++
    else if (word.length > 2 && /^\p{L}/u.test(word) && !SAYS_NOTHING.has(word) && !isName(value, range, start)) left++
  }
  if (flat) return left > 1 || (left > 0 && find(sentence, 'named') !== undefined)
  const named = find(sentence, 'named')?.range.start ?? start
  return left > 0 || (named > last && named < matter) || (told > 5 && !sentence.is('thank', 'close', 'greet', 'promise'))
}

/** Where the sentence turns to the matter with a word that begins something new; endless when it does not. */
function beginsAt(sentence: Sentence): number {
  const start = matterIn(sentence)?.range.start
  const word = sentence.words.find((each) => each.start === start)
  return start !== undefined && word && (STARTS.has(word.word) || ENDS.has(word.word)) ? start : Number.POSITIVE_INFINITY
}

const isName = (value: string, range: Range, start: number) => range.start > start && /^\p{Lu}/u.test(value.slice(range.start, range.end))

/** Whether a sentence beside it tells what happened to this customer. */
function besides(sentence: Sentence, reply: Reply, find: Find): boolean {
  const at = reply.sentences.indexOf(sentence)
  return [reply.sentences[at - 1], reply.sentences[at + 1]].some(
    (beside) =>
      beside &&
      !matterIn(beside) &&
      !beside.question &&
      !beside.is('thank', 'close', 'greet', 'acknowledge', 'apologise') &&
      beside.words.some(({ word }) => THEIRS.has(word)) &&
      find(beside, 'named'),
  )
}

/** A sentence with one of these is about this customer, or tells what happened, and not how things are done. */
const THEIRS = new Set('you your yours that was were had did been never'.split(' '))

/** With these the sentence goes on to something else. */
const ENDS = new Set(['but', 'however', 'and', 'unfortunately', 'so', 'because', 'as', 'please'])

/** With these it turns away from the customer: what follows names nothing of theirs. */
const TURNS = new Set(['but', 'however', 'unfortunately'])

/** With these a sentence begins, where nothing else shows it. */
const STARTS = new Set('i we our is did do does can could would may let the it they how what which where when have has are'.split(' '))

/** Words that an apology holds whatever it is about. */
const SAYS_NOTHING = new Set(
  'coming come pain ideal end side part intention intend disappoint important matters valid bro dude affected position opinion perspective satisfied satisfaction expectations expectation falls short meet standard standards behalf level kind sort going went view awful terrible horrible dreadful bad sad unfortunate unpleasant maddening irritating infuriating painful rough tough unacceptable sorry apologies apology apologize apologizing sincere sincerely sincerest deepest accept please regret inconvenience inconveniences inconvenienced inconvenient trouble troubles frustration frustrations frustrating frustrated confusion hassle issue issues problem problems bother bothered experience experiences experiencing experienced situation difficulty difficulties difficult concern concerns concerned disappointment disappointing disappointed dissatisfaction annoyance annoying annoyed upset upsetting unhappy worry worried worrying anger angry stress stressful hard understand understands understanding understandable understandably appreciate realize recognize imagine acknowledge empathize sympathize know known hear heard hearing see seeing read reading learn feel feeling feelings felt share this that these those such there here have has had having been being was were are not with your yours yourself you our ours from very really truly deeply extremely terribly incredibly genuinely completely totally fully perfectly absolutely definitely certainly surely quite sorely much more most many lot again once today tonight tomorrow yesterday morning afternoon evening day week time any all the for about may might must can could would should will caused cause causes causing may facing faced face encountered encountering having had received currently earlier recently continued ongoing possible potential way how what which who when why its his her their they them she him did does doing done get getting got make makes made can just only also too some other order orders account service services product products item items customer customers case ticket matter request message email phone chat website site app company team department anything everything something nothing thing things like want need say aware well then now indeed mate friend sir madam dear folks guys rather than one ones through into under over down out off'.split(
    ' ',
  ),
)
