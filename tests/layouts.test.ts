import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Conversation } from '../src/conversation.ts'
import { shippedLayouts } from '../src/layouts/index.ts'
import { parseJson } from '../src/readers/data-json.ts'
import { knownLayouts, recognise } from '../src/readers/data-recognise.ts'
import { parseYaml } from '../src/readers/data-yaml.ts'
import { readerFor } from '../src/readers/index.ts'
import type { Read } from '../src/readers/reader.ts'
import { sourceOf } from '../src/source.ts'

const folder = new URL('../fixtures/formats/', import.meta.url)

async function read(file: string, asked = false): Promise<readonly Read[]> {
  const text = readFileSync(new URL(file, folder), 'utf8')
  const settings = { agents: [], customers: [], asked }
  const reader = await readerFor(file, text, settings)
  return [...reader.read(sourceOf(file, text), settings)]
}

/** What was read, a line a turn: where it is, who says what, and when. */
function told(reads: readonly Read[]): string {
  return reads
    .map((read) =>
      'conversation' in read
        ? conversation(read.conversation)
        : 'problem' in read
          ? `problem: ${read.problem.message}`
          : `skipped: ${read.skipped.reason}`,
    )
    .join('\n')
}

function conversation({ kind, id, title, channel, lang, pointer, turns }: Conversation): string {
  const head = [kind, id && `#${id}`, title && `"${title}"`, channel, lang, pointer || '(whole)'].filter(Boolean).join(' ')
  const lines = turns.map(({ index, speaker, author, visibility, at, text }) => {
    const when = at && (at.clock === 'relative' ? `+${at.ms} ms` : new Date(at.ms).toISOString())
    const who = [index, speaker, author && `(${author})`, when, visibility === 'internal' && 'internal']
      .filter((part) => part || part === 0)
      .join(' ')
    return `  ${who}: ${text.value.replaceAll('\n', '⏎')}`
  })
  return [head, ...lines].join('\n')
}

describe('a layout reads', () => {
  it('data-ccai-conversations.json', async () => {
    expect(told(await read('data-ccai-conversations.json'))).toMatchInlineSnapshot(`
      "transcript (whole)
        0 agent 2025-03-06T22:26:40.000Z: Thanks for calling, you are speaking to Ada.
        1 customer 2025-03-06T22:26:44.000Z: The card machine ate my card."
    `)
  })

  it('data-chat-messages.jsonl', async () => {
    expect(told(await read('data-chat-messages.jsonl'))).toMatchInlineSnapshot(`
      "transcript (whole)
        0 system: You answer for a plant shop.
        1 customer: My fern died after a week.
        2 agent: A fern that dies in a week is a disappointment.
      transcript (whole)
        0 customer: Do you sell pots?
        1 agent: We do, from 4 euros."
    `)
  })

  it('data-contact-lens.json', async () => {
    expect(told(await read('data-contact-lens.json'))).toMatchInlineSnapshot(`
      "transcript #c-77 phone en-US (whole)
        0 agent +0 ms: Harbour Energy, this is Wim.
        1 customer +2400 ms: My heating went off with a newborn in the house."
    `)
  })

  it('data-django-helpdesk-templates.json', async () => {
    expect(told(await read('data-django-helpdesk-templates.json'))).toMatchInlineSnapshot(`
      "template #9 "closed_owner" email en /0
        0 agent: Ticket item is closed."
    `)
  })

  it('data-espanso.yml', async () => {
    expect(told(await read('data-espanso.yml'))).toMatchInlineSnapshot(`
      "template ":late" /matches/0
        0 agent: I am sorry your order is late.
      template ":bye" /matches/1
        0 agent: Glad it works again.⏎Write any time."
    `)
  })

  it('data-freshdesk-canned-responses.jsonl', async () => {
    expect(told(await read('data-freshdesk-canned-responses.jsonl'))).toMatchInlineSnapshot(`
      "template #77 "Warranty" /data
        0 agent: Your warranty covers this, and I have opened the claim for you."
    `)
  })

  it('data-freshdesk-conversations.json', async () => {
    expect(told(await read('data-freshdesk-conversations.json'))).toMatchInlineSnapshot(`
      "transcript #6120 "Cracked screen on arrival" email (whole)
        0 customer 2025-01-20T08:00:00.000Z: The tablet arrived with a cracked screen.
        2 agent 2025-01-20T09:00:00.000Z internal: Is it insured?
        3 customer 2025-01-20T10:00:00.000Z: Any news?
        1 agent 2025-01-20T11:00:00.000Z: A new one leaves today, no need to send the first back."
    `)
  })

  it('data-front-messages.json', async () => {
    expect(told(await read('data-front-messages.json'))).toMatchInlineSnapshot(`
      "transcript (whole)
        2 customer 2025-03-05T18:41:40.000Z: We waited an hour.
        1 agent (Mo) 2025-03-05T18:43:20.000Z: Your table stands, and the cake is on the house."
    `)
  })

  it('data-front-templates.json', async () => {
    expect(told(await read('data-front-templates.json'))).toMatchInlineSnapshot(`
      "template #rsp_1 "Allergy" /_results/0
        0 agent: Thank you for asking before you came."
    `)
  })

  it('data-github-replies.yml', async () => {
    expect(told(await read('data-github-replies.yml'))).toMatchInlineSnapshot(`
      "template "Needs a sample" /replies/0
        0 agent: Thank you for the report, @item. A small file that shows it would help us find it:⏎could you attach one?"
    `)
  })

  it('data-gorgias-macros.json', async () => {
    expect(told(await read('data-gorgias-macros.json'))).toMatchInlineSnapshot(`
      "template #15 "Wrong size" en /data/0
        0 agent: Hi Alex, the right size is on its way."
    `)
  })

  it('data-gorgias-messages.json', async () => {
    expect(told(await read('data-gorgias-messages.json'))).toMatchInlineSnapshot(`
      "transcript #2201 "Shoes" email (whole)
        0 customer (Lucía Prat) 2025-02-01T10:00:00.000Z: They pinch.
        1 agent (Sam) 2025-02-01T10:05:00.000Z internal: Complains every month.
        2 agent (Sam) 2025-02-01T10:10:00.000Z: Half a size up is free."
    `)
  })

  it('data-help-scout-threads.json', async () => {
    expect(told(await read('data-help-scout-threads.json'))).toMatchInlineSnapshot(`
      "transcript #990 "Login" (whole)
        3 customer (jo@example.org) 2025-03-01T10:00:00.000Z: I can't log in.
        2 agent (Ines) 2025-03-01T11:00:00.000Z internal: Third time, delete the account?
        1 agent (Ines) 2025-03-01T12:00:00.000Z: Locked out on a Sunday is no fun. Your account is open again.⏎Ines"
    `)
  })

  it('data-hubspot-messages.json', async () => {
    expect(told(await read('data-hubspot-messages.json'))).toMatchInlineSnapshot(`
      "transcript (whole)
        1 customer 2025-02-10T09:00:00.000Z: When will it be back?
        0 agent (Ravi) 2025-02-10T09:10:00.000Z: The part is back in stock on Friday.
        2 agent 2025-02-10T09:20:00.000Z internal: He asks daily."
    `)
  })

  it('data-intercom-conversations.json', async () => {
    expect(told(await read('data-intercom-conversations.json'))).toMatchInlineSnapshot(`
      "transcript #8801 "Ferry cancelled" (whole)
        0 customer (Noor Haddad): The 7:40 ferry was cancelled and nobody told us.
        2 bot (Operator) 2025-03-03T11:06:50.000Z: A teammate will be with you shortly.
        3 agent (Piet) 2025-03-03T11:08:20.000Z internal: Not our fault, weather.
        4 agent (Piet) 2025-03-03T11:09:20.000Z: Standing on a pier at 7:40 with no boat is miserable."
    `)
  })

  it('data-intercom-macros.json', async () => {
    expect(told(await read('data-intercom-macros.json'))).toMatchInlineSnapshot(`
      "template #301 "Seat moved" /data/0
        0 agent: Hi Alex, your seat is now by the window.
      template #302 "Only text" /data/1
        0 agent: I have noted your request."
    `)
  })

  it('data-intercom-parts.jsonl', async () => {
    expect(told(await read('data-intercom-parts.jsonl'))).toMatchInlineSnapshot(`
      "transcript #c1 /0/data
        0 customer (Ana) 2025-03-04T14:53:20.000Z: Is the pool open?
        1 agent (Kit) 2025-03-04T14:53:22.000Z: It opens at ten, Ana.
      transcript #c2 /1/data
        0 customer (Bo) 2025-03-04T14:53:21.000Z: Where is my refund?"
    `)
  })

  it('data-native-list.yaml', async () => {
    expect(told(await read('data-native-list.yaml'))).toMatchInlineSnapshot(`
      "transcript #501 chat /0
        0 customer (Bea) +5000 ms: My key card stopped working.
        1 agent (Ilse) +70000 ms: I have just renewed it.
        2 agent internal: She lost it, I bet.
      template #welcome "Welcome" /1
        0 agent: Welcome to the reading room, Alex. Ask me anything."
    `)
  })

  it('data-osticket-canned-responses.yaml', async () => {
    expect(told(await read('data-osticket-canned-responses.yaml'))).toMatchInlineSnapshot(`
      "template "Out of paper" /0
        0 agent: Hi Alex,⏎⏎a new roll is in the drawer under the till."
    `)
  })

  it('data-rows.csv', async () => {
    expect(told(await read('data-rows.csv'))).toMatchInlineSnapshot(`
      "transcript #c1 /0
        0 customer (Ola) 2025-03-01T10:00:00.000Z: The "express" parcel took⏎nine days.
        1 agent (Mia) 2025-03-01T10:02:00.000Z: Nine days for express is not express; your fee is on its way back."
    `)
  })

  it('data-turn-list.json', async () => {
    expect(told(await read('data-turn-list.json'))).toMatchInlineSnapshot(`
      "transcript #dlg-12 (whole)
        0 customer: I'd like a table for two at eight.
        1 agent: Eight is full, would half past do?"
    `)
  })

  it('data-turn-pairs.json', async () => {
    expect(told(await read('data-turn-pairs.json'))).toMatchInlineSnapshot(`
      "transcript #31 /0
        0 agent: Good evening, Tessa here.
        1 customer: the shirt came in the wrong color
        2 system: Order 8812 has been pulled up.
        3 agent: Blue instead of green: I am swapping it."
    `)
  })

  it('data-twilio-canned-responses.json', async () => {
    expect(told(await read('data-twilio-canned-responses.json'))).toMatchInlineSnapshot(`
      "template "Late" /categories/0/responses/0
        0 agent: Late and no word from us: I would be cross too.
      template "Bye" /categories/1/responses/0
        0 agent: Write again whenever you need us."
    `)
  })

  it('data-zendesk-chat-shortcuts.jsonl', async () => {
    expect(told(await read('data-zendesk-chat-shortcuts.jsonl'))).toMatchInlineSnapshot(`
      "template #hello "hello" chat /data
        0 agent: Hello, what brings you here today?
      template #wait "wait" chat /data
        0 agent: Two minutes, I am asking the depot."
    `)
  })

  it('data-zendesk-comments.json', async () => {
    expect(told(await read('data-zendesk-comments.json'))).toMatchInlineSnapshot(`
      "transcript (whole)
        0 customer (Odile Marchetti) 2025-02-03T09:15:00.000Z: My router blinks red since Monday.
        1 agent (Theo Brandt) 2025-02-03T09:20:00.000Z internal: Same customer as last week, ugh.
        2 agent (Theo Brandt) 2025-02-03T09:31:00.000Z: A week without a steady light is too long."
    `)
  })

  it('data-zendesk-dynamic-content.json', async () => {
    expect(told(await read('data-zendesk-dynamic-content.json'))).toMatchInlineSnapshot(`
      "template #5101 /items/0/variants/0
        0 agent: Your parcel is late, and that is on us."
    `)
  })

  it('data-zendesk-macros.json', async () => {
    expect(told(await read('data-zendesk-macros.json'))).toMatchInlineSnapshot(`
      "template #70011 "Outage::Line down, technician booked" /macros/0
        0 agent: Hi Alex,⏎⏎no internet since this morning is a real nuisance when you work from home, and I'm sorry.
      template #70012 "Billing::Copy of invoice" /macros/1
        0 agent: Your invoice for item is attached.
      template #70013 "Note::Ask billing" /macros/2
        0 agent internal: Customer is being impossible again, billing please take over.
      template #70014 "Sent in public" /macros/3
        0 agent: I am looking at your line now."
    `)
  })
})

describe('layouts', () => {
  it('are all read by a fixture above', () => {
    const seen = new Set<string | undefined>()
    for (const file of readdirSync(folder).filter((name) => name.startsWith('data-') && !name.endsWith('.csv'))) {
      const text = readFileSync(new URL(file, folder), 'utf8')
      const source = sourceOf(file, file.endsWith('l') && !/ya?ml$/.test(file) ? text.split('\n')[0]! : text)
      const { root } = /ya?ml$/.test(file) ? parseYaml(source) : parseJson(source)
      const recognised = recognise({ value: root!, pointer: '' }, knownLayouts)?.layout.name
      seen.add(recognised)
      if (shippedLayouts.some(({ name }) => file.startsWith(`data-${name}.`)))
        expect(recognised, file).toBe(file.replace(/^data-|\.\w+$/g, ''))
    }
    expect(knownLayouts.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([])
  })

  it('are generated from the files in their folder', () => {
    const files = readdirSync(new URL('../src/layouts/', import.meta.url)).filter((file) => file.endsWith('.yaml'))
    const written = files.map((file) => {
      const { layout, ...about } = parse(readFileSync(new URL(`../src/layouts/${file}`, import.meta.url), 'utf8'))
      return { name: file.replace('.yaml', ''), ...about, ...layout }
    })
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)
    expect([...shippedLayouts].sort(byName)).toEqual(written.sort(byName))
  })
})

describe('a Zendesk macro', () => {
  const visibilities: readonly (readonly [value: unknown, visibility: string])[] = [
    [true, 'public'],
    ['true', 'public'],
    [false, 'internal'],
    ['false', 'internal'],
    [null, 'public'],
  ]
  for (const [value, visibility] of visibilities) {
    it(`whose comment_mode_is_public is ${JSON.stringify(value)} is ${visibility}`, async () => {
      const macro = {
        title: 'A',
        actions: [
          { field: 'comment_mode_is_public', value },
          { field: 'comment_value', value: ['channel:all', 'Hello there.'] },
        ],
      }
      const text = JSON.stringify({ macro })
      const settings = { agents: [], customers: [], asked: false }
      const reader = await readerFor('a.json', text, settings)
      const turns = [...reader.read(sourceOf('a.json', text), settings)].flatMap((one) =>
        'conversation' in one ? one.conversation.turns : [],
      )
      expect(turns.map((turn) => [turn.visibility, turn.text.value])).toEqual([[visibility, 'Hello there.']])
    })
  }
})
