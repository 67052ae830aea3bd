import type { Sentence } from '../../src/analysis/analysis.ts'
import type { Quote } from '../../src/conversation.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'Nobody is asked for a password, PIN, card number, security code, one-time code or national id in a conversation.',
  message: 'Secret asked for in the conversation',
  severity: 'info',
  kind: 'forbids',
  options: {
    // What else your customers must never be asked for.
    secret: [],
  },
  instead: ['Use the last four digits, or let them enter it on a secure page; say that you will never ask for it'],
  phrases: {
    secret: {
      say: [
        '(password|passwords|passcode|pass code|passphrase|login credentials|log in credentials|account credentials|banking credentials|login and password)',
        '(your|ur|current|old|the|account|card|debit|credit|atm|banking|bank|phone|health|# digit|secret|a|and|full) pin [number]',
        '[full|complete|whole|entire|long|# digit|all # digits of your|credit|debit|bank|visa|payment] [credit|debit|bank] card (number~|no|nr)',
        '(number|digits) (on|of|from|across) [the front of|the back of|the] (your|the) [credit|debit|bank|payment] card',
        '(full|complete|whole|all the) (card|credit card|debit card) (details|information|data)',
        '(cvv|cvc|cvv2|cvc2|csc|cvn|security code|card verification [code|value|number]|three digit code|# digit [security] code on|# digits on the back)',
        '(photo|picture|image|scan|copy|screenshot|snap) of [both sides of|the front of|the front and back of] [your|the] [credit|debit|bank] card',
        '(one time|otp|one time [access|login|security]) [pass|access|login|security] (code|password|passcode|pin)',
        '(otp|2fa code|two factor code|verification code|authentication code|confirmation code|security code|login code|access code|code) ...3 (texted|sent|messaged|received|get|got|by text|by sms|on your phone|in the sms|in the text|from the app|from your authenticator)',
        '(otp|2fa code|two factor code|authenticator code|sms code|tan|mtan)',
        '(social security|ssn|national insurance|national id|national identity|identity card|id card|identification|tax id|tax identification|aadhaar|personal identity|citizen) (number|no|nr|code)',
        '(ssn|social security number|aadhaar)',
        '(answer|answers) to your (security|secret) question~',
        '(private key|seed phrase|recovery phrase|backup codes)',
      ],
      unless: [
        '(last|first|final|ending|partial|middle) (#|few|couple of|four|three|two|digits)',
        '(ending|ends|end) (in|with|on)',
        '(gift|loyalty|membership|member|library|rewards|reward|club|sim|travel|boarding|customer|student|points|store|bonus|insurance|discount|bus|rail|rail|oyster|business|report) card',
        '(reset|resetting|change|changing|changed|forgot|forgotten|forget|new|recover|recovering|recovery|update|updating|create|creating|set up|choose|temporary|wrong|incorrect|invalid|expired|strong|remember|lost) ...3 (password|passcode|pin|credentials|code)',
        '(password|passcode|pin) (reset|manager|field|box|page|protected|change|recovery|rules|link|hint|prompt|screen)',
        '(pin|zip) code',
        '(never|without|avoid|not need|no need|nobody|no one|cover|covered|hide|hidden|black out|blacked out|masked|except|leave out|redact~|blank~|anyone|somebody else)',
        '(no|not) ...3 (password|passwords|pin|pins|code|codes|card number|digits) ...2 (needed|required|necessary)',
        '(do not|does not|will not|would not|must not|should not|can not|please not|not) [ever|please|need to|have to|want you to] (share|send|give|ask|post|tell|provide|need|require|include|write|type|disclose|publish|want|request|reveal)',
        '(our|the site|the shop|merchant) (pin|security) (policy|team)',
        '(did|do|have|were|was|has|are|is) you ...3 (receive|received|get|got|give|gave|given|share|shared|enter|entered|remember|know|forget|forgot|try|tried|able)',
      ],
    },
    asks: {
      say: [
        '(please|pls|kindly|to|you|and|also|just) (provide|confirm|share|supply|verify|state|submit|forward|attach|upload|send|give|tell|quote) [me|us|over|back|to me|to us|with me|with us|also|please]',
        '(provide|share|send|give|tell|dm|pm|message|email|text|read|spell|forward|drop|pop) [out|over|back] [to] (me|us)',
        '(reply|respond) [to this email|to us] with',
        '^ (provide|share|send|confirm|verify|dm|state|submit|attach)',
        '(provide|share|send|give|confirm|verify|dm|submit) (your|both|all|ur|the full|the complete|the whole)',
        '(type|write|enter|put|post|fill in|key in|leave|include|drop|pop|paste) ...10 (here|below|in the chat|in this chat|in chat|in your reply|in your answer|in your message|in the reply|to this email|by reply|by return)',
        '(may|can|could|might) (i|we) [please|also|just|quickly|kindly] (have|get|take|ask|see|know|grab|be given|verify)',
        '(what|which) (is|are|was|were) (your|the|ur)',
        '(i|we) [will|would|do|also|just|still|only|now|may|shall] [also] (need|require|want|must have)',
        '(need|require|requires) [from you|to have|to know|to verify|to get]',
      ],
      unless: [
        '(i|we|they|system|bank) (will|have|had|am|are|shall|did) [*] (send|sent|sending|give|given|giving|share|provide|providing|text|texted|email|emailed)',
        '(to|on|in|into|at|through|via|inside) (the|our|your|that|this) ...3 (app|page|site|website|screen|form|portal|device|terminal|machine|browser|reader|settings|checkout|window|keypad)',
        '(receive|get|see|find|click|follow|use|open|visit|go to|log in|sign in|on the|on our|select|under|tab|heading|website|page|screen|app|portal|secure link|payment link|step) ...14 (enter|type|provide|confirm|fill in|key in)',
      ],
    },
    // With nothing but a "please", or as one more item of a list.
    bare: [
      '^ [right|great|good|perfect|thanks|thank you|alright|sure|got it|ok|okay|yes] [and|also|so|then] [your|the] * ...4 (please|pls|plz) $',
      '^ [and|ok|okay|then] [your] (account|card|policy|customer|member|phone) (number|no|id) (and|plus) [your|the] * $',
      '^ [and|ok|okay|so|then|also] (your|the|whats your) * ...3 $',
    ],
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      let list = false
      for (const sentence of reply.sentences) {
        const secret = find(sentence, 'secret')
        if (secret && asksFor(secret, sentence, list, find)) {
          yield { at: secret }
          break
        }
        const opens = /[:：]\s*$/u.test(sentence.turn.text.value.slice(sentence.range.start, sentence.range.end))
        list = (opens && find(sentence, 'asks') !== undefined) || (list && sentence.words.length < 10)
      }
    }
  },
})

const PLEASE = new Set(['please', 'pls', 'plz'])

/** Words after which a request says what for, or how to do it elsewhere. */
const ELSEWHERE = new Set('so because before once when if whether while since by via without instead unless until'.split(' '))

function asksFor(secret: Quote, sentence: Sentence, list: boolean, find: Find): boolean {
  const asks = find(sentence, 'asks')
  if (asks && asks.range.start <= secret.range.start) {
    const between = sentence.words.filter(({ start }) => start >= asks.range.start && start < secret.range.start)
    if (between.length < 14 && !between.some(({ word }) => ELSEWHERE.has(word))) return true
  }
  const bare = find(sentence, 'bare') !== undefined && (sentence.question || PLEASE.has(sentence.words.at(-1)?.word ?? ''))
  return !asks && sentence.words.length < 10 && (list || bare)
}
