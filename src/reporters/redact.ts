import type { Diagnostic, Evidence, Problem, Report } from '../diagnostic.ts'
import { once } from '../once.ts'

/** Something personal in a text; offsets in UTF-16 units. */
interface Personal {
  readonly start: number
  readonly end: number
  readonly label: string
}

interface Finder {
  readonly pattern: RegExp
  /** What was found, or nothing after all. `before` is the text in front of it, as far as it tells what a number is. */
  readonly label: (found: string, before: string) => string | undefined
}

/** In this order: what an earlier one found is not looked at again. */
const finders = once((): readonly Finder[] => [
  { pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu, label: () => 'e-mail' },
  { pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b/g, label: (found) => (isIban(found) ? 'account' : undefined) },
  {
    pattern: /(?<=\b(?:account|acct|a\/c|routing|sort code)(?: (?:number|no\.?|id))?(?: is|:| ?#){0,2} {0,2})\d[\d -]{3,30}\d/gi,
    label: () => 'account',
  },
  { pattern: /(?<![\w,/-])(?:\+ ?)?\(?\d(?:[ .\-/()\u00a0\u2011\u2013]{0,2}\d){6,24}(?!\w)/g, label: numberLabel },
])

const date = /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{2}|\d{4}))(?: \d{1,2})?$/
const thousands = /^\d{1,3}(?:[ .\u00a0]\d{3}){1,2}$/
const ofPhone = /\b(?:phone|tel|telephone|call|mobile|cell|whatsapp|fax|text|sms|ring|dial|hotline)\b[^\d]{0,25}$/i
const ofOrder = /(?:#|\b(?:order|ticket|case|invoice|reference|ref|tracking|booking|confirmation|parcel|rma)\b[^\d.!?]{0,20})$/i
const price = /(?:[$€£¥₹]|\b(?:EUR|USD|GBP|CHF))\s?$/

/** What a run of digits is, from how it is written and what stands before it. Dates, prices and short order numbers are nothing. */
function numberLabel(found: string, before: string): string | undefined {
  const digits = found.replace(/\D/g, '')
  if (found.startsWith('+') || (found.startsWith('00') && digits.length > 9)) return digits.length <= 16 ? 'phone' : 'number'
  if (date.test(found) || price.test(before)) return undefined
  if (digits.length >= 13) return digits.length <= 19 && isCard(digits) ? 'card' : 'number'
  if (/^\d{3}-\d{2}-\d{4}$/.test(found)) return 'account'
  if (ofPhone.test(before)) return 'phone'
  if (ofOrder.test(before) || thousands.test(found)) return undefined
  return digits.length >= 10 || /^\(?0\d*[)\s.\-/]/.test(found) ? 'phone' : undefined
}

/** Luhn's check digit. */
function isCard(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

/** The check digits of an IBAN (ISO 7064, modulo 97). */
function isIban(written: string): boolean {
  const plain = written.replaceAll(' ', '')
  let rest = 0
  for (const sign of plain.slice(4) + plain.slice(0, 4)) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97
  return rest === 1
}

/** A name after a greeting or an introduction: what is left when no list knows it. */
const greeted = once(
  (): Finder => ({
    pattern:
      /(?<=\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Tt]hanks|[Tt]hank you|[Ss]orry|[Rr]egards|[Mm]y name is|[Tt]his is|[Mm]rs?\.?|[Mm]s\.?),? )\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2}/gu,
    label: () => 'name',
  }),
)

/** Names people go by that are not theirs. */
const roles = new Set(['agent', 'customer', 'support', 'team', 'bot', 'system', 'user', 'visitor', 'the'])

/** Finds names, whole and each word of them that is written with a capital. */
function nameFinder(names: readonly string[]): Finder | undefined {
  const words = names.flatMap((name) => [name, ...name.split(/[\s@.]+/).filter((word) => /^\p{Lu}\p{L}/u.test(word))])
  const known = [...new Set(words)].filter((word) => word.length > 1 && !roles.has(word.toLowerCase())).sort((a, b) => b.length - a.length)
  if (known.length === 0) return undefined
  const pattern = known.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|')
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'gu'), label: () => 'name' }
}

/** Where something personal stands in the text, in order and without overlap. */
function personal(text: string, names: readonly Finder[]): readonly Personal[] {
  const found: Personal[] = []
  const looks = /[@\d]/.test(text) ? [...finders(), ...names] : names
  for (const { pattern, label } of looks) {
    for (const { 0: written, index: start } of text.matchAll(pattern)) {
      const end = start + written.length
      if (found.some((other) => start < other.end && other.start < end)) continue
      const is = label(written, text.slice(Math.max(0, start - 60), start))
      if (is) found.push({ start, end, label: is })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

function replaced(text: string, found: readonly Personal[], by: (personal: Personal) => string): string {
  let result = ''
  let done = 0
  for (const place of found) {
    result += text.slice(done, place.start) + by(place)
    done = place.end
  }
  return done === 0 ? text : result + text.slice(done)
}

/** The text with e-mails, phone, card and account numbers replaced by what they are, such as `[phone]`; with `names` also those. */
export function mask(text: string, names?: readonly string[]): string {
  return replaced(text, personal(text, nameFinders(names)), ({ label }) => `[${label}]`)
}

/** The same, letter by letter: the result is as long as the text, so that places in it still fit. */
export function blot(text: string, names: readonly string[]): string {
  return replaced(text, personal(text, nameFinders(names)), ({ start, end }) => '•'.repeat(end - start))
}

const made = new WeakMap<readonly string[], readonly Finder[]>()

function nameFinders(names: readonly string[] | undefined): readonly Finder[] {
  if (!names) return []
  const known = made.get(names)
  if (known) return known
  const list = nameFinder(names)
  const built = list ? [list, greeted()] : [greeted()]
  made.set(names, built)
  return built
}

/** The names to take out of what is said of a diagnostic. */
export function namesIn(report: Report, { conversation }: Diagnostic): readonly string[] {
  const general = report.settings.names ?? []
  return conversation.names?.length ? [...conversation.names, ...general] : general
}

/** The report as it may be shown: with what its settings, and a format that leaves the machine, ask to mask taken out. */
export function redacted(report: Report, leavesMachine: boolean): Report {
  const wish = report.settings.redact ?? 'default'
  if (wish === 'none' || (wish === 'default' && !leavesMachine)) return report
  const all = wish === 'all'
  const general = all ? (report.settings.names ?? []) : undefined
  return {
    ...report,
    files: report.files.map((file) => ({
      ...file,
      diagnostics: file.diagnostics.map((diagnostic) => redactedDiagnostic(diagnostic, all ? namesIn(report, diagnostic) : undefined)),
    })),
    problems: report.problems.map((problem) => redactedProblem(problem, general)),
  }
}

function redactedDiagnostic(diagnostic: Diagnostic, names: readonly string[] | undefined): Diagnostic {
  const { conversation, suppressed } = diagnostic
  const { id, title } = conversation
  const said = ({ quote }: Evidence) => (names && conversation.kind === 'transcript' ? '[customer’s words]' : mask(quote, names))
  return {
    ...diagnostic,
    message: mask(diagnostic.message, names),
    quote: mask(diagnostic.quote, names),
    conversation: {
      ...conversation,
      // Numbers stay: an id is there to be looked up.
      ...(id !== undefined && { id: id.includes('@') ? mask(id) : id }),
      ...(title !== undefined && { title: mask(title, names) }),
    },
    because: diagnostic.because.map((evidence) => ({ ...evidence, message: mask(evidence.message, names), quote: said(evidence) })),
    instead: diagnostic.instead.map((reminder) => mask(reminder, names)),
    ...(suppressed && { suppressed: { ...suppressed, ...(suppressed.reason && { reason: mask(suppressed.reason, names) }) } }),
  }
}

function redactedProblem(problem: Problem, names: readonly string[] | undefined): Problem {
  const { nearest } = problem
  return { ...problem, message: mask(problem.message, names), ...(nearest !== undefined && { nearest: mask(nearest, names) }) }
}
