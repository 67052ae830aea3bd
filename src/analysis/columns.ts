/** Many short lists of whole numbers in one array: the list of row `r` is `values` from `at[r]` to `at[r + 1]`. */
export interface Columns {
  readonly at: Numbers
  readonly values: Numbers
}

type Numbers = Uint16Array | Uint32Array

/** Lays lists out one after the other; a row that is missing is empty. */
export function columnsOf(rows: ArrayLike<readonly number[] | undefined>): Columns {
  const at = new Uint32Array(rows.length + 1)
  for (let row = 0; row < rows.length; row++) at[row + 1] = at[row]! + (rows[row]?.length ?? 0)
  const values = new Uint32Array(at[rows.length]!)
  for (let row = 0; row < rows.length; row++) values.set(rows[row] ?? [], at[row]!)
  return { at, values }
}

/** The list of one row. */
export function rowOf({ at, values }: Columns, row: number): Numbers {
  return values.subarray(at[row]!, at[row + 1]!)
}

/** Columns as one string of ASCII, which is read many times faster than numbers in JSON: the bytes of a number, then how many lists, how long each, and all values. */
export function encodeColumns({ at, values }: Columns): string {
  const rows = at.length - 1
  const lengths = Array.from({ length: rows }, (_, row) => at[row + 1]! - at[row]!)
  const all = [rows, ...lengths, ...values]
  const narrow = all.every((value) => value < 0x10000)
  const whole = narrow ? Uint16Array.from(all) : Uint32Array.from(all)
  return (narrow ? '2' : '4') + Buffer.from(whole.buffer).toString('base64')
}

/** The columns that a string holds. */
export function decodeColumns(written: string): Columns {
  const bytes = Buffer.from(written.slice(1), 'base64')
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  const whole = written[0] === '2' ? new Uint16Array(buffer) : new Uint32Array(buffer)
  const rows = whole[0]!
  const at = new Uint32Array(rows + 1)
  for (let row = 0; row < rows; row++) at[row + 1] = at[row]! + whole[row + 1]!
  return { at, values: whole.subarray(1 + rows) }
}
