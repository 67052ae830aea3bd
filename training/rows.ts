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

const CHANNELS: readonly string[] = ['chat', 'email', 'social', 'phone'] satisfies Channel[]
const LABELS = ['calm', 'upset', 'very-upset']

/**
 * The turns of a tab-separated file of `fixtures/sentences/` (its README tells the columns). Where it does not say how the customer
 * felt before a later turn, they were calm. Throws when the file cannot be read, and names the line that is wrong.
 */
export function rowsIn(file: string, weight: number): Row[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const columns = head.split('\t')
  return lines.map((line, index): Row => {
    const cells = line.split('\t')
    const cell = (name: string): string => (cells[columns.indexOf(name)] ?? '').replaceAll('\\n', '\n')
    const known = (name: string, values: readonly string[]): string => {
      if (values.includes(cell(name))) return cell(name)
      throw new Error(`${file}:${index + 2}: "${cell(name)}" is no ${name}`)
    }
    const text = cell('text') || cell('sentence')
    if (text === '') throw new Error(`${file}:${index + 2}: this turn has no text`)
    const previous = cell('previous') === '-' ? '' : cell('previous')
    const later = previous !== '' || cell('place') === 'later'
    const before = columns.includes('before') ? known('before', ['-', '0', '1', '2']) : later ? '0' : '-'
    return {
      upset: known('label', LABELS) !== 'calm',
      channel: known('channel', CHANNELS) as Channel,
      before: before === '-' ? undefined : (Number(before) as 0 | 1 | 2),
      previous,
      text,
      weight,
    }
  })
}

/** A reply template to learn from. */
export interface TemplateRow {
  readonly badNews: boolean
  readonly text: string
}

/** The templates of a file with the columns `label` (`bad-news` or `ordinary`) and `text`. Throws as `rowsIn` does. */
export function templatesIn(file: string): TemplateRow[] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line, index): TemplateRow => {
    const [label, text = ''] = line.split('\t')
    if (label !== 'bad-news' && label !== 'ordinary') throw new Error(`${file}:${index + 2}: "${label}" is no label`)
    if (text === '') throw new Error(`${file}:${index + 2}: this template has no text`)
    return { badNews: label === 'bad-news', text: text.replaceAll('\\n', '\n') }
  })
}
