import type { Problem } from '../diagnostic.ts'
import type { Discovered } from '../discover.ts'
import { languageIn } from '../language.ts'
import { terminal } from '../reporters/escape.ts'
import type { Outcome } from './outcome.ts'
import { readsOf } from './reading.ts'
import type { Changes } from './run.ts'

/** `--list-files`: names what would be linted, a path a line, and lints nothing. */
export async function listFiles(discovered: AsyncIterable<Discovered>, { history }: Pick<Changes, 'history'>): Promise<Outcome> {
  const problems: Problem[] = []
  const paths: string[] = []
  for await (const step of discovered) {
    if ('problem' in step) problems.push(step.problem)
    if (!('found' in step)) continue
    const { found } = step
    const look = history ? await history.look(found) : { now: found.input }
    if (!look?.now) continue
    for await (const read of readsOf({ ...found, input: look.now })) {
      if ('problem' in read && !read.problem.notice) problems.push(read.problem)
      if (!('conversation' in read) || languageIn(read.conversation, found.config.judge) === 'other') continue
      paths.push(found.input.path)
      break
    }
  }
  const writes: Outcome['writes'] = [{ to: 'stdout', chunks: paths.sort().map((path) => `${terminal(path)}\n`) }]
  return { writes, problems, exitCode: problems.some(({ notice }) => !notice) ? 2 : 0 }
}
