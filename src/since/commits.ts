import { nearest } from '../nearest.ts'
import { type Git, partsOf } from './git.ts'

/** A mistake in what was asked of git. */
export interface Mistake {
  readonly message: string
  readonly nearest?: string
}

/** The commit that a branch, tag or commit and what is checked out have in common: changes since then are one's own. */
export async function commonCommit(git: Git, ref: string): Promise<{ readonly commit: string } | Mistake> {
  const asked = ref.startsWith('-') ? undefined : await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
  const [commit] = asked ? partsOf(asked, '\n') : []
  if (commit === undefined) return (asked && 'failed' in asked && trouble(asked.failed)) || (await unknown(git, ref))
  const [common] = partsOf(await git(['merge-base', commit, 'HEAD']), '\n')
  if (common !== undefined) return { commit: common }
  if (await isShallow(git))
    return { message: `--since: this clone does not reach back to where \`${ref}\` and this branch part: ${deepen}` }
  return { commit }
}

const deepen = 'fetch all of it first (`git fetch --unshallow`; in GitHub Actions `fetch-depth: 0` for actions/checkout)'

/** Git could not even look; about a commit it does not know, it says nothing. */
function trouble(failed: string): Mistake | undefined {
  return /not installed|not a git repository|dubious ownership/.test(failed) ? { message: `--since: ${failed}` } : undefined
}

async function isShallow(git: Git): Promise<boolean> {
  return partsOf(await git(['rev-parse', '--is-shallow-repository']), '\n')[0] === 'true'
}

async function unknown(git: Git, ref: string): Promise<Mistake> {
  const refs = partsOf(await git(['for-each-ref', '--format=%(refname:short)']), '\n')
  const near = refs.find((known) => known.endsWith(`/${ref}`)) ?? nearest(ref, refs)
  const more = (await isShallow(git)) ? `, and this clone is shallow: ${deepen}` : ''
  return { message: `--since: there is no commit, branch or tag \`${ref}\` here${more}`, ...(near !== undefined && { nearest: near }) }
}

/** The commits that what is staged is held against: the last one, and the one being merged; none before the first commit. */
export async function commitsBeforeStaged(git: Git): Promise<readonly string[]> {
  const commits = ['HEAD', 'MERGE_HEAD'].map(async (name) => partsOf(await git(['rev-parse', '--verify', '--quiet', name]), '\n'))
  return (await Promise.all(commits)).flat()
}
