import { once } from '../once.ts'

/** What no reader sees and a terminal or an editor may obey: control characters, bidi overrides, line separators, broken surrogates. */
const obeyed = once(() => /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\ufeff\ufff9-\ufffb]/gu)

/** Latin letters, punctuation and signs: most text, told apart without the Unicode tables, which take milliseconds to compile. */
const ordinary = /^[ -~\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]*$/

/** Breaks a word without being seen, and without taking room. */
const joiner = '\u2060'

/** The text with everything a terminal could obey replaced by a sign of the same width, so that it can be seen. */
export function visible(text: string): string {
  if (ordinary.test(text)) return text
  return text.replace(obeyed(), (sign) => {
    const code = sign.codePointAt(0)!
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? '␡' : '\ufffd'
  })
}

/** The text on one line: every run of white space, line breaks too, is one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Text for a terminal or a log: nothing in it moves the cursor, and no CI takes it for one of its commands (`::error`, `##vso[`). */
export function terminal(text: string): string {
  return visible(text)
    .replace(/##(?=\[|vso\[|teamcity\[)/g, `#${joiner}#`)
    .replace(/^(\s*):(?=:)/, `$1:${joiner}`)
}

/** JSON on one line, safe to show in a terminal: what it could obey is written as `\u` escapes. */
export function json(value: unknown): string {
  return JSON.stringify(value).replace(obeyed(), (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** The message of a GitHub workflow command: its line breaks cannot start another one. */
export function workflowMessage(text: string): string {
  return text.replace(/[%\r\n]/g, percent).replace(obeyed(), '\ufffd')
}

/** A property of a GitHub workflow command. */
export function workflowProperty(text: string): string {
  return text.replace(/[%\r\n:,]/g, percent).replace(obeyed(), '\ufffd')
}

/** A CSV cell (RFC 4180). What a spreadsheet would take for a formula starts with an apostrophe; plain numbers stay as they are. */
export function csvCell(text: string): string {
  const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r]/.test(text) && !/^[-+]?\d+(\.\d+)?$/.test(text)
  const cell = (formula ? `'${text}` : text).replace(obeyed(), (sign) => (/[\t\r\n]/.test(sign) ? sign : '\ufffd'))
  return /[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Text or an attribute's value in XML 1.0; characters it does not allow become U+FFFD, line breaks and tabs stay as references. */
export function xml(text: string): string {
  return text
    .replace(/[&<>"']/g, (sign) => entities[sign]!)
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(obeyed(), '\ufffd')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
}

/**
 * Text inside a line of Markdown, which shows as it was said: no markup, HTML, images, links or table cells come of it, and
 * nobody is mentioned and no issue linked by it (GitHub looks for those after the markup, so a backslash does not help).
 */
export function markdown(text: string): string {
  return visible(oneLine(text))
    .replace(/[&<>]/g, (sign) => entities[sign]!)
    .replace(/[\\`*_[\]|~$#]/g, '\\$&')
    .replace(/(@|#|:(?=\/\/)|www|GH-)(?=[\w./])/gi, `$1${joiner}`)
}

/** Text in a code span of Markdown that may stand in a table cell. */
export function markdownCode(text: string): string {
  const line = visible(oneLine(text)).replaceAll('|', '\\|')
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length)) + 1)
  return fence.length > 1 || /^ | $/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`
}
