import type { Channel, Conversation } from '../conversation.ts'
import type { Problem, Skipped } from '../diagnostic.ts'
import type { FieldMapping } from '../layouts/layout.ts'
import type { Source } from '../source.ts'

export type Markup = 'plain' | 'html' | 'markdown'

/** What is known of a file before it is read: from the config's `files:`, the command line, and the name lists. */
export interface ReadSettings {
  readonly as?: 'transcript' | 'template'
  /** The name of a layout that ships (`zendesk-macros`), or a team's own mapping. */
  readonly layout?: string | FieldMapping
  readonly markup?: Markup
  readonly channel?: Channel
  /** Names, e-mail addresses or domains (`@example.com`) that belong to the team, and to customers. */
  readonly agents: readonly string[]
  readonly customers: readonly string[]
  /** The file was named on the command line, came by standard input, or is matched by `files:`: it is read whatever it is. */
  readonly asked: boolean
}

/** What a reader yields, one at a time: a conversation, some work it could not do, or why it passed something over. */
export type Read = { readonly conversation: Conversation } | { readonly problem: Problem } | { readonly skipped: Skipped }

/** Reads one format. Readers never throw: what they cannot read becomes a located problem, and they go on. */
export interface Reader {
  /** Such as `json`. */
  readonly format: string
  read(source: Source, settings: ReadSettings): Iterable<Read>
}
