import type { Speaker } from '../conversation.ts'
import { type Names, speakerOfLabel, speakerOfName } from './speaker-words.ts'
import { type Match, matchLine, type Opening, PATTERNS } from './talk-patterns.ts'

/** Labels that are not names, however often they come back. */
const NOT_NAMES = new Set(
  'note notes re fw fwd subject date time from to cc bcc sent step steps ps update edit edited warning important tip tips example eg http https mailto order tracking total subtotal price amount address phone email mail name account reason question answer q a summary issue problem resolution solution status priority category tag tags ticket case id ref reference link links url website here hi hello hey dear monday tuesday wednesday thursday friday saturday sunday option options result expected actual environment version attachment attachments channel duration topic context outcome rating title description scenario background instructions disclaimer policy fee refund size color colour model serial quantity qty item items product delivery shipping billing payment method hours fix fixed added changed removed pros cons todo today yesterday tomorrow now also first second third finally then and but or so because if when what why how who where which the this that these those my your our we i you it please thanks sorry yes no ok okay regards best sincerely option choose go click open try check make username password login page due public private protected default case class static const requirements position content short files refs see source license usage install returns param type value key extends file path input output test tests default'.split(
    ' ',
  ),
)

/** Where the turns of a text begin, and the team's lists with the names the text itself gives a role (`Agent: Dana Reyes` on top). */
export interface Openings {
  readonly openings: readonly Opening[]
  readonly names: Names
}

/**
 * Finds where the turns of a text begin. The way most lines are written in wins; a line in another way goes on with the turn above it,
 * unless its label is a role (`Agent:`) or a name already met.
 */
export function openingsIn(text: string, given: Names): Openings {
  const all = linesOf(text).flatMap(({ start, end }) => matchLine(text.slice(start, end), start) ?? [])
  const { matches, names } = withoutCast(all, text, given)
  const known = knownNames(matches, names)
  const named = ({ opening }: Match): boolean => known(opening)
  const winner = commonest(matches.filter((match) => match.tells === 'stamped' || (match.tells === 'weak' && named(match))))
  if (winner === undefined) return { openings: [], names }
  const stamped = PATTERNS.find(({ name }) => name === winner)?.tells === 'stamped'
  const isTurn = (match: Match): boolean => {
    if (match.tells === 'event' || (match.tells === 'weak' && match.opening.internal)) return true
    if (match.opening.pattern === winner) return match.tells === 'stamped' || named(match)
    if (match.opening.name === undefined || (stamped && match.tells === 'stamped')) return false
    return stamped ? roleOf(match.opening) !== undefined : named(match)
  }
  return { openings: matches.filter(isTurn).map(({ opening }) => opening), names }
}

/** The way most of the lines are written in; of two, the one that is tried first. */
function commonest(matches: readonly Match[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { opening } of matches) counts.set(opening.pattern, (counts.get(opening.pattern) ?? 0) + 1)
  const order = PATTERNS.map(({ name }) => name)
  return [...counts].sort(([a, m], [b, n]) => n - m || order.indexOf(a) - order.indexOf(b))[0]?.[0]
}

/** The lines without those on top that say who is who: `Agent: Dana Reyes`, where `Dana` speaks further down. */
function withoutCast(matches: readonly Match[], text: string, names: Names): { matches: readonly Match[]; names: Names } {
  const labels = new Set(matches.flatMap(({ opening: { name } }) => (name === undefined ? [] : [name.toLowerCase()])))
  const cast: Record<'agent' | 'customer', string[]> = { agent: [], customer: [] }
  const isCast = ({ opening }: Match): boolean => {
    const speaker: Speaker | undefined = opening.name === undefined ? undefined : speakerOfLabel(opening.name)
    if (speaker !== 'agent' && speaker !== 'customer') return false
    const person = /^[^\r\n]*/.exec(text.slice(opening.words))![0].trim()
    const called = [person, person.split(/\s/)[0]!].filter((name) => labels.has(name.toLowerCase()))
    if (called.length === 0 || !isLikeName(person)) return false
    cast[speaker].push(...called)
    return true
  }
  const rest = matches.filter((match) => !isCast(match))
  if (rest.length === matches.length) return { matches, names }
  return { matches: rest, names: { agents: [...names.agents, ...cast.agent], customers: [...names.customers, ...cast.customer] } }
}

/** Which of the weak labels are names: those in the vocabulary or the lists, and those that come back. */
function knownNames(matches: readonly Match[], names: Names): (opening: Opening) => boolean {
  const counts = new Map<string, number>()
  const strangers = new Set<string>()
  const roles = new Set<Speaker>()
  const speakerOf = (opening: Opening): Speaker | undefined => roleOf(opening) ?? speakerOfName(opening.name ?? '', names)
  for (const { opening, tells } of matches) {
    const { name, internal } = opening
    if (name === undefined || tells === 'event') continue
    const key = name.toLowerCase()
    counts.set(key, (counts.get(key) ?? 0) + (tells === 'stamped' ? 2 : 1))
    const speaker = speakerOf(opening)
    if (!speaker && isLikeName(name)) strangers.add(key)
    if (!internal && (speaker === 'agent' || speaker === 'customer')) roles.add(speaker)
  }
  return (opening) => {
    const key = opening.name?.toLowerCase()
    if (key === undefined) return false
    if (speakerOf(opening)) return true
    // Where both sides go by their role, other labels ("Refund amount:") are part of what is said.
    if (roles.size === 2 || !strangers.has(key)) return false
    // Where one side is known, the only other label is the other side, though it stand there once.
    const sides = roles.size + strangers.size
    return counts.get(key)! >= 2 || (sides === 2 && (roles.size === 1 || [...strangers].some((name) => counts.get(name)! >= 2)))
  }
}

/** Whom a label or the remark behind it names by itself. */
function roleOf({ name, remark }: Opening): Speaker | undefined {
  return (name === undefined ? undefined : speakerOfLabel(name)) ?? (remark === undefined ? undefined : speakerOfLabel(remark))
}

/** One to four words that begin like a name does; a single word may be a user name. */
function isLikeName(name: string): boolean {
  const words = name.split(/\s+/)
  if (words.length > 4 || NOT_NAMES.has(words[0]!.toLowerCase().replace(/[^\p{L}]/gu, ''))) return false
  return (
    words.length === 1 ||
    words.every((word) => /^[\p{Lu}\p{Lo}\p{Extended_Pictographic}(]|^(?:de|da|van|von|der|del|la|bin|al|el)$/u.test(word))
  )
}

const STAMPS = /(?<=^|\s)\((?:\d{1,2}:\d{2}:\d{2} [AP]M| (?:\d+[hms] ?)+)\) /g

/** Lines of a text, without their endings; a chat that was put on one line is cut at its times. */
function linesOf(value: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = []
  for (const { 0: line, index } of value.matchAll(/[^\r\n]+/g)) {
    const stamps = line.includes('(') ? [...line.matchAll(STAMPS)].map((stamp) => stamp.index) : []
    const starts = stamps[0] === 0 ? stamps : [0, ...stamps]
    for (const [at, start] of starts.entries()) lines.push({ start: index + start, end: index + (starts[at + 1] ?? line.length) })
  }
  return lines
}
