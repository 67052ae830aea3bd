import micromatch from 'micromatch'

/** Why a glob can never match, in a few words; undefined when it can. Globs are relative to the config's folder, with forward slashes. */
export function mistakeInGlob(glob: string): string | undefined {
  if (glob.startsWith('/') || /^[a-z]:[\\/]/i.test(glob)) return 'is an absolute path: write it relative to this file'
  if (/(^|\/)\.\.(\/|$)/.test(glob)) return 'leaves the folder of this file'
  if (glob.startsWith('!')) return 'begins with `!`: put what to leave out under `ignore:`'
  if (/\\(?![*?[\]{}()!+@])/.test(glob)) return 'has a backslash: write forward slashes'
  try {
    micromatch.makeRe(glob, { strictBrackets: true })
    return undefined
  } catch (error) {
    return `has an open bracket (${String(error instanceof Error ? error.message : error).replace(/^SyntaxError: /, '')})`
  }
}

/** A test of paths (relative, with forward slashes) against globs; a glob that names a folder holds all that is in it. */
export function matcherOf(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false
  const plain = globs.map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, ''))
  const matches = micromatch.matcher.bind(micromatch)
  const tests = plain.flatMap((glob) => [matches(glob), matches(`${glob}/**`)])
  return (path) => tests.some((test) => test(path))
}
