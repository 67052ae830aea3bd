/** What follows a numbered stage on a symbol, in one growing hash table of plain numbers: a look-up is a few machine instructions. */
export interface Transitions {
  /** The stage that follows; -1 when none does, undefined when that has not been worked out yet. */
  get(stage: number, symbol: number): number | undefined
  set(stage: number, symbol: number, next: number): void
}

const EMPTY = -1

/** An empty table for symbols below `symbols`. */
export function createTransitions(symbols: number): Transitions {
  // Room for what a draft comes to.
  let mask = 8191
  let keys = new Int32Array(mask + 1).fill(EMPTY)
  let stages = new Int32Array(mask + 1)
  let size = 0

  const slotOf = (key: number): number => {
    let slot = Math.imul(key, 0x9e3779b1) >>> 7
    for (slot &= mask; keys[slot] !== EMPTY && keys[slot] !== key; slot = (slot + 1) & mask);
    return slot
  }
  const grow = (): void => {
    const old = { keys, stages }
    mask = mask * 2 + 1
    keys = new Int32Array(mask + 1).fill(EMPTY)
    stages = new Int32Array(mask + 1)
    for (let at = 0; at < old.keys.length; at++) {
      const key = old.keys[at]!
      if (key === EMPTY) continue
      const slot = slotOf(key)
      keys[slot] = key
      stages[slot] = old.stages[at]!
    }
  }

  return {
    get(stage, symbol) {
      const slot = slotOf(stage * symbols + symbol)
      return keys[slot] === EMPTY ? undefined : stages[slot]
    },
    set(stage, symbol, next) {
      if (size * 2 > mask) grow()
      const slot = slotOf(stage * symbols + symbol)
      if (keys[slot] === EMPTY) size++
      keys[slot] = stage * symbols + symbol
      stages[slot] = next
    },
  }
}
