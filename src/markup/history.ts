import type { Range, Text } from '../text.ts'
import type { Context } from './syntaxes.ts'

/** A line of a text, without its line ending. */
interface Line extends Range {
  readonly text: string
}

/** Without one of these in it a text holds neither history nor a signature: most texts are done with here. */
const TELLTALES =
  '>|wrote|schrieb|crit|riginal|RIGINAL|orwarded|--|From|De|Von|ent from|ent via|ent with|Get Outlook|onfidential|ONFIDENTIAL|rivileged|ailing list|____'.split(
    '|',
  )

const QUOTED = /^\s{0,3}>(?:\s|>|$|["'“(*]?\p{L})/u
const ATTRIBUTION = /^(?:On|Am|Le)\b(?=.*(?:\d|@)).{6,300}(?:wrote|schrieb|a écrit)\s?:$/su
const FORWARDED = /^[\s>]*(?:-{2,}\s*(?:Original Message|Original Appointment|Forwarded message)\s*-{2,}|Begin forwarded message:)\s*$/i
const HEADER = /^[\s*_]*(?:From|De|Von)\s*:[\s*_]*\S/
const NEXT_HEADER = /^[\s*_]*(?:Sent|Date|To|Cc|Subject|Envoyé|Gesendet|An|À)\s*:/
const RULE = /^\s*(?:-{5,}|_{5,}|={5,})\s*$/
const DEVICE = /^(?:Sent from (?:my |Mail\b|Yahoo|Outlook|Gmail|Samsung|AOL|Proton)|Get Outlook for |Sent (?:via|with) )/i

/** The text without what its writer did not write for this message: quoted history, a signature, a disclaimer. */
export function withoutHistory(text: Text, context: Context): Text {
  const { value } = text
  const quotes = context === 'transcript' ? text.marks.filter((mark) => mark.kind === 'quote').map((mark) => mark.range) : []
  if (quotes.length === 0 && !TELLTALES.some((word) => value.includes(word))) return text
  const end = endOfOwnWords(linesOf(value))
  const kept = withoutQuotes(linesOf(value.slice(0, end)), quotes)
  if (kept.length === 1 && kept[0]!.start === 0 && kept[0]!.end === value.length) return text
  const layer = text.layer()
  for (const range of kept) layer.copy(range.start, range.end)
  return layer.build()
}

function linesOf(value: string): Line[] {
  const lines: Line[] = []
  for (const { 0: text, index } of value.matchAll(/[^\r\n]+|(?<=\n)(?=\r?\n)/g))
    lines.push({ text, start: index, end: index + text.length })
  return lines
}

/** Where the writer's own words end: before the history below them, and before the signature above that. */
function endOfOwnWords(lines: readonly Line[]): number {
  const cut = lines.findIndex((_, at) => opensHistory(lines, at))
  let own = cut < 0 ? [...lines] : lines.slice(0, cut)
  const dashes = own.findLastIndex(({ text }) => /^-- ?$/.test(text))
  if (dashes > 0 && own.length - dashes <= 12) own = own.slice(0, dashes)
  const trim = (unwanted: (line: Line) => boolean): void => {
    while (own.length > 0 && unwanted(own.at(-1)!)) own.pop()
  }
  trim(({ text }) => text.trim() === '' || (cut >= 0 && RULE.test(text)))
  const device = own.findLastIndex(({ text }) => DEVICE.test(text.trim()))
  if (device >= 0 && own.length - device <= 2) own = own.slice(0, device)
  if (own.length > 1 && isDisclaimer(own.at(-1)!.text)) own.pop()
  trim(({ text }) => text.trim() === '')
  return own.at(-1)?.end ?? 0
}

function opensHistory(lines: readonly Line[], at: number): boolean {
  const { text } = lines[at]!
  if (FORWARDED.test(text)) return true
  if (HEADER.test(text)) return lines.slice(at + 1, at + 4).some((line) => NEXT_HEADER.test(line.text))
  if (/^_{20,}\s*$/.test(text)) return lines.slice(at + 1, at + 4).some((line) => /mailing list/i.test(line.text))
  if (attributionAt(lines, at) === 0) return false
  // An answer below the quoted lines: only those go, see `withoutQuotes`.
  const below = lines.slice(at + attributionAt(lines, at))
  const quoted = below.findIndex((line) => QUOTED.test(line.text))
  if (quoted < 0 || below.slice(0, quoted).some((line) => line.text.trim() !== '')) return true
  return !below.slice(quoted).some((line) => line.text.trim() !== '' && !QUOTED.test(line.text))
}

/** How many lines, from this one on, say `On 3 May, Kim wrote:` (mail programs wrap it); 0 for none. */
function attributionAt(lines: readonly Line[], at: number): number {
  if (!/^(?:On|Am|Le)\b/.test(lines[at]!.text)) return 0
  for (const count of [1, 2, 3]) {
    const joined = lines.slice(at, at + count).map((line) => line.text.trim())
    if (joined.includes('')) return 0
    if (ATTRIBUTION.test(joined.join(' '))) return count
  }
  return 0
}

function isDisclaimer(paragraph: string): boolean {
  return paragraph.length > 80 && /confidential|privileged/i.test(paragraph) && /intended|recipient|received this/i.test(paragraph)
}

/** The stretches that are not quoted, line by line; a message that is nothing but a marked quotation stays. */
function withoutQuotes(lines: readonly Line[], quotes: readonly Range[]): Range[] {
  const inQuote = (line: Line): boolean => quotes.some(({ start, end }) => line.start < end && line.end > start)
  const spared = lines.every((line) => line.text.trim() === '' || inQuote(line))
  const kept: Range[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const attribution = attributionAt(lines, at)
    if (attribution > 0) {
      at += attribution - 1
      continue
    }
    if (QUOTED.test(line.text) || (!spared && line.text.trim() !== '' && inQuote(line))) continue
    const left = kept.at(-1)
    const leftOut = at > 0 && left?.end !== lines[at - 1]!.end
    // Nor are two empty lines left where something stood between them.
    if (leftOut && line.text.trim() === '') continue
    const start = at === 0 ? 0 : lines[at - 1]!.end
    if (left && left.end === start) kept[kept.length - 1] = { start: left.start, end: line.end }
    else kept.push({ start: kept.length === 0 ? line.start : start, end: line.end })
  }
  return kept
}
