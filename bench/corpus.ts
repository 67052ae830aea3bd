import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { analyse } from '../src/analysis/analyse.ts'
import type { Analysis } from '../src/analysis/analysis.ts'
import type { Diagnostic } from '../src/diagnostic.ts'
import { createLinter, type Linter } from '../src/lint.ts'
import { loadMarkup } from '../src/markup/index.ts'
import { readerFor } from '../src/readers/index.ts'
import { builtInRules } from '../src/rules/collection.ts'
import { sourceOf } from '../src/source.ts'

/** A place in a labelled item: turn, start, end; offsets in the turn's text as written. */
export type Place = readonly [number, number, number]

export interface Label {
  readonly rule: string
  readonly places: readonly Place[]
}

/** One labelled conversation or template. */
export interface Item {
  readonly id: string
  readonly kind: 'transcript' | 'template'
  readonly channel: string
  readonly source: string
  readonly markup?: string
  readonly title?: string
  readonly turns: readonly { readonly speaker: string; readonly text: string }[]
  readonly labels: {
    readonly must: readonly Label[]
    readonly may: readonly Label[]
    readonly upset?: Readonly<Record<string, readonly number[]>>
    readonly badnews?: readonly boolean[]
  }
}

/** A labelled corpus: its items, and a hash that says which one it was. */
export interface Corpus {
  readonly names: readonly string[]
  readonly sha256: string
  readonly items: readonly Item[]
}

/** Reads JSON Lines files of labelled items. Throws when a file or a line cannot be read. */
export function readCorpus(files: readonly string[]): Corpus {
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  const sha256 = createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16)
  const items = texts.flatMap((text) => text.split('\n').filter((line) => line.trim() !== '')).map((line): Item => JSON.parse(line))
  return { names: files.map((file) => file.split('/').slice(-2).join('/')), sha256, items }
}

/** A finding with the places it points at, in the words of the item. */
export interface Found {
  readonly diagnostic: Diagnostic
  readonly place: Place
  readonly because: readonly Place[]
}

/** What the linter says of an item handed to it in the native shape. */
export interface Judgement {
  readonly found: readonly Found[]
  readonly analysis: Analysis | undefined
}

/** Which rules run: all that are labelled, or those of the recommended preset as shipped. */
export function linterFor(rules: readonly string[] | 'recommended'): Linter {
  const settings = new Map(
    rules === 'recommended'
      ? []
      : [...builtInRules].map(([name]) => [name, { severity: rules.includes(name) ? ('warn' as const) : ('off' as const), options: {} }]),
  )
  return createLinter({ book: builtInRules, rules: settings, judge: ['agent'], vocabulary: {} })
}

/** Hands one item to the linter as native JSON, and maps what it finds back to the item's words. */
export async function judge(item: Item, linter: Linter): Promise<Judgement> {
  const { json, starts } = nativeJson(item)
  const source = sourceOf(`${item.id}.json`, json)
  const settings = { agents: [], customers: [], asked: true }
  if (item.markup === 'html' || item.markup === 'markdown') await loadMarkup(item.markup)
  const reader = await readerFor(source.path, json, settings)
  const found: Found[] = []
  let analysis: Analysis | undefined
  for (const read of reader.read(source, settings)) {
    if (!('conversation' in read)) continue
    analysis = analyse(read.conversation, linter.analysis)
    for (const diagnostic of linter.judge(read.conversation).diagnostics) {
      const place = placeOf(json, starts, diagnostic.turn, diagnostic.span.start, diagnostic.span.end)
      const because = diagnostic.because.map(({ turn, span }) => placeOf(json, starts, turn, span.start, span.end))
      found.push({ diagnostic, place, because })
    }
  }
  return { found, analysis }
}

/** The item in the native shape, and where each turn's text starts in it. */
function nativeJson(item: Item): { json: string; starts: readonly number[] } {
  const channel = item.channel === 'template' ? 'email' : item.channel
  const head = {
    id: item.id,
    kind: item.kind,
    channel,
    ...(item.markup ? { markup: item.markup } : {}),
    ...(item.title ? { title: item.title } : {}),
  }
  let json = `${JSON.stringify(head).slice(0, -1)},"turns":[`
  const starts: number[] = []
  item.turns.forEach(({ speaker, text }, index) => {
    json += `${index > 0 ? ',' : ''}{"speaker":${JSON.stringify(speaker)},"text":"`
    starts.push(json.length)
    json += `${JSON.stringify(text).slice(1)}}`
  })
  return { json: `${json}]}`, starts }
}

/** A span of the JSON as a place in a turn's text: escapes count as what they stand for. */
function placeOf(json: string, starts: readonly number[], turn: number, start: number, end: number): Place {
  const lengthOf = (from: number, to: number) => json.slice(from, to).replace(/\\(?:u[0-9a-f]{4}|.)/gi, '.').length
  const from = starts[turn]!
  return [turn, lengthOf(from, start), lengthOf(from, end)]
}
