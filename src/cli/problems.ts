import type { Problem } from '../diagnostic.ts'
import { oneLine, terminal } from '../reporters/escape.ts'
import { positionOf } from '../source.ts'

/** Where a mistake of the command line is said to be. */
export const commandLine = 'empathylint'

/** A mistake on the command line. */
export function mistake(message: string, nearest?: string): Problem {
  return { path: commandLine, message, ...(nearest === undefined ? {} : { nearest }) }
}

/** A problem on one line: where, what, and the nearest valid thing. */
export function problemLine({ path, source, span, message, nearest }: Problem): string {
  const at = source && span ? positionOf(source, span.start) : undefined
  const place = at ? `${path}:${at.line}:${at.column}` : path
  const near = nearest === undefined ? '' : ` (did you mean \`${nearest}\`?)`
  return terminal(oneLine(`${place}: ${message}${near}`))
}
