import type { Analysis, Cue, Sentence } from '../analysis/analysis.ts'
import type { Quote } from '../conversation.ts'
import type { Severity } from '../diagnostic.ts'

/** Options of a rule: the default is the type, the check and the documentation. */
export type Options = Readonly<Record<string, OptionValue>>
export type OptionValue = string | number | boolean | readonly string[] | OneOf | Range

/** An option that takes one of a few words; the first is the default. */
export interface OneOf {
  readonly oneOf: readonly string[]
}

/** An option that takes a whole number between two bounds. */
export interface Range {
  readonly default: number
  readonly from: number
  readonly to: number
}

/** The plain values a rule's `check` sees for its options. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends OneOf
    ? string
    : O[K] extends Range
      ? number
      : O[K] extends number
        ? number
        : O[K] extends boolean
          ? boolean
          : O[K] extends readonly string[]
            ? readonly string[]
            : string
}

/** What a rule says of one place. A rule yields findings; the linter names, weighs, places and orders them. */
export interface Finding {
  readonly at: Quote
  /** `missed` when left out. Only a rule that requires may answer `met`. */
  readonly outcome?: 'missed' | 'met'
  /** In place of the rule's own message. */
  readonly message?: string
  /** The words that called for it: the customer's, where there are any. */
  readonly because?: readonly Because[]
  readonly instead?: readonly string[]
}

export interface Because {
  readonly at: Quote
  /** Such as `the customer is upset`. */
  readonly message: string
}

/** The first cue of a rule's own phrases in a sentence, by their key alone: a rule never spells its own name. */
export type Find = (sentence: Sentence, ...keys: readonly string[]) => Cue | undefined

/** Phrases of a rule under one key: a list, or a list with the words that take it back and where it counts. */
export type Phrases =
  | readonly string[]
  | {
      readonly say: readonly string[]
      readonly unless?: readonly string[]
      readonly in?: 'question' | 'statement'
      readonly negatable?: boolean
    }

/** What a rule is. The name is its folder's. */
export interface Rule<O extends Options = Options> {
  /** One sentence: what the rule asks for. */
  readonly summary: string
  /** What is wrong, in one short noun phrase without a full stop. */
  readonly message: string
  /** Its place in the recommended preset. */
  readonly severity: Severity | 'off'
  /** A requiring rule answers met or missed once per reply that called for it; a forbidding one answers missed or nothing. */
  readonly kind: 'requires' | 'forbids'
  /** What is right, when a requiring rule answers met; the summary when left out. */
  readonly praise?: string
  /** Where it applies: any of these; everywhere when left out. */
  readonly appliesTo?: readonly ('transcript' | 'template' | 'chat' | 'email' | 'social' | 'phone')[]
  /** It judges what a whole reply holds or lacks: it leaves alone snippets, templates of a few words that are put together to replies. */
  readonly whole?: boolean
  readonly options?: O
  /** What the rule asks for beyond the analysis; loaded only when such a rule is on. `tree`: `analysis.treeOf(sentence)`. */
  readonly needs?: readonly 'tree'[]
  /** What would be right, when a finding brings none of its own: reminders, not scripts. */
  readonly instead?: readonly string[]
  /**
   * The rule's own words, in the phrase language of the lexicon, under short keys; `find(sentence, 'key')` sees them. They may also
   * stand in a file `words.yaml` beside the rule. An option that is a list and bears the name of a key lets a team add to its words.
   */
  readonly phrases?: Readonly<Record<string, Phrases>>
  /**
   * Of a requiring rule: where in the reply an opaque placeholder (a signature, dynamic content) could hold what is missing, which
   * silences the finding: anywhere (the default), or only before the words reported.
   */
  readonly opaque?: 'anywhere' | 'before'
  /** Yields what it finds. Only what is judged counts: findings on words of the customer, the system or private notes are dropped. */
  check(analysis: Analysis, options: Values<O>, find: Find): Iterable<Finding>
}

/** Gives a rule written in TypeScript its types; it returns what it is given. */
export function defineRule<const O extends Options = Record<never, never>>(rule: Rule<O>): Rule<O> {
  return rule
}
