import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'

/** Which files git and the team keep out, by the ignore files in the folders above them. */
export interface Ignores {
  /** The ignore file that shuts this very file or folder out, by its absolute path; undefined when none does. */
  here(path: string, isFolder: boolean): string | undefined
  /** The ignore file that shuts a file or folder, or one of the folders above it, out. */
  above(path: string, isFolder?: boolean): string | undefined
  /** The same without what is said in folders above this one. */
  below(folder: string): Ignores
}

export type IgnoreFile = '.gitignore' | '.empathyignore'

/** Reads ignore files as they are needed, each once. Of two that speak of the same path the deeper wins, then the later in `names`. */
export function ignoresOf(names: readonly IgnoreFile[], cwd: string, highest?: string): Ignores {
  const patterns = new Map<string, Ignore | undefined>()
  const shutFolders = new Map<string, string | undefined>()
  const topOf = gitTops(cwd)

  function patternsIn(file: string): Ignore | undefined {
    if (!patterns.has(file))
      patterns.set(file, existsSync(file) && statSync(file).isFile() ? ignore().add(readFileSync(file, 'utf8')) : undefined)
    return patterns.get(file)
  }

  function here(path: string, isFolder: boolean): string | undefined {
    const top = topOf(dirname(path))
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      for (const name of names.toReversed()) {
        if (name === '.gitignore' && relative(top, folder).startsWith('..')) continue
        const file = join(folder, name)
        const relativePath = relative(folder, path).split(sep).join('/')
        const said = patternsIn(file)?.test(isFolder ? `${relativePath}/` : relativePath)
        if (said?.ignored) return file
        if (said?.unignored) return undefined
      }
      if (folder === highest || dirname(folder) === folder) return undefined
    }
  }

  function shut(folder: string): string | undefined {
    if (folder === highest || dirname(folder) === folder) return undefined
    if (!shutFolders.has(folder)) shutFolders.set(folder, shut(dirname(folder)) ?? here(folder, true))
    return shutFolders.get(folder)
  }

  return {
    here,
    above: (path, isFolder = false) => shut(dirname(path)) ?? here(path, isFolder),
    below: (folder) => ignoresOf(names, cwd, folder),
  }
}

/** Up to which folder `.gitignore` files count: the top of the repository, else the working directory. */
function gitTops(cwd: string): (folder: string) => string {
  const known = new Map<string, string | undefined>()
  return (folder) => gitTop(folder, known) ?? cwd
}

/** The top folder of the repository a folder is in; undefined outside of one. */
export function gitTop(folder: string, known = new Map<string, string | undefined>()): string | undefined {
  if (!known.has(folder)) {
    const above = dirname(folder)
    known.set(folder, existsSync(join(folder, '.git')) ? folder : above === folder ? undefined : gitTop(above, known))
  }
  return known.get(folder)
}
