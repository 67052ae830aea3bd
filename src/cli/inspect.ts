import { analyse } from '../analysis/analyse.ts'
import type { Problem } from '../diagnostic.ts'
import { discover } from '../discover.ts'
import { createLinters } from '../lint.ts'
import { plain } from '../reporters/paint.ts'
import { checkFlags, type TypedFlags } from './flags.ts'
import { failing, type Outcome, type World } from './outcome.ts'
import { readsOf } from './reading.ts'
import { configsIn } from './surroundings.ts'
import { type Understood, understoodJson, understoodLines } from './understood.ts'

/** `empathylint inspect`: what each turn was understood as, and why. */
export async function inspectCommand(
  paths: readonly string[],
  { format = 'pretty', ...typed }: Omit<TypedFlags, 'format'> & { readonly format?: string },
  world: World,
): Promise<Outcome> {
  const { flags, problems: mistakes } = checkFlags({ ...typed, format: [format] }, ['pretty', 'json'], world.cwd)
  if (mistakes.length > 0) return failing(...mistakes)
  const { stdinFilename, config } = flags
  const asked = { paths, cwd: world.cwd, stdin: world.stdin, configOf: configsIn(world, config), ...(stdinFilename && { stdinFilename }) }
  const problems: Problem[] = []
  const notices: string[] = []
  const understood: Understood[] = []
  for await (const step of discover(asked, flags.as)) {
    if ('problem' in step) problems.push(step.problem)
    else if ('skipped' in step) notices.push(step.notice)
    else {
      const { found } = step
      const linter = (await createLinters(found.config, found.rules))(found.file)
      for await (const read of readsOf(found)) {
        if ('conversation' in read) understood.push({ path: found.input.path, analysis: analyse(read.conversation, linter.analysis) })
        else if ('problem' in read) problems.push(read.problem)
        else if (found.how === 'named')
          notices.push(`${read.skipped.path} is not recognised as a transcript or a template (say which with --as)`)
      }
    }
  }
  const paint = world.color && flags.color ? (await import('../reporters/colours.ts')).coloured : plain
  const chunks = format === 'json' ? understoodJson(understood) : understoodLines(understood, { width: world.width, paint })
  const writes: Outcome['writes'] = [
    { to: 'stdout', chunks },
    { to: 'stderr', chunks: notices.map((notice) => `${notice}\n`) },
  ]
  return { writes, problems, exitCode: problems.some(({ notice }) => !notice) ? 2 : 0 }
}
