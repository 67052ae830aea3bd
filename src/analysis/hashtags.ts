import type { Cue, Sentence } from './analysis.ts'

/** Tags that are a verdict as a whole. */
const WHOLE =
  'wtf joke mess lies liars rude angry mad upset stuck stranded sarcasm shame shameful greedy incompetent useless ridiculous annoyed annoying ripoff scam fraud theft boycott runaround stingy lame crooks uncaring unreliable unprofessional inexcusable insane unreal seriously'.split(
    ' ',
  )
/** What makes a verdict of any tag it stands in, words run together as tags are: `#worstflightever`, `#neveragain`. */
const VERDICT = new RegExp(
  [
    `^(?:${WHOLE.join('|')})$`,
    'fails?(?:again|ed|ing|ure)?$|^(?:epic)?fail|worst|sucks?$|sux$|terrible|horribl|awful|pathetic|unacceptable|disgrac|disgust|appalling|nightmare|outrag',
    '(?:bad|poor|rude|crap|crummy|lousy|zero|no)(?:customer|product|service|communication|support|planning|policy|business|experience|quality|attitude)',
    'customerservice(?:not|fail)|un(?:happy|satisfied)|not(?:a)?(?:happy|impressed|helpful|fair|cool|ok(?:ay)?|goodenough|worthit|amused|acceptable|coming(?:back)?)',
    'dis+ap+oint|fr?ustrat|fedup|(?:tired|sick)of|enoughisenough|wasteof|wasted(?:time|money)|lost(?:a|my)(?:customer|business)|incompeten|ripped?off|daylightrobbery',
    'never(?:again|fly|buy|use|shop|order)|dont(?:fly|buy|use|shop)|neverontime|always(?:late|delayed)|still(?:waiting|no|not)|no(?:help|answers?|excuses?|apology|compensation|accountability|reply|response)(?![a-z]*(?:needed|required))',
    'give?up$|getyouracttogether|doyourjob|shouldhave(?:flown|gone|bought|driven|taken)|youhadonejob|toolittletoolate|patience(?:is|has|run|wear|gone|lost)|slapintheface|talktoahuman|answer(?:the|your)phone',
  ].join('|'),
)

/** The hashtags of a sentence in which the customer judges. */
export function verdictsIn({ turn, words }: Pick<Sentence, 'turn' | 'words'>): Pick<Cue, 'range' | 'sense'>[] {
  const { value } = turn.text
  return words.flatMap(({ start, end }, index) => {
    const tagged =
      value[start - 1] === '#' && !/[\w#&]/.test(value[start - 2] ?? ' ') && value[end] !== '#' && words[index - 1]?.start !== start
    return tagged && VERDICT.test(value.slice(start, end).toLowerCase()) ? [{ range: { start: start - 1, end }, sense: 'tag' }] : []
  })
}
