import type { Analysis, Cue, Given, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'

const PLEASE =
  '(please|pls|kindly|you can|you could|you may|you should|you need to|you will need to|you have to|you will have to|you must|you would need to|you would have to|would have to|need to|have to|best to|suggest|recommend|advise you to|advise to|feel free to|want to|then|and|better to|ask you to|simply|just|could you|can you|would you|welcome to|happy to)'

export default defineRule({
  summary: 'Nobody is sent to the channel, device or place they said they cannot use.',
  message: 'Way the customer cannot go',
  severity: 'info',
  kind: 'forbids',
  appliesTo: ['transcript'],
  instead: ['Offer the way that is left to them, or do it for them'],
  phrases: {
    // To each way, how an agent sends somebody there.
    phone: [
      `${PLEASE} [you|just|also|please|directly|either|try|always|now] (call|phone|ring|telephone|dial) [us|our|the|back|your|them|this|on|at|again|#]`,
      '^ [hi|hello|hey|sorry] [*] (call|phone|ring|telephone) (us|our|the|your|them|this|#|back|on|again)',
      '(can only|only|can just) ...4 (by|over the|on the|via the|via) (phone|telephone)',
      `${PLEASE} [you|just|also|please|directly] (call|phone|ring|telephone|dial) (a|that|this|0|customer|emergency|support) [*] (number|line|hotline|helpline|desk|team|centre|center|clinic|office|department)`,
      '(give) (us|them|our *|the *) [a|another] [quick] (call|ring|bell|shout)',
      '(contact|reach|speak to|speak with|talk to|get in touch with|reach out to) ...6 (by phone|over the phone|on the phone|by telephone|via phone|on #)',
      '(on|via|through|to|with) (our|the) [free|service|customer|nurse|support] (hotline|helpline|phone line|service line|customer service number|nurse line)',
    ],
    email: [
      '(check|look in|look into|look at|see|open) (your|ur) [registered|old] (email|emails|inbox|mailbox|spam|e mail|mail)',
      '(link|code|instructions|confirmation|email|password|message|it) ...4 (to|on|in) (your|the|that|this) [registered|old|account] (email|e mail|inbox|mailbox|mail)',
      '(log in|login|log into|sign in|sign into|log on) ...3 (with|using|under|through|via|by) ...3 (email|e mail|mail)',
      `${PLEASE} [you|just|also|directly|either] (email|e mail|mail|drop a mail|drop us a mail|drop us an email|write|send an email to|send us an email|write an email to|send a mail) [to|us|at|our|the|your|them|support|it]`,
      '(code|link|email|mail|instructions|letter|confirmation|it|voucher|label) ...3 (sent|emailed|mailed|going|went|coming) to (your|the|that) ...1 (email|mail|inbox|address)',
      'sent (a|the|you a|you the|you an) ...2 (code|link|email|mail) to (your|the|that)',
    ],
    app: [
      '(in|via|through|on|with|using|use|open|download|from|inside|by) (the|our|your) [mobile|free|new] app',
      '(help you|manage|do it|see it|find it|easy) ...3 (with|in|via|through|on) the app',
      `${PLEASE} [also|just] (use|open|download|check|install|get) [in] (the|our|your) [mobile|free] app`,
    ],
    website: [
      `${PLEASE} [you|just|also|directly|either] (visit|go to|use|see|check|fill in|fill out|complete|submit|open|order|apply|do (that|this|it)|book|find (it|that|this|them|all|everything|more)) ...4 (website|site|form|page|portal|webform|online|online shop|link)`,
      '(visit|check|see|use|go to|look at|find (it|this|that|everything|more|all) on|look on) (our|the) [online|contact|web|order|booking|status|help] (website|site|page|portal|web page|webpage|faq)',
      '(do|book|order|apply|register|report|claim|pay|cancel|follow|check|see|fill|complete|find) ...4 online',
      '(status page|web page|live map|online form|online portal) ...4 (has|you can|shows|is|here|at|on)',
      '(via|through|using|on|at|over) (our|the|this|that|your) [online|contact|web|order|booking] (website|site|form|portal|webform|web form|online shop|online form)',
      '^ [hi|hello] [*] (visit|go to|use|fill in|fill out|complete|submit) (our|the|this) [online|contact|web|order|booking] (website|site|form|page|portal)',
      'here is the link',
    ],
    login: [
      `${PLEASE} [you|just|also|directly|first] (log in|login|log into|sign in|sign into|log on|log on to|log yourself in) [to|with|using|and|on|at|here]`,
      '^ [hi|hello|hey] [*] [*] (log in|login|log into|sign in|sign into) (to|and|with|on|at|your|here)',
      '(in|from|under|via|through|on|at) your [online|customer|user|personal] (account|profile|dashboard|account settings|account page|membership setting|membership settings)',
    ],
    link: [
      `${PLEASE} [you|just|also] (use|click|follow|open|try|see|tap|visit|press) [on] (this|the|that|our|your) [same|above|following] (link|url|qr code)`,
      '^ [hi|hello] [*] (use|click|follow|open|try|tap|press) [on] (this|the|that|our) [same|above] (link|url)',
      '(link) (in|from) (the|your|our) (email|mail|message)',
    ],
    text: [
      '(text|sms|code|message) ...3 (to|on) your (phone|mobile|number)',
      '(send|text|texted|sent|texting|sending) ...3 (text|sms|code|text message|otp)',
      '(code|otp|pin) ...3 (text you|texted|sent by text|by sms|by text|we text)',
    ],
    seller: [
      `${PLEASE} [you|just|also|please|directly] (call|contact|ask|email|message|speak to|write to|reach out to|get in touch with|talk to|check with|turn to) [to|with|directly] (the|your) (seller|vendor|merchant|retailer|host|landlord|driver|courier|carrier|manufacturer|agency|airline|hotel|owner) ...1`,
    ],
    visit: [
      '(try|trying|look|looking|shop|buy|collect|get it|pop|go|come|call|ask) [it|them|one|again|along|by|in] (in store|instore|in branch|in the shop|in a shop|in one of our|in person|into|in to the)',
      '(visit|come to|go to|pop into|pop in to|head to|call into|drop into|take it to|bring it to) ...3 (branch|branches|store|stores|shop|shops|office|service centre|service center|dealer|desk|clinic|garage)',
      '(pick|collect) ...2 (up|it|them) [up] (at|from|in) (the|our|your|a|any) ...2 (shop|store|branch|office|depot|locker|station|counter)',
      '(visit|come to|come by|go to|drop by|drop into|pop into|pop in to|head to|come in to|stop by|bring (it|them) to|take (it|them) to|return (it|them) to|collect (it|them) (from|at)|pick (it|them) up (from|at|in)|pick up (from|at|in)) [any of|one of] [our|the|your|a|any|one] ...3 (store~|shop~|branch~|branches|office~|office hours|counter|station|pick up point|pickup point|parcel point|parcel shop|post office|desk|service point|depot|reception|showroom|garage|workshop|campus)',
      '(collect|pick up|fetch|return|bring|take|hand in) ...4 (from|at|in|to) (our|the|your|a|any|one of our) ...3 (store~|shop~|branch|branches|office|counter|station|pick up point|pickup point|parcel point|parcel shop|post office|depot|reception)',
      '(in|to) (our|your|the|a|any) [nearest|local|closest] (store|branch|pick up point|pickup point|parcel point|parcel shop|post office)',
      '(nearest|closest) (pick up|pickup|parcel|post|collection|our) [point|shop|store|office|station] is',
      '(nearest|closest) (store|shop|branch|office) is',
      '(choose|select|use) [a|the|another] (pick up point|pickup point|pick up shop|parcel point|parcel shop|locker)',
      `${PLEASE} [also] (come|visit us|collect|pick) ...3 (in person|in store|in branch|at the counter)`,
    ],
    print: ['(print|print out|printing) (the|it|them|this|that|out|your|a|and)', '(printed|print out|printout)'],
    computer: ['(on|from|using|with|use|via|at) (a|your|the|any|another) (computer|laptop|pc|desktop)', 'desktop (version|site|computer)'],
    photo: [
      `${PLEASE} [us|also|just] (send|upload|attach|share|add|take|include|provide) ...5 (photo|photos|picture|pictures|screenshot|screenshots|image|images)`,
      '(able to|can) upload ...2 (photo|photos|picture|pictures|image|images)',
    ],
    chat: [
      '(chat|speak|talk|write) (with|to) (us|our *|an agent|someone) ...2 (on|via|in|through) (the|our|your|live) (site|website|app|chat|webchat|page)',
      '(use|via|through|on|open|start|join|over) (our|the|live|this|a) [live|online|web] chat',
      '(contact|reach) us [via|on|through|in|by] [our] [live] chat',
    ],
    message: [
      '(dm|pm|direct message|private message|message) (us|me)',
      '(send|drop|pop) (us|me) [over] [a|your * in a] (dm|pm|direct message|private message|message)',
    ],
    payment: ['(pay|paying|order|book|payment|settle) ...4 (with|by|via|using) [a|your|the|any] [credit|debit|bank] (card|paypal)'],
    // To somebody, or to a place.
    away: [
      `${PLEASE} [you|just|also|please|directly|go back and|to] (go|come|call|ring|phone|contact|ask|speak|talk|visit|see|write|turn|get in touch|reach out|take (it|this|that) up|check) [back] [to|with|in|at|by]`,
    ],
    // The way is not the only one, or will be free again.
    fine: [
      '(if|once|when|as soon as|should|until|unless|whenever|after|while) ...8 (can|able|work|works|working|again|possible|back|fixed|better|ready|repaired|easier|prefer|like|manage|happens|change)',
      '(once|when|as soon as|after|until) you (have|get|got|are|receive|find|feel)',
      '(or|alternatively|instead|otherwise|either|whichever|rather|unlike|but not)',
      '(no need|not need|without|instead of|rather than|not have to|do not|does not|will not|can not|not able|unable|never|nobody|avoid) ...6 (call|phone|ring|email|app|website|site|form|log|sign|visit|come|print|computer|chat|online|account|store|branch|go)',
      '(somebody|someone|friend|neighbour|neighbor|relative|family|representative|on your behalf|for you)',
    ],
    // Somebody else goes it.
    byUs: [
      '(i|we|my colleague|the team|courier|driver|technician|someone|somebody) (will|can|could|have|am|are|would|shall|is|did) [now|also|just|already] ...3 (call|called|calling|email|send|sent|print|printed|visit|come|log|check|checked|fill|order|ordered|book|booked|do)',
    ],
    // Mends the very thing.
    mends: [
      '(what|which|does|did|do|how) ...4 (happens|happen|say|says|show|shows|see|get|look|appear)',
      '(aware of|working to|fixing|(issue|issues|problem|problems|error|errors|trouble|outage) (with|in|on))',
      '(reinstall|update|updating|clear|clearing|restart|reset|uninstall|different browser|another browser|incognito|again|cache|unlock|unlocked|fixed|now|retry|refresh|latest version|troubleshoot~|cookies|working on|try|log out|sign out|check (if|whether|that)|forgot password)',
    ],
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      const [first] = reply.turns
      const unusable = first ? analysis.unusableBefore(first).filter((cue) => stands(cue, reply, analysis)) : []
      for (const sentence of unusable.length > 0 ? reply.sentences : []) {
        const way = wayIn(sentence, unusable, reply, find)
        if (!way) continue
        yield { at: way.sent, because: [{ at: way.unusable, message: 'what they cannot use' }] }
        break
      }
    }
  },
})

/** Ways that may be mended while they talk: there, only what was said just now counts, and steps to mend it are help. */
const MENDABLE = new Set(['app', 'website', 'login', 'chat', 'hotline'])

/** Whether it still stands: a trouble with an app is one of now, and a new address makes up for an old one. */
function stands({ sense = '', turn, range }: Cue, reply: Reply, analysis: Analysis): boolean {
  if (MENDABLE.has(sense)) return reply.message?.turns.includes(turn) ?? false
  if (sense === 'loop') return (reply.message?.state ?? 0) > 0 && (reply.message?.turns.includes(turn) ?? false)
  const [first] = reply.turns
  const later = (given: Given) => given.turn.index > turn.index || (given.turn === turn && given.range.start > range.end)
  return sense !== 'email' || !first || !analysis.givenBefore(first, 'email').some(later)
}

function wayIn(sentence: Sentence, unusable: readonly Cue[], { sentences }: Reply, find: Find): { sent: Cue; unusable: Cue } | undefined {
  if (find(sentence, 'fine')) return undefined
  const at = sentences.indexOf(sentence)
  const near = sentences.slice(Math.max(0, at - 1), at + 2)
  for (const cue of unusable) {
    const sent = cue.sense === 'loop' ? backTo(cue, sentence, find) : find(sentence, cue.sense === 'hotline' ? 'phone' : (cue.sense ?? ''))
    if (!sent || (cue.sense !== 'email' && find(sentence, 'byUs'))) continue
    if (near.some((other) => other !== sentence && /^(?:or|alternatively|otherwise|instead|if)$/.test(other.words[0]?.word ?? '')))
      return undefined
    if (MENDABLE.has(cue.sense ?? '') && (near.some((other) => find(other, 'mends')) || sentences.some(mended))) return undefined
    return { sent, unusable: cue }
  }
  return undefined
}

/** The words that send the customer to where they come from: a place they named themselves. */
function backTo(loop: Cue, sentence: Sentence, find: Find): Cue | undefined {
  const sent = find(sentence, 'away')
  const named = nounsIn(loop.sentence.words)
  return sent && nounsIn(sentence.words.filter(({ start }) => start >= sent.range.start)).some((noun) => named.includes(noun))
    ? sent
    : undefined
}

const NO_PLACE = new Set(
  'about after again already anybody anyone before because call called contact could email every everyone have just know line make message need nobody number once only order over parcel people phone please problem refund tell that them then there these they thing this time times told want were what when where which with without would your yours you'.split(
    ' ',
  ),
)
const nounsIn = (words: readonly { readonly word: string }[]): readonly string[] =>
  words.map(({ word }) => word).filter((word) => word.length > 3 && !NO_PLACE.has(word))

const mended = ({ cues }: Sentence) => cues.some(({ key, sense }) => key === 'solve' && sense === 'done')
