import type { Range } from '../text.ts'

/** A word that hides a value in texts whose personal data was removed: `#EMAIL#`, `[EMAIL]`, `<email>`, `__email__`. */
const hidden = (names: string): string =>
  ['#@#', '\\[@\\]', '<@>', '\\{@\\}', '__@__'].map((form) => form.replace('@', `(?:${names})(?:[-_ ]?\\w+?)?`)).join('|')
const HIDDEN_NUMBER = hidden('PHONE_?NUMBER|NUMBER|NUM|ALPHANUMERIC_ID|DEVICEID|ID|ORDER|CODE|PII|REDACTED|REF|ACCOUNT|TRACKING')
const HIDDEN_NAME = hidden('NAME|PERSON|PER|FIRST_?NAME|FULL_?NAME|CUSTOMER_?NAME')

const HIDDEN_CODE = new RegExp(HIDDEN_NUMBER, 'iy')
/** Codes as written; blanks stand inside only where the letters are capitals. */
const CODES: readonly RegExp[] = [
  /#? ?[A-Z]{0,4}[ -]?\d{1,30}(?:[ -]\d{1,30}){0,8}(?:[A-Z-][A-Z\d-]{0,30})?(?<!-)(?![\w/]|[.,:]\d)/y,
  /#? ?(?!\d+(?:st|nd|rd|th|am|pm|x|k|kg|g|ml|cm|mm|m|gb|mb|pcs?|days?|weeks?|hours?|min|eur|usd|euros?|dollars?)\b)[a-z\d]{1,40}(?:-[a-z\d]{1,40}){0,8}(?![\w/]|[.,:]\d)/iy,
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
  }).map(([detail, names]) => [detail, new RegExp(`\\b(?:${names})\\b${LINK}`, 'gi')]),
)

const MONEY =
  '(?<![\\d.,])(?:[£$€] ?\\d[\\d.,]{0,12}|\\d[\\d.,]{0,12} ?(?:[£$€]|(?:euros?|eur|dollars?|usd|pounds?|gbp|quid|bucks|rupees?|inr|chf)\\b))'

/** How other values look, whoever writes them. The group is the value, where the pattern is longer. */
const SHAPES: Readonly<Record<string, readonly RegExp[]>> = {
  email: [new RegExp(`(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+|${hidden('E-?MAIL')}`, 'gi')],
  order: [
    /\b(?:pnr|PNR|[Rr]ecord locator|[Bb]ooking (?:ref(?:erence)?|code)|[Cc]onfirmation (?:code|number))\b[\s:.]*(?:is\s+)?([A-Z]{6})\b/g,
  ],
  phone: [/(?<![\w.])\+\d[\d\s().-]{7,20}\d|\(\d{3}\)\s?\d{3}-\d{4}\b|\b\d{3}-\d{3}-\d{4}\b|\b0\d{3,4}[ -]\d{5,7}\b/g],
  address: [
    new RegExp(hidden('ADDRESS|ADDR|LOCATION'), 'gi'),
    /\b\d{1,5}[a-z]?,? (?:[A-Z][\w'.]+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|way|court|square|place|terrace|boulevard|blvd|gardens)\b/gi,
    /\b[A-ZÄÖÜ][a-zäöüß]+(?:stra(?:ß|ss)e|str\.|weg|gasse|platz) \d+/gu,
  ],
  postcode: [/\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g, /\b(?:zip|post ?code|postal code)\D{0,12}(\d{4,6})\b/gi],
  fullName: [
    new RegExp(`(?<=^|\\n)[ \\t]*(${HIDDEN_NAME})(?=[\\s.,;]*(?:$|\\n|${hidden('ADDRESS|E-?MAIL|NAME')}))`, 'gi'),
    new RegExp(`(?:regards|sincerely|wishes|greetings|cheers|yours)(?: from)?[,.! ]*\\n?\\s*(${HIDDEN_NAME})`, 'gi'),
    new RegExp(`\\b(?:name(?:'s| is|:)?|this is|i am|i'm)\\s+(${HIDDEN_NAME})`, 'gi'),
    /\bname(?: on (?:the|my) \w+)?(?:'s| is|:) ((?!not\b|wrong|on\b|in\b|mis)\p{L}[\p{L}'-]+ (?!and\b|from\b|with\b|but\b|the\b|my\b|here\b|i\b|calling|order|on\b)\p{L}[\p{L}'.-]+)/giu,
    /(?:[Rr]egards|[Ss]incerely|[Ww]ishes|[Gg]reetings|[Cc]heers|[Tt]hanks|[Tt]hank you|[Yy]ours)[,.!]?\s*\n\s*(\p{Lu}[\p{L}'.-]+(?: \p{Lu}[\p{L}'.-]+){1,2})\s*$/gu,
  ],
  birth: [/\b(?:born(?: on)?|birth|dob|birthday)\b\D{0,15}(\d{1,2}\D{1,3}\w{1,9}\D{1,3}\d{2,4})/gi],
  amount: [
    new RegExp(`\\b(?:charged|billed|debited|deducted|taken|paid|took|pay)\\b[^.!?\\n]{0,40}?(${MONEY})`, 'gi'),
    new RegExp(`(${MONEY}) (?:(?:was|were|has been|have been|is|are|got) )?(?:charged|billed|debited|deducted|taken|paid|gone)\\b`, 'gi'),
  ],
  flight: [/\b[Ff]light(?: number| no\.?)?[ #:]*(?:is )?((?:[A-Z]{2} ?)?\d{2,4})\b/g, /\b([a-z]{2}\d{3,4})\b/gi],
}

/** Where the values of a kind of detail (`order`, `email` …) stand in a text, in no order; a kind that has no look of its own has none. */
export function valuesIn(text: string, detail: string): readonly Range[] {
  const found: Range[] = []
  const name = NUMBERS[detail]
  for (const match of name ? text.matchAll(name) : []) {
    const start = match.index + match[0].length
    const end = codeAt(text, start)
    if (end) found.push({ start, end })
  }
  for (const shape of SHAPES[detail] ?? []) {
    for (const match of text.matchAll(shape)) {
      const words = match[1] ?? match[0]
      const start = match.index + match[0].lastIndexOf(words)
      found.push({ start, end: start + words.length })
    }
  }
  return found
}

/** Where a sentence or line begins. */
const OPENING = /(?:^|\n|[.!?]\s)[ \t]{0,8}(?=[#[<{_A-Z\d])/g

/** Where a code stands as a sentence or line of its own. */
export function codesAlone(text: string): readonly Range[] {
  return [...text.matchAll(OPENING)].flatMap((match) => {
    const start = match.index + match[0].length
    const end = codeAt(text, start)
    return end && /^[ \t]*(?:[.!?]|\n|$)/.test(text.slice(end, end + 20)) ? [{ start, end }] : []
  })
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

/** Whether a code stands anywhere in a text. */
export function holdsCode(text: string): boolean {
  return [...text.matchAll(/(?<![\w-])[#[<{_\w]/g)].some(({ index }) => codeAt(text, index) !== undefined)
}

const A_NAME = new RegExp(HIDDEN_NAME, 'i')

/** Whether a text holds a word that hides a name. */
export function holdsName(text: string): boolean {
  return A_NAME.test(text)
}

const A_VALUE = new RegExp(`${hidden('E-?MAIL|ADDRESS|PHONE_?NUMBER')}|(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,64}\\.\\w+`, 'i')

/** Whether a text holds a code, an address or a number to call. */
export function holdsValue(text: string): boolean {
  return A_VALUE.test(text) || holdsCode(text)
}
