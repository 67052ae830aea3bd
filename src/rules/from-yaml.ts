import { type Act, acts } from '../analysis/acts.ts'
import type { Analysis, Reply, Sentence } from '../analysis/analysis.ts'
import type { Find, Finding, Options, Rule } from './rule.ts'

/** What stands in a `rule.yaml`, checked: a rule made of phrases. */
export interface RuleData {
  readonly summary: string
  readonly message: string
  readonly severity: Rule['severity']
  readonly kind?: Rule['kind']
  readonly praise?: string
  readonly appliesTo?: Rule['appliesTo']
  /** Words a forbidding rule reports, or one of which a requiring rule asks for. */
  readonly phrases: readonly string[]
  /** Words that make it silent when they stand in the same sentence (of a requiring rule: in the same reply). */
  readonly unless?: readonly string[]
  /** Which sentences of a reply it looks at: an act, or one of the places; all when left out. */
  readonly in?: readonly (Act | InPlace)[]
  readonly instead?: readonly string[]
  readonly options?: Options
}

/** Sentences by where they stand or what form they have. */
export type InPlace = 'reply' | 'question' | 'statement' | 'opening' | 'closing'

const places: Readonly<Record<InPlace, (sentence: Sentence, reply: Reply) => boolean>> = {
  reply: () => true,
  question: (sentence) => sentence.question,
  statement: (sentence) => !sentence.question,
  opening: (sentence, reply) => sentence === reply.sentences[0],
  closing: (sentence, reply) => sentence === reply.sentences.at(-1),
}

/** All words that `in` knows: the places first. */
export const whereabouts = [...Object.keys(places), ...acts] as readonly (Act | InPlace)[]

const isPlace = (word: string): word is InPlace => Object.hasOwn(places, word)

/** The rule that a checked `rule.yaml` describes. A team may add phrases and exceptions as its options `phrases` and `unless`. */
export function ruleFromYaml(data: RuleData): Rule {
  const { phrases, unless = [], in: where = ['reply'], kind = 'forbids', options, ...rest } = data
  const looksAt = (sentence: Sentence, reply: Reply) =>
    where.some((word) => (isPlace(word) ? places[word](sentence, reply) : sentence.is(word)))
  const sentencesOf = (reply: Reply) => reply.sentences.filter((sentence) => looksAt(sentence, reply))
  const check = kind === 'forbids' ? forbids : requires
  return {
    ...rest,
    kind,
    phrases: { phrases, unless },
    options: { phrases: [], unless: [], ...options },
    check: (analysis, _options, find) => check(analysis, sentencesOf, find),
  }
}

type SentencesOf = (reply: Reply) => readonly Sentence[]

function* forbids(analysis: Analysis, sentencesOf: SentencesOf, find: Find): Iterable<Finding> {
  for (const reply of analysis.replies) {
    for (const sentence of sentencesOf(reply)) {
      const said = find(sentence, 'phrases')
      if (said && !find(sentence, 'unless')) yield { at: said }
    }
  }
}

function* requires(analysis: Analysis, sentencesOf: SentencesOf, find: Find): Iterable<Finding> {
  for (const reply of analysis.replies) {
    const sentences = sentencesOf(reply)
    const last = sentences.at(-1)
    if (!last || reply.sentences.some((sentence) => find(sentence, 'unless'))) continue
    const said = sentences.map((sentence) => find(sentence, 'phrases')).find((cue) => cue !== undefined)
    yield said ? { at: said, outcome: 'met' } : { at: last }
  }
}
