/** How many steps back are remembered. */
const MEMORY = 8
const STEPS = 120
/** Ends when a step brings less than this part of the loss. */
const ENOUGH = 1e-6

/**
 * Finds where a smooth function of `size` numbers is smallest, beginning at 0 (L-BFGS: Nocedal and Wright, Numerical Optimization, 7.2).
 * `loss` gives the function's value at a point and writes its slope there.
 */
export function minimise(size: number, loss: (at: Float64Array, slope: Float64Array) => number): Float64Array {
  let at = new Float64Array(size)
  let slope = new Float64Array(size)
  let value = loss(at, slope)
  const past: { readonly moved: Float64Array; readonly bent: Float64Array; readonly share: number }[] = []
  for (let step = 0; step < STEPS; step++) {
    const way = directionOf(slope, past)
    const descent = dot(way, slope)
    if (descent >= 0) break
    let length = step === 0 ? 1 / Math.sqrt(dot(slope, slope)) : 1
    let next = at
    let nextSlope = slope
    let reached = Number.POSITIVE_INFINITY
    // Half the way, until it goes down enough.
    for (let tries = 0; tries < 30; tries++, length /= 2) {
      next = at.map((each, index) => each + length * way[index]!)
      nextSlope = new Float64Array(size)
      reached = loss(next, nextSlope)
      if (reached <= value + 1e-4 * length * descent) break
    }
    if (!(reached < value)) break
    const moved = next.map((each, index) => each - at[index]!)
    const bent = nextSlope.map((each, index) => each - slope[index]!)
    const curve = dot(moved, bent)
    if (curve > 1e-12) past.push({ moved, bent, share: 1 / curve })
    if (past.length > MEMORY) past.shift()
    const gained = value - reached
    at = next
    slope = nextSlope
    value = reached
    if (gained < ENOUGH * value) break
  }
  return at
}

function directionOf(slope: Float64Array, past: readonly { moved: Float64Array; bent: Float64Array; share: number }[]): Float64Array {
  const way = slope.map((each) => -each)
  const shares: number[] = []
  for (const { moved, bent, share } of past.toReversed()) {
    const part = share * dot(moved, way)
    shares.push(part)
    for (let index = 0; index < way.length; index++) way[index]! -= part * bent[index]!
  }
  const last = past.at(-1)
  if (last) {
    const scale = 1 / (last.share * dot(last.bent, last.bent))
    for (let index = 0; index < way.length; index++) way[index]! *= scale
  }
  for (const { moved, bent, share } of past) {
    const part = shares.pop()! - share * dot(bent, way)
    for (let index = 0; index < way.length; index++) way[index]! += part * moved[index]!
  }
  return way
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!
  return sum
}
