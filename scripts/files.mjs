// What the scripts share: where the project is, and writing a file only when it changes, whole.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Writes a file of the project, unless it says so already; a reader never sees half of it. */
export function write(path, text) {
  const file = join(root, path)
  try {
    if (readFileSync(file).equals(Buffer.from(text))) return
  } catch {
    mkdirSync(dirname(file), { recursive: true })
  }
  writeFileSync(`${file}.${process.pid}`, text)
  renameSync(`${file}.${process.pid}`, file)
}
