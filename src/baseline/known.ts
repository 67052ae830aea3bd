import type { Diagnostic, FileReport } from '../diagnostic.ts'

/** A finding that is known already, and how often it was found at its path. */
export interface Known {
  readonly path: string
  readonly fingerprint: string
  readonly count: number
}

/** What is left when known findings are taken out. */
export interface Subtracted<K extends Known> {
  readonly files: readonly FileReport[]
  /** How many findings were taken out. */
  readonly hidden: number
  /** How often each known finding was not found; those found as often as known are not in here. */
  readonly left: ReadonlyMap<K, number>
}

/** Whether a finding counts as one that can be known: met ones and those switched off do not. */
export const counts = ({ outcome, suppressed }: Diagnostic): boolean => outcome === 'missed' && suppressed === undefined

/**
 * Takes known findings out. Each is looked for at its own path first (`pathOf` tells that of a finding); what is left of it may have
 * moved to another path when `mayMove` says so.
 */
export function subtract<K extends Known>(
  files: readonly FileReport[],
  known: readonly K[],
  pathOf: (finding: Diagnostic) => string,
  mayMove: (known: K) => boolean,
): Subtracted<K> {
  const left = new Map<K, number>(known.map((one) => [one, one.count]))
  const byName = new Map<string, K[]>()
  for (const one of known) {
    for (const name of [nameOf(one.path, one.fingerprint), one.fingerprint]) byName.set(name, [...(byName.get(name) ?? []), one])
  }
  const take = (name: string, may: (known: K) => boolean): boolean => {
    const one = byName.get(name)?.find((each) => (left.get(each) ?? 0) > 0 && may(each))
    if (one) left.set(one, (left.get(one) ?? 0) - 1)
    return one !== undefined
  }

  const all = files.flatMap(({ diagnostics }) => diagnostics).filter(counts)
  const hidden = new Set(all.filter((finding) => take(nameOf(pathOf(finding), finding.fingerprint), () => true)))
  for (const finding of all) if (!hidden.has(finding) && take(finding.fingerprint, mayMove)) hidden.add(finding)
  for (const [one, times] of left) if (times === 0) left.delete(one)
  return {
    files: files.map((file) => ({ ...file, diagnostics: file.diagnostics.filter((finding) => !hidden.has(finding)) })),
    hidden: hidden.size,
    left,
  }
}

const nameOf = (path: string, fingerprint: string) => `${fingerprint} ${path}`
