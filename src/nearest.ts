/** The valid word a person most likely meant: the fewest slips away, if that is few enough for the length; undefined when none is near. */
export function nearest(word: string, valid: Iterable<string>): string | undefined {
  const wanted = plain(word)
  let best: string | undefined
  let least = Math.max(1, Math.floor(wanted.length * 0.4)) + 1
  for (const candidate of valid) {
    const slips = beginsAlike(wanted, plain(candidate)) ? 1 : distance(wanted, plain(candidate), least)
    if (slips < least) {
      least = slips
      best = candidate
    }
  }
  return best
}

const plain = (word: string) => word.toLowerCase().replace(/[\s_-]+/g, '-')

/** Whether one of two words begins with the other: `warning` for `warn`, `agent` for `agents`. */
const beginsAlike = (a: string, b: string) => Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a))

/** How many letters must be added, dropped, changed or swapped with a neighbour; `limit` when it is that many or more. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const now = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let slips = Math.min(last[column]! + 1, now[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        slips = Math.min(slips, beforeLast[column - 2]! + 1)
      }
      now.push(slips)
    }
    beforeLast = last
    last = now
  }
  return Math.min(limit, last[b.length]!)
}
