import type { Moment } from '../conversation.ts'

/** A date and time without a time zone, which is taken as UTC so that every machine reads it alike. */
const zoneless = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/
const sinceStart = /^(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)$/

/** When something was said, of a date (`2025-03-13T09:02:04Z`), `mm:ss` since the start, or a number; undefined when it is none of these. */
export function momentOf(word: string | undefined, clock: 'seconds' | 'milliseconds' = 'milliseconds'): Moment | undefined {
  if (!word) return undefined
  const number = Number(word)
  if (Number.isFinite(number)) return momentOfNumber(number, clock)
  const [, hours = '0', minutes, seconds] = sinceStart.exec(word) ?? []
  if (minutes !== undefined) return { ms: (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000, clock: 'relative' }
  const ms = Date.parse(zoneless.test(word) ? `${word.length === 10 ? `${word}T00:00` : word.replace(' ', 'T')}Z` : word)
  return Number.isNaN(ms) ? undefined : { ms, clock: 'absolute' }
}

/** Seconds, milliseconds and microseconds since 1970 are told apart by their size; small numbers count from the start. */
function momentOfNumber(number: number, clock: 'seconds' | 'milliseconds'): Moment {
  if (number >= 1e14) return { ms: number / 1000, clock: 'absolute' }
  if (number >= 1e11) return { ms: number, clock: 'absolute' }
  if (number >= 3e8) return { ms: number * 1000, clock: 'absolute' }
  return { ms: clock === 'seconds' ? number * 1000 : number, clock: 'relative' }
}
