/** Many short lists of whole numbers in one array: the list of row `r` is `values` from `at[r]` to `at[r + 1]`. */
export interface Columns {
  readonly at: Numbers
  readonly values: Numbers
}

/** Whole numbers, as narrow as they allow. */
export type Numbers = Uint16Array | Uint32Array

/** Numbers in the narrowest array that holds them. */
export function numbersOf(values: readonly number[]): Numbers {
  return values.every((value) => value < 0x10000) ? Uint16Array.from(values) : Uint32Array.from(values)
}

/** Lays lists out one after the other; a row that is missing is empty. */
export function columnsOf(rows: ArrayLike<readonly number[] | undefined>): Columns {
  const at = [0]
  const values: number[] = []
  for (let row = 0; row < rows.length; row++) {
    for (const value of rows[row] ?? []) values.push(value)
    at.push(values.length)
  }
  return { at: numbersOf(at), values: numbersOf(values) }
}
