import { speakerOfRoleWord } from './speaker-words.ts'
import type { Stamp } from './talk-clock.ts'

/** Where a turn begins in a text, and what its label says. */
export interface Opening {
  /** Where the line begins, and where the words do. */
  readonly start: number
  readonly words: number
  /** The name as written, without remarks; undefined of a line of the system. */
  readonly name?: string
  /** A remark behind the name, such as `Support` in `Dana (Support)`. */
  readonly remark?: string
  readonly stamp?: Stamp
  readonly internal: boolean
  /** A line of the system: somebody joined, the chat ended. */
  readonly event: boolean
  /** The line is quoted: `> ` stands before it. */
  readonly quoted: boolean
  readonly pattern: string
}

const TIME = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:[ \u202f\u00a0]?[AaPp]\.?[Mm]\.?)?`
const DATE = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}`
const NAME = String.raw`[^\s:\[\](){}<>|*_"'“”.,!?;#\d/\\=\x60-][^:\[\]{}<>|\n\x60]{0,48}?`
const STAMP = `(?:(?<date>${DATE})[ T,]+)?(?<time>${TIME})`

interface Pattern {
  readonly name: string
  /** What the line may begin with: a digit (`0`), a letter (`a`), or one of these signs. */
  readonly opens: string
  readonly pattern: RegExp
  /** How much a match tells: `stamped` lines carry a time, any name will do; the name of a `weak` one must be known or come back. */
  readonly tells: 'stamped' | 'weak'
  readonly channel?: 'chat'
}

const pattern = (source: string): RegExp => new RegExp(source, 'u')

/** How turns are written in text, tried in this order. */
export const PATTERNS: readonly Pattern[] = [
  {
    name: 'whatsapp-android',
    opens: '0',
    pattern: pattern(String.raw`^(?<date>${DATE}),? (?<time>${TIME}) [-–] (?:(?<name>\+?${NAME}):(?: |$|(?=[.\S]))\u200e?)?`),
    tells: 'stamped',
    channel: 'chat',
  },
  {
    name: 'whatsapp-ios',
    opens: '[',
    pattern: pattern(
      String.raw`^\[(?<date>\d{1,2}[./-]\d{1,2}[./-]\d{2,4}),? (?<time>${TIME})\] (?:~ ?)?(?:(?<name>\+?${NAME}):(?: |$|(?=[.\S]))\u200e?)?`,
    ),
    tells: 'stamped',
    channel: 'chat',
  },
  {
    name: 'zendesk-chat',
    opens: '(',
    pattern: pattern(String.raw`^\((?<time>${TIME})\) (?:(?<event>\*\*\*[^\n]*?\*\*\*)|(?<name>${NAME}):(?: |$))`),
    tells: 'stamped',
    channel: 'chat',
  },
  {
    name: 'salesforce-chat',
    opens: '(',
    pattern: pattern(String.raw`^\( (?<time>(?:\d+[hms] ?)+)\) ?(?<name>${NAME}):(?: |$)`),
    tells: 'stamped',
    channel: 'chat',
  },
  { name: 'bracket-time', opens: '[', pattern: pattern(String.raw`^\[${STAMP}\]\s*[-–]?\s*(?<name>${NAME}):(?:\s|$)`), tells: 'stamped' },
  { name: 'time-first', opens: '0(', pattern: pattern(String.raw`^\(?${STAMP}\)?\s+[-–|]?\s*(?<name>${NAME}):(?:\s|$)`), tells: 'stamped' },
  {
    name: 'bold',
    opens: '*',
    pattern: pattern(
      String.raw`^(?<mark>\*\*|__|\*|_)(?:\[${STAMP}\] ?)?(?<name>${NAME})(?: ?[([](?:${DATE},? )?${TIME}[)\]])?(?::\k<mark>:?|\k<mark> ?(?:\((?:${DATE},? )?${TIME}\))?:)(?:\s|$)`,
    ),
    tells: 'weak',
  },
  { name: 'header', opens: '#*', pattern: /^(?:#{1,6}\s+(?:\*\*)?|\*\*)(?<header>[^*#\n]{2,80}?):?(?:\*\*:?)?[ \t]*$/u, tells: 'weak' },
  { name: 'bracket-name', opens: '[', pattern: pattern(String.raw`^\[(?<name>${NAME})\]:?(?:\s|$)`), tells: 'weak' },
  {
    name: 'name-time',
    opens: 'a',
    pattern: pattern(String.raw`^(?<name>${NAME}),?\s*(?:[([]${STAMP}[)\]]|(?<=\s)(?<late>${TIME})):(?:\s|$)`),
    tells: 'weak',
  },
  { name: 'name', opens: 'a', pattern: pattern(String.raw`^(?<name>${NAME}):(?:[ \t]|$)`), tells: 'weak' },
  { name: 'name-time-line', opens: 'a', pattern: pattern(String.raw`^(?<name>${NAME}),?\s+[([]?${STAMP}[)\]]?[ \t]*$`), tells: 'weak' },
]

const beginningWith = (sign: string): readonly Pattern[] => PATTERNS.filter(({ opens }) => opens.includes(sign))
const BY_SIGN: Readonly<Record<string, readonly Pattern[]>> = Object.fromEntries([...'[(*#0a'].map((sign) => [sign, beginningWith(sign)]))

/** The patterns a line may follow, by how it begins; every label of a name ends in a colon or holds a time. */
function patternsFor(rest: string): readonly Pattern[] {
  const sign = rest[0] ?? ''
  if (/\d/.test(sign)) return BY_SIGN['0']!
  const others = BY_SIGN[sign === '_' ? '*' : sign]
  if (others && sign !== 'a') return others
  const colon = rest.indexOf(':')
  return colon < 0 || colon > 80 ? [] : BY_SIGN.a!
}

const PREFIX = /^[ \t\u200e\ufeff]*(?<quote>(?:>[ \t]?)*)[ \t]*(?:[-*+•][ \t]+|\d{1,3}[.)][ \t]+)?/u
const INTERNAL = /^(?:\[(?:internal|private)(?: (?:note|comment))?\]|\((?:internal|private)(?: (?:note|comment))?\))[ \t]*:?[ \t]*/iu
const INTERNAL_LABEL =
  /\s*[-–(]?\s*\b(?:internal|private|staff)\s+(?:note|comment|memo)s?\b\s*(?:[-–)]|by\b|from\b)?\s*|\s*\((?:internal|private|note)\)|^\(?note\)?\s*\(internal\)/giu
const MAYBE_EVENT = /\*{3}|\b(?:chat|conversation|call|session)\b/i
const EVENT =
  /^(?:\*{3}.{2,120}\*{3}|\[?(?:(?:chat|conversation|call|session|live chat) (?:started|ended|closed|was transferred|transferred|disconnected)\b.{0,80}|[^:]{2,50} (?:has )?(?:joined|left|entered|ended) the (?:chat|conversation|call|session)\.?)\]?)$/iu
/** A line that may open a turn, and how much it tells. */
export interface Match {
  readonly opening: Opening
  readonly tells: Pattern['tells'] | 'event'
}

/** What a line says of who speaks; undefined when it has no label. */
export function matchLine(line: string, at: number): Match | undefined {
  const before = /^[\p{L}#_]/u.test(line) ? undefined : PREFIX.exec(line)
  const indent = before?.[0].length ?? 0
  const note = noteAt(line, indent)
  const from = indent + note
  const rest = from === 0 ? line : line.slice(from)
  const base = { start: at, quoted: before?.groups?.quote !== undefined && before.groups.quote !== '' }
  if (line.length < 160 && MAYBE_EVENT.test(rest) && EVENT.test(rest.trim())) {
    return { opening: { ...base, words: at + from, internal: false, event: true, pattern: 'event' }, tells: 'event' }
  }
  for (const { name: pattern, pattern: shape, tells } of patternsFor(rest)) {
    const match = shape.exec(rest)
    if (!match?.groups) continue
    const { name, header, time, late, date, event } = match.groups
    const label = header === undefined ? labelOf(name) : headerLabel(header)
    if (header !== undefined && !label.name) continue
    const words = from + (event === undefined ? match[0].length : 0)
    const remark = noteAt(line, words)
    const said = time ?? late
    const opening = {
      ...base,
      ...label,
      words: at + words + remark,
      ...(said === undefined ? {} : { stamp: date === undefined ? { time: said } : { time: said, date } }),
      internal: note > 0 || remark > 0 || label.internal,
      event: name === undefined && header === undefined,
      pattern,
    }
    return { opening, tells }
  }
  if (note === 0) return undefined
  // A note without a name is the team's.
  return { opening: { ...base, words: at + from, name: 'Agent', internal: true, event: false, pattern: 'note' }, tells: 'weak' }
}

/** How long `[internal]`, `(private note)` and the like are at an offset of a line; 0 when they do not stand there. */
function noteAt(line: string, at: number): number {
  const sign = line[at]
  return sign === '[' || sign === '(' ? (INTERNAL.exec(line.slice(at, at + 40))?.[0].length ?? 0) : 0
}

/** A label without its remark; an internal note without a name is the team's. */
function labelOf(label: string | undefined): { name?: string; remark?: string; internal: boolean } {
  if (label === undefined) return { internal: false }
  const own = label.replace(INTERNAL_LABEL, ' ').trim()
  const internal = own !== label.trim()
  if (own === '') return { name: 'Agent', internal }
  const [, name = own, remark] = /^(.*?\S)\s*[([]([^()[\]]*)[)\]]$/u.exec(own) ?? []
  return remark === undefined ? { name, internal } : { name, remark, internal }
}

const isRole = (word: string): boolean => speakerOfRoleWord(word) !== undefined

/** A heading that says who speaks, such as `Message 2 - Agent: Emma S. (19 Jan, 8:11 PM)`; nothing when it does not. */
function headerLabel(header: string): { name?: string; remark?: string; internal: boolean } {
  const part = header
    .replace(/\s*\([^()]*\)\s*$/u, '')
    .split(/\s+[-–—|]\s+/u)
    .find((segment) => isRole(segment.split(':')[0]!))
  if (part === undefined) return { internal: false }
  const [role = '', name] = part.split(/:\s*/u)
  return name ? { name: name.trim(), remark: role.trim(), internal: false } : labelOf(role.trim())
}
