import type { Speaker, Turn } from '../conversation.ts'
import type { Problem } from '../diagnostic.ts'
import { type Source, type Span, slice } from '../source.ts'
import type { Text } from '../text.ts'
import { type Names, SAYS, speakerOfName, speakerOfRole } from './speaker-words.ts'

/** A turn before it is known who speaks: what the data says outright (`speaker`), or in its own word (`role`). */
export type TurnDraft = Omit<Turn, 'speaker'> & { readonly speaker?: Speaker; readonly role?: string }

/** Those who go by one name in a conversation, and all they say. */
interface Party {
  readonly name: string | undefined
  readonly drafts: TurnDraft[]
  speaker: Speaker | undefined
}

/**
 * Turns with their speakers: as the data says, by what they are called, by the team's lists, then by what they say; of two people the
 * other one follows. Who opens decides nothing. Whoever stays unknown is named in one problem.
 */
export function resolveSpeakers(drafts: readonly TurnDraft[], names: Names, source: Source): { turns: Turn[]; problems: Problem[] } {
  const parties = new Map<string, Party>()
  for (const draft of drafts) {
    const key = keyOf(draft)
    const party = parties.get(key) ?? { name: draft.author ?? draft.role, drafts: [], speaker: undefined }
    parties.set(key, party)
    party.drafts.push(draft)
    party.speaker ??= draft.speaker ?? calledBy(draft, names)
  }
  const people = [...parties.values()].filter(isPerson)
  listen(people)
  other(people)
  const turns = drafts.map(({ role: _, ...draft }, at) => ({
    ...draft,
    speaker: draft.speaker ?? parties.get(keyOf(drafts[at]!))?.speaker ?? 'unknown',
  }))
  const unknown = people.filter(({ speaker }) => speaker === undefined || speaker === 'unknown')
  return { turns, problems: unknown.length === 0 ? [] : [problemOf(unknown, people, source)] }
}

/** Somebody the customer talks to, or the customer: not a machine, nor one who only leaves notes. */
function isPerson({ speaker, drafts }: Party): boolean {
  return speaker !== 'bot' && speaker !== 'system' && drafts.some(({ visibility }) => visibility === 'public')
}

const keyOf = ({ author, role, speaker }: TurnDraft): string => (author ?? role ?? (speaker ? `= ${speaker}` : '')).trim().toLowerCase()

function calledBy({ role, author }: TurnDraft, names: Names): Speaker | undefined {
  return (
    (role === undefined ? undefined : (speakerOfRole(role) ?? speakerOfName(role, names))) ??
    (author === undefined ? undefined : speakerOfName(author, names))
  )
}

/** Decides by what is said. Two people who both sound like the agent are not told apart. */
function listen(people: readonly Party[]): void {
  const open = people.filter(({ speaker, name }) => speaker === undefined && name !== undefined)
  const heard = open.map(({ drafts }) => heardAs(drafts))
  if (people.length === 2 && open.length === 2 && heard[0] === heard[1]) return
  open.forEach((party, at) => {
    party.speaker = heard[at]
  })
}

/** What somebody's words give away: more strong words of one side than of the other. */
export function heardAs(said: readonly { readonly text: Text }[]): Speaker | undefined {
  const counts = SAYS.map(([speaker, words]) => ({ speaker, count: said.filter(({ text }) => words.test(text.value)).length }))
  const [most, next] = counts.sort((a, b) => b.count - a.count)
  return most!.count > next!.count ? most!.speaker : undefined
}

/** Of two people, whoever is left is the other one. */
function other(people: readonly Party[]): void {
  const [one, two] = people
  if (people.length !== 2 || !one || !two) return
  const opposite = (speaker: Speaker | undefined): Speaker | undefined =>
    speaker === 'agent' ? 'customer' : speaker === 'customer' ? 'agent' : undefined
  if (one.name !== undefined) one.speaker ??= opposite(two.speaker)
  if (two.name !== undefined) two.speaker ??= opposite(one.speaker)
}

function problemOf(unknown: readonly Party[], people: readonly Party[], source: Source): Problem {
  const names = unknown.flatMap(({ name }) => (name === undefined ? [] : [`'${name}'`]))
  const first = unknown[0]!.drafts[0]!
  const place = { path: source.path, source, span: spanOfName(unknown[0]!.name, first.span, source) }
  if (names.length === 0) return { ...place, message: 'cannot tell who is the agent: the turns do not say who speaks' }
  const listed = names.length > 3 ? `${names.slice(0, 3).join(', ')} …` : names.join(' or ')
  if (!people.some(({ speaker }) => speaker === 'agent'))
    return { ...place, message: `cannot tell who is the agent: add ${listed} to \`agents:\`` }
  return { ...place, message: `cannot tell who ${listed} is: add the name to \`agents:\` or \`customers:\`` }
}

/** The name as it stands at the turn, or the whole turn. */
function spanOfName(name: string | undefined, span: Span, source: Source): Span {
  const at = name === undefined ? -1 : slice(source, span).indexOf(name)
  return at < 0 || name === undefined ? span : { start: span.start + at, end: span.start + at + name.length }
}
