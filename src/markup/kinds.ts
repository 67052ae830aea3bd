import type { PlaceholderKind } from '../text.ts'

/** The word that keeps a sentence whole where a placeholder stands: neutral nouns, so that no rule mistakes them for something said. */
export const STAND_IN: Readonly<Record<PlaceholderKind, string>> = {
  customerName: 'Alex',
  agentName: 'Sam',
  brand: 'Acme',
  number: '12',
  date: '1 May',
  url: 'link',
  opaque: 'text',
  value: 'item',
  fillIn: 'detail',
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const HOLDS_ANYTHING = words(
  'dc signature comments comment body content contents snippet include partial description message html answer reply text transcript disclaimer footer',
)
const FORMATTED = /comments?_formatted|public_comments?|latest_comment/i
const ADDRESS = words('url uri link href unsub unsubscribe archive website site portal')
const DAY = words(
  'date time day days datetime deadline due eta month year hour hours minutes mins hrs weeks expiry expires birthday created updated at on when now today tomorrow timeframe timeframes frame timeline timescale turnaround duration period window schedule sla',
)
const FIGURE = words(
  'number num no nr id amount price total subtotal qty quantity count ref reference code tracking invoice balance fee sum cost percent percentage order refund rate age length points iban zip postcode phone',
)
const NAMED = words(
  'name names first last full given family sur surname firstname lastname fullname fname lname preferred display nick nickname',
)
const TEAM = words(
  'agent assignee teammate operator admin owner rep representative sender me my your advisor adviser staff support author signer current manager specialist from',
)
const CUSTOMER = words(
  'requester customer contact user client recipient visitor lead patient end subscriber guest member buyer passenger student reader cust caller shopper',
)
const BRAND = words(
  'brand company product store shop business organization organisation app service vendor merchant account site sitename plan team group',
)
/** Words that say where a value is kept, not whose it is. */
const CONTAINER = words(
  'ticket case conversation chat data vars params merge contactfield custom field insert enter add the s of to here title salutation fields item',
)
const SURNAME = words('last lastname surname family lname')

/** The words of a name such as `ticket.requester.first_name`, `customerFirstName` or `Order Number`. */
function wordsOfName(name: string): string[] {
  return name
    .replace(/__[cr]\b/g, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
}

/** What a placeholder stands for, told from its name; `value` when the name says nothing known. */
export function kindOf(name: string): Exclude<PlaceholderKind, 'fillIn'> {
  const all = wordsOfName(name)
  const last = all.at(-1) ?? ''
  const any = (set: ReadonlySet<string>): boolean => all.some((word) => set.has(word))
  const named = any(NAMED)
  if (all[0] === 'dc' || HOLDS_ANYTHING.has(last) || FORMATTED.test(name)) return 'opaque'
  if (ADDRESS.has(last)) return 'url'
  if (
    named &&
    any(TEAM) &&
    !any(CUSTOMER) &&
    all.every((word) => NAMED.has(word) || TEAM.has(word) || CONTAINER.has(word) || word === 'user')
  )
    return 'agentName'
  if (/\bcurrent[_. ]?user\b/i.test(name) && named) return 'agentName'
  if (named && any(BRAND)) return 'brand'
  if (named && any(CUSTOMER)) return 'customerName'
  if (named && all.every((word) => NAMED.has(word) || CONTAINER.has(word))) return 'customerName'
  if (DAY.has(last) || (DAY.has(all[0] ?? '') && all.length < 3)) return 'date'
  if (FIGURE.has(last)) return 'number'
  if (BRAND.has(last)) return 'brand'
  if (TEAM.has(last) && last !== 'from' && last !== 'your' && last !== 'my') return 'agentName'
  if (CUSTOMER.has(last) && last !== 'end') return 'customerName'
  return 'value'
}

/** The stand-in of a name: a second name differs from a first, so that "Alex Morgan" reads as one person. */
export function standInFor(kind: PlaceholderKind, name: string): string {
  const surname = kind === 'customerName' && wordsOfName(name).some((word) => SURNAME.has(word))
  return surname ? 'Morgan' : STAND_IN[kind]
}
