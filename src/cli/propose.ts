import { basename, dirname, extname, relative, sep } from 'node:path'
import { ignoresOf } from '../files/ignores.ts'
import { fileInput, openText } from '../files/open.ts'
import { walk } from '../files/walk.ts'
import type { ReadSettings } from '../readers/reader.ts'
import { readsOf } from './reading.ts'

/** The ends of file names that are templates only where a config says so. */
const prose = new Set(['.txt', '.md', '.markdown', '.html'])

/** Documents that every repository has. */
const documents = /^(readme|changelog|changes|licen[cs]e|contributing|code_of_conduct|security|authors|notice|todo|history)\b/i

/** More files than this are not looked into. */
const most = 5_000

/** Globs of the templates in a folder that would not be recognised by themselves, found by looking into its text files. */
export async function proposeFiles(folder: string): Promise<readonly string[]> {
  const looks: Look[] = []
  for (const file of walk(folder, ignoresOf(['.gitignore', '.empathyignore'], folder), () => {})) {
    if (!prose.has(extname(file).toLowerCase()) || looks.length >= most) continue
    const path = relative(folder, file).split(sep).join('/')
    looks.push({ path, isTemplate: !documents.test(basename(path)) && (await isUnrecognisedTemplate(file, path)) })
  }
  return [...new Set(looks.filter(({ isTemplate }) => isTemplate).map((look) => globFor(look, looks)))].sort()
}

interface Look {
  readonly path: string
  readonly isTemplate: boolean
}

const settings: ReadSettings = { agents: [], customers: [], asked: false }

async function isUnrecognisedTemplate(file: string, path: string): Promise<boolean> {
  const { head } = openText(fileInput(file, path))
  if (!looksLikeTemplate(head)) return false
  for await (const read of readsOf({ input: fileInput(file, path), settings })) if ('conversation' in read) return false
  return true
}

/** Whether a text speaks to a customer: it greets or signs off, or leaves room for a name; and it is short enough to be sent. */
export function looksLikeTemplate(text: string): boolean {
  if (text.length > 8_000) return false
  const words = text.replace(/^---\n[\s\S]*?\n---\n/, '')
  const greets = /^\W*(hi|hello|hey|dear|good (morning|afternoon|evening)|thanks?( you)?)\b/im.test(words)
  const signsOff = /^\s*(kind|best|warm)(est)? regards|^\s*(sincerely|cheers|many thanks)\b/im.test(words)
  const fillsIn = /\{\{[^}]{1,60}\}\}|\{[a-z_. ]{2,40}\}|\[[A-Z][A-Za-z ]{2,30}\](?!\()|%[a-z_]{3,30}%/.test(words)
  return [greets, signsOff, fillsIn].filter(Boolean).length >= 2 || (fillsIn && /\byour?\b/i.test(words))
}

/** The widest glob around a template in which most files of its kind are templates: its top folder, its own folder, or only itself. */
function globFor({ path }: Look, looks: readonly Look[]): string {
  const end = extname(path)
  const [top = ''] = path.split('/')
  const own = dirname(path)
  const mostly = (inside: (other: string) => boolean) => {
    const near = looks.filter((look) => extname(look.path) === end && inside(look.path))
    return near.filter(({ isTemplate }) => isTemplate).length * 2 > near.length
  }
  if (path.includes('/') && mostly((other) => other.startsWith(`${top}/`))) return `${top}/**/*${end}`
  if (mostly((other) => dirname(other) === own)) return own === '.' ? `*${end}` : `${own}/*${end}`
  return path
}
