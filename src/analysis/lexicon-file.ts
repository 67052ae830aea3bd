import type { Numbers } from './columns.ts'
import type { LexiconPack } from './lexicon.ts'

/**
 * A compiled lexicon as bytes: what is text, as JSON, and then all numbers as they lie in memory, so that opening it is looking at it.
 * First of all stands how long the JSON is.
 */
export function encodeLexicon({ phrases: { vocabulary, lists, edges, openings, anchored, ends }, meanings }: LexiconPack): Uint8Array {
  const columns = [lists, edges, openings, ends].flatMap(({ at, values }) => [at, values])
  const arrays = [vocabulary.at, vocabulary.slots, ...columns]
  const sizes = arrays.map((numbers) => [numbers.BYTES_PER_ELEMENT, numbers.length])
  const head = JSON.stringify({ text: vocabulary.text, anchored, meanings, sizes })
  const ascii = head.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const padded = ascii.padEnd(whole(ascii.length), ' ')
  const parts: Uint8Array[] = [new Uint8Array(Uint32Array.of(padded.length).buffer), Buffer.from(padded, 'latin1')]
  for (const { buffer, byteOffset, byteLength } of arrays)
    parts.push(new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(whole(byteLength) - byteLength))
  return Buffer.concat(parts)
}

/** The compiled lexicon that bytes made by `encodeLexicon` hold; the bytes become part of it. */
export function decodeLexicon(bytes: Uint8Array): LexiconPack {
  // Numbers can only be looked at where they lie on whole words.
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const length = new Uint32Array(buffer, byteOffset, 1)[0]!
  const { text, anchored, meanings, sizes } = JSON.parse(Buffer.from(buffer, byteOffset + 4, length).toString('latin1'))
  let from = byteOffset + 4 + length
  const next = (): Numbers => {
    const [width, count] = sizes.shift()
    const numbers = width === 2 ? new Uint16Array(buffer, from, count) : new Uint32Array(buffer, from, count)
    from += whole(width * count)
    return numbers
  }
  const columns = () => ({ at: next(), values: next() })
  const vocabulary = { text, at: next(), slots: next() }
  return { phrases: { vocabulary, lists: columns(), edges: columns(), openings: columns(), anchored, ends: columns() }, meanings }
}

/** The next length that ends on a whole word. */
const whole = (length: number): number => Math.ceil(length / 4) * 4
