import type { Diagnostic, Problem, Skipped } from '../diagnostic.ts'
import type { Found } from '../discover.ts'
import type { Language } from '../language.ts'
import { type Linter, lint } from '../lint.ts'
import type { Reader } from '../readers/reader.ts'
import { readingOf } from './reading.ts'

/** What is kept of a file; its conversations are let go one after the other. */
export interface Tally {
  readonly format: string
  conversations: number
  templates: number
  replies: number
  readonly diagnostics: Diagnostic[]
  readonly problems: Problem[]
  readonly skipped: Skipped[]
  /** The shapes its data was recognised by. */
  readonly layouts: Set<string>
  /** How many conversations are in English, in others, or too short to tell. */
  readonly languages: Map<Language, number>
  /** The languages its data names. */
  readonly langs: Set<string>
}

/** A file counts once, however many of its lines are not recognised. */
const asUnrecognised = ({ input }: Found): Skipped => ({ path: input.path, reason: 'unrecognised', count: 1 })

/** How a file is linted. */
export interface How {
  /** The reader as the command line changes it. */
  readonly reader?: ((reader: Reader) => Reader) | undefined
  /** What the file is known by in the identities of findings. */
  readonly name: string
  /** Is told how many replies were judged so far, after each conversation; waits as long as it is given a promise. */
  readonly progress?: ((replies: number) => Promise<void> | undefined) | undefined
}

/** Lints one file. Never throws on what is in it. */
export async function lintFile(found: Found, linter: Linter, { reader: change, name, progress }: How): Promise<Tally> {
  const { reader, sources, leftOut } = await readingOf(found)
  const lists = { diagnostics: [], problems: [], skipped: [] }
  const shapes: Pick<Tally, 'layouts' | 'languages' | 'langs'> = { layouts: new Set(), languages: new Map(), langs: new Set() }
  const tally: Tally = { format: reader.format, conversations: 0, templates: 0, replies: 0, ...lists, ...shapes }
  for (const judged of lint(sources, change?.(reader) ?? reader, found.settings, linter, name)) {
    const { conversation, language } = judged
    if (conversation && judged.skipped.length === 0) {
      tally.conversations++
      tally.replies += judged.replies
      if (conversation.kind === 'template') tally.templates++
    }
    if (conversation?.lang) tally.langs.add(conversation.lang)
    if (conversation?.layout) tally.layouts.add(conversation.layout)
    if (language) tally.languages.set(language, (tally.languages.get(language) ?? 0) + 1)
    for (const diagnostic of judged.diagnostics) tally.diagnostics.push(diagnostic)
    for (const problem of judged.problems) tally.problems.push(problem)
    tally.skipped.push(...judged.skipped)
    const pause = progress?.(tally.replies)
    if (pause) await pause
  }
  const left = leftOut()
  if (left && left !== 'unrecognised') tally.problems.push(left.problem)
  const unrecognised = left === 'unrecognised' || tally.skipped.some(({ reason }) => reason === 'unrecognised')
  const others = tally.skipped.filter(({ reason }) => reason !== 'unrecognised')
  return { ...tally, skipped: unrecognised && tally.conversations === 0 ? [...others, asUnrecognised(found)] : others }
}
