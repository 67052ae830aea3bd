import type { Switch } from '../conversation.ts'
import { nearest } from '../nearest.ts'
import type { Span } from '../source.ts'
import { type Fields, field, type Value, wordOf } from './data-value.ts'

/** The key of a record, the column of a table and the key of front matter that switch rules off. */
export const switchKey = 'empathylint'

const keys = ['off', 'reason'] as const

/** What a record of data switches off; nothing where it has no such key, or an empty one. */
export function switchesIn(record: Value): readonly Switch[] {
  const value = field(record, switchKey)
  if (!value || (value.kind === 'scalar' && (value.value === null || wordOf(value)?.trim() === ''))) return []
  return [switchOf(value, `${record.kind === 'fields' && record.row ? 'column' : 'key'} ${switchKey}`)]
}

/** A switch as data has it: `{ off: [rule, …], reason: … }`, or in words. */
export function switchOf(value: Value, where: string): Switch {
  const { start, end } = value
  const at = { where, span: { start, end: value.kind === 'scalar' ? end : Math.min(end, start + 1) } }
  if (value.kind === 'scalar') return value.value === false ? { ...at, off: 'all' } : switchOfWords(wordOf(value) ?? '', where, at.span)
  if (value.kind === 'list') return mistaken(at, 'expected `{ off: [rule], reason: … }`')
  const stray = value.keys.find((key) => !keys.some((known) => known === key))
  if (stray !== undefined) return mistaken(at, `\`${stray}\` is not a key here: it takes \`off\` and \`reason\``, nearest(stray, keys))
  return switchOfFields(value, at)
}

function switchOfFields(fields: Fields, at: Pick<Switch, 'where' | 'span'>): Switch {
  const off = field(fields, 'off')
  const reason = wordOf(field(fields, 'reason'))?.trim()
  const rules = off?.kind === 'list' ? off.items.map(wordOf) : namesIn(wordOf(off) ?? '')
  const names = rules.flatMap((name) => name?.trim() || [])
  if (names.length === 0 || names.length < rules.length) return mistaken(at, 'say which rules are off: `off: [rule]`, or `off: all`')
  return { ...at, off: names.includes('all') ? 'all' : names, ...(reason && { reason }) }
}

/** A switch in words: `rule, rule: reason`, with or without an `off` before; without a rule, or with `all`, it is every rule. */
export function switchOfWords(words: string, where: string, span: Span): Switch {
  const [, rules = '', why = ''] = /^\s*(?:off(?![\w-]))?([^:]*)(?::([\s\S]*))?$/.exec(words) ?? []
  const names = namesIn(rules)
  const reason = why.trim()
  return { where, span, off: names.length === 0 || names.includes('all') ? 'all' : names, ...(reason && { reason }) }
}

const namesIn = (words: string) => words.split(/[\s,]+/).filter((name) => name !== '')

function mistaken(at: Pick<Switch, 'where' | 'span'>, message: string, near?: string): Switch {
  return { ...at, off: [], mistake: { message, ...(near !== undefined && { nearest: near }) } }
}
