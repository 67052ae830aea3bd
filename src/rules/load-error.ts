import { Script } from 'node:vm'
import type { Problem } from '../diagnostic.ts'
import type { Source } from '../source.ts'

/** What a JavaScript error says of a rule's file, and where in it, as far as the error tells. */
export function placeOfError(error: unknown, path: string, source: Source): Problem {
  const line = lineIn(error, path) ?? (error instanceof SyntaxError ? lineOfSyntaxError(source.text, path) : undefined)
  const place = line === undefined ? {} : { source, span: spanOfLine(source, line) }
  return { path: source.path, ...place, message: `this rule cannot be loaded: ${reason(error)}` }
}

const reasons: Readonly<Record<string, string>> = {
  ERR_REQUIRE_ASYNC_MODULE: 'it uses `await` at its top, and rules are loaded at once: move that into a function',
  ERR_MODULE_NOT_FOUND: 'a module it imports is not installed',
  MODULE_NOT_FOUND: 'a module it requires is not installed',
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const known = 'code' in error ? reasons[String(error.code)] : undefined
  const [message = error.name] = error.message.split('\n')
  return known ?? `${message[0]?.toLowerCase() ?? ''}${message.slice(1)}`
}

/** The first line of the file (1-based) that the stack of an error names. */
function lineIn(error: unknown, path: string): number | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at = stack.indexOf(`${path}:`)
  const line = at < 0 ? Number.NaN : Number.parseInt(stack.slice(at + path.length + 1), 10)
  return Number.isNaN(line) ? undefined : line
}

/** Node does not say where an ES module has its syntax error; as a script of the same lines, it does. */
function lineOfSyntaxError(text: string, path: string): number | undefined {
  const script = text.replace(/^([ \t]*)export default\b/gm, '$1void           ').replace(/^[ \t]*(import|export)\b.*$/gm, '')
  try {
    new Script(script, { filename: path })
    return undefined
  } catch (error) {
    return lineIn(error, path)
  }
}

function spanOfLine({ text, offset }: Source, line: number): { start: number; end: number } {
  const lines = text.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0)
  const content = lines[line - 1] ?? ''
  const blank = content.length - content.trimStart().length
  return { start: offset + start + blank, end: offset + start + Math.max(blank, content.trimEnd().length) }
}
