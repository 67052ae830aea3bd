import type { Turn } from '../conversation.ts'
import type { Cue, Given, Message, Reply, Sentence } from './analysis.ts'

/** A word that hides a value in texts whose personal data was removed: `#EMAIL#`, `[EMAIL]`, `<email>`, `__email__`. */
const hidden = (names: string): string =>
  ['#@#', '\\[@\\]', '<@>', '\\{@\\}', '__@__'].map((form) => form.replace('@', `(?:${names})(?:[-_ ]?\\w+?)?`)).join('|')
const HIDDEN_NUMBER = hidden('PHONE_?NUMBER|NUMBER|NUM|ALPHANUMERIC_ID|DEVICEID|ID|ORDER|CODE|PII|REDACTED|REF|ACCOUNT|TRACKING')
const HIDDEN_NAME = hidden('NAME|PERSON|PER|FIRST_?NAME|FULL_?NAME|CUSTOMER_?NAME')

const HIDDEN_CODE = new RegExp(HIDDEN_NUMBER, 'iuy')
/** Codes as written; blanks stand inside only where the letters are capitals. */
const CODES: readonly RegExp[] = [
  /#? ?[A-Z]{0,4}(?:[ -]?\d+)+(?:-?[A-Z\d]+)*(?![\w/]|[.,:]\d)/uy,
  /#? ?(?!\d+(?:st|nd|rd|th|am|pm|x|k|kg|g|ml|cm|mm|m|gb|mb|pcs?|days?|weeks?|hours?|min|eur|usd|euros?|dollars?)\b)[a-z\d]+(?:-?[a-z\d]+)*(?![\w/]|[.,:]\d)/iuy,
]

/** What may stand between the name of a number and the number: "order no. is: #". */
const LINK = `(?:[\\s:.,("']|n[or°]\\b|num(?:ber)?s?\\b|ids?\\b|ref(?:erence)?s?\\b|codes?\\b|is\\b|was\\b|are\\b|the\\b|my\\b|with\\b|under\\b|concerned\\b|it's\\b|its\\b)*`

/** Numbers and codes that are told by what stands before them. */
const NUMBERS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    order: 'orders?|bookings?|reservation|confirmation|purchase|pnr|locator|reference|ref|ordernumber|orderno',
    tracking: 'tracking|parcel|shipment|consignment|waybill',
    invoice: 'invoice|receipt',
    case: 'case|ticket|incident|complaint|claim',
    account: 'account|acct|customer (?=n|id)|client (?=n|id)|member(?:ship)?|policy|loyalty|contract',
    phone: 'phone|telephone|mobile|cell|tel|whatsapp|call me (?:on|at)|reach me (?:on|at)|ring me (?:on|at)',
  }).map(([detail, names]) => [detail, new RegExp(`\\b(?:${names})\\b${LINK}`, 'giu')]),
)

/** Where a sentence or line begins: a code that is all of it is the number of the matter. */
const ALONE = /(?<=^\s{0,3}|\n\s{0,3}|[.!?]\s{1,3})(?=[#[<{_A-Z\d])/gu

/** How other values look, whoever writes them. The group is the value, where the pattern is longer. */
const SHAPES: Readonly<Record<string, readonly RegExp[]>> = {
  email: [new RegExp(`[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+|${hidden('E-?MAIL')}`, 'giu')],
  order: [
    /\b(?:pnr|PNR|[Rr]ecord locator|[Bb]ooking (?:ref(?:erence)?|code)|[Cc]onfirmation (?:code|number))\b[\s:.]*(?:is\s+)?([A-Z]{6})\b/gu,
  ],
  phone: [/(?<![\w.])\+\d[\d\s().-]{7,}\d|\(\d{3}\)\s?\d{3}-\d{4}\b|\b\d{3}-\d{3}-\d{4}\b|\b0\d{3,4}[ -]\d{5,7}\b/gu],
  address: [
    new RegExp(hidden('ADDRESS|ADDR|LOCATION'), 'giu'),
    /\b\d{1,5}[a-z]?,? (?:[A-Z][\w'.]+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|way|court|square|place|terrace|boulevard|blvd|gardens)\b/giu,
    /\b[A-ZÄÖÜ][a-zäöüß]+(?:stra(?:ß|ss)e|str\.|weg|gasse|platz) \d+/gu,
  ],
  postcode: [/\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/gu, /\b(?:zip|post ?code|postal code)\D{0,12}(\d{4,6})\b/giu],
  fullName: [
    new RegExp(`(?<=^|\\n)[ \\t]*(${HIDDEN_NAME})(?=[\\s.,;]*(?:$|\\n|${hidden('ADDRESS|E-?MAIL|NAME')}))`, 'giu'),
    new RegExp(`(?:regards|sincerely|wishes|greetings|cheers|yours)(?: from)?[,.! ]*\\n?\\s*(${HIDDEN_NAME})`, 'giu'),
    new RegExp(`\\b(?:name(?:'s| is|:)?|this is|i am|i'm)\\s+(${HIDDEN_NAME})`, 'giu'),
    /\bname(?: on (?:the|my) \w+)?(?:'s| is|:) ((?!not\b|wrong|on\b|in\b|mis)\p{L}[\p{L}'-]+ (?!and\b|from\b|with\b|but\b|the\b|my\b|here\b|i\b|calling|order|on\b)\p{L}[\p{L}'.-]+)/giu,
    /(?:[Rr]egards|[Ss]incerely|[Ww]ishes|[Gg]reetings|[Cc]heers|[Tt]hanks|[Tt]hank you|[Yy]ours)[,.!]?\s*\n\s*(\p{Lu}[\p{L}'.-]+(?: \p{Lu}[\p{L}'.-]+){1,2})\s*$/gu,
  ],
  birth: [/\b(?:born(?: on)?|birth|dob|birthday)\b\D{0,15}(\d{1,2}\D{1,3}\w{1,9}\D{1,3}\d{2,4})/giu],
  amount: [
    /\b(?:charged|billed|debited|deducted|taken|paid|took|pay)\b[^.!?\n]{0,40}?((?:[£$€] ?\d[\d.,]*\d?)|\d[\d.,]* ?(?:[£$€]|(?:euros?|eur|dollars?|usd|pounds?|gbp|quid|bucks|rupees?|inr|chf)\b))/giu,
    /((?:[£$€] ?\d[\d.,]*\d?)|\d[\d.,]* ?(?:[£$€]|(?:euros?|eur|dollars?|usd|pounds?|gbp|quid|bucks|rupees?|inr|chf)\b)) (?:was|were|has been|have been|is|are|got)? ?(?:charged|billed|debited|deducted|taken|paid|gone)\b/giu,
  ],
  flight: [/\b[Ff]light(?: number| no\.?)?[ #:]*(?:is )?((?:[A-Z]{2} ?)?\d{2,4})\b/gu, /\b([a-z]{2}\d{3,4})\b/giu],
}

/** What a customer may have tried. */
const STEPS = new Set('restart reinstall cache otherBrowser otherDevice update reset newPassword logout cable spam'.split(' '))

/** What a customer turn gives, in the order it is given. */
export function givenIn(turn: Turn, sentences: readonly Sentence[]): readonly Given[] {
  const { value } = turn.text
  const given: Given[] = []
  for (const [detail, name] of Object.entries(NUMBERS)) {
    for (const match of value.matchAll(name)) {
      const start = match.index + match[0].length
      const end = codeAt(value, start)
      if (end) given.push({ turn, range: { start, end }, detail })
    }
  }
  for (const match of value.matchAll(ALONE)) {
    const start = match.index + match[0].length
    const end = codeAt(value, start)
    if (end && /^[ \t]*(?:[.,!?]|\n|$)/.test(value.slice(end))) given.push({ turn, range: { start, end }, detail: 'order' })
  }
  for (const [detail, shapes] of Object.entries(SHAPES)) {
    for (const shape of shapes) {
      for (const match of value.matchAll(shape)) {
        const words = match[1] ?? match[0]
        const start = match.index + match[0].lastIndexOf(words)
        given.push({ turn, range: { start, end: start + words.length }, detail })
      }
    }
  }
  for (const { cues } of sentences) {
    const did = cues.some(({ key }) => key === 'did')
    for (const { key, sense, range } of cues) {
      if (sense && (key === 'gave' || (key === 'detail' && did && STEPS.has(sense)))) given.push({ turn, range, detail: sense })
    }
  }
  return given.sort((a, b) => a.range.start - b.range.start)
}

/** Where a code that begins at an offset ends: five digits or more, or four signs with letters and digits; undefined when none begins there. */
function codeAt(text: string, start: number): number | undefined {
  HIDDEN_CODE.lastIndex = start
  const hiddenCode = HIDDEN_CODE.exec(text)
  if (hiddenCode) return start + hiddenCode[0].length
  for (const code of CODES) {
    code.lastIndex = start
    const written = code.exec(text)?.[0]
    const signs = written?.replace(/[^a-z\d]/gi, '') ?? ''
    const digits = signs.replace(/\D/g, '').length
    if (written && (digits > 4 || (digits > 0 && digits < signs.length && signs.length > 3))) return start + written.length
  }
  return undefined
}

/** Between a request and these words, no further detail is asked for: they tell what for. */
const PURPOSE = new Set('so because before once when if whether then while since that'.split(' '))
const INSIDE = new Set('of from by via in on to at under into through'.split(' '))

/** The details a sentence asks the customer for. `introduced` when the sentence above it opens a list of what is asked. */
export function askedIn(sentence: Sentence, introduced = false): readonly Cue[] {
  const details = sentence.cues.filter(({ key }) => key === 'detail')
  if (details.length === 0) return []
  const requests = sentence.cues.filter(({ key }) => key === 'request')
  return details.filter((detail) => {
    const at = sentence.words.findIndex(({ start }) => start >= detail.range.start)
    const before = sentence.words[at - 1]?.word === 'your' ? sentence.words[at - 2] : sentence.words[at - 1]
    const asks = requests.some(({ range }) => range.start <= detail.range.start && range.end > detail.range.start)
    if (before && INSIDE.has(before.word) && !asks) return false
    if (introduced && requests.length === 0) return at < 8
    return requests.some(({ range }) => {
      if (range.start > detail.range.start) return false
      const between = sentence.words.filter(({ start }) => start >= range.end && start < detail.range.start)
      return between.length < 22 && !between.some(({ word }) => PURPOSE.has(word))
    })
  })
}

/** What a reply asks for, in order. */
export function askedBy({ sentences }: Pick<Reply, 'sentences'>): readonly Cue[] {
  const asked: Cue[] = []
  let list = false
  for (const sentence of sentences) {
    const { turn, range } = sentence
    asked.push(...askedIn(sentence, list))
    const opens = /[:：]\s*$/u.test(turn.text.value.slice(range.start, range.end)) && sentence.cue('request', 'askDetails') !== undefined
    list = opens || (list && sentence.words.length < 12)
  }
  return asked
}

/** Details that are a number or a code. */
const NUMBERED = new Set(['order', 'tracking', 'invoice', 'case', 'account', 'phone'])
/** Details that any answer gives. */
const WORDED = new Set('device browser payment card error bought since amount shop'.split(' '))

/** What the customer gave by answering: a bare number after "what is your order number?". */
export function answersIn(replies: readonly Reply[]): readonly Given[] {
  return replies.flatMap((reply) => {
    const message = reply.next?.message
    if (!message) return []
    const done = message.sentences.find((sentence) => sentence.cue('didAll'))
    const suggested = done
      ? reply.sentences.flatMap(({ cues }) => cues.filter(({ key, sense = '' }) => key === 'detail' && STEPS.has(sense)))
      : []
    const steps = suggested.flatMap(({ sense }) => (done && sense ? [{ turn: done.turn, range: done.range, detail: sense }] : []))
    return [
      ...steps,
      ...[...new Set(askedBy(reply).map(({ sense }) => sense))].flatMap((detail): readonly Given[] => {
        const answer = detail && message.sentences.find((sentence) => answers(detail, sentence))
        return answer ? [{ turn: answer.turn, range: answer.range, detail }] : []
      }),
    ]
  })
}

const A_NAME = new RegExp(HIDDEN_NAME, 'iu')

function answers(detail: string, sentence: Sentence): boolean {
  if (sentence.cue('unknown')) return false
  const { turn, range } = sentence
  const words = turn.text.value.slice(range.start, range.end)
  if (NUMBERED.has(detail)) return holdsCode(words)
  if (detail === 'name') return A_NAME.test(words)
  return WORDED.has(detail) && !sentence.question && !sentence.is('thankful') && sentence.cue('greet') === undefined
}

/** Whether a code stands anywhere in a text. */
const holdsCode = (text: string): boolean =>
  [...text.matchAll(/(?<![\w-])[#[<{_\w]/gu)].some(({ index }) => codeAt(text, index) !== undefined)

const VALUE = new RegExp(`${hidden('E-?MAIL|ADDRESS|PHONE_?NUMBER')}|[\\w.+-]+@[\\w-]+\\.\\w+`, 'iu')

/** Whether a sentence itself holds a value: it reads one back, or shows what one looks like. */
export function hasValue({ turn, range }: Sentence): boolean {
  const words = turn.text.value.slice(range.start, range.end)
  return VALUE.test(words) || holdsCode(words)
}

/** What was said before a turn not to be of use; a message that says that something works again takes it back. */
export function unusableIn(messages: readonly Message[], turn: Turn): readonly Cue[] {
  let unusable: Cue[] = []
  for (const { sentences } of messages) {
    for (const sentence of sentences) {
      if (sentence.turn.index >= turn.index) return unusable
      if (sentence.is('resolved')) unusable = []
      unusable.push(...sentence.cues.filter(({ key }) => key === 'cannotUse'))
    }
  }
  return unusable
}
