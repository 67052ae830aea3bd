import { speakerOfLabel } from './speakers.ts'
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
const NAME = String.raw`[^\s:\[\](){}<>|*_"'“”.,!?;#\d/\\=-][^:\[\]{}<>|\n]{0,48}?`
const STAMP = `(?:(?<date>${DATE})[ T,]+)?(?<time>${TIME})`

interface Pattern {
  readonly name: string
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
    pattern: pattern(String.raw`^(?<date>${DATE}),? (?<time>${TIME}) [-–] (?:(?<name>\+?${NAME}):(?: |$|(?=[.\S]))\u200e?)?`),
    tells: 'stamped',
    channel: 'chat',
  },
  {
    name: 'whatsapp-ios',
    pattern: pattern(
      String.raw`^\[(?<date>\d{1,2}[./-]\d{1,2}[./-]\d{2,4}),? (?<time>${TIME})\] (?:~ ?)?(?:(?<name>\+?${NAME}):(?: |$|(?=[.\S]))\u200e?)?`,
    ),
    tells: 'stamped',
    channel: 'chat',
  },
  {
    name: 'zendesk-chat',
    pattern: pattern(String.raw`^\((?<time>${TIME})\) (?:(?<event>\*\*\*[^\n]*?\*\*\*)|(?<name>${NAME}):(?: |$))`),
    tells: 'stamped',
    channel: 'chat',
  },
  {
    name: 'salesforce-chat',
    pattern: pattern(String.raw`^\( (?<time>(?:\d+[hms] ?)+)\) ?(?<name>${NAME}):(?: |$)`),
    tells: 'stamped',
    channel: 'chat',
  },
  { name: 'bracket-time', pattern: pattern(String.raw`^\[${STAMP}\]\s*[-–]?\s*(?<name>${NAME}):(?:\s|$)`), tells: 'stamped' },
  { name: 'time-first', pattern: pattern(String.raw`^\(?${STAMP}\)?\s+[-–|]?\s*(?<name>${NAME}):(?:\s|$)`), tells: 'stamped' },
  {
    name: 'bold',
    pattern: pattern(
      String.raw`^(?<mark>\*\*|__|\*|_)(?:\[${STAMP}\] ?)?(?<name>${NAME})(?: ?[([](?:${DATE},? )?${TIME}[)\]])?(?::\k<mark>:?|\k<mark> ?(?:\((?:${DATE},? )?${TIME}\))?:)(?:\s|$)`,
    ),
    tells: 'weak',
  },
  { name: 'header', pattern: /^(?:#{1,6}\s+(?:\*\*)?|\*\*)(?<header>[^*#\n]{2,80}?):?(?:\*\*:?)?[ \t]*$/u, tells: 'weak' },
  { name: 'bracket-name', pattern: pattern(String.raw`^\[(?<name>${NAME})\]:?(?:\s|$)`), tells: 'weak' },
  {
    name: 'name-time',
    pattern: pattern(String.raw`^(?<name>${NAME}),?\s*(?:[([]${STAMP}[)\]]|(?<=\s)(?<late>${TIME})):(?:\s|$)`),
    tells: 'weak',
  },
  { name: 'name', pattern: pattern(String.raw`^(?<name>${NAME}):(?:[ \t]|$)`), tells: 'weak' },
  { name: 'name-time-line', pattern: pattern(String.raw`^(?<name>${NAME}),?\s+[([]?${STAMP}[)\]]?[ \t]*$`), tells: 'weak' },
]

const PREFIX = /^[ \t\u200e\ufeff]*(?<quote>(?:>[ \t]?)*)[ \t]*(?:[-*+•][ \t]+|\d{1,3}[.)][ \t]+)?/u
const INTERNAL_FIRST = /^(?:\[(?:internal|private)(?: (?:note|comment))?\]|\((?:internal|private)(?: (?:note|comment))?\))[ \t]*:?[ \t]*/iu
const INTERNAL_LABEL =
  /\s*[-–(]?\s*\b(?:internal|private|staff)\s+(?:note|comment|memo)s?\b\s*(?:[-–)]|by\b|from\b)?\s*|\s*\((?:internal|private|note)\)|^\(?note\)?\s*\(internal\)/giu
const EVENT =
  /^(?:\*{3}.{2,120}\*{3}|\[?(?:(?:chat|conversation|call|session|live chat) (?:started|ended|closed|was transferred|transferred|disconnected)\b.{0,80}|[^:]{2,50} (?:has )?(?:joined|left|entered|ended) the (?:chat|conversation|call|session)\.?)\]?)$/iu
/** A line that may open a turn, and how much it tells. */
export interface Match {
  readonly opening: Opening
  readonly tells: Pattern['tells'] | 'event'
}

/** What a line says of who speaks; undefined when it has no label. */
export function matchLine(line: string, at: number): Match | undefined {
  const prefix = PREFIX.exec(line)!
  let from = prefix[0].length
  const quoted = prefix.groups?.quote !== ''
  const first = INTERNAL_FIRST.exec(line.slice(from))
  if (first) from += first[0].length
  const rest = line.slice(from)
  const base = { start: at, quoted }
  if (EVENT.test(rest.trim()))
    return { opening: { ...base, words: at + from, internal: false, event: true, pattern: 'event' }, tells: 'event' }
  for (const { name: pattern, pattern: shape, tells } of PATTERNS) {
    const match = shape.exec(rest)
    if (!match?.groups) continue
    const { name, header, time, late, date, event } = match.groups
    const label = header === undefined ? labelOf(name) : headerLabel(header)
    if (header !== undefined && !label.name) continue
    const words = at + from + (event === undefined ? match[0].length : 0)
    const note = INTERNAL_FIRST.exec(line.slice(words - at))
    const said = time ?? late
    return {
      opening: {
        ...base,
        ...label,
        words: words + (note?.[0].length ?? 0),
        ...(said === undefined ? {} : { stamp: date === undefined ? { time: said } : { time: said, date } }),
        internal: first !== null || note !== null || label.internal,
        event: name === undefined && header === undefined,
        pattern,
      },
      tells,
    }
  }
  // A note without a name is the team's.
  return first === null
    ? undefined
    : { opening: { ...base, words: at + from, name: 'Agent', internal: true, event: false, pattern: 'note' }, tells: 'weak' }
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

/** A heading that says who speaks, such as `Message 2 - Agent: Emma S. (19 Jan, 8:11 PM)`; nothing when it does not. */
function headerLabel(header: string): { name?: string; remark?: string; internal: boolean } {
  const part = header
    .replace(/\s*\([^()]*\)\s*$/u, '')
    .split(/\s+[-–—|]\s+/u)
    .find((segment) => speakerOfLabel(segment.split(':')[0]!) !== undefined)
  if (part === undefined) return { internal: false }
  const [role = '', name] = part.split(/:\s*/u)
  if (role.split(/\s+/).length > 3) return { internal: false }
  return name ? { name: name.trim(), remark: role.trim(), internal: false } : labelOf(role.trim())
}
