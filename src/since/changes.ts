import { type Git, partsOf } from './git.ts'

/** What became of one file between two states of a repository. Paths start at its top. */
export interface Change {
  /** Where it is now; of a deleted file, where it was. */
  readonly path: string
  /** Where it was, when it was renamed. */
  readonly from?: string
  /** The id of what it held; undefined when it is new, or was no ordinary file. */
  readonly before?: string
  /** The id of what it holds, where that is known; `deleted` when it is gone. */
  readonly now?: string | 'deleted'
}

/** The files that changed since a commit, by their path now. `staged`: in the index, else in the working tree. Renames are followed. */
export async function changesSince(
  git: Git,
  commit: string | undefined,
  staged: boolean,
): Promise<{ readonly changes: ReadonlyMap<string, Change> } | { readonly failed: string }> {
  const options = ['--raw', '-z', '-M', '--no-abbrev', '--no-ext-diff', '--ignore-submodules=all', ...(staged ? ['--cached'] : [])]
  const answer = await git(['diff', ...options, ...(commit === undefined ? [] : [commit]), '--'])
  if ('failed' in answer) return answer
  const changes = new Map<string, Change>()
  const parts = partsOf(answer, '\0')
  for (let at = 0; at < parts.length; at++) {
    const [modeBefore = '', mode = '', before = '', now = '', status = ''] = (parts[at] ?? '').slice(1).split(' ')
    const from = /^[RC]/.test(status) ? parts[++at] : undefined
    const path = parts[++at]
    // Of a file with conflicts there is a second entry, which says what it was.
    if (path === undefined || status === 'U') continue
    const became = status === 'D' ? 'deleted' : isFile(mode) && !isNone(now) ? now : undefined
    changes.set(path, { path, ...(from && { from }), ...(isFile(modeBefore) && { before }), ...(became && { now: became }) })
  }
  return { changes }
}

/** Not a link, not another repository. */
const isFile = (mode: string) => mode.startsWith('100')

const isNone = (id: string) => /^0+$/.test(id)

/** The files of a commit: the ids of their contents by their path. */
export async function filesOf(git: Git, commit: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const line of partsOf(await git(['ls-tree', '-r', '-z', '--full-tree', commit]), '\0')) {
    const [, mode = '', id = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? []
    if (isFile(mode)) files.set(path, id)
  }
  return files
}
