import { beforeAll, describe, expect, test } from 'vitest'
import { loadMarkup, prose } from '../src/markup/index.ts'
import { kindOf } from '../src/markup/kinds.ts'
import { slice, sourceOf } from '../src/source.ts'
import { Text } from '../src/text.ts'

beforeAll(async () => {
  await Promise.all([loadMarkup('html'), loadMarkup('markdown')])
})

const read = (written: string, markup: 'plain' | 'html' | 'markdown' = 'plain', context: 'transcript' | 'template' = 'template') => {
  const source = sourceOf('a', written)
  const text = prose(Text.of(source), markup, context)
  return { text, source, placeholders: text.marks.filter((mark) => mark.kind === 'placeholder') }
}

/** Written, what it stands for, and the words shown when there is no value. */
const values: readonly (readonly [written: string, as: string, fallback?: string])[] = [
  ['{{ticket.requester.first_name}}', 'customerName'],
  ['{{ticket.assignee.name}}', 'agentName'],
  ['{{current_user.first_name}}', 'agentName'],
  ['{{ticket.brand.name}}', 'brand'],
  ['{{ticket.id}}', 'number'],
  ['{{ order.delivery_date }}', 'date'],
  ['{{tracking_url}}', 'url'],
  ['{{agent.signature}}', 'opaque'],
  ['{{dc.late_parcel}}', 'opaque'],
  ['{{> footer}}', 'opaque'],
  ["{% include 'hours' %}", 'opaque'],
  ['{{ticket.title}}', 'value'],
  ["{{ x | default: 'there' }}", 'value', 'there'],
  ['{{user.name|fallback:"there"}}', 'customerName', 'there'],
  ['{{default customer.name "friend"}}', 'customerName', 'friend'],
  ['{{ ticket.created|date:"DATETIME_FORMAT" }}', 'date'],
  ['{{Order Number}}', 'number'],
  ['{{Client First Name}}', 'customerName'],
  ['{{- name -}}', 'customerName'],
  ['{{{Recipient.Name}}}', 'customerName'],
  ['{!Contact.FirstName}', 'customerName'],
  ['{!IF(ISBLANK(Contact.FirstName),"there",Contact.FirstName)}', 'customerName', 'there'],
  ['{%customer.firstName,fallback=there%}', 'customerName', 'there'],
  ['{%customer.firstName,fallback=%}', 'customerName', ''],
  ['{%customer.firstName%}', 'customerName'],
  ['*|FNAME|*', 'customerName'],
  ['*|FNAME:there|*', 'customerName', 'there'],
  ['((name))', 'customerName'],
  ['%{ticket.name.first}', 'customerName'],
  ['%(name)s', 'customerName'],
  ['%s', 'value'],
  ['%1$s', 'value'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how this placeholder is written
  ['${name}', 'customerName'],
  ['#{order_id}', 'number'],
  ['<%= user.name %>', 'customerName'],
  ['<attribute key="user.name" default="there"/>', 'customerName', 'there'],
  ['%%FirstName%%', 'customerName'],
  ['%NAME%', 'customerName'],
  ['%agent%', 'agentName'],
  ['%fill:Amount%', 'number'],
  ['%snippet:closing%', 'opaque'],
  ['{name}', 'customerName'],
  ['{customer name}', 'customerName'],
  ['{contactfield=firstname|there}', 'customerName', 'there'],
  ['__NAME__', 'customerName'],
  ['[[reason]]', 'value'],
  ['[Name]', 'fillIn'],
  ['[Product Name]', 'fillIn'],
  ['[INSERT SIDE EFFECTS]', 'fillIn'],
  ['[common/less common]', 'fillIn'],
  ['[your name]', 'fillIn'],
  ['[X condition listed on Table 2]', 'fillIn'],
  ['<insert issue>', 'fillIn'],
  ['<Customer Name>', 'fillIn'],
]

describe('placeholders become stand-ins of their kind', () => {
  test.each(values)('%s', (written, as, fallback) => {
    const { text, source, placeholders } = read(`Dear ${written}, thank you.`)
    expect(placeholders).toMatchObject([{ as, written, ...(fallback === undefined ? {} : { fallback }) }])
    expect(placeholders[0]!.fallback).toBe(fallback)
    expect(slice(source, text.spanOf(placeholders[0]!.range))).toBe(written)
    expect(text.value).toMatch(/^Dear [\w ]+, thank you\.$/)
    const at = text.value.indexOf('thank')
    expect(slice(source, text.spanOf({ start: at, end: at + 5 }))).toBe('thank')
  })

  test('a plural reads as one of its branches', () => {
    const { text, placeholders } = read('It takes {count, plural, one {# day} other {# days}} at most.')
    expect(text.value).toBe('It takes 12 days at most.')
    expect(placeholders).toMatchObject([{ as: 'number' }])
  })

  test('of a choice the first is read', () => {
    expect(read('This is a [common/less common] side effect.').text.value).toBe('This is a common side effect.')
  })

  test('a fill-in reads as what a person will put there', () => {
    expect(read('Hi [Customer Name], I am [Your Name] of [Company].').text.value).toBe('Hi Alex, I am Sam of Acme.')
  })

  test('a first and a last name read as one person', () => {
    expect(read('Hi {{ticket.requester.first_name}} {{ticket.requester.last_name}}!').text.value).toBe('Hi Alex Morgan!')
  })
})

describe('what is not shown leaves no hole', () => {
  test.each([
    ['Hi{% if name %} {{name}}{% endif %}, welcome.', 'Hi Alex, welcome.'],
    ['Thank you. {% comment %}ask Kim{% endcomment %} We are on it.', 'Thank you. We are on it.'],
    ['Thank you. {# note #} We are on it.', 'Thank you. We are on it.'],
    ['Thank you. {{!-- note --}} We are on it.', 'Thank you. We are on it.'],
    ['One.\n{% if vip %}\nTwo.\n{% else %}\nThree.\n{%- endif -%}\nFour.', 'One.\nTwo.\nThree.\nFour.'],
    ['One.\r\n{{#if vip}}\r\nTwo.\r\n{{/if}}\r\nFour.', 'One.\r\nTwo.\r\nFour.'],
    ['We {{#if sent}}sent{{else}}packed{{/if}} it.', 'We sent packed it.'],
    ['Hello *|IF:FNAME|*friend*|END:IF|*!', 'Hello friend!'],
    ["{% assign x = 'a' %}Hello.", 'Hello.'],
    ['Hello.$|$', 'Hello.'],
    ['Good. ((under18??Please ask a parent to sign.))', 'Good. Please ask a parent to sign.'],
    ['{% trans "Good morning" %} to you', 'Good morning to you'],
    ['{% if a == "%}" %}Yes.{% endif %}', 'Yes.'],
  ])('%j', (written, shown) => {
    const { text, source } = read(written)
    expect(text.value).toBe(shown)
    const last = /[A-Za-z]+(?=[^A-Za-z]*$)/.exec(shown)!
    expect(slice(source, text.spanOf({ start: last.index, end: last.index + last[0].length }))).toBe(last[0])
  })
})

describe('what only looks like a placeholder stays', () => {
  test.each([
    'save 20% on 30% of all lamps',
    '100% sure and 5% off',
    '100%guaranteed or 50% back',
    'a * b | c and d | e * f',
    'see [the docs](http://example.com)',
    'see [Docs][1] below',
    '- [ ] call the depot',
    '- [x] call the depot',
    '- [X] call the depot',
    'f(x) and ((a + b)) in the sheet',
    'write {} or { } there',
    'price < 5 and > 3',
    'call ___ and sign',
    'the __init__ file',
    'a card ending [PII] was used',
    'the number [REDACTED] was used',
    'click [Save] to go on',
    'Go to Settings > [Account]',
    'https://example.com/a%20b%E2%80%99c?x=1',
    'write to <kim@example.com>',
    'it costs $5 and #12 is yours',
    'see note [1] and [2]',
    'it is [24/7] or [N/A]',
  ])('%j', (written) => {
    expect(read(written).text.value).toBe(written)
    expect(read(written).placeholders).toEqual([])
  })

  test('code is not looked into', () => {
    const { text, placeholders } = read('Send `{"name": "{name}"}` and {name}.', 'markdown')
    expect(text.value).toBe('Send {"name": "{name}"} and Alex.')
    expect(placeholders).toHaveLength(1)
  })
})

describe('in a transcript only unmistakable forms count', () => {
  test.each(['[Name] of #NAME#', 'my name is XXXX', '[PII]', '{name}', '%NAME%', '<insert issue>', '__NAME__', '((name))', '[Your Name]'])(
    '%j stays',
    (written) => {
      expect(read(written, 'plain', 'transcript').text.value).toBe(written)
    },
  )

  test.each(['{{ticket.id}}', "{% include 'x' %}", '*|FNAME|*', '{!Contact.FirstName}', '{%customer.firstName%}'])(
    '%j is one',
    (written) => {
      expect(read(`Hello ${written}, hi`, 'plain', 'transcript').placeholders).toMatchObject([{ written }])
    },
  )
})

describe('markup does not swallow placeholders', () => {
  test('Markdown emphasis, tables and HTML are made of the same signs', () => {
    const { text } = read(
      'Hi *|FNAME|* and __FIRST_NAME__, see <insert date>.\n\n| a | {{ x | default: "b|c" }} |\n|---|---|\n| d | e |',
      'markdown',
    )
    expect(text.value).toBe('Hi Alex and Alex, see 1 May.\n\na\nitem\nd\ne')
  })

  test('bold capitals are bold capitals', () => {
    expect(read('This is __IMPORTANT__ to us', 'markdown').text.value).toBe('This is IMPORTANT to us')
  })

  test('an unknown HTML tag that is a fill-in is kept, for the customer would see nothing', () => {
    const { text, source, placeholders } = read('<p>Hi <Customer Name>, &lt;insert date&gt; it is.</p>', 'html')
    expect(text.value).toBe('Hi Alex, 1 May it is.')
    expect(placeholders.map(({ range }) => slice(source, text.spanOf(range)))).toEqual(['<Customer Name>', '&lt;insert date&gt;'])
  })

  test('entities and tags inside of one', () => {
    const { text, placeholders } = read('<p>Hi {{user.<b>name</b>|fallback:&quot;there&quot;}}!</p>', 'html')
    expect(text.value).toBe('Hi Alex!')
    expect(placeholders).toMatchObject([{ as: 'customerName', fallback: 'there' }])
  })
})

test('kinds are told from names', () => {
  const kinds = {
    customerName: [
      'name',
      'first_name',
      'customer',
      'ticket.requester.name',
      'user.firstName',
      'visitor.full_name',
      'FNAME',
      'Contact.LastName',
    ],
    agentName: [
      'agent',
      'agent.name',
      'current_user.name',
      'Your Name',
      'Sender_Name',
      'teammate.first_name',
      'ticket.assignee.first_name',
    ],
    brand: ['company', 'product_name', 'Organization.Name', 'store', 'ticket.account'],
    number: ['order_id', 'amount', 'ticketNumber', 'tracking', 'invoice.total', 'refund_amount'],
    date: ['date', 'delivery_date', 'order.created_at', 'deadline', 'today'],
    url: ['url', 'reset_link', 'help_url', 'UNSUB'],
    opaque: ['signature', 'agent.signature', 'dc.hello', 'body', 'ticket.comments_formatted', 'ticket.latest_comment'],
    value: ['ticket.title', 'ticket.requester.email', 'reason', 'color', 'username'],
  }
  for (const [kind, names] of Object.entries(kinds))
    expect(names.map((name) => [name, kindOf(name)])).toEqual(names.map((name) => [name, kind]))
})
