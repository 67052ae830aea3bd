import type { Channel, Conversation, Switch } from '../conversation.ts'
import type { Source } from '../source.ts'
import type { Text } from '../text.ts'
import type { Read, ReadSettings } from './reader.ts'
import { resolveSpeakers } from './speakers.ts'
import type { Talk } from './talk.ts'

/** What a file says of itself: the title of a page, the keys on top of a Markdown file. */
export interface About {
  readonly id?: string
  readonly title?: string
  readonly lang?: string
  readonly channel?: Channel
  readonly switches?: readonly Switch[]
}

/** The conversations of a text that holds transcripts, each with its problem if nobody can be told to be the agent. */
export function* readTalks(source: Source, talks: readonly Talk[], text: Text, settings: ReadSettings, about: About = {}): Iterable<Read> {
  for (const [index, talk] of talks.entries()) {
    const { turns, problems } = resolveSpeakers(talk.drafts, talk.names, source)
    const { title = about.title, channel = talk.channel } = talks.length > 1 ? talk : { ...talk, ...about }
    const conversation: Conversation = {
      ...about,
      ...(title === undefined ? {} : { title }),
      ...channelOf(settings.channel ?? channel),
      source,
      span: text.spanOf(talk.range),
      kind: 'transcript',
      turns,
      pointer: talks.length > 1 ? `/${index}` : '',
    }
    yield { conversation }
    for (const problem of problems) yield { problem }
  }
}

/** One reply template: the words are a single turn of the agent. */
export function readTemplate(source: Source, text: Text, written: Text, settings: ReadSettings, about: About, pointer = ''): Read {
  const span = written.spanOf({ start: 0, end: written.value.length })
  const turn = { index: 0, speaker: 'agent', text, visibility: 'public', span } as const
  return {
    conversation: { ...about, ...channelOf(settings.channel ?? about.channel), source, span, kind: 'template', turns: [turn], pointer },
  }
}

const channelOf = (channel: Channel | undefined): { channel?: Channel } => (channel === undefined ? {} : { channel })

/** A file named to be read in which there are no words. */
export function nothingIn(source: Source): Read {
  return { skipped: { path: source.path, reason: 'unrecognised', count: 1 } }
}

/** A file that should be a transcript and has no speakers. */
export function noSpeakersIn(source: Source): Read {
  return {
    problem: {
      path: source.path,
      source,
      span: { start: source.offset, end: source.offset },
      message: "no speakers found: begin each turn with who speaks, such as 'Customer: …' and 'Agent: …'",
    },
  }
}
