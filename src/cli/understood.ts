import type { Analysis, Cue } from '../analysis/analysis.ts'
import { type Conversation, type Quote, spanOf, type Turn, writtenWordsOf } from '../conversation.ts'
import { wrap } from '../reporters/cells.ts'
import { json, oneLine, terminal } from '../reporters/escape.ts'
import { placeOf, quote } from '../reporters/findings.ts'
import { meaningOf } from './meanings.ts'
import type { Look } from './readable.ts'

/** A conversation as it was understood, and the file it stands in. */
export interface Understood {
  readonly path: string
  readonly analysis: Analysis
}

const states = ['calm', 'upset', 'very upset'] as const

/** For programs: `conversations[]{id, kind, badNews, turns[]{index, speaker, state, because[], acts[]{act, quote, start, end}}}`. */
export function* understoodJson(all: readonly Understood[]): Iterable<string> {
  yield '{"version":1,"conversations":['
  let between = '\n'
  for (const { path, analysis } of all) {
    const { conversation } = analysis
    const { id, title, kind, turns, pointer } = conversation
    const data = {
      path,
      id,
      title,
      kind,
      pointer,
      badNews: analysis.badNews !== undefined,
      turns: turns.map((turn) => turnData(turn, analysis)),
    }
    yield between + json(data)
    between = ',\n'
  }
  yield '\n]}\n'
}

function turnData(turn: Turn, analysis: Analysis) {
  const { conversation } = analysis
  const { state, because } = analysis.stateOf(turn)
  return {
    index: turn.index,
    speaker: turn.speaker,
    author: turn.author,
    state,
    because: because.map((cue) => ({ message: meaningOf(cue), ...quoteData(cue, conversation) })),
    acts: provedIn(turn, analysis).map((cue) => ({ act: cue.key, ...quoteData(cue, conversation) })),
  }
}

const quoteData = (at: Quote, { source }: Conversation) => ({ quote: writtenWordsOf(at), ...placeOf(at.turn.source ?? source, spanOf(at)) })

/** Signs of the customer's state: told as what the state rests on, never on their own, since a hint is no state. */
const signs = new Set(['upset', 'lost', 'waited', 'tried', 'calm'])

/** The words of a turn that show something people have a name for: of each sentence, the longest words for each thing. */
function provedIn(turn: Turn, { sentencesOf, stateOf }: Analysis): readonly Cue[] {
  const { because } = stateOf(turn)
  return sentencesOf(turn).flatMap(({ cues }) => {
    const longest = new Map<string, Cue>()
    for (const cue of cues) {
      const meaning = meaningOf(cue)
      if (meaning === undefined || (signs.has(cue.key) && !because.includes(cue))) continue
      const known = longest.get(meaning)
      if (!known || lengthOf(cue) > lengthOf(known)) longest.set(meaning, cue)
    }
    return [...longest.values()]
  })
}

const lengthOf = ({ range }: Cue) => range.end - range.start

/** For people: each turn, and what its words were taken for. */
export function* understoodLines(all: readonly Understood[], look: Look): Iterable<string> {
  for (const { analysis } of all) {
    const { conversation } = analysis
    for (const line of conversationLines(conversation, analysis, look)) yield `${line}\n`
    for (const turn of conversation.turns) for (const line of turnLines(turn, analysis, look)) yield `${line}\n`
    yield '\n'
  }
}

function* conversationLines(
  { source, span, kind, id, title, channel }: Conversation,
  { badNews }: Analysis,
  { paint }: Look,
): Iterable<string> {
  const { start } = placeOf(source, span)
  const name = title ?? id
  const what = [
    kind === 'template' ? 'a reply template' : 'a conversation',
    ...(channel ? [`by ${channel}`] : []),
    ...(name ? [oneLine(name)] : []),
  ]
  yield paint('strong', terminal(`${source.path}:${start.line}: ${what.join(', ')}`))
  if (badNews) yield `  brings bad news: ${terminal(quote(writtenWordsOf(badNews)))}`
  yield ''
}

const speakers: Readonly<Record<Turn['speaker'], string>> = {
  customer: 'Customer',
  agent: 'Agent',
  bot: 'Bot, not judged unless `judge` says so',
  system: 'System line, left aside',
  unknown: 'Speaker not known: never judged',
}

function* turnLines(turn: Turn, analysis: Analysis, { width, paint }: Look): Iterable<string> {
  const { conversation } = analysis
  const { line } = placeOf(turn.source ?? conversation.source, turn.span).start
  const { state, because } = analysis.stateOf(turn)
  const who = [
    speakers[turn.speaker],
    ...(turn.author && turn.author.toLowerCase() !== turn.speaker ? [`(${oneLine(turn.author)})`] : []),
    ...(turn.visibility === 'internal' ? ['private note, never judged'] : []),
  ]
  const feeling = turn.speaker === 'customer' ? `, ${states[state]}` : ''
  yield `${terminal(`${line}`.padStart(4))}  ${paint('strong', terminal(who.join(' ')))}${paint(state > 0 ? 'evidence' : 'quiet', feeling)}`
  for (const row of wrap(turn.text.value, Math.min(width, 100) - 6)) yield `      ${paint('quiet', row)}`
  for (const cue of because) for (const row of reason(`${states[state]}: ${quote(writtenWordsOf(cue))}`, width)) yield row
  for (const cue of provedIn(turn, analysis)) {
    if (!because.includes(cue)) for (const row of reason(`${meaningOf(cue)}: ${quote(writtenWordsOf(cue))}`, width)) yield row
  }
}

const reason = (text: string, width: number) =>
  wrap(text, Math.min(width, 100) - 8).map((row, nth) => `      ${nth === 0 ? '·' : ' '} ${row}`)
