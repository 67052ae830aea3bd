import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { type Baseline, baselineText, type Entry, entriesOf, readBaseline } from '../baseline/file.ts'
import { counts, subtract } from '../baseline/known.ts'
import type { Diagnostic, FileReport, Problem } from '../diagnostic.ts'
import { reasonOf, shownFrom } from '../files/paths.ts'
import { count } from '../reporters/summary.ts'
import type { Flags } from './flags.ts'
import type { World, Write } from './outcome.ts'
import type { Run } from './run.ts'

/** A run without the findings that are known already. */
export interface News {
  readonly files: readonly FileReport[]
  /** How many findings were left out. */
  readonly known: number
  /** Sentences about what was left out. */
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
  /** The baseline, when it is written anew. */
  readonly writes: readonly Write[]
}

/** What a baseline holds beside a run: where it is, and what it says. */
export interface Opened extends Baseline {
  /** Absolute. */
  readonly file: string
  /** As shown to people. */
  readonly path: string
}

/** Reads the file of `--baseline`, before anything is linted: with a broken one there is no use in going on. */
export function openBaseline({ baseline = '', updateBaseline = false }: Pick<Flags, 'baseline' | 'updateBaseline'>, cwd: string): Opened {
  const file = resolve(cwd, baseline)
  const path = shownFrom(cwd)(file)
  if (updateBaseline && !existsSync(file)) return { ...readBaseline(path, [...baselineText([])].join('')), file, path }
  try {
    return { ...readBaseline(path, readFileSync(file, 'utf8')), file, path }
  } catch (error) {
    const message = existsSync(file)
      ? `cannot read this baseline: ${reasonOf(error)}`
      : 'there is no such baseline: --update-baseline writes one'
    return { ...readBaseline(path, ''), problems: [{ path, message }], file, path }
  }
}

/** Leaves out what the baseline knows or, when it is updated, everything. */
export function withoutBaseline(done: Run, baseline: Opened, flags: Flags, names: readonly string[], world: Pick<World, 'cwd'>): News {
  const folder = dirname(baseline.file)
  const pathOf = ({ source }: Diagnostic) => relative(folder, resolve(world.cwd, source.path)).split(sep).join('/')
  const looked = new Set(done.looks.flatMap(({ found, whole }) => (whole ? [found.file] : [])))
  const active = new Set(done.rules.map(({ name }) => name))
  const allRules = flags.only.length === 0 && flags.rules.size === 0
  /** Whether this run would have come by it again. */
  const isDue = ({ path, rule }: Entry) => {
    const file = resolve(folder, path)
    return (allRules || active.has(rule)) && (looked.has(file) || !existsSync(file))
  }
  const { entries, path, source } = baseline

  if (flags.updateBaseline) {
    const found = done.files.flatMap(({ diagnostics }) => diagnostics.filter(counts))
    const redact = flags.redact === 'none' ? undefined : flags.redact === 'all' ? { names } : {}
    const written = entriesOf(found, pathOf, redact)
    const kept = entries.filter((entry) => !isDue(entry))
    const before = new Set(entries.map(nameOf))
    const after = new Set([...written, ...kept].map(nameOf))
    const [added, removed] = [[...after].filter((name) => !before.has(name)), [...before].filter((name) => !after.has(name))]
    const files = done.files.map((file) => ({ ...file, diagnostics: file.diagnostics.filter((finding) => !counts(finding)) }))
    const all = [...kept, ...written]
    const told = `${path} knows ${count(all.length, 'finding')} now: ${added.length} new, ${removed.length} gone`
    return { files, known: found.length, notes: [told], problems: [], writes: [{ to: { file: baseline.file }, chunks: baselineText(all) }] }
  }

  const { files, hidden, left } = subtract(done.files, entries, pathOf, isDue)
  const idle = entries.filter((entry) => left.has(entry) && isDue(entry))
  const notes = hidden > 0 ? [`${count(hidden, 'known finding')} left out (${path})`] : []
  return { files, known: hidden, notes, problems: idle.length > 0 ? [unused(idle, { path, source })] : [], writes: [] }
}

const nameOf = ({ path, fingerprint, count: times }: Entry) => `${fingerprint} ${times} ${path}`

function unused([first, ...more]: readonly Entry[], { path, source }: Pick<Opened, 'path' | 'source'>): Problem {
  const others = more.length > 0 ? `, and ${count(more.length, 'other')}` : ''
  const message = `not found any more: \`${first?.rule}\` in ${first?.path}${others}. --update-baseline takes ${more.length > 0 ? 'them' : 'it'} out`
  return { path, source, ...(first?.span && { span: first.span }), message, notice: true }
}

/** Leaves out what files held before they changed. */
export function withoutOlder(done: Run, option: string): News {
  const { files, hidden } = subtract(
    done.files,
    done.older,
    ({ source }) => source.path,
    () => true,
  )
  const notes = [
    ...(hidden > 0 ? [`${count(hidden, 'finding')} left out that ${hidden === 1 ? 'was' : 'were'} there before (${option})`] : []),
    ...(done.looks.length === 0 && done.unchanged > 0 ? [`Nothing changed in ${count(done.unchanged, 'file')} (${option})`] : []),
  ]
  return { files, known: hidden, notes, problems: [], writes: [] }
}
