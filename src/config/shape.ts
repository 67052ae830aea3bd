import type { Problem } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { type Source, type Span, slice } from '../source.ts'
import { type Entry, type Node, problemAt } from './document.ts'

/** Reads a located value, or says what is wrong with it and returns undefined. */
export type Shape<T> = (node: Node, report: Report) => T | undefined

/** The file being checked, and where its problems go. */
export interface Report {
  readonly source: Source
  readonly problems: Problem[]
}

/** A value and where it stands. */
export interface Located<T> {
  readonly value: T
  readonly at: { readonly source: Source; readonly span: Span }
}

/** Says that something at a place is wrong. */
export function complain(report: Report, at: { readonly span: Span }, message: string, near?: string): undefined {
  report.problems.push(problemAt(report.source, at.span, message, near))
}

/** Says what was expected at a place and what stands there instead. */
export function expected(report: Report, node: Node, what: string, near?: string): undefined {
  complain(report, node, `expected ${what}, found ${found(node)}`, near)
}

/** Text that is not empty. */
export const text: Shape<string> = (node, report) =>
  node.kind === 'scalar' && typeof node.value === 'string' && node.value.trim() !== '' ? node.value : expected(report, node, 'text')

/** Text, or a number or date written without quotes, as it is written. */
export const anyText: Shape<string> = (node, report) =>
  node.kind === 'scalar' && typeof node.value === 'number' ? String(node.value) : text(node, report)

/** Text, or anything else that was meant as text, exactly as it is written: an id such as `007`. */
export const asWritten: Shape<string> = (node, report) =>
  node.kind === 'scalar' && typeof node.value === 'number' ? slice(report.source, node.span) : text(node, report)

/** A whole number from 0 on. */
export const wholeNumber: Shape<number> = (node, report) =>
  node.kind === 'scalar' && typeof node.value === 'number' && Number.isSafeInteger(node.value) && node.value >= 0
    ? node.value
    : expected(report, node, 'a whole number')

/** Yes or no. */
export const truth: Shape<boolean> = (node, report) =>
  node.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : expected(report, node, 'true or false')

/** A phrase of the lexicon's language; `mistakeIn` tells why one cannot be read. */
export function phrase(mistakeIn: (phrase: string) => string | undefined): Shape<string> {
  return (node, report) => {
    const value = anyText(node, report)
    const mistake = value === undefined ? undefined : mistakeIn(value)
    return mistake === undefined ? value : complain(report, node, mistake)
  }
}

/** One of a few words. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  return (node, report) => {
    const value = node.kind === 'scalar' ? String(node.value) : undefined
    const known = words.find((candidate) => candidate === value)
    return known ?? expected(report, node, words.length > 1 ? `one of ${words.join(', ')}` : words[0]!, value && nearest(value, words))
  }
}

/** A list; a single value stands for a list of one. */
export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (node, report) =>
    (node.kind === 'list' ? node.items : [node]).flatMap((item) => {
      const value = shape(item, report)
      return value === undefined ? [] : [value]
    })
}

/** A value together with its place. */
export function located<T>(shape: Shape<T>): Shape<Located<T>> {
  return (node, report) => {
    const value = shape(node, report)
    return value === undefined ? undefined : { value, at: { source: report.source, span: node.span } }
  }
}

/** A map whose keys are known, such as `{ files, rules }`; keys without a value count as left out. */
export function object<T extends object>(what: string, shapes: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<Partial<T>> {
  const keys = Object.keys(shapes) as (keyof T & string)[]
  return (node, report) => {
    if (node.kind !== 'map') return expected(report, node, `${what} with keys such as ${keys.slice(0, 3).join(', ')}`)
    const result: Partial<T> = {}
    for (const entry of node.entries) {
      const key = keys.find((candidate) => candidate === entry.key)
      if (key === undefined) complain(report, entry, `\`${entry.key}\` is not a key of ${what}`, nearest(entry.key, keys))
      else if (!isNothing(entry.value)) {
        const value = shapes[key](entry.value, report)
        if (value !== undefined) result[key] = value
      }
    }
    return result
  }
}

/** A map with free keys; each entry is read by `read`. */
export function entries<T>(what: string, read: (entry: Entry, report: Report) => T | undefined): Shape<readonly T[]> {
  return (node, report) => {
    if (node.kind !== 'map') return expected(report, node, what) ?? []
    return node.entries.flatMap((entry) => {
      const value = read(entry, report)
      return value === undefined ? [] : [value]
    })
  }
}

/** Whether a key was written without a value. */
export const isNothing = (node: Node) => node.kind === 'scalar' && node.value === null

function found(node: Node): string {
  if (node.kind === 'map') return 'a map of keys'
  if (node.kind === 'list') return 'a list'
  if (node.value === null || node.value === '') return 'nothing'
  return typeof node.value === 'string' ? `\`${node.value.length > 40 ? `${node.value.slice(0, 39)}…` : node.value}\`` : String(node.value)
}
