import type { Diagnostic } from '../diagnostic.ts'
import { count } from '../reporters/summary.ts'
import type { Run } from './run.ts'

/** How often a rule was called for and met, and what it found. */
interface Tally {
  missed: number
  met: number
  suppressed: number
}

/** What a run amounts to, rule by rule, as lines: what is known already counts, what is switched off does not. */
export function statsLines({ files, rules, conversations, looks }: Run, milliseconds: number): readonly string[] {
  const tallies = new Map<string, Tally>(rules.map(({ name }) => [name, { missed: 0, met: 0, suppressed: 0 }]))
  for (const { diagnostics } of files) for (const finding of diagnostics) add(tallies.get(finding.rule), finding)
  const requiring = rules.filter(({ rule }) => rule.kind === 'requires').map(({ name }) => name)
  const rows = [...tallies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { missed, met, suppressed }]) => [
      name,
      String(missed),
      requiring.includes(name) ? String(met) : '',
      suppressed > 0 ? String(suppressed) : '',
      requiring.includes(name) ? scoreOf([tallies.get(name)]) : '',
    ])
  const score = scoreOf(requiring.map((name) => tallies.get(name)))
  const replies = files.reduce((sum, file) => sum + file.replies, 0)
  const seconds = milliseconds / 1000
  return [
    ...table([['rule', 'missed', 'met', 'suppressed', 'score'], ...rows, ['all that was called for', '', '', '', score]]),
    `${count(looks.length, 'file')}, ${count(conversations, 'conversation')}, ${replies} ${replies === 1 ? 'reply' : 'replies'} in ${seconds.toFixed(2)} s`,
  ]
}

function add(tally: Tally | undefined, { suppressed, outcome }: Diagnostic): void {
  if (tally) tally[suppressed ? 'suppressed' : outcome]++
}

/** How much of what was called for was met; nothing to say where nothing was. */
function scoreOf(tallies: readonly (Tally | undefined)[]): string {
  const met = tallies.reduce((sum, tally) => sum + (tally?.met ?? 0), 0)
  const all = tallies.reduce((sum, tally) => sum + (tally?.missed ?? 0), met)
  return all === 0 ? '–' : `${Math.floor((met / all) * 100)}%`
}

/** Rows in columns: the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const cell = (text: string, column: number) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0))
  return rows.map((row) => row.map(cell).join('  ').trimEnd())
}
