import { loadMarkup } from '../markup/index.ts'
import type { Source } from '../source.ts'
import { ifTwoSpeak } from './data-two-speak.ts'
import { detect, type Format } from './detect.ts'
import type { Markup, Read, Reader, ReadSettings } from './reader.ts'

/**
 * The reader of a file, ready to use: by the end of its name, then by how it begins (`head`, which need not be all of it). Parsers are
 * loaded here and only when a file needs them. Every file has a reader; what is no text or nothing of ours is skipped by it, or is a
 * problem when the file was asked for.
 */
export async function readerFor(path: string, head: string, settings: ReadSettings): Promise<Reader> {
  const detected = detect(path, head)
  if (typeof detected === 'object' && 'format' in detected) return open(detected.format, head, settings)
  if (detected === 'unknown' && settings.asked) return open('text', head, settings)
  if (detected === 'unknown') return nothingOfOurs
  return unreadable(detected === 'binary' ? 'this is no text' : detected.unread)
}

async function open(format: Format, head: string, settings: ReadSettings): Promise<Reader> {
  const { markups, load } = formats[format]
  await Promise.all([...markups, ...(settings.markup ? [settings.markup] : [])].map(loadMarkup))
  const reader = await load(head, settings)
  return settings.asked || data.has(format) ? reader : onlyConversations(reader)
}

/** How each format is opened, and which markup its words may be written in. */
const formats: Readonly<
  Record<Format, { readonly markups: readonly Markup[]; load(head: string, settings: ReadSettings): Promise<Reader> }>
> = {
  json: { markups: ['html', 'markdown'], load: async () => (await import('./json.ts')).jsonReader },
  jsonl: { markups: ['html', 'markdown'], load: openJsonl },
  yaml: { markups: ['html', 'markdown'], load: async () => (await import('./yaml.ts')).yamlReader },
  csv: { markups: ['html', 'markdown'], load: async () => (await import('./csv.ts')).csvReader },
  html: { markups: ['html'], load: async () => (await import('./html.ts')).htmlReader },
  markdown: { markups: ['html', 'markdown'], load: openMarkdown },
  text: { markups: [], load: openText },
}

const data: ReadonlySet<Format> = new Set<Format>(['json', 'jsonl', 'yaml', 'csv'])

async function openJsonl(head: string, settings: ReadSettings): Promise<Reader> {
  const { belongTogether, jsonlReader } = await import('./jsonl.ts')
  return jsonlReader(belongTogether(head, settings))
}

/** Text is a transcript where people speak in it, else one template or draft. Nobody asked for a text that only shows some talk. */
async function openText(head: string, settings: ReadSettings): Promise<Reader> {
  const { looksLikeTranscript, transcriptReader } = await import('./transcript.ts')
  if (settings.as === 'transcript') return transcriptReader
  const { turns, recognised } = settings.as === 'template' ? { turns: 0, recognised: 0 } : looksLikeTranscript(head, settings)
  if (settings.asked ? turns > 1 : recognised > 1) return transcriptReader
  return settings.asked ? (await import('./plain.ts')).plainReader : nothingOfOurs
}

/** A document in Markdown often shows a little talk: in a folder it is left alone. */
async function openMarkdown(head: string, settings: ReadSettings): Promise<Reader> {
  const [{ markdownReader, markdownReaderWith }, { looksLikeTranscript }] = await Promise.all([
    import('./markdown.ts'),
    import('./transcript.ts'),
  ])
  if (!settings.asked && looksLikeTranscript(head, settings).recognised < 2) return nothingOfOurs
  if (!/^empathylint[ \t]*:/m.test(head)) return markdownReader
  return markdownReaderWith((await import('./front-matter-switch.ts')).switchesInFrontMatter)
}

/** In a folder text is ours only where an agent and a customer are recognised in it. */
function onlyConversations(reader: Reader): Reader {
  return {
    format: reader.format,
    *read(source, settings) {
      const reads: readonly Read[] = [...ifTwoSpeak(reader.read(source, settings))]
      if (reads.length > 0) yield* reads
      else yield skipped(source)
    },
  }
}

const skipped = (source: Source): Read => ({ skipped: { path: source.path, reason: 'unrecognised', count: 1 } })

const nothingOfOurs: Reader = {
  format: 'unread',
  *read(source) {
    yield skipped(source)
  },
}

const unreadable = (message: string): Reader => ({
  format: 'unread',
  *read(source, settings) {
    yield settings.asked ? { problem: { path: source.path, source, message } } : skipped(source)
  },
})
