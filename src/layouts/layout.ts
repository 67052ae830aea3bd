import type { Speaker } from '../conversation.ts'

/**
 * A path, or several in order of preference. Steps are dotted keys (`author.type`); `a|b` takes whichever key is there;
 * `[]` steps into every element of a list (`actions[]`), `*` into every value of an object, `[0]` and `[-1]` into one element,
 * `[field=comment_value]` into the elements that say so; an empty path is the thing itself. For CSV a path is a column name.
 */
export type Path = string | readonly string[]

/** A path of words whose markup is known. */
export interface MarkedPath {
  readonly path: string
  readonly markup: 'plain' | 'html' | 'markdown'
}

/** Which values mean what: a turn or conversation is left out when the value at a path is one of these. */
export type Skip = Readonly<Record<string, readonly Word[]>>

/** A value in the data, compared as a word: case counts for nothing, and `true` is true with or without quotes. */
export type Word = string | number | boolean

/** Where things stand in one turn. */
export interface TurnMapping {
  /** Where the words are; the first place that holds any is read, and several values at one place are several turns or templates. */
  readonly text?: string | readonly (string | MarkedPath)[]
  readonly speaker?: Path
  /** Which values of `speaker` mean whom; other values are understood by vocabulary and names. */
  readonly speakers?: {
    readonly agent?: readonly Word[]
    readonly customer?: readonly Word[]
    readonly bot?: readonly Word[]
    readonly system?: readonly Word[]
  }
  /** Who says every turn here, when no value says it. */
  readonly is?: Speaker
  readonly author?: Path
  /** When it was said: a date, or a number since 1970 or since the conversation began. */
  readonly at?: Path
  /** The unit of small numbers at `at`, since the conversation began: milliseconds when left out. */
  readonly clock?: 'seconds' | 'milliseconds'
  /** Path of a value that says whether the customer sees the turn, and which values mean that they do not. */
  readonly visibility?: Path
  readonly internal?: readonly Word[]
  /** How the words are written; told by their tags when left out. */
  readonly markup?: 'plain' | 'html' | 'markdown'
  /** Turns that were never sent or are gone. */
  readonly skip?: Skip
}

/** Turns at a path that say things in their own way; what is left out is as in the mapping. */
export interface TurnsAt extends TurnMapping {
  readonly path: string
}

/** Where things stand in a home-made JSON, YAML or CSV shape. */
export interface FieldMapping extends TurnMapping {
  /** Path of the list of conversations; the root, its elements when it is a list (or each JSONL line, each CSV row) when left out. */
  readonly conversations?: Path
  readonly kind?: 'transcript' | 'template'
  readonly id?: Path
  readonly title?: Path
  /** A channel, or the path of a value that names one. */
  readonly channel?: string
  readonly lang?: Path
  /** Path of the list of turns, in a conversation, or several lists one after the other; without one the conversation itself is the turn. */
  readonly turns?: string | readonly (string | TurnsAt)[]
  /** A row or record per message: those with the same value here are one conversation. */
  readonly conversation?: string
  /** For speakers written as ids: the list of people, in the conversation, and where a person's id, role and name are. */
  readonly people?: { readonly list: string; readonly id: string; readonly role?: string; readonly name?: string }
  /** Path of the customer's id, in the conversation: a turn whose `speaker` is that id is the customer's, any other an agent's. */
  readonly requester?: Path
  /** `time` when the turns are not written in the order in which they were said. */
  readonly order?: 'time'
}

/** The shape of a vendor's data, as a YAML file of this folder describes it; there the mapping stands under `layout:`, as in a config. */
export interface Layout extends FieldMapping {
  /** The file's name. */
  readonly name: string
  /** What it reads, such as `Zendesk macros`. */
  readonly about: string
  /** Signatures: the shape is recognised when all conditions of one hold. A condition is a path that must be there, or `path=value`. */
  readonly recognise: readonly (readonly string[])[]
  /** The signature alone proves little: in a folder it needs two recognised speakers. */
  readonly loose?: boolean
}
