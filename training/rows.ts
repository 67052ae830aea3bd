import { readFileSync } from 'node:fs'
import type { Channel } from '../src/conversation.ts'

/** A turn of a customer to learn from. */
export interface Row {
  readonly upset: boolean
  readonly channel: Channel
  /** How the customer felt in the turn before; undefined in a first turn. */
  readonly before: 0 | 1 | 2 | undefined
  /** What the agent has said since then; empty in a first turn. */
  readonly previous: string
  readonly text: string
  /** How much it counts. */
  readonly weight: number
}

/**
 * The turns of a tab-separated file of `fixtures/sentences/` (its README tells the columns). Throws when the file cannot be read or a
 * turn has no text.
 */
export function rowsIn(file: string, weight: number): Row[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const columns = head.split('\t')
  return lines.map((line, index): Row => {
    const cells = line.split('\t')
    const cell = (name: string): string => (cells[columns.indexOf(name)] ?? '').replaceAll('\\n', '\n')
    const text = cell('text') || cell('sentence')
    if (text === '') throw new Error(`${file}:${index + 2}: this turn has no text`)
    const previous = cell('previous') === '-' ? '' : cell('previous')
    const before = columns.includes('before') ? cell('before') : previous === '' ? '-' : '0'
    return {
      upset: cell('label') !== 'calm',
      channel: cell('channel') as Channel,
      before: before === '-' ? undefined : (Number(before) as 0 | 1 | 2),
      previous,
      text,
      weight,
    }
  })
}
