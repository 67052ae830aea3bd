import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Ignores } from './ignores.ts'

/** Folders that never hold anything a team wrote for its customers. */
const never = new Set(['node_modules', '.git'])

/** The files in a folder and below (absolute, in the order of their names), without hidden ones, links, and what ignore files shut out. */
export function* walk(folder: string, ignores: Ignores, unreadable: (folder: string, error: unknown) => void): Generator<string> {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    unreadable(folder, error)
    return
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || never.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!ignores.here(path, true)) yield* walk(path, ignores, unreadable)
    } else if (entry.isFile() && !ignores.here(path, false)) yield path
  }
}
