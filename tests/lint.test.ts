import { describe, expect, test } from 'vitest'
import type { Conversation } from '../src/conversation.ts'
import { createIdentify } from '../src/identity.ts'
import { languageIn, languageOf } from '../src/language.ts'
import { createLinter, createLinters, type LinterSettings, lint } from '../src/lint.ts'
import type { Read, Reader, ReadSettings } from '../src/readers/reader.ts'
import { answering, asTicket } from '../src/reply-to.ts'
import type { CollectedRule } from '../src/rules/collection.ts'
import { slice, sourceOf } from '../src/source.ts'
import { reports, rule, talk, template } from './talk.ts'

/** A linter of a few rules of a test's own. */
function linterOf(rules: Readonly<Record<string, CollectedRule>>, more: Partial<LinterSettings> = {}) {
  return createLinter({ book: new Map(Object.entries(rules)), rules: new Map(), judge: ['agent'], vocabulary: {}, ...more })
}

/** Reads the made-up format of `talk`; a blank line ends a conversation, `!` is a problem. */
const talkReader: Reader = {
  format: 'talk',
  *read(source): Iterable<Read> {
    let at = 0
    for (const part of source.text.split('\n\n')) {
      if (part === '!') yield { problem: { path: source.path, message: 'cannot be read' } }
      else if (part === '?') yield { skipped: { path: source.path, reason: 'unrecognised', count: 1 } }
      else yield { conversation: talk(part, { source: { ...source, text: part, offset: source.offset + at } }) }
      at += part.length + 2
    }
  },
}

const settings: ReadSettings = { agents: [], customers: [], asked: true }

const calmCustomer = 'customer: Where do I see what I have ordered so far?'

describe('lint', () => {
  const text = `${calmCustomer}\nagent: Please open the page with your orders.\n\n!\n\n?\n\nagent: You can see the page with your orders there.`

  test('yields what became of each conversation, in the order of the file', () => {
    const judged = [...lint([sourceOf('a.talk', text)], talkReader, settings, linterOf({ page: reports(/page/g) }))]
    expect(judged.map(({ diagnostics, problems, skipped }) => [diagnostics.length, problems.length, skipped.length])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ])
    expect(judged.map(({ replies }) => replies)).toEqual([1, 0, 0, 1])
    for (const { diagnostics } of judged) for (const { source, span } of diagnostics) expect(slice(source, span)).toBe('page')
  })

  test('works on one conversation at a time', () => {
    const seen: string[] = []
    function* windows() {
      for (const line of ['one', 'two']) {
        seen.push(`read ${line}`)
        yield sourceOf('a.talk', `agent: This is the page with your orders, ${line}.`)
      }
    }
    for (const { diagnostics } of lint(windows(), talkReader, settings, linterOf({ number: reports(/one|two/g) }))) {
      seen.push(`told ${diagnostics.map(({ quote }) => quote)}`)
    }
    expect(seen).toEqual(['read one', 'told one', 'read two', 'told two'])
  })

  test('gives equal findings of one file identities of their own, whichever window they stand in', () => {
    const windows = [sourceOf('a.talk', 'agent: This is the page.'), sourceOf('a.talk', 'agent: This is the page.')]
    const all = () =>
      [...lint(windows, talkReader, settings, linterOf({ page: reports(/page/g) }))].flatMap(({ diagnostics }) => diagnostics)
    const [first, second] = all().map(({ fingerprint }) => fingerprint)
    expect(first).toMatch(/^[0-9a-f]{16}$/)
    expect(second).not.toBe(first)
    expect(all().map(({ fingerprint }) => fingerprint)).toEqual([first, second])
  })
})

describe('a diagnostic', () => {
  const conversation = talk(`${calmCustomer}\nagent: Hi {{name}}, this is the page with your orders.`, {
    id: '7',
    title: 'Orders',
    pointer: '/3',
  })
  const because = rule({
    message: 'Page named',
    instead: ['Say where'],
    *check({ conversation: { turns } }) {
      const [customer, agent] = turns
      if (!customer || !agent) return
      const place = (words: string) => agent.text.value.indexOf(words)
      yield {
        at: { turn: agent, range: { start: 0, end: place(',') } },
        because: [{ at: { turn: customer, range: { start: 0, end: 5 } }, message: 'the question' }],
      }
      yield {
        at: { turn: agent, range: { start: place('page'), end: place('page') + 4 } },
        message: 'The page',
        instead: ['Name the menu'],
      }
    },
  })
  const [first, second] = linterOf({ because }).judge(conversation).diagnostics

  test('is named, weighed and placed, with its words as the template writes them', () => {
    expect(first).toMatchObject({
      rule: 'because',
      severity: 'warn',
      outcome: 'missed',
      message: 'Page named',
      quote: 'Hi {{name}}',
      instead: ['Say where'],
      pointer: '/3',
      conversation: { kind: 'transcript', id: '7', title: 'Orders' },
      turn: 1,
      because: [{ message: 'the question', quote: 'Where', turn: 0 }],
    })
    expect(first && slice(first.source, first.span)).toBe('Hi {{name}}')
    expect(first?.because[0] && slice(conversation.source, first.because[0].span)).toBe('Where')
  })

  test('takes the message and reminders of the finding before those of the rule', () => {
    expect(second).toMatchObject({ message: 'The page', instead: ['Name the menu'], because: [] })
  })

  test('of praise says what is right and reminds of nothing', () => {
    const made = rule({
      kind: 'requires',
      praise: 'Page named well',
      instead: ['Say where'],
      *check({ replies: [reply] }) {
        if (reply?.sentences[0]) yield { at: reply.sentences[0], outcome: 'met' }
      },
    })
    expect(linterOf({ made }).judge(conversation).diagnostics).toMatchObject([{ outcome: 'met', message: 'Page named well', instead: [] }])
  })
})

describe('the rules in use', () => {
  const page = reports(/page/g, { options: { within: 3 } })
  const here = talk(`${calmCustomer}\nagent: This is the page with your orders.`)

  test('are as recommended where the config says nothing, and as it says where it does', () => {
    const off = reports(/orders/g, { severity: 'off' })
    const book = { page, off }
    expect(linterOf(book).rules.map(({ name, severity, options }) => [name, severity, options])).toEqual([['page', 'warn', { within: 3 }]])
    const told = linterOf(book, {
      rules: new Map([
        ['page', { severity: 'off', options: {} }],
        ['off', { severity: 'error', options: {} }],
      ]),
    })
    expect(told.judge(here).diagnostics).toMatchObject([{ rule: 'off', severity: 'error' }])
  })

  test('follow overrides by file, the later over the earlier', async () => {
    const config = {
      root: '/team',
      rules: new Map([['page', { severity: 'warn', options: { within: 4 } } as const]]),
      overrides: [
        { files: ['social/**'], rules: new Map([['page', { severity: 'error' } as const]]) },
        { files: ['**/old/**'], rules: new Map([['page', { severity: 'off' } as const]]) },
      ],
      files: [],
      ignore: [],
      agents: [],
      customers: [],
      judge: ['agent'],
      vocabulary: {},
      plugins: [],
    } as const
    const linterFor = await createLinters(config, new Map([['page', page]]))
    const severities = (file: string) => linterFor(file).rules.map(({ severity, options }) => [severity, options])
    expect(severities('/team/a.txt')).toEqual([['warn', { within: 4 }]])
    expect(severities('/team/social/a.txt')).toEqual([['error', { within: 4 }]])
    expect(severities('/team/social/old/a.txt')).toEqual([])
    expect(linterFor('/team/b.txt')).toBe(linterFor('/team/a.txt'))
  })

  test('are helped by the words of a team; those that cannot be read are said', () => {
    const asks = rule({
      *check({ replies }) {
        for (const reply of replies) for (const sentence of reply.sentences) if (sentence.is('apologise')) yield { at: sentence }
      },
    })
    const words = talk(`${calmCustomer}\nagent: Our hats are in our hands. Please open the page.`)
    expect(linterOf({ asks }).judge(words).diagnostics).toEqual([])
    const helped = linterOf({ asks }, { vocabulary: { apologise: ['hats are in our hands'], thank: ['(open'] } })
    expect(helped.judge(words).diagnostics).toMatchObject([{ quote: 'Our hats are in our hands.' }])
    expect(helped.mistakes).toEqual([expect.stringContaining('(open')])
  })

  test('fail with one problem a run, however often', () => {
    const throws = rule({
      check() {
        throw new Error('no luck')
      },
    })
    const linter = linterOf({ throws: { ...throws, team: { path: 'team/throws/rule.js', readme: '' } }, page })
    expect(linter.judge(here)).toMatchObject({
      diagnostics: [{ rule: 'page' }],
      problems: [{ path: 'talk.txt', message: "rule 'throws' (team/throws/rule.js) failed: no luck" }],
    })
    expect(linter.judge(here).problems).toEqual([])
  })
})

describe('identity', () => {
  const identities = (conversation: Conversation, pattern = /the page with your orders/g) =>
    linterOf({ page: reports(pattern) })
      .judge(conversation)
      .diagnostics.map(({ fingerprint }) => fingerprint)
  const words = `${calmCustomer}\nagent: Hi {{name}}, open the page with your orders.`

  test('stays when lines move, other words change or the file is renamed', () => {
    const before = identities(talk(words, { id: '7' }))
    const moved = talk(`system: Chat began\n\n${words.replace('Hi', 'Good morning')} Thank you!`, {
      id: '7',
      title: 'Moved',
      pointer: '/9',
    })
    const renamed = talk(words, { id: '7', source: sourceOf('other.txt', words) })
    expect(identities(moved)).toEqual(before)
    expect(identities(renamed)).toEqual(before)
  })

  test('stays when white space is written differently, and when a placeholder is renamed', () => {
    const greeting = /Hi .*orders/gs
    const other = words.replace('{{name}}', '{{first}}').replace('page with', 'page  with')
    expect(identities(talk(other, { id: '7' }), greeting)).toEqual(identities(talk(words, { id: '7' }), greeting))
  })

  test('is of the conversation: by id, else title, else path and pointer without places in lists', () => {
    const of = (more: Partial<Conversation>) => identities(talk(words, more))[0]
    expect(of({ title: 'A' })).not.toBe(of({ title: 'B' }))
    expect(of({ id: '1', title: 'A' })).toBe(of({ id: '1', title: 'B' }))
    expect(of({ pointer: '/macros/3' })).toBe(of({ pointer: '/macros/4' }))
    expect(of({ pointer: '/macros/3' })).not.toBe(of({ pointer: '/replies/3' }))
  })

  test('counts equal words, and knows rules apart', () => {
    const identify = createIdentify()
    const conversation = talk(words)
    const turn = conversation.turns[1]!
    const at = { turn, range: { start: 0, end: 2 } }
    const names = [identify('one', conversation, at), identify('one', conversation, at), identify('two', conversation, at)]
    expect(new Set(names).size).toBe(3)
    expect(createIdentify()('one', conversation, at)).toBe(names[0])
  })

  test('never gave two of many findings the same name', () => {
    const identify = createIdentify()
    const names = new Set<string>()
    for (let nth = 0; nth < 20_000; nth++) {
      const conversation = template('Please wait a little.', { id: String(nth % 1000) })
      names.add(identify(`rule-${nth % 20}`, conversation, { turn: conversation.turns[0]!, range: { start: 0, end: 6 } }))
    }
    expect(names.size).toBe(20_000)
  })
})

describe('language', () => {
  test.each([
    'Thank you for contacting us.',
    'i cant log in since yesterday, password reset gives error 403 pls help',
    'Sorry about that! Could you send us a photo of the label?',
    'Your order has shipped and will arrive on 4 May with DHL Express, tracking number 00340434161094015902.',
    'Hola! Your refund of €30 is on its way, Señor Gómez, and you will see it in your account by Friday.',
  ])('English: %s', (text) => expect(languageOf(text)).toBe('english'))

  test.each([
    'Vielen Dank für Ihre Nachricht. Wir haben das Paket nicht gefunden und melden uns, sobald es da ist.',
    'Merci pour votre message. Nous sommes désolés pour le retard de votre commande.',
    'Gracias por escribirnos. Su pedido llega el lunes, disculpe las molestias.',
    'Obrigado por falar com a gente. O seu pedido não chegou, mas já estamos vendo isso para você.',
    'Bedankt voor uw bericht. Wij hebben het pakket niet gevonden.',
    'Dziękujemy za wiadomość. Paczka nie dotarła, ale jest już w drodze.',
    'Kiitos viestistäsi! Pakettisi on valitettavasti myöhässä, mutta se toimitetaan sinulle huomenna aamulla kotiovelle asti, ja saat siitä tekstiviestin ennen toimitusta.',
    'Ваша посылка задерживается, приносим извинения. Мы напишем вам завтра.',
    'ご連絡ありがとうございます。お荷物は明日届きます。',
  ])('another language: %s', (text) => expect(languageOf(text)).toBe('other'))

  test.each(['Ok', 'DHL 00340434161094015902', '👍', 'Apple Pay, PayPal, Visa'])('too short to tell: %s', (text) => {
    expect(languageOf(text)).toBe('unknown')
  })

  test('of a conversation is what the data says, else that of the agents, else that of all', () => {
    const german = talk('customer: Where is my order, please? I need it.\nagent: Wir haben das Paket nicht gefunden, es ist noch nicht da.')
    expect(languageIn(german, ['agent'])).toBe('other')
    expect(languageIn({ ...german, lang: 'en-GB' }, ['agent'])).toBe('english')
    expect(languageIn(talk(`${calmCustomer}\nagent: Berlin.`), ['agent'])).toBe('english')
    expect(languageIn({ ...talk(calmCustomer), lang: 'pt-BR' }, ['agent'])).toBe('other')
  })

  test('other than English is passed over and counted', () => {
    const german = talk('agent: Wir haben das Paket nicht gefunden, es ist noch nicht da.')
    expect(linterOf({ paket: reports(/Paket/g) }).judge(german)).toMatchObject({
      replies: 0,
      diagnostics: [],
      skipped: [{ path: 'talk.txt', reason: 'language', count: 1 }],
    })
  })

  test('that cannot be told meets the forbidding rules only', () => {
    const rules = { forbids: reports(/Visa/g), requires: reports(/PayPal/g, { kind: 'requires' }) }
    expect(linterOf(rules).judge(template('PayPal, Visa')).diagnostics).toMatchObject([{ rule: 'forbids' }])
  })
})

describe('a draft', () => {
  const ticketText = `${calmCustomer}\nagent: Open the page with your orders.\ncustomer: I did, the page is empty and I am getting angry!`
  const ticket = talk(ticketText, { id: '7', channel: 'chat', source: sourceOf('ticket.talk', ticketText) })
  const drafts = answering(ticket)(talkReader)

  const openComplaint = rule({
    *check({ replies }) {
      for (const reply of replies) {
        const [first] = reply.sentences
        const because = reply.message?.because.slice(0, 1).map((at) => ({ at, message: 'the customer is upset' })) ?? []
        if (first) yield { at: first, because }
      }
    },
  })

  test('is judged as the next turn: findings stand in it, the customer’s words in the ticket', () => {
    const draft = sourceOf('draft.talk', 'agent: Open the page again.')
    const [judged] = [...lint([draft], drafts, settings, linterOf({ openComplaint }))]
    expect(judged?.problems).toEqual([])
    expect(judged?.diagnostics).toMatchObject([
      { quote: 'Open the page again.', turn: 3, source: { path: 'draft.talk' }, conversation: { id: '7' }, because: [{ turn: 2 }] },
    ])
    for (const { source, span, quote, because } of judged?.diagnostics ?? []) {
      expect(slice(source, span)).toBe(quote)
      for (const { source: other, ...evidence } of because) {
        expect(other?.path).toBe('ticket.talk')
        expect(other && slice(other, evidence.span)).toBe(evidence.quote)
      }
    }
  })

  test('that cannot be read is a problem still', () => {
    expect([...lint([sourceOf('draft.talk', '!')], drafts, settings, linterOf({ openComplaint }))]).toMatchObject([
      { diagnostics: [], problems: [{ path: 'draft.talk' }] },
    ])
  })

  test('may answer a text in which nobody is named: it is the customer’s', () => {
    const { turns, kind } = asTicket(template('My parcel is late.'))
    expect([kind, turns.map(({ speaker }) => speaker)]).toEqual(['transcript', ['customer']])
    expect(asTicket(ticket)).toBe(ticket)
  })
})
