import type { Channel } from '../conversation.ts'
import type { Text } from '../text.ts'
import type { About } from './talk-read.ts'

/** The keys on top of a Markdown file, and what follows them. */
export interface FrontMatter {
  readonly about: About
  /** Whether there are keys at all. */
  readonly found: boolean
  /** The keys as written. */
  readonly keys?: Text
  readonly kind?: 'transcript' | 'template'
  /** The words: the rest of the file, or the `body` key when that is where they stand. */
  readonly body: Text
}

const BLOCK = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/
const ENTRY = /^(?<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?<value>[^\r\n]*?))?[ \t]*\r?$/gm
const CHANNELS: readonly string[] = ['chat', 'email', 'social', 'phone'] satisfies readonly Channel[]

/** Reads the plain `key: value` lines between `---` on top of a text; anything richer in there is passed over. */
export function frontMatterOf(text: Text): FrontMatter {
  const block = BLOCK.exec(text.value)
  const keys = block?.[1] ?? ''
  if (!block || (keys !== '' && !new RegExp(ENTRY, 'm').test(keys))) return { about: {}, found: false, body: text }
  const inside = text.slice(block[0].indexOf('\n') + 1, block[0].indexOf('\n') + 1 + keys.length)
  const entries = new Map<string, { readonly value: string; readonly at: number }>()
  for (const match of inside.value.matchAll(ENTRY)) {
    const { key = '', value = '' } = match.groups ?? {}
    entries.set(key.toLowerCase(), { value: unquoted(value), at: match.index + match[0].length })
  }
  const get = (...keys: readonly string[]): string | undefined => keys.map((key) => entries.get(key)?.value).find((value) => value)
  const title = get('title', 'name', 'subject')
  const channel = get('channel')?.toLowerCase()
  const kind = /^(transcript|template)s?$/.exec(get('kind', 'type')?.toLowerCase() ?? '')?.[1]
  const rest = text.slice(block[0].length)
  const body = entries.get('body')
  return {
    about: {
      ...keyed('id', get('id')),
      ...keyed('title', title),
      ...keyed('lang', get('lang', 'language', 'locale')),
      ...(isChannel(channel) ? { channel } : {}),
    },
    found: true,
    keys: inside,
    ...(kind === 'transcript' || kind === 'template' ? { kind } : {}),
    body: rest.value.trim() === '' && body ? bodyIn(inside, body) : rest,
  }
}

const keyed = <K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: string }

const isChannel = (word: string | undefined): word is Channel => word !== undefined && CHANNELS.includes(word)

function unquoted(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value)?.[2]
  return quoted ?? value.replace(/[ \t]+#.*$/, '')
}

/** The words of a `body` key: on its line, or indented below it. */
function bodyIn(inside: Text, { value, at }: { readonly value: string; readonly at: number }): Text {
  if (!/^[|>][-+\d]*$/.test(value) && value !== '') {
    const start = inside.value.lastIndexOf(value, at)
    return inside.slice(start, start + value.length)
  }
  const below = inside.slice(at)
  const end = /\n(?=[^ \t\r\n])/.exec(below.value)?.index
  const indented = end === undefined ? below : below.slice(0, end)
  const indent = /\n([ \t]+)(?=\S)/.exec(indented.value)?.[1]?.length ?? 0
  return indented.decode(new RegExp(`(?<=\\n)[ \\t]{1,${Math.max(1, indent)}}`, 'g'), () => '')
}
