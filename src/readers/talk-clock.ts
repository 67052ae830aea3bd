import type { Moment } from '../conversation.ts'

/** When a line says it was said: a time of day, a time since the start, or a number of seconds, with or without a date. */
export interface Stamp {
  readonly time: string
  readonly date?: string
}

const day = 86_400_000

/**
 * The moments of a conversation's lines. Without dates they count from the first line, over midnight too. Of dates that can be read as day
 * first and as month first, only a reading that fits the order of the lines counts; when both do, and differ, there are no moments.
 */
export function momentsOf(stamps: readonly (Stamp | undefined)[]): (Moment | undefined)[] {
  const dated = stamps.filter((stamp) => stamp !== undefined)
  return dated.length > 0 && dated.every(({ date }) => date !== undefined) ? absolute(stamps) : relative(stamps)
}

function relative(stamps: readonly (Stamp | undefined)[]): (Moment | undefined)[] {
  let first: number | undefined
  let last = 0
  let days = 0
  return stamps.map((stamp) => {
    const time = stamp && timeOf(stamp.time)
    if (time === undefined) return undefined
    first ??= time
    if (time + days < last) {
      // A little back is a line out of order; far back is the next day.
      if (last - (time + days) > day / 2) days += day
    }
    last = Math.max(last, time + days)
    return { ms: Math.max(0, time + days - first), clock: 'relative' }
  })
}

const orders = ['dmy', 'mdy'] as const

function absolute(stamps: readonly (Stamp | undefined)[]): (Moment | undefined)[] {
  const readings = orders.map((order) => stamps.map((stamp) => stamp && dateAndTime(stamp, order))).filter(isInOrder)
  const [one, two] = readings
  if (!one || (two && !sameDistances(one, two))) return stamps.map(() => undefined)
  return one.map((ms) => (ms === undefined ? undefined : { ms, clock: 'absolute' }))
}

function isInOrder(reading: readonly (number | undefined)[]): boolean {
  const known = reading.filter((ms) => ms !== undefined)
  return !known.some((ms, at) => Number.isNaN(ms) || (at > 0 && ms < known[at - 1]!))
}

function sameDistances(one: readonly (number | undefined)[], two: readonly (number | undefined)[]): boolean {
  const first = one.findIndex((ms) => ms !== undefined)
  return one.every((ms, at) => ms === undefined || ms - one[first]! === two[at]! - two[first]!)
}

/** Milliseconds since 1970, the time taken as UTC so that every machine reads it alike; NaN when there is no such day. */
function dateAndTime({ date = '', time }: Stamp, order: (typeof orders)[number]): number {
  const parts = date.split(/[./-]/).map(Number)
  const [year, month, dayOfMonth] =
    parts[0]! > 31 ? parts : order === 'dmy' ? [parts[2], parts[1], parts[0]] : [parts[2], parts[0], parts[1]]
  const clock = timeOf(time)
  if (clock === undefined || !year || !month || !dayOfMonth || month > 12 || dayOfMonth > 31) return Number.NaN
  return Date.UTC(year < 100 ? 2000 + year : year, month - 1, dayOfMonth) + clock
}

/** Milliseconds of `10:02`, `8:33:20 PM`, `1m 13s`; undefined when it is none of these. */
function timeOf(time: string): number | undefined {
  const [, hours = '', minutes = '', seconds = '0', half = ''] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap])?/iu.exec(time) ?? []
  if (minutes !== '') {
    const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
    return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  }
  const units = [...time.matchAll(/(\d+)\s*([hms])/g)]
  if (units.length === 0) return undefined
  return units.reduce((sum, [, count, unit]) => sum + Number(count) * { h: 3600, m: 60, s: 1 }[unit as 'h' | 'm' | 's'] * 1000, 0)
}
