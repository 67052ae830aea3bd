import type { Speaker } from '../conversation.ts'

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
      'customer, cust, client, user, end user, enduser, visitor, caller, guest, requester, requestor, shopper, buyer, subscriber, patient, tenant, passenger, consumer, traveller, traveler, patron, account holder',
    ),
  ],
  [
    'agent',
    set(
      'agent, support, support agent, supportagent, customer support, customer service, customer care, customer service agent, customer service representative, support team, support rep, support representative, support specialist, support engineer, service agent, service rep, live agent, human agent, call agent, csr, csa, rep, representative, operator, advisor, adviser, assistant, admin, staff, teammate, specialist, technician, tech support, associate, consultant, help desk, helpdesk, service desk, supervisor, team lead, receptionist, care team',
    ),
  ],
  [
    'bot',
    set(
      'bot, chatbot, chat bot, answer bot, virtual assistant, virtual agent, ai agent, ai assistant, ivr, auto reply, autoreply, automated message, automation, custom bot',
    ),
  ],
  ['system', set('system, system message, automated system, notification')],
]
/** What data calls them besides: in a text these would be ordinary labels (`Company:`, `Status:`). */
const DATA_WORDS: readonly (readonly [Speaker, ReadonlySet<string>])[] = [
  ['customer', set('external, incoming, inbound, contact, lead')],
  ['agent', set('internal, outgoing, outbound, cs, team, company, business')],
  ['bot', set('fin, ai')],
  ['system', set('action, event, info, status, tool')],
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

const lookUp = (table: typeof ROLE_WORDS, word: string): Speaker | undefined => table.find(([, words]) => words.has(plain(word)))?.[0]

/** Whom a word of the data means, such as `end-user` or `internal`. */
export function speakerOfRole(role: string): Speaker | undefined {
  return lookUp(DATA_WORDS, role) ?? speakerOfLabel(role)
}

/** Whom a label names that is nothing but a role, such as `Support Agent`. */
export function speakerOfRoleWord(label: string): Speaker | undefined {
  return lookUp(ROLE_WORDS, label)
}

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
    const speaker = speakerOfRoleWord(part)
    if (speaker) return speaker
  }
  const words = outside.trim().split(/[\s_]+/)
  const beside = [words[0]!, words.at(-1)!].find((word) => BESIDE_NAME.has(plain(word)))
  // "Visitor uploaded: …" is not about a visitor who is called so, nor is "Mouse support: …" about support.
  const isNamed = words.length < 4 && words.every((word, at) => (word === beside && at === 0) || /^[\p{Lu}\p{Lo}#\d]/u.test(word))
  if (beside && isNamed) return speakerOfRoleWord(beside)
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
export const SAYS: readonly (readonly [Speaker, RegExp])[] = [
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
