import type { Config } from '../config/config.ts'
import type { ReportSettings } from '../diagnostic.ts'
import type { Flags } from './flags.ts'

/** When a run fails. */
export type Bar = Pick<ReportSettings, 'failOn' | 'maxWarnings'>

/** From the strictest on. */
const strictness = ['info', 'warn', 'error', 'never'] as const

/** The bar of a run: what the command line says, else the strictest of the configs in use; one that says nothing means errors. */
export function barOf(flags: Pick<Flags, 'failOn' | 'maxWarnings'>, configs: Iterable<Pick<Config, 'failOn' | 'maxWarnings'>>): Bar {
  const all = [...configs]
  const said = new Set(all.map(({ failOn = 'error' }) => failOn))
  const most = all.flatMap(({ maxWarnings }) => maxWarnings ?? [])
  const maxWarnings = flags.maxWarnings ?? (most.length > 0 ? Math.min(...most) : undefined)
  return {
    failOn: flags.failOn ?? strictness.find((failOn) => said.has(failOn)) ?? 'error',
    ...(maxWarnings !== undefined && { maxWarnings }),
  }
}
