import type { Reply, Sentence } from '../../src/analysis/analysis.ts'
import { lineOf } from '../../src/analysis/words.ts'
import { defineRule, type Find, type Finding } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A reply does not argue, scold, or remind the customer that they were told already.',
  message: 'Defensive words',
  severity: 'info',
  kind: 'forbids',
  instead: ['Say it again as if for the first time, in other words; if they doubt it, ask what made it look otherwise'],
  phrases: {
    // "You were told": what is said again is said with a reproach.
    told: {
      say: [
        '(as|like) (i|we) [have|had|did|also|just] (already|just|previously|clearly|repeatedly) [been] (said|say|saying|told|tell|telling|mentioned|mention|explained|stated|informed|advised|wrote|written|pointed out|noted|indicated|communicated|clarified|outlined|repeated|answered)',
        '(as|like) (i|we) [have|had|did] (told|informed|advised) (you|$)',
        '(as|like) (was|has been|have been|had been|is|it was|you were|you have been|you had been) [already|previously|clearly|repeatedly] (said|told|mentioned|explained|stated|informed|advised|pointed out|communicated|clarified)',
        '(as|like) [already|previously|clearly|repeatedly|earlier] (said|told|mentioned|explained|informed|advised|stated|communicated|clarified|pointed out|indicated) [already|before|previously|earlier|above|to you|you|several times|in my|in our|in the|$]',
        'as (already|previously|repeatedly|clearly) (said|told|mentioned|explained|informed|advised|stated|communicated|clarified|noted|pointed out|indicated|outlined)',
        '[as] per (my|our|the) (last|previous|earlier|prior|first|above|other|preceding) (email|mail|e mail|message|reply|response|note|answer|letter|chat|comment)',
        '(read|see|check|refer to|look at) (my|our) (last|previous|earlier|first|prior) (email|mail|e mail|message|reply|response|note|answer|letter|comment|post|tweet) [again|properly|carefully|$]',
        '(i|we|he|she|my colleague ...2|our colleague ...2|the team|our team) did (explain|tell you|say|mention|inform you|advise|state|warn|clarify|point out|let you know|make (it|that|this) clear|send you)',
        '(i|we) do (state|make (it|that|this) clear|inform you|advise you)',
        '(i|we) (have|had) [already|just|now] [clearly] (explained|told|said|answered|mentioned|informed|advised|clarified|stated) ...4 (already|before|times|twice|thrice|repeatedly|earlier|several|many|enough)',
        '(i|we) [have|had] (already|just|repeatedly|clearly) [clearly] (explained|told|said|answered|mentioned|informed|advised|clarified|stated|given you|gave you|offered you|showed you|shown you|asked you|replied to (this|that|you))',
        '(i|we) (told|informed|advised|asked) you (already|before|that already|this already|earlier|yesterday|last|twice|several|many|repeatedly|# times|about this|about that|so|$)',
        '(you) (were|was|have been|had been) [already|clearly|repeatedly|previously|also] (told|informed|advised|notified|warned|made aware) [already|before|clearly|several|repeatedly|twice|multiple|about (this|that)|of (this|that)|that|at the time|when you|# times]',
        '(my|our) (colleague|colleagues|agent|team|supervisor|manager) ...2 (already|clearly|just) (told|explained|informed|advised|said|mentioned|answered|stated|clarified)',
        '(have|has|had) [now|already|just|also] (sent|given|told|answered|written|asked|explained|offered|shown|replied to) (you|this|it|that|your question|to you) ...6 (# times|several times|many times|multiple times|twice|more than once|again and again|on numerous occasions)',
        'you (were|have been) given [more than] (plenty|enough|ample|sufficient|fair|many|several|every) ...2 (warning|warnings|notice|time|chance|chances|opportunity|opportunities|reminders)',
        '(i|we) (repeat|reiterate|say again)',
        '(to|let me|allow me to|i must|i have to|i can only|we can only|once again i) (repeat|reiterate) (myself|ourselves|that|what|this|it|again|once|my|our)',
        '(i|we) (keep|kept) (telling|saying|repeating|explaining|asking)',
        'how (often|many times) (do|must|should|did|have|shall|will) (i|we)',
        '(for|this is) the (last|second|third|fourth|fifth|final|hundredth|umpteenth|# th|2nd|3rd|4th|# time) time',
        '(once again|again) (i|we) (can not|can only|am telling|are telling|have told|have explained|must|repeat|told|said|do not|did not|have no|will not)',
      ],
      unless: [
        '(as|like) you (mentioned|said|told|explained|stated|wrote|advised|informed|pointed)',
        '(sorry|apologize|apologies|forgive) ...9 (told|tell|said|say|saying|explained|explain|informed|advised|mentioned|repeat|repeating|communicated|answered)',
        'did (say|tell|promise|mention|inform|advise|let you know) ...12 (sorry|apologize|apologies|missed|failed|broke)',
        '(my mistake|our mistake|my fault|our fault)',
        '(as|like) [already] (mentioned|explained|stated|noted|advised|outlined|said|told|instructed) (in (the|this|our (readme|guide|documentation|docs|guidelines|terms|policy))|in $|on the|by|here|below|at the)',
        '(should|could|ought to|would|forgot to|failed to|meant to) [have|not] [been] [already|clearly] (told|said|explained|mentioned|informed|advised|tell|say|explain|mention|inform|advise)',
        '(if|when|whether|in case|unless|until|once|what|where|whatever|everything|anything) (i|we|you) [have|had|did|were|was|ever] [already] (told|said|explained|mentioned|informed|advised|give|gave|given|asked)',
        '(who|whoever|nobody|no one|none of us) ...3 (told|said|explained|mentioned|informed|advised)',
        '(you were|you have been) (told|informed|advised|given) ...3 (wrong|incorrect|wrongly|incorrectly|false|something else|different|otherwise|differently|the opposite|nothing)',
        '(sorry|wrong|hate) (that|to hear|you were|to see) ...4 (told|informed)',
        '(this is|for) the first time',
        '(you are right|you are correct|quite right|and i did not|and we did not|but i did not|but we did not|but did not|and did not)',
        '(answered|explained|described|covered) (it|this|that|them|these) (here|in|at|on|below|under)',
        '(i|we) just (told|asked|informed|advised) (the|our|my|them|him|her|a)',
        '(has|have) (told|informed|advised|said) (me|us)',
        '(as|like) (i|we) [already|just] (said|mentioned|told you|wrote|explained) [yesterday|earlier|before|last week] (i|we) (would|had|was going to|were going to)',
      ],
      in: 'statement',
    },
    // The same without the "already". Where mails refer to one another it only points back.
    back: {
      say: [
        '(as|like) (i|we) [have|had|did|also] (said|say|saying|told|tell|telling|mentioned|mention|explained|stated|informed|advised|wrote|written|pointed out|noted|indicated|communicated|clarified|outlined|repeated|answered)',
      ],
      unless: [
        '(sorry|apologize|apologies|forgive) ...9 (told|tell|said|say|saying|explained|explain|informed|advised|mentioned|repeat|repeating|communicated|answered)',
        '(as|like) (i|we) (said|mentioned|told you|wrote|explained) [yesterday|earlier|before|last week] (i|we) (would|had|was going to|were going to)',
      ],
      in: 'statement',
    },
    // What the customer should have seen.
    clear: {
      say: [
        '(it|this|that|which|they|page|website|terms|policy|contract|confirmation|description|email|letter|sign|advert|listing|technician|colleague|agent|invoice) [@very|is|was|has|had|are|were|been] (clearly|plainly|explicitly|expressly) (state~|say~|said|explain~|show~|shown|mention~|written|list~|indicate~|describe~|specifie~|specify|display~|post~|communicate~|mark~|label~|labelled|told|read~|lay|laid)',
        '(clearly|plainly|explicitly|expressly) (stated|explained|written|mentioned|listed|indicated|described|specified|displayed|communicated|marked|labelled|labeled|laid out|set out|shown) (in|on|at|there|that|to you|when|here|by|under|$)',
        '(it is|it was|that is|that was|this is|this was|which is|which was|i was|i have been|i think i was|i think we were|we were|we have been) (very|quite|perfectly|crystal|made|abundantly|already|absolutely) clear [that|on|in|about|from|to you|$]',
        '(i|we) (made|have made) (it|that|this|myself|ourselves) [@very|perfectly|quite|crystal] clear',
      ],
      unless: [
        '(make sure|ensure|must|should|please|so that|needs to|need to|has to|have to|if|whether|photo|picture|can you|could you) ...8 (clearly|clear)',
        '(not|never|nowhere|hardly) [be|been|being|made|@very|all|that|as|written|stated] (clearly|clear)',
        '(sorry|apologize|apologies)',
        'clearly (our|my|a) (mistake|fault|error|bug)',
        '(should|could) have [been|made]',
      ],
      in: 'statement',
    },
    // Arguing about who said what.
    quarrel: {
      say: [
        '(that|this|it) (is|was) not what (i|we) [have|had] (said|say|meant|mean|wrote|told|asked|promised|agreed|stated|was saying|am saying|are saying)',
        '(i|we) (never|did not|have never) [ever|actually] (said|say|promise|promised|claim|claimed|told you|tell you|suggest|implied|imply) (that|you|anything|any such|this|it|such|so|$)',
        '(i|we) never (said|promised|claimed)',
        '(i|we) (am|are|was|were) not (saying|claiming|accusing|arguing|suggesting) (that|you|anything|any such|this|it|such|so|$)',
        '(nobody|no one|none of us|none of my colleagues) [ever|here] ((said|promised|claimed) (that|so|you|anything|it|this)|forced you|made you|asked you to)',
        'you (did not|have not|still have not|still did not|are not|never) [even|yet] (answer~|answering|read|reading|listen~|listening|follow~) [to] (my|our|what|me|us) ...3',
        '(you are not|you are just not|you do not seem to be|you never) (listening|reading)',
        'you (keep|kept|are still|just keep) (asking|saying|repeating|insisting|ignoring|writing|complaining)',
        '(please|kindly) [just|actually|do] (read|listen) ...2 (carefully|properly|again|what i|what we|first|before you)',
        '(put|putting|twist~|twisting) ...2 (words in|my words|our words)',
        'with all due respect',
        '(no|not any|is no) (need|reason|call|cause) for (that|this|such|your) [a|kind of|sort of] (tone|language|attitude|rudeness|sarcasm|hostility|insults|accusations|remarks)',
        '(do not|please do not|stop|refrain from) (use|using|take|taking|speak|speaking|talk|talking|write|writing) ...3 (tone|language|attitude|like that|that way)',
        'you (need|have|really need) to (listen|read) [to] (what|me|carefully|more carefully|properly|my|our)',
        '(manager|supervisor|boss|colleague|colleagues|anyone|anybody|everyone|everybody|they|team leader) [here|else] (will|would|can only|is going to|are going to|is only going to) [only|also|just] (tell|say|give) [you] [exactly] the [exact|very] same',
        '(i|we) (highly|really|very much|seriously|strongly) doubt (that|it|this|my|our|if|you|he|she|they|anyone)',
        '(does not|do not|did not) (say|state|mention|promise) [that|so|this|it|such|anything like that|any such thing] (anywhere|on our|in our|in the|on the) [*]',
        '(if you would|would you|if you could|please|can you|will you|could you) [just|please] let me (finish|speak|talk|explain|do my job|get a word in)',
        '^ [sir|madam|well|look|listen|hey|no] let me (finish|speak|talk) ($|please|now|first|sir|madam|for|and)',
        '(i am|we are) (only|just|simply|merely) (telling|explaining|saying|trying to tell|trying to explain|stating|informing) [to] [you|how|what|the facts] ...2',
        '(it is|this is|that is|was) (not|hardly) (my|our) (fault|problem|mistake|doing)',
        '(do not|stop|no need to|no reason to) (blame|blaming|accuse|accusing|shout|shouting|swear|swearing|yell|yelling|insult|insulting|be rude|get rude|get personal|take it out on|threaten|threatening) [me|us|at (me|us)|the|my|our|like that|$]',
        '(i|we) (would|must|have to|do|am going to) [kindly|politely] ask (you|that you) [to] (not|please|refrain|stop|watch|mind|moderate|remain|keep) ...5 (swear~|swearing|shout~|shouting|language|tone|rude|polite|abusive|civil|calm|respectful|insult~)',
        '(watch|mind|moderate) your (language|tone|words|manners)',
        '(i am|we are) (only|just) (doing my|doing our|the messenger|following)',
        '(i|we) (do not|will not|am not going to|are not going to|refuse to) [have to] (argue|justify|debate|discuss this (further|any further|again|any more|anymore)|repeat myself|repeat ourselves|explain myself|explain this again|go over this again)',
        '(this|the) (discussion|conversation|matter|debate) is [now] (over|closed|finished)',
        '(we|i) consider (this|the) (matter|case|discussion|issue) [as|to be] [now] closed',
        '(there is) nothing [more|else|further|left] to (discuss|argue|debate|say about)',
        '(i|we) [really|honestly] (do not|fail to|can not) (see|understand) (what|why) ...2 (your problem|the problem is|the fuss|you are (complaining|upset|angry|still asking|asking (this|that) again))',
        '(what|why) (do you mean|are you still|exactly do you mean) ...2 (you can not|you did not|complaining|asking)',
        'contrary to what you (say|said|claim|think|believe|wrote)',
        '(with|using) (this|that|your|such a|such an|that kind of|this kind of|that sort of|this sort of) [kind of|sort of|of] (attitude|language|tone|behaviour|behavior)',
        '(your|that|this) (attitude|rudeness|aggression|hostility|passive aggressiveness|tone|language) (is|was) [@very|not|really|completely|totally] [very|at all] (acceptable|unacceptable|appropriate|inappropriate|helping|helpful|unhelpful|uncalled|disrespectful|welcome|offensive|tolerated|rude)',
        '(can not|could not|will not|unable to|not able to|hard to|hardly|difficult to) help you (if|when|unless|as long as|while) you (will not|do not|refuse|keep|are not|can not|just|insist|continue|never)',
        '(wasting|wastes|waste) (our|my|everybody~|everyone~|people~|both our) time',
        '(do not|please do not|you can not|you should not) expect (us|me|anyone|anybody|people|our team|volunteers|support) to *',
        '(stop|quit) (doubling down|arguing|repeating yourself|spamming|ranting|twisting|nagging|whining|moaning|complaining)',
        '(did you|have you) [even|actually|really] (read|listen to|listened to) (what i|my|anything i|what we|our (reply|answer|message|mail|email))',
        'you (do not|did not|seem not to|clearly do not) (seem to) [have] [even|actually|really] (understand|understood|read|get|listen) (what|my|our|the answer|me|us)',
        '(ask|write|talk|speak|say it|come back) [again|to us|to me] (politely|nicely|respectfully|in a civil tone|when you (are calm|calm down|have calmed))',
      ],
      unless: [
        '(sorry|apologize|apologies)',
        '(if|when|whether|in case|unless) ...5 (fault|read|answer)',
        '(it is|that is|this is) not (your)',
        '(do not|please do not) blame yourself',
        '(i am|we are|was|were) not (suggesting|saying|implying|claiming) ...3 (you did|you were|your fault|anything wrong|you are wrong|lying)',
      ],
    },
    // Said to somebody who complains, these argue.
    heated: {
      say: [
        '(i|we) doubt (that|it|this|my|our|if|you|he|she|they|anyone)',
        '^ [no|well|sorry|but|sir|madam|hi|hello|actually|unfortunately] [*] (that|this|it) (is|was) [actually|simply|just|also] (not true|incorrect|false|untrue|not correct|not the case|not right|not accurate|inaccurate|wrong|nonsense|wrong information|incorrect information|a misunderstanding on your)',
        '^ [no|well|hi|hello] [*] (it|this|that|they|we|i|he|she) actually (has|is|was|did|does|have|had|are|were|do) [not]',
        '(it|this|that|everything) (is|was|are|were) [all|also|already] (stated|written|mentioned|listed|explained|described|shown|set out|laid out|noted|specified|advertised) [clearly] (on|in|under|at) (our|the|your)',
        '(it|this|that) [also|already] (states|says|is stated|is written) [so|this|that|it] [clearly] (on|in|under) (our|the|your)',
        'as (stated|written|described|advertised|shown|specified|set out|laid out|outlined|explained|mentioned) (on|in|under) (our|the|your) ...3',
        '(you) (chose|picked|agreed|accepted|signed|ticked|booked|ordered|wanted|asked for|confirmed) ...3 (yourself|that yourself|it yourself|to this|to that|to these|to our terms|the terms)',
        '(but|well|and yet|still) you (said|told|wrote|claimed|chose|agreed|asked|confirmed|signed)',
        '^ [well|but] (i|we) (can not|could not) (know|read your mind|smell|guess) ...4',
        '(that|which) is (exactly|precisely) what (i|we) (said|told|wrote|explained|have been saying)',
        '(what you (say|are saying|said|write|wrote|claim)|your (claim|statement|assumption|version)) (is|was) [simply|just|actually|also] (not (correct|true|right|accurate|the case|so)|incorrect|untrue|wrong|false|inaccurate)',
        '(we|my colleague|our colleague) [did|have|had|has|also|already] (informed|inform|notified|notify|told|explained|explain) (you|everyone|everybody|all customers|this to you|it to you) ...3 (by|via|in) [an|a|our|the|your|several] (email|emails|mail|mails|letter|letters|text|sms|newsletter)',
        '(that|this|it) is what (the|our|your) [*] (dialog|screen|page|message|label|form|contract|small print|terms|listing|sign) said $',
        '(website|page|listing|site|ad|advert|description|terms|label|contract|tariff|policy) (is|are|was|were) [@very|all] clear about (that|this|it) $',
        '(we|i) have never [ever|actually] (claimed|promised|advertised|guaranteed|agreed)',
      ],
      unless: [
        '(sorry|apologize|apologies|you are right|you were right|my mistake|our mistake|our error|our fault|should not have|missing|bounced)',
        '(if|when|whether|in case) ...6 (incorrect|wrong|true|stated|correct|right)',
        // Where to read on, and then what to do.
        '(stated|described|shown|outlined|explained|mentioned) (on|in|under) (the|our|your) ...2 (hold|press|open|go to|click|select|choose|turn|unplug|tap|enter|restart)',
      ],
      in: 'statement',
    },
    // So do these, where no word of sympathy goes with them.
    dry: {
      say: [
        '(i|we) have [already] (answered|replied to|responded to) (all|every|your question|your questions|that question|this question|each)',
        '(i am|we are) [here|only|just|already|really] trying to help [you] [here|sir|madam|but|$]',
        '(we|i) (did not|have not|do not|never) [ever] (ignore|ignored|lie|lied|mislead|misled|cheat|cheated|scam|trick|hide|hid|steal) [to|from] (you|your|anyone|anything|our|any|the)',
        '(we|i) (have|get|receive|handle|answer|serve|deal with|look after) [a lot of|many|hundreds of|thousands of|dozens of|plenty of|so many] (other|hundreds of|thousands of) [*] (customers|calls|emails|messages|requests|people|guests|patients|tickets|orders) (too|also|as well|to deal|to take care|to look after|to serve|a day|per day|every day|each day|a week|per week|waiting)',
        '(we|i) (do|did|are doing|am doing|try|tried) (our|my) best (with (the|what)|under|given|you know|as it is)',
        '(you|you yourself) (accepted|agreed to|signed|ticked|confirmed|approved) (the|our|these|those|all) [*] (terms|conditions|contract|agreement|rules|policy|box)',
      ],
      unless: [
        '(sorry|apologize|apologies|you are right|my mistake|our mistake|our error|should not have)',
        '(if|when you|whether|in case|here is|here are|link|see below|attached|not (stated|written|mentioned|listed|explained|described|shown)|nowhere|wrongly|incorrectly)',
      ],
      in: 'statement',
    },
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      const found = defensive(reply, find, analysis.conversation.channel === 'email')
      const because = (reply.message?.state ? reply.message.because : []).slice(0, 2)
      if (found) yield { ...found, because: because.map((at) => ({ at, message: 'what they wanted heard' })) }
    }
  },
})

/** What each group of words is, and whether it only argues with somebody who complains. */
const KINDS = [
  { key: 'told', message: 'Reminder that they were told already', always: true },
  { key: 'back', message: 'Reminder that they were told already', always: false },
  { key: 'clear', message: 'Reproach for what they should have seen', always: true },
  { key: 'quarrel', message: 'Argument with the customer', always: true },
  { key: 'heated', message: 'Argument with the customer', always: false },
  { key: 'dry', message: 'Argument with the customer', always: false },
]

/** The first words that argue. */
function defensive(reply: Reply, find: Find, mail: boolean): Finding | undefined {
  const { sentences, message } = reply
  const complains = (message?.state ?? 0) > 0 || (message?.sentences.some(contradicts) ?? false)
  const kind = reply.said('acknowledge') || reply.said('apologise')
  for (const sentence of sentences) {
    for (const { key, message, always } of KINDS) {
      const heard =
        always || (key === 'back' && !mail) || (complains && !sentence.is('acknowledge', 'apologise') && !(key === 'dry' && kind))
      const at = heard ? find(sentence, key) : undefined
      if (at) return { at, message }
    }
  }
  return undefined
}

/** "But the ad said …", "No, it has!", "I did order them." */
const contradicts = ({ turn, range, words }: Sentence) =>
  words.length > 2 &&
  (/^(?:i|we) did (?!not|you|it\b)/.test(lineOf(words.slice(0, 3))) ||
    /^(?:no|but|wrong)$/.test(words[0]!.word) ||
    turn.text.value.slice(range.start, range.end).endsWith('!')) &&
  !/^(?:thank|thanks|hi|hello|great|ok|okay|good)$/.test(words[0]!.word)
