import type { Problem } from '../diagnostic.ts'
import { oneLine, terminal } from '../reporters/escape.ts'
import { place, problemText } from '../reporters/place.ts'

/** Where a mistake of the command line is said to be. */
export const commandLine = 'empathylint'

/** A mistake on the command line. */
export function mistake(message: string, nearest?: string): Problem {
  return { path: commandLine, message, ...(nearest === undefined ? {} : { nearest }) }
}

/** A problem on one line: where, what, and the nearest valid thing. */
export function problemLine(problem: Problem): string {
  const { path, source, span } = problem
  return terminal(oneLine(`${place(path, source, span)}: ${problemText(problem)}`))
}

/** How many problems are told one by one: a broken export can have one in every line. */
const most = 50

/** Problems for standard error; of very many, how many more there are. */
export function* problemLines(problems: readonly Problem[]): Iterable<string> {
  for (const problem of problems.slice(0, most)) yield problemLine(problem)
  const more = problems.length - most
  if (more > 0) yield `${more} more of these: --format json tells all`
}
