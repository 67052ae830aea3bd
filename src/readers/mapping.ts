import type { Channel, Conversation, Switch } from '../conversation.ts'
import type { FieldMapping, TurnMapping } from '../layouts/layout.ts'
import type { Source } from '../source.ts'
import { type Found, follow, listed, wordAt } from './data-path.ts'
import { isSkipped, type Said, type Setting, turnsAt } from './data-turn.ts'
import { stringOf } from './data-value.ts'
import type { Read, ReadSettings } from './reader.ts'
import { resolveSpeakers } from './speakers.ts'
import { switchesIn } from './switches.ts'

/** Turns located data into conversations and templates, as a mapping describes it; what holds no words is passed over. */
export function* arrange(source: Source, documents: readonly Found[], mapping: FieldMapping, settings: ReadSettings): Iterable<Read> {
  const records = documents.flatMap((document) => recordsIn(document, mapping)).filter(({ value }) => !isSkipped(value, mapping))
  const kind = kindOf(mapping, settings)
  const read = new Set<number>()
  for (const group of mapping.conversation === undefined ? records.map((record) => [record]) : grouped(records, mapping.conversation)) {
    const setting = settingOf(group[0]!, mapping, kind, settings)
    const said = group.flatMap((record, at) => turnsOf(record, mapping, setting, at))
    if (said.length === 0) continue
    if (kind === 'transcript' || mapping.turns !== undefined)
      yield* conversationOf(source, group, inOrder(said, mapping), mapping, kind, settings)
    else yield* templatesOf(source, group[0]!, said, mapping, settings, read)
  }
}

/** The conversations of a document: at the mapping's path, else the elements of a list, else the document itself. */
function recordsIn(document: Found, mapping: FieldMapping): readonly Found[] {
  if (mapping.conversations !== undefined) {
    const lists = listed(mapping.conversations).map((path) => follow(document, path))
    return lists.find((found) => found.length > 0) ?? []
  }
  const isTurns = turnListsOf(mapping).some(({ path }) => path.startsWith('['))
  return document.value.kind === 'list' && !isTurns ? follow(document, '[]') : [document]
}

const turnListsOf = (mapping: FieldMapping) =>
  listed<string | (TurnMapping & { readonly path: string })>(mapping.turns).map((list) =>
    typeof list === 'string' ? { path: list, how: mapping } : { path: list.path, how: { ...mapping, ...list } },
  )

const kindOf = (mapping: FieldMapping, settings: ReadSettings) =>
  mapping.kind ?? settings.as ?? ((mapping.turns ?? mapping.conversation ?? mapping.speaker) ? 'transcript' : 'template')

/** Records that name the same conversation, in the order in which they first do; one without a name stands alone. */
function grouped(records: readonly Found[], path: string): Iterable<readonly Found[]> {
  const groups = new Map<string | Found, Found[]>()
  for (const record of records) {
    const key = wordAt(record.value, path) ?? record
    const group = groups.get(key)
    if (group) group.push(record)
    else groups.set(key, [record])
  }
  return groups.values()
}

function turnsOf(record: Found, mapping: FieldMapping, setting: Setting, at: number): readonly Said[] {
  if (mapping.turns === undefined) return turnsAt(record, mapping, at, setting)
  let index = at
  return turnListsOf(mapping).flatMap(({ path, how }) => follow(record, path).flatMap((turn) => turnsAt(turn, how, index++, setting)))
}

function settingOf(record: Found, mapping: FieldMapping, kind: Setting['kind'], settings: ReadSettings): Setting {
  const { people } = mapping
  const known = new Map<string, { readonly role?: string; readonly name?: string }>()
  if (people) {
    for (const { value } of follow(record, people.list)) {
      const id = wordAt(value, people.id)
      if (id !== undefined) known.set(id, { role: wordAt(value, people.role), name: wordAt(value, people.name) })
    }
  }
  return { kind, markup: settings.markup, person: (id) => known.get(id), requester: wordAt(record.value, mapping.requester) }
}

/** As said: data that lists turns otherwise is sorted by their time, where every turn has one. */
function inOrder(said: readonly Said[], mapping: FieldMapping): readonly Said[] {
  if (mapping.order !== 'time' || !said.every(({ turn }) => turn.at)) return said
  return [...said].sort((a, b) => a.turn.at!.ms - b.turn.at!.ms)
}

function* conversationOf(
  source: Source,
  group: readonly Found[],
  said: readonly Said[],
  mapping: FieldMapping,
  kind: Conversation['kind'],
  settings: ReadSettings,
): Iterable<Read> {
  const { turns, problems } = resolveSpeakers(
    said.map(({ turn }) => turn),
    settings,
    source,
  )
  const first = group[0]!
  const span = { start: first.value.start, end: group.reduce((end, { value }) => Math.max(end, value.end), 0) }
  const switches = group.flatMap(({ value }) => switchesIn(value))
  yield { conversation: { source, span, kind, ...headOf(first, mapping, settings), ...some(switches), turns, pointer: first.pointer } }
  for (const problem of problems) yield { problem }
}

/** Every text of a record as a template of its own; a text that an alias brings back is not read again. */
function* templatesOf(
  source: Source,
  record: Found,
  said: readonly Said[],
  mapping: FieldMapping,
  settings: ReadSettings,
  read: Set<number>,
): Iterable<Read> {
  const bodies = said.filter(({ at }) => stringOf(at.value)?.trim() !== '')
  const head = { ...headOf(record, mapping, settings), ...some(switchesIn(record.value)) }
  const { start, end } = record.value
  const several = bodies.length > 1 ? { record: { start, end } } : {}
  for (const { turn, at } of bodies) {
    if (read.has(at.value.start)) continue
    read.add(at.value.start)
    const { value, pointer } = bodies.length > 1 ? at : record
    const turns = [{ ...turn, index: 0, speaker: turn.speaker ?? 'agent' }]
    const span = { start: value.start, end: value.end }
    yield { conversation: { source, span, kind: 'template', ...head, ...several, turns, pointer } }
  }
}

const some = (switches: readonly Switch[]) => (switches.length > 0 ? { switches } : {})

function headOf({ value }: Found, mapping: FieldMapping, settings: ReadSettings) {
  return {
    id: wordAt(value, mapping.id ?? mapping.conversation),
    title: wordAt(value, mapping.title),
    channel: settings.channel ?? channelOf(mapping.channel) ?? channelOf(wordAt(value, mapping.channel)),
    lang: wordAt(value, mapping.lang)?.replace('_', '-'),
    ...('name' in mapping && typeof mapping.name === 'string' && { layout: mapping.name }),
  }
}

/** What desks call their channels. */
const channels: Readonly<Record<Channel, readonly string[]>> = {
  chat: ['chat', 'live_chat', 'livechat', 'web_chat', 'messaging', 'messenger', 'native_messaging', 'sms', 'whatsapp'],
  email: ['email', 'e-mail', 'mail'],
  social: ['social', 'twitter', 'facebook', 'instagram'],
  phone: ['phone', 'voice', 'call'],
}

const channelNames = ['chat', 'email', 'social', 'phone'] as const satisfies readonly Channel[]

function channelOf(word: string | undefined): Channel | undefined {
  return word === undefined ? undefined : channelNames.find((name) => channels[name].includes(word.toLowerCase()))
}
