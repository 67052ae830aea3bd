import type { Problem, Report, ReportSettings } from '../diagnostic.ts'
import { positionOf, type Source, type Span } from '../source.ts'
import { terminal } from './escape.ts'

/** A place as terminals and editors make a link of: `path:line:column`, or the path alone. */
export function place(path: string, source?: Source, span?: Span): string {
  if (!source || !span) return terminal(path)
  const { line, column } = positionOf(source, span.start)
  return terminal(`${path}:${line}:${column}`)
}

/** Work that could not be done; what is only to be told is not among it. */
export function undone({ problems }: Report): readonly Problem[] {
  return problems.filter(({ notice }) => !notice)
}

/** What a problem says, with the nearest valid word. */
export function problemText({ message, nearest }: Problem): string {
  return nearest === undefined ? message : `${message} (did you mean \`${nearest}\`?)`
}

const absolute = /^(?:[A-Za-z]:)?\//

/** A path seen from the repository's root, with forward slashes; absolute ones stay. */
export function fromRoot({ base = '' }: ReportSettings, path: string): string {
  const parts: string[] = []
  for (const part of (absolute.test(path) ? path : `${base}/${path}`).replaceAll('\\', '/').split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/')
}

/** A path as a URI reference: `file:` when it is absolute. What URIs do not allow is percent-encoded. */
export function uriOf(path: string): string {
  const encoded = path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  return absolute.test(path) ? `file://${path.startsWith('/') ? '' : '/'}${encoded.replace(/^([A-Za-z])%3A/, '$1:')}` : encoded
}
