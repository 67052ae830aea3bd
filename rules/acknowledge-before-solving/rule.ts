import { acknowledges } from '../../src/analysis/acknowledgement.ts'
import type { Analysis, Cue, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { isContent, matterIn } from '../../src/analysis/content.ts'
import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary:
    'An upset customer hears that their trouble was understood before they are given a solution, an instruction, a no or a question.',
  message: 'Solution offered before the trouble is acknowledged',
  praise: 'Trouble acknowledged before solving',
  severity: 'warn',
  kind: 'requires',
  whole: true,
  opaque: 'before',
  instead: ['First say, in your own words, what happened to them and what it means for them; then solve it'],
  phrases: {
    // Some moments need the deed first: the harm is already undone or stopped.
    undone: {
      say: [
        '(i|we) [have|had] [now|just|already|also|immediately|gone ahead and] (refunded|reversed|stopped|blocked|frozen|froze|locked down|unlocked|restored|recovered|reinstated|reactivated|credited|replaced|resent|reimbursed|waived|fixed|resolved|secured|rebooked|corrected|returned)',
        '(i|we) [have] [now|just|already|also] (cancelled|canceled|removed|taken off|took off|refunded) (the|that|this|your|those) [#|second|extra|wrong|duplicate|double] (charge~|fee~|payment~|transaction~)',
        '(i|we) [have] [now|just|already|also] (sent|shipped|dispatched|ordered|booked) [you|out|off] (a|the|your) (new|replacement|fresh|refund)',
        '(your|the|that|this|all|those|both) ...4 (has been|have been|is|are|was|were) [now|just|already|fully|all] (refunded|issued|paid out|reversed|frozen|blocked|unlocked|restored|recovered|reinstated|reactivated|credited|replaced|reimbursed|waived|secured|rebooked|stopped|safe)',
        '^ [hi|hello|dear] [*] [*] (fixed|sorted|solved|refunded|resolved|done|found it|found them|got it back)',
        '(i|we) [have] [now|just|already] (lifted|withdrawn|withdrew|dropped|removed|cleared|cancelled) (the|your|that) (block|hold|fee|lock|ban|reminder|charge|suspension|restriction|limit|dunning|claim|fine|penalty|order|letter|demand)',
        '(i|we) [have] [now|just|already] (put|placed) (a|an) [immediate] (stop|hold|block|freeze|lock) (on|to)',
        'nothing (more|else) can (go out|leave|be taken|be charged|get lost|happen to)',
        '^ [hi|hello|dear] [*] [*] [*] (it is|they are|everything is|your * is) (back|found|fixed|restored|safe) ($|i|we|and|again|now)',
        '(i|we) [have] [now|just|already] found (it|both|them|your|the [missing|lost] (@thing|file|one|letter|papers))',
        '(your|the|that|this) ...4 (is|are) (back|found|here|fixed|restored|refunded|cancelled|on its way|in now|safe|unlocked|sorted|working again|in your) [now|again|on|in|$]',
        '(i|we) [have] [now|just|already] (switched|turned|put|brought|got) ...4 (back on|on again|back up|back online|back in)',
        '(i|we) (am|are) (opening|stopping|blocking|freezing|locking|cancelling|refunding|unlocking|releasing|sending) ...8 (now|right now|this second|this minute|as we speak)',
        '(i|we) [have] [now|just|already] (called|rung|reached|spoken to|got hold of) ...8 (is|are|they|he|she) ...6 (fine|safe|well|unharmed|coming|found|on the way|okay)',
        '(your|the|that|this|all|those|both|everything) ...4 (is|are) [now|all|already|fully] (active|live|open|running|up|on|valid|cleared|restored|confirmed|complete|through|paid) (now|again) [*] ...2',
        '(your|the|that|this|all|those|both|everything) ...4 (is|are) now [all|fully] (active|live|open|running|up and|back|valid|cleared|confirmed|complete|working|unlocked)',
        'you are [now|already|all] (rebooked|unlocked|back in|booked on|booked onto|reinstated|refunded|reconnected|confirmed on|back on)',
        '(money|refund|payment|charge|fee|deposit|points|credits|#) [of #] (is|has|have|are|was|were) [now|just|already] (gone back|been sent back|been put back|been returned|back (on|in|with)|on (its|their) way back)',
        '(i|we) have (someone|somebody|an engineer|a driver|a technician|a nurse|a taxi|a car|a plumber|a courier|a colleague) (on the way|coming|on their way|heading)',
        '(help|someone|security|an ambulance|an engineer|a technician|a driver|a replacement|the police|the team|a taxi) is [already|now] (on the way|on its way|on their way|with you|coming)',
      ],
      unless: [
        '(if|when|once|until|unless|whether|not|yet|should|can) ...6 (refunded|reversed|restored|credited|replaced|fixed|resolved|waived)',
      ],
      in: 'statement',
    },
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      const complaint = reply.openComplaint
      if (!complaint) continue
      const because = complaint.because
        .slice(0, 3)
        .map((at) => ({ at, message: analysis.badNews ? 'the bad news' : 'the customer is upset' }))
      const sentences = bodyOf(reply)
      const kind = sentences.find((sentence) => acknowledges(sentence, reply.message))
      const matters = sentences.filter((sentence) => isMatter(sentence, analysis))
      const matter = (kind && !analysis.badNews ? matters.find(isSolid) : matters[0]) ?? sentences.find(asksWhatItIs)
      if (kind && (!matter || comesFirst(kind, matter) || (analysis.badNews && follows(kind, matter, sentences))))
        yield { at: kind, outcome: 'met', because }
      else if (matter && !find(matter, 'undone')) yield { at: matter, because }
    }
  },
})

/** What is said after the salutation: what stands above a "Dear …" on a line of its own is a heading. */
function bodyOf({ sentences }: Reply): readonly Sentence[] {
  const hello = sentences.findIndex((sentence, at) => at > 0 && at < 5 && opens(sentence))
  return sentences.slice(0, Math.max(0, hello)).some((sentence) => sentence.is('greet', 'acknowledge', 'apologise', 'thank'))
    ? sentences
    : sentences.slice(Math.max(0, hello))
}

const opens = ({ words, cues }: Sentence) => words.length < 6 && cues.some(({ key, sense }) => key === 'greet' && sense === 'hello')

/** Of a template, the sentence that brings the bad news; else one that goes to the matter. */
function isMatter(sentence: Sentence, { badNews }: Analysis): boolean {
  if (!badNews) return isContent(sentence) && !isOnly(sentence, 'what')
  return sentence.cues.some(({ key }) => key === 'badNews')
}

/** A few words before an acknowledgement may be a courtesy in words of the agent's own: only what plainly acts comes too early. */
const isSolid = (sentence: Sentence): boolean => {
  const first = matterIn(sentence, 'promise')
  return sentence.words.length > SHORT || (first !== undefined && first.sense !== 'looked')
}
const SHORT = 5

const asksWhatItIs = (sentence: Sentence) => isOnly(sentence, 'what')

const isOnly = ({ cues }: Sentence, sense: string) => cues.some((cue) => cue.key === 'greet' && cue.sense === sense)

/** Whether the acknowledgement stands before the matter, or opens the very sentence. */
function comesFirst(kind: Sentence, matter: Sentence): boolean {
  if (kind !== matter) return kind.turn.index < matter.turn.index || (kind.turn === matter.turn && kind.index < matter.index)
  const words = kind.cue('acknowledge', 'apologise')
  const first = matterIn(matter, 'promise', 'wait', 'badNews')
  return !first || !words || wordsBetween(matter, first, words) < 4
}

/** So many sentences a template may take to tell its news. */
const TELLING = 4

/**
 * Whether the acknowledgement stands in the same sentence as the news, or the very next, for the feeling comes before all else; or
 * whether a template first tells its news, and why, and acknowledges before it turns to what is to be done.
 */
function follows(kind: Sentence, news: Sentence, sentences: readonly Sentence[]): boolean {
  const [from, at] = [sentences.indexOf(news), sentences.indexOf(kind)]
  if (kind.turn !== news.turn || at - from > TELLING) return false
  return at - from < 2 || (!sentences.slice(from + 1, at).some(asksOrOffers) && sentences.slice(at + 1).some(turnsToHelp))
}

const asksOrOffers = (sentence: Sentence) => sentence.question || sentence.is('instruct', 'askDetails', 'offer', 'redirect')
/** "We searched for it twice" is part of the news, and help only behind it. */
const turnsToHelp = (sentence: Sentence) => asksOrOffers(sentence) || sentence.is('solve', 'promise')

/** How many words stand between the beginnings of two cues; negative when the second comes first. */
function wordsBetween({ words }: Sentence, { range: a }: Cue, { range: b }: Cue): number {
  return words.filter(({ start }) => start >= a.start && start < b.start).length
}
