import type { Speaker, Turn } from '../conversation.ts'
import type { Problem } from '../diagnostic.ts'
import { type Source, type Span, slice } from '../source.ts'

/** A turn before it is known who speaks: what the data says outright (`speaker`), or in its own word (`role`). */
export type TurnDraft = Omit<Turn, 'speaker'> & { readonly speaker?: Speaker; readonly role?: string }

/** Names, e-mail addresses and domains (`@example.com`) that a team says are theirs, or their customers'. */
export interface Names {
  readonly agents: readonly string[]
  readonly customers: readonly string[]
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(', '))

/** What a speaker is called, by role; lower case, without numbers. */
const ROLE_WORDS: readonly (readonly [Speaker, ReadonlySet<string>])[] = [
  [
    'customer',
    set(
      'customer, cust, client, user, end user, enduser, visitor, caller, guest, requester, requestor, contact, lead, shopper, buyer, subscriber, patient, tenant, passenger, consumer, external, incoming, inbound, traveller, traveler, patron, account holder',
    ),
  ],
  [
    'agent',
    set(
      'agent, support, support agent, supportagent, customer support, customer service, customer care, customer service agent, customer service representative, support team, support rep, support representative, support specialist, support engineer, service agent, service rep, live agent, human agent, call agent, csr, csa, cs, rep, representative, operator, advisor, adviser, assistant, admin, staff, teammate, team, specialist, technician, tech support, associate, consultant, help desk, helpdesk, service desk, supervisor, team lead, internal, outbound, company, receptionist, care team',
    ),
  ],
  [
    'bot',
    set(
      'bot, chatbot, chat bot, answer bot, virtual assistant, virtual agent, ai agent, ai assistant, ivr, auto reply, autoreply, automated message, automation, fin, custom bot',
    ),
  ],
  ['system', set('system, action, event, info, notification, status, system message, tool, automated system')],
]
/** Role words that may stand before or behind a name: `Agent Dana`, `Dana - Support`, `Customer 2`. */
const BESIDE_NAME = set(
  'agent, customer, support, client, caller, visitor, guest, rep, representative, operator, advisor, adviser, user, supervisor, technician, csr, bot',
)

const plain = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[#\d_*-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const speakerOfWord = (word: string): Speaker | undefined => ROLE_WORDS.find(([, words]) => words.has(word))?.[0]

/** Whom a label names by itself, such as `Agent`, `CUSTOMER_2`, `Dana (Support)` or `Help Bot`; undefined when it is only a name. */
export function speakerOfLabel(label: string): Speaker | undefined {
  if (known.has(label)) return known.get(label)
  const speaker = speakerIn(label)
  if (known.size > 1000) known.clear()
  known.set(label, speaker)
  return speaker
}

/** A file says the same few labels over and over. */
const known = new Map<string, Speaker | undefined>()

function speakerIn(label: string): Speaker | undefined {
  const [, outside = label, inside] = /^(.*?)\s*[([]([^()[\]]*)[)\]]\s*$/.exec(label) ?? []
  for (const part of [label, outside, inside ?? '', ...outside.split(/\s[-–—|]\s|[,/|:]/)]) {
    const speaker = speakerOfWord(plain(part))
    if (speaker) return speaker
  }
  const words = outside.trim().split(/[\s_-]+/)
  const beside = [words[0]!, words.at(-1)!].find((word) => BESIDE_NAME.has(plain(word)))
  // "Visitor uploaded: …" is not about a visitor who is called so.
  if (beside && words.length < 4 && words.every((word) => word === beside || /^[\p{Lu}\p{Lo}#\d]/u.test(word)))
    return speakerOfWord(plain(beside))
  return /(?:^|[a-z])Bot$/.test(outside) ? 'bot' : undefined
}

/** Whether a name, or the mail address in it, is on a list; case and a remark behind the name (`Dana (Acme)`) count for nothing. */
function isListed(name: string, list: readonly string[]): boolean {
  const lower = name.trim().toLowerCase()
  const address = /[\w.+-]+@[\w.-]+/.exec(lower)?.[0]
  return list.some((entry) => {
    const wanted = entry.trim().toLowerCase()
    if (wanted === '') return false
    if (wanted.startsWith('@')) return address !== undefined && (address.endsWith(wanted) || address.endsWith(`.${wanted.slice(1)}`))
    return lower === wanted || address === wanted || lower.replace(/\s*[([<].*$/, '') === wanted
  })
}

/** Whom a label names, by its own words or by a team's lists. */
export function speakerOfName(label: string, names: Names): Speaker | undefined {
  return speakerOfLabel(label) ?? (isListed(label, names.agents) ? 'agent' : isListed(label, names.customers) ? 'customer' : undefined)
}

const anyOf = (...phrases: readonly string[]): RegExp =>
  new RegExp(`\\b(?:${phrases.join('|').replaceAll("'", "['’]?").replaceAll(' ', '\\s')})(?![\\p{L}\\d])`, 'iu')

/** Things hardly anybody but an agent says, and hardly anybody but a customer. */
const SAYS: readonly (readonly [Speaker, RegExp])[] = [
  [
    'agent',
    anyOf(
      '(?:thanks|thank you)(?: so much| very much)? for (?:calling|contacting|reaching out|getting in touch|chatting with us|messaging us|writing in|choosing|shopping with|holding|your patience)',
      '(?:how|what) (?:can|may|could) (?:i|we) (?:help|assist|do for you)',
      "my name is \\p{L}+,?(?: and)?(?: i am| i'm)? (?:from|with|at|calling from)",
      "you(?:'re| are) (?:speaking|chatting|through) (?:to|with)",
      'welcome to (?:\\p{L}+ ){1,4}(?:support|chat|help|service)',
      'anything else (?:i|we) can (?:help|assist|do)',
      "i(?:'d| would|'ll| will) be (?:happy|glad|more than happy) to (?:help|assist)",
      "(?:let me|i'll|i will)(?: just)? (?:pull up|look (?:up|into)|check(?: on)?|open) your",
      "i(?:'ve| have) (?:refunded|escalated|pulled up|reopened) your",
      '(?:may|can|could) i (?:please )?(?:have|get|take) your (?:full |first |last )?(?:name|order|account|email|e-mail|phone|booking)',
      'sorry to hear',
    ),
  ],
  [
    'customer',
    anyOf(
      "my (?:order|account|subscription|package|parcel|refund|bill|invoice|card|booking|reservation|delivery|shipment|flight|internet|phone|password|payment|money|membership|purchase|laptop|router|daughter|son|wife|husband|kids?)(?:'s)?",
      "i(?:'ve| have)? (?:ordered|bought|purchased|paid|placed an order)",
      "i(?:'ve| have| was| got)(?: been)? (?:charged|billed|overcharged|waiting (?:for|since))",
      "i (?:never|still haven't|didn't|did not|have not) (?:received?|got|gotten|get) (?:my|the|any|it)",
      'i want (?:a|my) (?:refund|money)',
      'your (?:company|website|customer service|courier)',
    ),
  ],
]

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
  return (role === undefined ? undefined : speakerOfName(role, names)) ?? (author === undefined ? undefined : speakerOfName(author, names))
}

/** Decides by what is said. Two people who both sound like the agent are not told apart. */
function listen(people: readonly Party[]): void {
  const open = people.filter(({ speaker, name }) => speaker === undefined && name !== undefined)
  const heard = open.map(heardAs)
  if (people.length === 2 && open.length === 2 && heard[0] === heard[1]) return
  open.forEach((party, at) => {
    party.speaker = heard[at]
  })
}

/** What a party's words give away: more strong words of one side than of the other. */
function heardAs({ drafts }: Party): Speaker | undefined {
  const counts = SAYS.map(([speaker, words]) => ({ speaker, count: drafts.filter(({ text }) => words.test(text.value)).length }))
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
