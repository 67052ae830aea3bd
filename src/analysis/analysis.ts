import type { Root } from 'nlcst'
import type { Conversation, Quote, Turn } from '../conversation.ts'
import type { Act, Sign } from './acts.ts'

/** Words that prove an act, a sign, or a rule's own phrase. */
export interface Cue extends Quote {
  readonly sentence: Sentence
  /** The act or sign; `rule-name/key` for a rule's own phrases. */
  readonly key: string
  /** How much it shows, for signs of being upset: 1 or 2. */
  readonly strength: number
  /** Finer kind inside an act, such as `stock` for a stock acknowledgement or `phone` for a channel. */
  readonly sense?: string
}

/** A word of a sentence, as matched: lower case, contractions spelled out (`can't` is two words at one place). */
export interface Word {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** A sentence of a turn; chat needs neither capitals nor full stops to have them. */
export interface Sentence extends Quote {
  /** Its place in the turn. */
  readonly index: number
  readonly words: readonly Word[]
  readonly question: boolean
  readonly cues: readonly Cue[]
  /** The first cue of any of the keys; undefined when there is none. */
  cue(...keys: readonly string[]): Cue | undefined
  is(...keys: readonly (Act | Sign)[]): boolean
}

/** All that the customer says until the agent replies. */
export interface Message {
  readonly turns: readonly Turn[]
  readonly sentences: readonly Sentence[]
  /** 0 calm, 1 upset, 2 very upset: of the message as a whole. */
  readonly state: 0 | 1 | 2
  /** The words that show the state; empty when calm. */
  readonly because: readonly Cue[]
}

/** Every public agent turn until the customer speaks; a template is one reply. */
export interface Reply {
  readonly index: number
  readonly turns: readonly Turn[]
  readonly sentences: readonly Sentence[]
  /** The customer's message it answers; undefined when the agent opens, and of a template. */
  readonly message?: Message
  readonly previous?: Reply
  readonly next?: Reply
  /** What upset the customer and has not been acknowledged before this reply; of a template, its bad news. */
  readonly openComplaint?: Complaint
  /** What the customer is upset about and is not settled yet, acknowledged or not; of a template, its bad news. */
  readonly standing?: Complaint
  /** Whether a placeholder in it could hold anything (a signature, dynamic content). */
  readonly opaque: boolean
  /** The first sentence that does one of the acts. */
  first(...acts: readonly Act[]): Sentence | undefined
  /** Whether a sentence does the act, at all or before another sentence of the reply. */
  said(act: Act, where?: { readonly before: Sentence }): boolean
}

/** A trouble the customer is upset about. */
export interface Complaint {
  /** Where it shows: the customer's words, or the bad news of a template. */
  readonly because: readonly Quote[]
  readonly state: 1 | 2
}

/** Something the customer told: a value such as an order number, or a fact such as the device they use. */
export interface Given extends Quote {
  /** What kind of detail, as the lexicon calls it: `order`, `email`, `device` and the like. */
  readonly detail: string
}

/** A conversation understood: who feels what, who answers what, and what each sentence does. Worked out only as far as a rule asks. */
export interface Analysis {
  readonly conversation: Conversation
  readonly replies: readonly Reply[]
  readonly messages: readonly Message[]
  /** Of a template: the words that show it brings bad news. */
  readonly badNews?: Quote
  /** The customer's state and its proof, per turn index. */
  stateOf(turn: Turn): { readonly state: 0 | 1 | 2; readonly because: readonly Cue[] }
  sentencesOf(turn: Turn): readonly Sentence[]
  /** The syntax tree of a sentence, for retext's utilities; offsets count from its beginning. Throws unless the rule says `needs: ['tree']`. */
  treeOf(sentence: Sentence): Root
  /** What the customer gave of a kind of detail before a turn, in order: their order number, that they restarted it. */
  givenBefore(turn: Turn, detail: string): readonly Given[]
  /** The channels, devices and ways the customer had said before a turn that they cannot use, as far as nothing was said to work again. */
  unusableBefore(turn: Turn): readonly Cue[]
}
