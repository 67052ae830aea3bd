import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'A feeling or a trouble is not made small, denied or corrected.',
  message: 'Trouble or feeling made small',
  severity: 'info',
  kind: 'forbids',
  instead: ['Take it as large as they do: say what it means for them, then what you can do about it'],
  // A team may add to both lists.
  options: { small: [], heated: [] },
  phrases: {
    // Said to anybody, these make small.
    small: {
      say: [
        '(calm|settle|simmer) (down|yourself)',
        '^ [ok|okay|please|just|now|hey|oh] (relax|chill|chill out) ($|sir|madam|it is|please|man|and (calm|breathe))',
        '(do not|can not|could not|fail to) (see|understand|know|get) (why|what) you are [so|being|getting|all] [so] (@felt|angry|worked up|complaining about|making)',
        '(you|please|just|now|ok|okay) [need|have|should|please|to|try to|just] (chill out|calm yourself|get a grip|cool it|lighten up|be reasonable|take a deep breath|stay calm|remain calm|keep calm)',
        '(no|not any) (need|reason|cause|point|use) [for you|in] [to|getting|for] (shout|shouting|yell|cry|overreact|make a fuss|fuss|anger|swear|(be|get) [@very|so] (upset|angry|dramatic|difficult|rude|emotional|worked up|impatient|unreasonable|aggressive|hysterical|sarcastic))',
        '(do not|should not|need not|please do not|stop|no need to|why) [need to|have to|please] (be|being|get|getting|feel|feeling|so) [@very|all|so] (@felt|emotional|dramatic|worked up|sensitive|impatient|hysterical|negative|rude|difficult|unreasonable|silly)',
        '(you are|you are just|you are being|stop being) [@very|a bit|a little] (overreacting|dramatic|over dramatic|oversensitive|unreasonable|too sensitive|emotional|impatient|hysterical|paranoid|silly|petty|ridiculous|difficult|picky|fussy)',
        '(it|that|this) (is|was) [@very|hardly|really|certainly] not [@very|such|really|exactly] [a|the] [@very|that|so] (end of the world|tragedy|life and death|matter of life|rocket science|worth getting (upset|angry|worked))',
        '(no|not a|hardly a|nothing) [big|huge|great] (tragedy|catastrophe|to get upset|to be upset|to cry|to get worked)',
        '(making|make) (a|such a|too much of a|so much) (fuss|drama|scene|big deal|mountain|big thing)',
        '(other|some) (people|customers) ...4 (worse|much worse|bigger problems|real problems)',
        '(you are|you are certainly|you are definitely) not the only (one|customer|person) (waiting|in line|in the queue|in the world|we have|i have|on the line)',
        '(nobody|no one|no other customer|none of our customers|no other customers|none of our other customers) [else] [has|have|had|is|are] [ever] (complained|complains|complaining)',
        '^ [well|just|so|then] (get over it|deal with it|live with it)',
        '(that is life|shit happens|cest la vie)',
        '^ (these|such) things happen $',
        '(cheer up|chin up|nobody died|no one died|nobody got hurt|first world problem|first world problems|grow up|man up|suck it up|toughen up|get real $)',
        '(do not|try not to|please do not|should not|no need to) take (it|this|that|things) (so|too|all) ...2 (personally|seriously|to heart|hard|personal)',
        '(do not|please do not) take (it|this|that|things) (personally|to heart|so hard|the wrong way)',
        '(i|we) (do not|can not|fail to) (see|get|understand) (what the (problem|fuss|drama|issue|big deal) is|the (fuss|drama|big deal))',
        '(nothing|not anything) [here] to [be|get|feel] [so|@very] (upset|angry|mad|annoyed|fuss|complain|worked up|cry) [about]',
        'let us not (exaggerate|overreact|dramatize|blow (this|it)|make a (fuss|drama|scene|big))',
        '(getting|being|becoming) [@very|so|all] (@felt|emotional|rude|aggressive|loud|nasty|hysterical|abusive|dramatic) (will not|does not|is not going to|never|would not) [ever] (help|change|get|solve|make|speed|fix|do)',
        '(shouting|swearing|yelling|complaining|crying|screaming|threats|threatening|insults|insulting|ranting|panicking) [at me|at us|me|us|about it|like that] (will not|does not|do not|is not going to|never|would not) (help|helps|change|get|solve|make|speed|fix|do)',
      ],
      unless: [
        '(we|i) (do not|never) (think|feel|say|believe|mean|want)',
        '(sure|know|understand|realize|aware|clear) ...4 not (a small|a minor)',
        '(be|feel|being) [@very] (afraid|scared|embarrassed|ashamed|stupid|guilty|sorry|shy|nervous|alone|discouraged|alarmed|surprised|concerned|bad)',
        '(sorry|apologies) for being',
        'not (just|only|merely)',
        '(stay|remain|keep) (calm|safe) ...4 (alarm|fire|gas|smoke|exit|building|emergency|ambulance)',
        'deal with it (for|today|right|now|directly|as soon|myself|quickly|by|within|this|tomorrow|straight|personally|and)',
        '(will|can|to|we|i|let me) deal with it',
        '(if|could) ...3 (calm|relax)',
        'emergency (number|line|exit|service|call|room|contact)',
      ],
      in: 'statement',
    },
    // Said to somebody who is upset, these do.
    heated: {
      say: [
        '(you|please|just|now|ok|okay) [need|have|should|please|to|try to|just] (relax|take a breath|cool down)',
        '(no|not any) (need|reason|cause) [for you] (to (panic|stress|be (@felt))|for (stress|panic|drama))',
        '(it|that|this) (is|was) [@very|hardly|really|certainly] not [@very|such|really|exactly] [a|the|an] [that|so|@very] [big|huge|great|major|serious|real] (big deal|deal|bad|serious|big of a deal|large amount|disaster|emergency|worth the)',
        '(no|not a|hardly a|nothing) [big|huge|great] (big deal|biggie|drama|major)',
        '(could|might) (be|have been) (worse|a lot worse|much worse)',
        '(everyone|everybody|every customer|all customers|all our customers|all of our customers|other customers|most people|most customers|lots of people|many customers) [else] [just|also|simply] (has|have|gets|get|goes through|go through|waits|wait|has to wait|have to wait|is waiting|are waiting|manages|manage|copes|cope|experiences|pays|pay) [to] [deal with|put up with|go through] (this|that|the same|it|just fine|fine|like you|like everyone|these|their turn)',
        '(other customers|everyone else|everybody else|most customers|most people) (do not|have not|has not|does not|are happy|is happy|are fine|is fine|have no|seem to|love|like)',
        '(look|looking) on the bright side',
        '(you should be|you can be|you could be|you ought to be|should just be|just be|count yourself|consider yourself) [@very] (happy|glad|grateful|thankful|lucky|fortunate) [that|you|we|it|to|about|with] *',
        '(will not|would not|does not|can not) (kill|hurt) (you|anyone|anybody)',
        '(it|that|this) (can not|could not|surely is not|can hardly|is hardly) [be] (that|so|a) [a] [@very] (bad|hard|urgent|big|difficult|terrible|important|serious|tragedy|reason)',
        '(not|hardly|never) (that|so|such an|an|exactly|really) [a] (urgent|important|priority)',
        '(we|i) would not (make|get|be|lose) (a|any|so|too|such|worked|sleep) ...3 (about|over|of) (it|this|that)',
        '(it|that|this) (is|was) (only|just) (money|a joke|a game|a toy|a pet|a cat|a dog|an animal|a bag|an email|a detail|stuff|a phone|a cake|a photo|a few photos|some photos|things|clothes|food)',
        '(you will|you would) (survive|live|get over it|get used to it|be fine without)',
        '(only|just|merely) (a|an) [very|really|quite] (minor|tiny|trivial|little|slight|small) (issue|problem|inconvenience|thing|detail|delay|glitch|matter|mistake|scratch|hiccup|wait|amount|mix up|bug)',
        '(it|that|this) is [@very] (trivial|nothing serious|nothing major|no tragedy|peanuts|pocket change|pennies|just pennies)',
        '(nobody|no one|no other customer|none of our customers|no other customers|none of our other customers) [else] [has|have|had|is|are] [ever|this|the] (had this|having this|reported|has this|problem|minds|mind|issue)',
        'you [will|have to|need to|must|should|can] ...2 (get over|live with|deal with|get used to) it',
        '(these things happen|such things happen|it is what it is|that is just how|that is just the way|just how it is|just the way it is|that is how things|stuff happens|things happen|happens to everyone|happens to everybody|happens to all of us|happens to the best of us)',
        '(lighten up|no harm done)',
        '(i|we) (do not|can not|fail to) (see|get|understand) (why this is|why that is|how this is|how that is|the real|the big) [big|real|a|such a|such] [a] (problem|issue|trouble)',
        '^ [well|just|so|please|then|now] (move on|let it go|forget about it) [now|please|and]',
        '(it|that|this) (is|was|has been|will be) [still|really|after all] (only|just|barely|merely) [been] [about|around|a] (# @unit|a few @unit|a couple of @unit|day|couple of days|few minutes|few days|week)',
        '(it|that|this) (is|was) (only|just|merely) [about] # (euro~|dollar~|pound~|cent~|cents|bucks|quid|rupee~|pence|usd|eur|percent)',
        '(everyone|everybody|we all|all customers|all our customers) [else] (has to|have to|must|needs to) (wait|queue|pay|be patient)',
        '(only|just) (a couple of|a few|some|#) (cents|cent|euros|euro|dollars|dollar|pounds|pound|bucks|quid|pence|minutes late|hours late|days late|minutes of|crumbs|scratches)',
        '(is|are|was|were) (perfectly|completely|totally|entirely|absolutely) (normal|standard|usual|common)',
        '(wait|waits|delay|delays|queue|queues|mistake|mistakes|error|errors|problem|problems|thing|things) [like|of] [this|that|these|those] [kind|sort] (can|do|may|will|sometimes|always) (happen|occur)',
        '(works|working|runs) [just|perfectly] fine (here|at our end|on our end|on our side|for us|for me|in our)',
        '(rise|increase|fee|charge|amount|difference|delay|wait|scratch|mark|stain|it|this|that) ...4 (is|was) [really|only|just|quite|very] [quite|very|rather] (small|minimal|minor|negligible|tiny|little|modest|insignificant)',
        '(other|all other|most|all our|our other) (customers|users|guests|tenants|members|passengers|people) [have|had] [all|also|already] (accepted|accept|agreed|managed|coped|understood|understand|paid|waited)',
        '(only|just|barely) been [about|around|a] (# @unit|few @unit|couple of @unit|day|week)',
        '(that|this) is [@very|actually|simply|just|also] (not true|incorrect|false|untrue|not correct|wrong information|incorrect information|not what happened|nonsense|impossible)',
        '(you are|you must be) (mistaken|imagining|wrong about|exaggerating)',
        '(it|that|this) is (completely|perfectly|totally|entirely|absolutely|quite|just) (normal|standard|to be expected|usual)',
        '(it|that|this|which) is [a|our|the|just] (normal|standard|usual) (wait~|waiting|delay|delays|delivery|processing|practice|procedure|time|timeframe)',
        '(it|that) (did not [actually|really] happen|can not be true|can not be right|can not have happened|never happened)',
        '(nothing|not anything) [has|is|was|had] (changed|happened|broken) [at all] [with|in|on|at all|$]',
        '(there is|there was|i see|we see|i find|we find|i found|we found|have found) nothing wrong',
        '^ [well|but|come on|oh|luckily] (it|that) (is|was) (only|just) (a|an|one) [*] [*]',
        '(we|i) (get|hear|see|have) (this|that|these) [quite|all] (a lot|all the time|every day|often|daily|so often)',
        '^ [well|but|come on|oh well] at least (you|it|nobody|no one|your|the|we)',
        '(many|lots of|plenty of|a lot of|several|most) (people|customers|users|passengers|members|guests) (have|are having|are experiencing|experience|are in|wait|had|get) (this|the same|it|longer|that)',
        '(works|working|runs) [just] (fine|well|perfectly|okay) (for|on) (everyone|everybody|other|others|most|all|me|us|my|our) ...2',
        '^ [well|but|oh] (it|that|these things|that sort of thing) happens',
        '(you|you will) [just|simply|will|will just] (need to|have to|got to|must|should) [learn to|try to] [be] (patient|more patient|calm|understanding|realistic|wait like)',
        '(you|surely you|i am sure you) can (wait|cope|manage|survive|live) (a|another|until|without|with|one|two|that|for|$)',
        '(is|are) it (really|truly|actually) (that|so) (bad|urgent|important|much)',
        '(i am|we are) sure (it|that|this|everything) (is|will be|was) (fine|okay|ok|nothing|not that bad|alright)',
        '(do not|not to|nothing to|no need to) worry (about it|so much|too much|yourself|$)',
      ],
      unless: [
        '(light|lights|noise|sound|smell|blinking|flashing|message|warning|behaviour|behavior|reading|battery|warm|sync) ...8 (normal|standard|usual|common)',
        '(if|let us know|whether|in case) ...6 (normal|wrong|incorrect|changed|happened)',
        '(let me|i will|i would) ...3 worry',
        '(you|we) should not have',
        '(only|just) (a|an|one) [very|really] (matter|question|few|couple|quick|moment|reminder|formality|test|precaution|temporary|example|second|minute|start|bit|short|click|step|call|guess|thought|suggestion|idea)',
      ],
      in: 'statement',
    },
    // Said to somebody who is upset and hears no word of sympathy, these do.
    cold: {
      say: [
        // It is nothing out of the ordinary.
        '(is|are|was|were) not (unusual|uncommon|rare|anything unusual|out of the ordinary|exceptional|unheard of)',
        '(a bit of|a little|a little bit of|some|a certain amount of|a small) * (is|are) [@very|perfectly|completely|quite] (normal|usual|common|to be expected|unavoidable|inevitable|acceptable)',
        '(delay|delays|error|errors|mistake|mistakes|problem|problems|issue|issues|outage|outages|cancellation|cancellations|disruption|disruptions|breakdown|breakdowns|luggage|baggage|bags|parcels|packages|letters|items|mix ups|glitches|bugs|accidents|things|this|that|it|changes|shortages|waits|noise|leaks) [@very|unfortunately|sadly|just] [do|does|can|may|will|might|sometimes|occasionally|simply] [also|sometimes|occasionally|simply|always|still|unfortunately|just] (happen|happens|occur|occurs|arise|arises) [$|for|to|in|on|at|due|because|with|when|during|from|every|all|now|sometimes|occasionally]',
        '(do|does|can|may|will|might|sometimes|occasionally) [sometimes|occasionally|also] (go missing|get lost|get delayed|get damaged|be delayed|break|fail|go wrong) ...3 (from time to time|now and then|now and again|once in a while|sometimes|occasionally|in transit|unfortunately|$)',
        '(happen|happens|occur|occurs|get|gets|go|goes|break|breaks|fail|fails|fluctuate|fluctuates|vary|varies) ...4 (all the time|from time to time|now and then|now and again|once in a while|every now and then|every now and again)',
        '(that|this) is [just|simply|also] (what happens|part of|the nature of|how it goes|how things go|the way it goes|how it works|the way it works|normal life) [on|in|when|if|during|life|a|the|$]',
        '(is|are|was|were) to be expected [on|in|at|during|when|with|for|this|$]',
        // It is not much.
        '(is|was|are|were) not [@very|that|all that|exactly|really|even] (long|a long time|that long|long at all|a long wait|late|that late|much money|that much|a lot|a lot of money|a large sum|a big sum|much of a delay|loud|that loud|expensive|that expensive|cold|that cold|far|that far)',
        '(should|need) not be such a [big|huge|great|major|serious] (problem|issue|deal|matter|drama|shock|burden)',
        '(should not|does not|need not|will not|can not) (really|actually) (matter|be a problem|affect you|bother you|be an issue|make a difference|make much)',
        '(we are|you are) [only|just|really] talking about [about|around|a] (#|a few|a couple|one|some) (@unit|euro~|dollar~|pound~|cents|pence|rupees|percent|*)',
        '^ [well|but|oh|ok|okay] (it is|it was|that is|that was|these are|those are) (just|only|merely) (a bit of|a little bit of|a little|some|a few|a couple of|cosmetic|minor|a small|a tiny|a slight|# *)',
        '(not|hardly|nowhere near) [quite|nearly|half] as (bad|serious|long|dramatic|urgent|late|big|dangerous|loud|expensive|much) as (you|it|that|they|he|she)',
        '(as bad as|as serious as|as urgent as|bigger than|worse than) (you|it) (make|say|think|claim|describe|believe|are making|is|sounds|really is|actually is)',
        // It cannot be so: all is done by the book, and others are content.
        '(is|are|was|were|gets|get) [all|also|always|regularly|routinely|thoroughly|carefully|fully|properly] (checked|inspected|cleaned|serviced|tested|maintained|controlled|monitored|sanitized|calibrated|reviewed|audited|disinfected|washed) ...3 (daily|weekly|monthly|hourly|yearly|regularly|every|each|twice|thoroughly|carefully|constantly|before (each|every|they|it|leaving|shipping|dispatch))',
        '(our|the|all our|all of our|all) [delivery|cleaning|kitchen|front desk|support|local] (staff|driver|drivers|team|teams|teacher|teachers|nurses|doctors|agents|technicians|engineers|trainers|couriers|employees|colleagues|cooks|chefs|guides|crew|cleaners|waiters|instructors|receptionists|receptionist) (is|are) [always|all|very|highly|extremely|fully|well|usually|known to be|known for being] [very|highly|fully|well] (polite|friendly|trained|professional|courteous|careful|reliable|experienced|qualified|helpful|honest|respectful|certified|on time|punctual)',
        '(most|all|other|the other|all other|all the other|our other|the rest of|the majority of|the vast majority of|many|our|99 %) [of] [our|the] (customers|guests|users|participants|passengers|members|clients|patients|tenants|residents|visitors|students|players|people|travelers|travellers|parents|subscribers|readers) (is|are|were|was|seem|find|have been) [all|@very|perfectly|quite|more than] (satisfied|happy|content|pleased|fine|enjoying|delighted|it fine|it very|them|no problem)',
        '(no|none of the|none of our|not one|not a single) [other] (guest|guests|customer|customers|user|users|passenger|passengers|participant|participants|tenant|tenants|neighbor|neighbors|patient|patients|visitor|visitors|student|students|player|players|resident|residents) (has|have|had|ever|is|are) [ever|so far] (mentioned|complained|reported|noticed|said|raised|complaining|had|objected|experienced)',
        '(we|i) (have never|never|have not ever|have hardly ever) [ever] (had|have|received|heard|got|get) [of|about] (a|any|one|such|this|that|anything|a single|complaints) [single|such|other] (complaint|complaints|problem|problems|issue|issues|trouble|like that|like this|kind) ...3',
        '(you are|you would be|yours is) the (first|only) [one|person|customer|guest|user|complaint|passenger|patient|tenant|report|*] (to|who|that|we|with|about) [has|have|ever|is|*] (complain|complained|complains|mention|mentioned|report|reported|say|said|problem|this|had|seems)',
        '(work|works|working|run|runs|running|loads|load|opens|plays|prints) [perfectly|absolutely|just|completely|all] (fine|perfectly|normally|flawlessly|well|smoothly|okay|ok|without problems|without issues|without any) (here|for us|for me|for everyone|for everybody|for others|on our|on my|at our|on mine|from our|from here|in our)',
        // The one who did it meant well.
        '(sure|certain|positive|guess|think|believe|know) [that] (he|she|they|it|my colleague|our colleague|the driver|the agent|the team|the nurse|the teacher|the technician|our driver|nobody|no one) (did not|does not|was not|were not|never|only|just|was just|was only|meant|had no|would not|would never) *',
        '(he|she|they|my colleague|our colleague|driver|agent|nurse|teacher|technician|waiter|staff|team|crew) (did not|does not|do not|surely did not|certainly did not|never) mean (it|any|to|that|harm) ...2',
        '(i|we) would not (worry|stress|be concerned|be worried|read too much|get upset|be upset) [@very|too much|about|into|over|$]',
      ],
      unless: [
        '(sorry|apologize|apologies|but|however|unfortunate|unacceptable|not acceptable|not okay|no excuse|should|ought|supposed|understand|know how|not normal|is not right|even if|still)',
        '(if|whether|in case|unless|when it|which|what|where|who|could you|can you|let me|here is how)',
        '(never|not) (supposed|meant|allowed)',
        'how it works $',
        'never (had|have|received|heard|got) ...4 (from you|reply|answer|response|back)',
      ],
      in: 'statement',
    },
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      const upset = reply.message?.state ? reply.message : undefined
      const cold = upset !== undefined && !reply.said('acknowledge') && !reply.said('apologise')
      for (const [at, sentence] of reply.sentences.entries()) {
        const small = find(sentence, 'small')
        const heated = upset ? find(sentence, 'heated') : undefined
        const found = small ?? heated ?? (cold ? find(sentence, 'cold') : undefined)
        if (
          !found ||
          sentence.is('apologise') ||
          (reassures(found.range, sentence.turn.text.value) && helpsAfter(reply.sentences.slice(at)))
        )
          continue
        yield { at: found, because: (upset?.because ?? []).slice(0, 2).map((words) => ({ at: words, message: 'what was made small' })) }
      }
    }
  },
})

/** "Don't worry" is reassurance when help or a reason comes with it. */
const reassures = ({ start, end }: { readonly start: number; readonly end: number }, text: string) =>
  /worry|panic/i.test(text.slice(start, end))

const helpsAfter = (sentences: readonly { is(...keys: readonly 'solve'[]): boolean; readonly words: readonly unknown[] }[]) =>
  sentences.slice(0, 3).some((sentence) => sentence.is('solve') || sentence.words.length > 6)
