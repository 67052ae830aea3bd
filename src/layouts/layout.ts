/**
 * Where things stand in a home-made JSON, YAML or CSV shape. Paths are dotted keys (`author.type`); `[]` steps into every
 * element of a list (`actions[]`). For CSV a path is a column name.
 */
export interface FieldMapping {
  /** Path of the list of conversations; the root (or each JSONL line, each CSV row) when left out. */
  readonly conversations?: string
  readonly kind?: 'transcript' | 'template'
  readonly id?: string
  readonly title?: string
  readonly channel?: string
  readonly lang?: string
  /** Path of the list of turns, in a conversation; a template without one has a single turn, the conversation itself. */
  readonly turns?: string
  /** CSV with a row per message: rows with the same value here are one conversation. */
  readonly conversation?: string
  /** Path of the words, in a turn. */
  readonly text?: string
  readonly speaker?: string
  /** Which values of `speaker` mean whom. */
  readonly speakers?: {
    readonly agent?: readonly string[]
    readonly customer?: readonly string[]
    readonly bot?: readonly string[]
    readonly system?: readonly string[]
  }
  readonly author?: string
  readonly at?: string
  /** Path of a value that says whether the customer sees the turn, and which values mean that they do not. */
  readonly visibility?: string
  readonly internal?: readonly (string | boolean)[]
  readonly markup?: 'plain' | 'html' | 'markdown'
}
