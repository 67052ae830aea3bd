import type { Mark, PlaceholderKind } from '../text.ts'
import { kindOf, standInFor } from './kinds.ts'

/** Where a text is used: what is a placeholder in a template may be the customer's own brackets in a transcript. */
export type Context = 'transcript' | 'template'

/** What becomes of a placeholder in the prose view. */
export type Meaning =
  | { readonly is: 'standIn'; readonly value: string; readonly as: PlaceholderKind; readonly fallback?: string }
  /** A tag or a comment: not shown. `between` two alternatives, so the words around it must not run together. */
  | { readonly is: 'nothing'; readonly between?: boolean }
  /** A stretch of the placeholder is shown as it is. */
  | { readonly is: 'shown'; readonly words: string }

/** A placeholder found in a text. */
export interface Placeholder {
  readonly start: number
  readonly end: number
  readonly syntax: string
  readonly written: string
  readonly meaning: Meaning
}

interface Syntax {
  readonly name: string
  readonly pattern: RegExp
  /** Undefined when it only looks like a placeholder. `before` is what stands left of it on its line. */
  readonly means: (match: RegExpExecArray, before: string) => Meaning | undefined
  /** Unmistakable: a placeholder in a transcript too. */
  readonly anywhere?: true
}

const nothing: Meaning = { is: 'nothing' }
const between: Meaning = { is: 'nothing', between: true }

function standIn(name: string, as: PlaceholderKind = kindOf(name), fallback?: string): Meaning {
  return { is: 'standIn', value: standInFor(as, name), as, ...(fallback === undefined ? {} : { fallback }) }
}

/** A fill-in reads as what a person will put there: `[Customer name]` as a name. */
function fillIn(name: string): Meaning {
  const kind = kindOf(name)
  const as: PlaceholderKind = kind === 'value' || kind === 'opaque' ? 'fillIn' : kind
  return { is: 'standIn', value: standInFor(as, name), as: 'fillIn' }
}

const QUOTED = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|“[^”]*”|‘[^’]*’`
/** What stands inside of a placeholder, up to signs it may hold only in quotes; without regard to quotes where they do not pair up. */
const inside = (never: string): string => `(?:(?:${QUOTED}|[^${never}"'“‘]){1,300}?|[^${never}]{1,300}?)`
const quotedWords = (expression: string): string | undefined => /["'“‘](.*?)["'”’]/.exec(expression)?.[1]
const withoutQuoted = (expression: string): string => expression.replace(new RegExp(QUOTED, 'g'), ' ')

/** `ticket.requester.first_name | default: 'there'`, also as a helper (`default user.name "there"`) or with `or 'there'`. */
function expression(written: string): Meaning {
  const bar = withoutQuoted(written).includes('|') ? written.indexOf('|') : written.length
  const name = withoutQuoted(written.slice(0, bar)).replace(/\b(?:or|default|formatDate|capitalize|upper|lower)\b/g, ' ')
  const fallback = /\b(?:default|fallback)\b|\bor\s+["'“‘]/.test(written)
    ? quotedWords(written.replace(/^.*?\b(?=default|fallback|or\s+["'“‘])/, ''))
    : undefined
  return standIn(name, undefined, fallback)
}

const ALTERNATIVE = /^(?:else|elsif|elseif|elif|when|empty|cycle)\b/
/** Tags that show something, and what. */
const SHOWING: Readonly<Record<string, (rest: string) => Meaning>> = {
  include: () => standIn('include'),
  render: () => standIn('include'),
  cycle: () => standIn('include'),
  url: () => standIn('url'),
  now: () => standIn('date'),
  increment: () => standIn('number'),
  decrement: () => standIn('number'),
  trans: translated,
  translate: translated,
}

function translated(rest: string): Meaning {
  const words = quotedWords(rest)
  return words ? { is: 'shown', words } : standIn(rest)
}

const TAGS =
  'if|elsif|elseif|elif|else|endif|unless|endunless|ifequal|endifequal|ifnotequal|endifnotequal|ifchanged|endifchanged|for|endfor|empty|case|when|endcase|assign|capture|endcapture|comment|endcomment|raw|endraw|verbatim|endverbatim|include|render|block|endblock|trans|translate|blocktrans|blocktranslate|endblocktrans|endblocktranslate|plural|with|endwith|load|set|endset|tablerow|endtablerow|break|continue|cycle|increment|decrement|liquid|layout|section|extends|url|now|spaceless|endspaceless|autoescape|endautoescape|macro|endmacro|filter|endfilter'

/** `{n, plural, one {# day} other {# days}}` reads as its last branch. */
function icu(match: RegExpExecArray): Meaning {
  const [, name = '', type = '', body = ''] = match
  if (type === '') return standIn(name)
  if (type === 'date' || type === 'time') return standIn(name, 'date')
  const last = [...body.matchAll(/\{([^{}]*)\}/g)].at(-1)?.[1]
  const as = type === 'select' ? 'value' : 'number'
  return last === undefined
    ? standIn(name, 'number')
    : { is: 'standIn', value: last.replaceAll('#', '12').trim() || standInFor(as, name), as }
}

/** `{!IF(ISBLANK(Contact.FirstName),"there",Contact.FirstName)}` is the contact's first name, or "there". */
function formula(match: RegExpExecArray): Meaning {
  const written = match[1]!
  const path = [...withoutQuoted(written).matchAll(/[A-Za-z_]\w*(?:\.\w+)+/g)].at(-1)?.[0]
  return standIn(path ?? written, undefined, /^[\w.]+$/.test(written) ? undefined : quotedWords(written))
}

function mailchimp(match: RegExpExecArray): Meaning {
  const [head = '', ...rest] = match[1]!.split(':')
  if (/^ELSE/i.test(head)) return between
  if (/^(?:IF|IFNOT|END|INTERESTED|GROUP)$/i.test(head)) return nothing
  if (/^(?:HTML|LIST|MC|FEED|RSS)$/i.test(head)) return standIn(rest.join(' '), /url|link/i.test(rest.join()) ? 'url' : 'opaque')
  return standIn(head, undefined, rest.length > 0 ? rest.join(':') : undefined)
}

/** Not a fill-in: a redaction, a box of a task list, a button named after "click" and the like. */
const REDACTED = /^(?:PII|REDACTED|REMOVED|MASKED|HIDDEN|EXTERNAL|INTERNAL|N\/A)\b/
const BOX = /(?:^|\n)\s*(?:[-*+]|\d+[.)])\s+$/
const BUTTON =
  /\b(?:click|clicking|tap|press|pressing|select|choose|hit|open|button|menu|tab|under|go to|called|key)(?: on)?(?: the)?\s*(?:\*\*|")?$|[>→]\s*$/i

function brackets(match: RegExpExecArray, before: string): Meaning | undefined {
  const name = match[1]!
  if (REDACTED.test(name) || BUTTON.test(before) || (/^x$/i.test(name) && BOX.test(before))) return undefined
  return fillIn(name)
}

const FILL_WORDS =
  'insert|enter|add|your|customer|customers|agent|client|user|name|first|last|full|company|product|order|date|time|amount|number|link|url|email|ticket|reason|issue|tracking|refund|phone|details?|timeframes?|time frame|timeline|days?|hours?|minutes|weeks?|month|deadline|eta|duration|price|address|team|department|specialist|description|specific|brief|explanation|problem|solution|next step'

/** Every placeholder syntax, tried in this order: the longer and the unmistakable before those they contain. */
const SYNTAXES: readonly Syntax[] = [
  {
    name: 'liquid-comment',
    pattern: /\{%-?\s*comment\b[^%]{0,100}%\}[\s\S]{0,5000}?\{%-?\s*endcomment\s*-?%\}/y,
    means: () => nothing,
    anywhere: true,
  },
  {
    name: 'liquid-tag',
    pattern: new RegExp(`\\{%[-+]?\\s*(${TAGS})\\b((?:${QUOTED}|[^%"'“‘]|%(?!\\})){0,300}?|(?:[^%]|%(?!\\})){0,300}?)[-+]?%\\}`, 'y'),
    means: ([, tag = '', rest = '']) => SHOWING[tag]?.(rest) ?? (ALTERNATIVE.test(tag) ? between : nothing),
    anywhere: true,
  },
  {
    name: 'help-scout',
    pattern: /\{%\s*([A-Za-z_][\w.]*)\s*(?:,\s*fallback=(.*?(?=%\})))?%\}/y,
    means: ([, name = '', fallback]) => standIn(name, /^user\.\w*name/i.test(name) ? 'agentName' : undefined, fallback),
    anywhere: true,
  },
  { name: 'jinja-comment', pattern: /\{#(?:[^#]|#(?!\})){0,2000}#\}/y, means: () => nothing },
  { name: 'mustache-comment', pattern: /\{\{[-~]?!(?:--[\s\S]{0,2000}?--|[^}]{0,2000})[-~]?\}\}/y, means: () => nothing, anywhere: true },
  {
    name: 'mustache-raw',
    pattern: new RegExp(`\\{\\{\\{\\s*(${inside('{}')})\\s*\\}\\}\\}`, 'y'),
    means: ([, inside = '']) => expression(inside),
    anywhere: true,
  },
  {
    name: 'mustache-block',
    pattern: new RegExp(
      `\\{\\{[-~]?\\s*([#^/>]|else\\b|elseif\\b)((?:${QUOTED}|[^}"'“‘]|\\}(?!\\})){0,300}?|(?:[^}]|\\}(?!\\})){0,300}?)[-~]?\\}\\}`,
      'y',
    ),
    means: ([, sign = '']) => (sign === '>' ? standIn('partial') : sign === '^' || sign.startsWith('else') ? between : nothing),
    anywhere: true,
  },
  {
    name: 'mustache',
    pattern: new RegExp(`\\{\\{[-~]?\\s*(${inside('{}')})\\s*[-~]?\\}\\}`, 'y'),
    means: ([, inside = '']) => expression(inside),
    anywhere: true,
  },
  { name: 'salesforce', pattern: new RegExp(`\\{!\\s*(${inside('{}')})\\s*\\}`, 'y'), means: formula, anywhere: true },
  { name: 'mailchimp', pattern: /\*\|([A-Z0-9_:=<>!' .-]{1,200}?)\|\*/iy, means: mailchimp, anywhere: true },
  {
    name: 'notify',
    pattern: /\(\(([^()?]{1,100}?)(?:\?\?([^()]{1,1000}))?\)\)/y,
    means: ([, name = '', words]) =>
      words !== undefined ? { is: 'shown', words } : /^[\p{L}\d_ '-]{1,40}$/u.test(name) && /\p{L}/u.test(name) ? standIn(name) : undefined,
  },
  { name: 'ruby', pattern: /%\{([\w.]+)\}/y, means: ([, name = '']) => standIn(name) },
  { name: 'python', pattern: /%\((\w+)\)[sdif]\b/y, means: ([, name = '']) => standIn(name) },
  { name: 'cursor', pattern: /\$\|\$|%\|/y, means: () => nothing },
  { name: 'dollar', pattern: /\$\{([^{}]{1,200})\}/y, means: ([, name = '']) => expression(name) },
  { name: 'hash', pattern: /#\{([^{}]{1,200})\}/y, means: ([, name = '']) => expression(name) },
  {
    name: 'erb',
    pattern: /<%([=-]?)([\s\S]{0,500}?)-?%>/y,
    means: ([, sign, inside = '']) => (sign === '=' || sign === '-' ? expression(inside) : /^\s*else/.test(inside) ? between : nothing),
  },
  {
    name: 'intercom',
    pattern: /<attribute\b[^>]{0,300}?\bkey=["']([^"'>]{1,200})["'][^>]{0,300}>/iy,
    means: ([written, key = '']) => standIn(key, undefined, /\b(?:default|fallback)=["']([^"']*)["']/i.exec(written)?.[1]),
    anywhere: true,
  },
  {
    name: 'marketing-cloud',
    pattern: /%%=?([^%\n]{1,200}?)=?%%/y,
    means: ([, inside = '']) => (/^\[/.test(inside) ? (/ELSE/i.test(inside) ? between : nothing) : standIn(inside)),
  },
  {
    name: 'percent',
    pattern: /(?<!\d)%((?:fill\w*:|snippet:)?[A-Za-z][\w. :-]{0,38}[A-Za-z0-9_])%/y,
    means: ([, name = '']) =>
      /^[0-9A-F]{2}$/i.test(name) ? undefined : standIn(name.replace(/^fill\w*:/, ''), /^snippet:/.test(name) ? 'opaque' : undefined),
  },
  {
    name: 'printf',
    pattern: /(?<![\d%])%(?:\d\$)?[sd](?![\w%])/y,
    means: ([written]) => standIn('', written.endsWith('d') ? 'number' : 'value'),
  },
  {
    name: 'icu',
    pattern:
      /\{([A-Za-z_][\w.-]*)\s*,\s*(plural|select|selectordinal|number|date|time)\b([^{}]{0,200}(?:\{[^{}]{0,500}\}[^{}]{0,50}){0,10})\}/y,
    means: icu,
  },
  {
    name: 'mautic',
    pattern: /\{contactfield=(\w+)(?:\|([^{}]*))?\}/y,
    means: ([, name = '', fallback]) => standIn(name, undefined, fallback),
  },
  { name: 'braces', pattern: /\{([A-Za-z_][\w.-]*(?: [\w.-]+){0,3})\}/y, means: ([, name = '']) => standIn(name) },
  {
    name: 'underscores',
    pattern: /(?<![A-Za-z0-9_])__([A-Z][A-Z0-9_]*[A-Z0-9])__(?![A-Za-z0-9_])/y,
    means: ([, name = '']) => standIn(name),
  },
  { name: 'double-brackets', pattern: /\[\[([A-Za-z][^[\]\n]{0,40})\]\]/y, means: ([, name = '']) => standIn(name) },
  {
    name: 'choice',
    pattern: /\[(\p{L}[\p{L} '-]{2,30}?)(?:\/\p{L}[\p{L} '-]{2,30})+\](?![([:])/uy,
    means: ([, first = '']) => ({ is: 'standIn', value: first.trim(), as: 'fillIn' }),
  },
  {
    name: 'brackets',
    pattern: new RegExp(`\\[([A-Z][^\\[\\]\\n()|]{0,48}|(?:${FILL_WORDS})\\b[^\\[\\]\\n()|]{0,48})\\](?![(\\[:])`, 'y'),
    means: brackets,
  },
  {
    name: 'angles',
    pattern: new RegExp(`<((?:${FILL_WORDS})\\b[A-Za-z0-9 _/'-]{0,38})>`, 'iy'),
    means: ([, name = '']) => fillIn(name),
  },
]

const START: Readonly<Record<Context, RegExp>> = { template: /[{%*([<$#_]/g, transcript: /\{[{%!]|\*\||<a/gi }

/** The placeholder that starts at an offset; undefined when none does. */
export function placeholderAt(text: string, at: number, context: Context): Placeholder | undefined {
  for (const { name, pattern, means, anywhere } of SYNTAXES) {
    if (context === 'transcript' && !anywhere) continue
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) continue
    const meaning = means(match, text.slice(Math.max(0, at - 24), at))
    if (meaning) return { start: at, end: at + match[0].length, syntax: name, written: match[0], meaning }
  }
  return undefined
}

/** All placeholders of a text, in order and apart from one another. */
export function* placeholdersIn(text: string, context: Context): Iterable<Placeholder> {
  const start = new RegExp(START[context])
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const placeholder = placeholderAt(text, found.index, context)
    start.lastIndex = placeholder ? placeholder.end : found.index + 1
    if (placeholder) yield placeholder
  }
}

/** The mark a stand-in leaves at an offset of the prose view. */
export function markOf({ meaning, written }: Placeholder, at: number): Mark | undefined {
  if (meaning.is !== 'standIn') return undefined
  const { value, as, fallback } = meaning
  const range = { start: at, end: at + value.length }
  return { kind: 'placeholder', range, as, written, ...(fallback === undefined ? {} : { fallback }) }
}
