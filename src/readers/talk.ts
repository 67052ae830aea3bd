import type { Channel } from '../conversation.ts'
import type { Range, Text } from '../text.ts'
import type { Names } from './speaker-words.ts'
import type { TurnDraft } from './speakers.ts'
import { momentsOf } from './talk-clock.ts'
import { openingsIn } from './talk-lines.ts'
import { type Opening, PATTERNS } from './talk-patterns.ts'

/** One conversation found in a text. */
export interface Talk {
  readonly range: Range
  readonly title?: string
  readonly channel?: Channel
  readonly drafts: readonly TurnDraft[]
  /** The team's lists, with what the text itself says of who is who. */
  readonly names: Names
}

/** A line that may part two conversations. */
interface Divider extends Range {
  /** 1 to 6 of a heading, 7 of a line such as `Chat 12`, 8 of a mere rule. */
  readonly level: number
  readonly title?: string
}

const RULE_LEVEL = 8
const HEADING = /^(?<marks>#{1,6})[ \t]+(?<heading>\S[^\r\n]*?)[ \t#]*$/
const NUMBERED =
  /^(?:[-=*~#]{2,}[ \t]*)?(?<numbered>(?:conversation|chat|ticket|call|transcript|case|thread|dialog|dialogue|session|sample)\b[ \t]*(?:id|no\.?|number)?[ \t]*[:#]?[ \t]*[\w-]*\d[\w-]*[^\r\n]{0,60}?)[ \t]*(?:[-=*~#]{2,})?[ \t]*$/i
const FRAMED = /^[-=~]{3,}[ \t]+(?<framed>\S[^\r\n]{0,60}?)[ \t]+[-=~]{3,}[ \t]*$/
const RULE = /^(?:-{3,}|={3,}|_{3,}|\*{3,}|~{3,}|(?:[-*_] ){2,}[-*_])[ \t]*$/

/**
 * The conversations of a text, in order: one, or several under headings or between rules where each part has speakers. `read` makes prose
 * of the words of a turn.
 */
export function talksIn(text: Text, given: Names, read: (words: Text) => Text): Talk[] {
  const { value } = text
  const { openings, names } = openingsIn(value, given)
  if (openings.every(({ event }) => event)) return []
  const dividers = dividersIn(value, openings)
  const parts = partsOf(value, openings, dividers)
  return parts.map((part) => talkOf(text, part, openings, dividers, names, read))
}

interface Part extends Range {
  readonly title?: string
  /** The level the text was parted at; 0 for a text that is one conversation. */
  readonly level: number
}

function dividersIn(value: string, openings: readonly Opening[]): Divider[] {
  const opens = new Set(openings.map(({ start }) => start))
  const dividers: Divider[] = []
  for (const { 0: line, index } of value.matchAll(/^[-=_*~#ctds][^\r\n]*/gim)) {
    if (opens.has(index)) continue
    const end = index + line.length
    const { marks, heading } = HEADING.exec(line)?.groups ?? {}
    const title = heading ?? NUMBERED.exec(line)?.groups?.numbered ?? FRAMED.exec(line)?.groups?.framed
    if (title !== undefined) dividers.push({ start: index, end, level: marks?.length ?? 7, title: title.replace(/\*\*|__/g, '') })
    else if (RULE.test(line)) dividers.push({ start: index, end, level: RULE_LEVEL })
  }
  return dividers
}

/** The stretches that are conversations: parted at the highest level that leaves at least two with two speakers each. */
function partsOf(value: string, openings: readonly Opening[], dividers: readonly Divider[]): Part[] {
  const whole: Part = { start: 0, end: value.length, level: 0, ...titleBefore(openings[0]!, dividers) }
  for (const level of [...new Set(dividers.map((divider) => divider.level))].sort((a, b) => a - b)) {
    const cuts = dividers.filter((divider) => divider.level === level)
    const stretches: Part[] = [{ start: 0, end: cuts[0]!.start, level }]
    for (const [at, cut] of cuts.entries()) {
      stretches.push({ start: cut.end, end: cuts[at + 1]?.start ?? value.length, level, ...(cut.title ? { title: cut.title } : {}) })
    }
    const spoken = stretches.map((stretch) => ({ stretch, said: within(openings, stretch).filter(({ event }) => !event) }))
    const parts = spoken.filter(({ said }) => said.length > 0)
    const full = parts.filter(({ said }) => new Set(said.map(({ name }) => name?.toLowerCase())).size > 1)
    // A rule may also stand between the messages of one conversation; a heading says more.
    if (full.length > 1 && (full.length === parts.length || (level < RULE_LEVEL && full.length * 2 > parts.length))) {
      return parts.map(({ stretch }) => stretch)
    }
  }
  return [whole]
}

/** Those of a sorted list that start in a range. */
function within<T extends { readonly start: number }>(sorted: readonly T[], { start, end }: Range): readonly T[] {
  const first = firstFrom(sorted, start)
  return sorted.slice(first, firstFrom(sorted, end, first))
}

function firstFrom(sorted: readonly { readonly start: number }[], offset: number, low = 0): number {
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]!.start < offset) low = middle + 1
    else high = middle
  }
  return low
}

function titleBefore(first: Opening, dividers: readonly Divider[]): { title?: string } {
  const title = dividers.findLast((divider) => divider.end <= first.start && divider.title !== undefined)?.title
  return title === undefined ? {} : { title }
}

function talkOf(
  text: Text,
  part: Part,
  openings: readonly Opening[],
  dividers: readonly Divider[],
  names: Names,
  read: (words: Text) => Text,
): Talk {
  const here = within(openings, part)
  const moments = momentsOf(here.map(({ stamp }) => stamp))
  const drafts = here.map((opening, index): TurnDraft => {
    const end = endOf(text.value, opening, here[index + 1]?.start ?? part.end, dividers)
    const blank = /^\s*/.exec(text.value.slice(opening.words, Math.min(end, opening.words + 20)))![0].length
    const written = text.slice(Math.min(opening.words + blank, end), end)
    return {
      index,
      ...speakerOf(opening),
      text: read(opening.quoted ? written.decode(/(?<=\n)[ \t]*>[ \t]?/g, () => '') : written),
      ...(moments[index] ? { at: moments[index] } : {}),
      visibility: opening.internal ? 'internal' : 'public',
      span: text.spanOf({ start: opening.start, end }),
    }
  })
  const channel = PATTERNS.find(({ name }) => name === here.find(({ event }) => !event)?.pattern)?.channel
  const { title } = part
  return { range: part, drafts, names, ...(title === undefined ? {} : { title }), ...(channel === undefined ? {} : { channel }) }
}

/** Where the words of a turn end: before the next turn, a heading, or a rule with nothing but blanks behind it. */
function endOf(value: string, { words }: Opening, next: number, dividers: readonly Divider[]): number {
  let end = next
  for (const divider of within(dividers, { start: words, end: next }).toReversed()) {
    if (divider.level < RULE_LEVEL - 1 || value.slice(divider.end, end).trim() === '') end = divider.start
  }
  return words + value.slice(words, Math.max(words, end)).trimEnd().length
}

/** A line of the system has no name; a role is told apart from a name so that `Dana (Support)` is Dana. */
function speakerOf({ event, name, remark }: Opening): Pick<TurnDraft, 'speaker' | 'role' | 'author'> {
  if (event || name === undefined) return { speaker: 'system' }
  return remark === undefined ? { author: name } : { author: name, role: remark }
}
