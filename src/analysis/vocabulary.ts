import { type Numbers, numbersOf } from './columns.ts'

/**
 * Words and their numbers, which are their places in a list. A word is found by a hash table that is kept with the words, so that
 * nothing need be built at start: a draft looks up two hundred words of eight thousand.
 */
export interface Vocabulary {
  /** All words, one behind the other; word `n` stands from `at[n]` to `at[n + 1]`. */
  readonly text: string
  readonly at: Numbers
  /** The number of the word in each slot of the table; 0 for an empty slot. */
  readonly slots: Numbers
}

/** A vocabulary of words; an empty one takes a number and is never found, and so is the first. */
export function vocabularyOf(words: readonly string[]): Vocabulary {
  const at = [0]
  for (const word of words) at.push(at.at(-1)! + word.length)
  let size = 16
  while (size < words.length * 2) size *= 2
  const slots = Array.from({ length: size }, () => 0)
  for (const [number, word] of words.entries()) {
    if (word === '' || number === 0) continue
    let slot = hash(word) & (size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = number
  }
  return { text: words.join(''), at: numbersOf(at), slots: numbersOf(slots) }
}

/** The number of a word; 0 when it is not in the vocabulary. */
export function numberOf({ text, at, slots }: Vocabulary, word: string): number {
  const mask = slots.length - 1
  for (let slot = hash(word) & mask; ; slot = (slot + 1) & mask) {
    const number = slots[slot]!
    if (number === 0) return 0
    const start = at[number]!
    if (at[number + 1]! - start === word.length && text.startsWith(word, start)) return number
  }
}

function hash(word: string): number {
  let mixed = word.length
  for (let at = 0; at < word.length; at++) mixed = Math.imul(mixed ^ word.charCodeAt(at), 0x01000193)
  return mixed ^ (mixed >>> 15)
}
