import { type Columns, columnsOf } from './columns.ts'
import { formsOf } from './forms.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/**
 * The phrase language of the lexicon, of rules and of a team's vocabulary:
 *
 *     so sorry            these words, whatever their case, apostrophes and drawn-out letters; short forms are spelled out
 *     (we|I) [really] am  one of several, and a part that may be missing
 *     refund~             the word in any of its forms: refund, refunds, refunded, refunding
 *     @feeling            any word or phrase of a word list
 *     *                   any one word
 *     ... and ...5        any words, at most three, or five
 *     #                   a number, in digits or as a word
 *     ^ and $             the beginning and the end of the sentence
 *
 * Punctuation inside a sentence counts for nothing.
 */
type Node =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'all'; readonly parts: readonly Node[] }
  | { readonly kind: 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'maybe'; readonly part: Node }

/** Named lists of words and phrases, for `@name`. */
export type WordLists = Readonly<Record<string, readonly string[]>>

/** A phrase that cannot be read: what is wrong with it. */
export class PhraseError extends Error {}

/** All phrases as one automaton. States are numbered; state 0, where phrases start, has no edges: `openings` has what it leads to. */
export interface PhrasePack {
  /** Words that occur in phrases; the number of a word is its label. Label 0 is any word, 1 a number, 2 the end of the sentence. */
  readonly vocabulary: Vocabulary
  /** Of each word, the labels of the word lists and word forms it belongs to, ascending; numbers belong to label 1. */
  readonly lists: Columns
  /** Per state, pairs of a label and the next state. */
  readonly edges: Columns
  /** Per word, the states it leads to from where phrases start, by its own label and those it belongs to. */
  readonly openings: Columns
  /** States where phrases that must begin a sentence start. */
  readonly anchored: readonly number[]
  /** Per state, the names of the phrases that end there. */
  readonly ends: Columns
}

export const ANY = 0
export const NUMBER = 1
export const END = 2

const NUMBERS = new Set(
  'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred thousand'.split(' '),
)

/** Whether a word is a number, in digits or spelled out. */
export function isNumber(word: string): boolean {
  const code = word.charCodeAt(0)
  return (code > 47 && code < 58) || NUMBERS.has(word)
}

/**
 * Compiles phrases into one automaton. Phrases that say the same share a name; without names, the index of a phrase is its name.
 * Throws a `PhraseError` that quotes a phrase it cannot read.
 */
export function compilePhrases(
  phrases: readonly string[],
  lists: WordLists = {},
  names: readonly number[] = phrases.map((_, index) => index),
): PhrasePack {
  const labels = new Map<string, number>()
  const words: string[] = ['', '', '']
  const belongs: number[][] = [[], [], []]
  const edges: number[][] = [[]]
  const anchored = new Set<number>()
  const ends: (number[] | undefined)[] = []
  const listLabels = new Map<string, number>()

  const labelOf = (word: string): number => {
    const known = labels.get(word)
    if (known !== undefined) return known
    labels.set(word, words.length)
    words.push(word)
    belongs.push([])
    return words.length - 1
  }
  /** A label that any of several single words satisfies. */
  const listLabel = (name: string, members: readonly string[]): number => {
    const known = listLabels.get(name)
    if (known !== undefined) return known
    const label = labelOf(`\u0000${listLabels.size}`)
    listLabels.set(name, label)
    for (const member of members) belongs[labelOf(member)]!.push(label)
    return label
  }
  const newState = (): number => edges.push([]) - 1
  /** A state reached from all of `from` by the label; shared where it already exists and nothing else leads on from it alone. */
  const step = (from: ReadonlySet<number>, label: number): Set<number> => {
    const next = newState()
    for (const state of from) edges[state]!.push(label, next)
    return new Set([next])
  }
  const walk = (node: Node, from: ReadonlySet<number>, seen: readonly string[]): Set<number> => {
    switch (node.kind) {
      case 'start':
        throw new PhraseError('`^` stands first')
      case 'end':
        return step(from, END)
      case 'gap': {
        const reached = new Set(from)
        let edge = new Set(from)
        for (let words = 0; words < node.most; words++) {
          edge = step(edge, ANY)
          for (const state of edge) reached.add(state)
        }
        return reached
      }
      case 'all':
        return node.parts.reduce<Set<number>>((states, part) => walk(part, states, seen), new Set(from))
      case 'any': {
        const single = node.parts.filter((part) => part.kind === 'label' && !/^[@~*#]/.test(part.label))
        const reached = new Set<number>()
        if (single.length > 2) {
          const members = single.map((part) => (part.kind === 'label' ? part.label : ''))
          for (const state of step(from, listLabel(`|${members.join('|')}`, members))) reached.add(state)
        }
        for (const part of node.parts) {
          if (single.length > 2 && single.includes(part)) continue
          for (const state of walk(part, from, seen)) reached.add(state)
        }
        return reached
      }
      case 'maybe':
        return new Set([...from, ...walk(node.part, from, seen)])
      case 'label': {
        const { label } = node
        if (label === '*') return step(from, ANY)
        if (label === '#') return step(from, NUMBER)
        if (label.startsWith('~')) return step(from, listLabel(label, formsOf(label.slice(1))))
        if (label.startsWith('@')) {
          const name = label.slice(1)
          const members = lists[name]
          if (!members) throw new PhraseError(`no word list is called \`@${name}\``)
          if (seen.includes(name)) throw new PhraseError(`the word list \`@${name}\` contains itself`)
          const nodes = members.map(parse)
          const single = nodes.flatMap((part) => (part.kind === 'label' && !/^[@~*#]/.test(part.label) ? [part.label] : []))
          const reached = single.length > 0 ? step(from, listLabel(label, single)) : new Set<number>()
          for (const part of nodes) {
            if (part.kind === 'label' && single.includes(part.label)) continue
            for (const state of walk(part, from, [...seen, name])) reached.add(state)
          }
          return reached
        }
        return step(from, labelOf(label))
      }
    }
  }

  phrases.forEach((phrase, index) => {
    try {
      const whole = parse(phrase)
      const parts = whole.kind === 'all' ? whole.parts : [whole]
      const atStart = parts[0]?.kind === 'start'
      const node: Node = { kind: 'all', parts: atStart ? parts.slice(1) : parts }
      const begin = atStart ? newState() : 0
      if (atStart) anchored.add(begin)
      const from = new Set([begin])
      for (const state of walk(node, from, [])) {
        if (state === begin) throw new PhraseError('it could match nothing at all')
        const said = ends[state] ?? []
        ends[state] = said.includes(names[index]!) ? said : [...said, names[index]!]
      }
    } catch (error) {
      if (error instanceof PhraseError) throw new PhraseError(`${error.message}, in the phrase "${phrase}"`)
      throw error
    }
  })
  words.forEach((word, label) => {
    if (label > END && isNumber(word)) belongs[label]!.push(NUMBER)
    belongs[label]!.sort((a, b) => a - b)
  })
  const one = merged(shrunk(edges, ends, anchored))
  const [start = [], ...others] = one.edges
  return {
    // The labels of lists are no words that anybody writes.
    vocabulary: vocabularyOf(words.map((word) => (word.startsWith('\u0000') ? '' : word))),
    lists: columnsOf(belongs),
    edges: columnsOf([[], ...others]),
    openings: columnsOf(openingsOf(start, belongs)),
    anchored: one.anchored,
    ends: columnsOf(one.ends),
  }
}

/** Per label, the states that pairs of a label and the next state lead to, by the label itself and by those it belongs to. */
function openingsOf(pairs: readonly number[], belongs: readonly (readonly number[])[]): number[][] {
  const next = new Map<number, number>()
  for (let at = 0; at < pairs.length; at += 2) next.set(pairs[at]!, pairs[at + 1]!)
  return belongs.map((lists, label) => {
    const satisfied = label === END ? [END] : [ANY, label, ...lists]
    return [...new Set(satisfied.flatMap((each) => next.get(each) ?? []))].sort((a, b) => a - b)
  })
}

/** An automaton as lists: per state, pairs of a label and the next state, and the names that end there. */
interface Automaton {
  readonly edges: readonly (readonly number[])[]
  readonly ends: readonly (readonly number[] | undefined)[]
  readonly anchored: readonly number[]
}

/** The same automaton with states that lead to the same ends made one. An edge always leads to a state made later, so one pass from the last is enough. */
function shrunk(
  edges: readonly (readonly number[])[],
  ends: readonly (readonly number[] | undefined)[],
  anchored: ReadonlySet<number>,
): Automaton {
  const first = new Map<string, number>()
  /** Per state, the one that stands for it. */
  const stands: number[] = []
  const pairsOf = (state: number): string[] => {
    const pairs = new Set<string>()
    for (let at = 0; at < edges[state]!.length; at += 2) pairs.add(`${edges[state]![at]},${stands[edges[state]![at + 1]!]}`)
    return [...pairs].sort()
  }
  for (let state = edges.length - 1; state >= 0; state--) {
    const name = `${pairsOf(state).join(' ')}:${ends[state]?.join() ?? ''}`
    stands[state] = state === 0 || anchored.has(state) ? state : (first.get(name) ?? state)
    if (stands[state] === state && state !== 0 && !anchored.has(state)) first.set(name, state)
  }
  const kept = edges.map((_, state) => state).filter((state) => stands[state] === state)
  const number = new Map(kept.map((state, index) => [state, index]))
  return {
    edges: kept.map((state) =>
      pairsOf(state)
        .map((pair) => pair.split(',').map(Number))
        .sort((a, b) => a[0]! - b[0]!)
        .flatMap(([label, next]) => [label!, number.get(next!)!]),
    ),
    ends: kept.map((state) => ends[state]),
    anchored: [...anchored].map((state) => number.get(state)!),
  }
}

/**
 * The same automaton with what one label leads to from one state made one state: phrases that begin alike share their beginning, and a
 * word is followed by a few look-ups instead of hundreds.
 */
function merged({ edges, ends, anchored }: Automaton): Automaton {
  const number = new Map<string, number>()
  const sets: (readonly number[])[] = []
  const stateOf = (set: readonly number[]): number => {
    const name = set.join()
    const state = number.get(name) ?? sets.push(set) - 1
    number.set(name, state)
    return state
  }
  stateOf([0])
  const start = anchored.length === 0 ? [] : [stateOf([...anchored])]
  const made: number[][] = []
  // What a state leads to may be a new one, which has its turn later.
  for (const set of sets) {
    const next = new Map<number, Set<number>>()
    for (const pairs of set.map((state) => edges[state]!)) {
      for (let at = 0; at < pairs.length; at += 2) {
        const reached = next.get(pairs[at]!) ?? new Set()
        next.set(pairs[at]!, reached.add(pairs[at + 1]!))
      }
    }
    made.push([...next].flatMap(([label, reached]) => [label, stateOf([...reached].sort((a, b) => a - b))]))
  }
  return { edges: made, ends: sets.map((set) => [...new Set(set.flatMap((state) => ends[state] ?? []))]), anchored: start }
}

const PIECE = /\s+|\.\.\.\d*|[()[\]|^$*#]|@[\w-]+|[^\s()[\]|^$*#@]+/g

/** Reads one phrase. */
function parse(phrase: string): Node {
  const pieces = (phrase.match(PIECE) ?? []).filter((piece) => piece.trim() !== '')
  let at = 0
  const several = (closing: string | undefined): Node => {
    const choices: Node[][] = [[]]
    for (;;) {
      const piece = pieces[at]
      if (piece === undefined) {
        if (closing) throw new PhraseError(`a \`${closing}\` is missing`)
        break
      }
      at++
      if (piece === closing) break
      const parts = choices.at(-1)!
      if (piece === '|') {
        if (!closing) throw new PhraseError('`|` stands inside round or square brackets')
        choices.push([])
      } else if (piece === '(') parts.push(several(')'))
      else if (piece === '[') parts.push({ kind: 'maybe', part: several(']') })
      else if (piece === ')' || piece === ']') throw new PhraseError(`a \`${piece}\` closes nothing`)
      else if (piece === '-') throw new PhraseError('a `-` stands alone: is the line of the next phrase indented too far?')
      else if (piece === '^') parts.push({ kind: 'start' })
      else if (piece === '$') parts.push({ kind: 'end' })
      else if (piece.startsWith('...')) parts.push({ kind: 'gap', most: Number(piece.slice(3) || 3) })
      else if (/^[@*#]/.test(piece)) parts.push({ kind: 'label', label: piece })
      else if (piece.endsWith('~')) parts.push({ kind: 'label', label: `~${piece.slice(0, -1).toLowerCase()}` })
      else for (const { word } of wordsOf(piece)) parts.push({ kind: 'label', label: word })
    }
    const nodes = choices.map((parts): Node => (parts.length === 1 ? parts[0]! : { kind: 'all', parts }))
    return nodes.length === 1 ? nodes[0]! : { kind: 'any', parts: nodes }
  }
  const node = several(undefined)
  if (node.kind === 'all' && node.parts.length === 0) throw new PhraseError('it is empty')
  return node
}
