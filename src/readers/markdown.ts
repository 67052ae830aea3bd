import type { Switch } from '../conversation.ts'
import { prose } from '../markup/index.ts'
import type { Source } from '../source.ts'
import { Text } from '../text.ts'
import { fencesOf } from './fences.ts'
import { type FrontMatter, frontMatterOf } from './front-matter.ts'
import type { Read, Reader, ReadSettings } from './reader.ts'
import { type Talk, talksIn } from './talk.ts'
import { fencedTalks } from './talk-fences.ts'
import { noSpeakersIn, nothingIn, readTalks, readTemplate } from './talk-read.ts'
import { fencedTemplates } from './template-fences.ts'

/** Tells what the keys on top of a file switch off. */
export type SwitchesIn = (source: Source, keys: Text) => readonly Switch[]

/** Reads Markdown: transcripts, also in fenced blocks and quotations, and templates with keys on top. */
export const markdownReader: Reader = markdownReaderWith(() => [])

/** The same, where keys on top may switch rules off. */
export function markdownReaderWith(switchesIn: SwitchesIn): Reader {
  return { format: 'markdown', read: (source, settings) => readMarkdown(source, settings, switchesIn) }
}

function* readMarkdown(source: Source, settings: ReadSettings, switchesIn: SwitchesIn): Iterable<Read> {
  const written = frontMatterOf(Text.of(source))
  const switches = written.keys ? switchesIn(source, written.keys) : []
  const front = switches.length > 0 ? { ...written, about: { ...written.about, switches } } : written
  const kind = settings.as ?? front.kind
  if (front.body.value.trim() === '') yield nothingIn(source)
  else if (kind === 'template') yield* readTemplates(source, front, settings, true)
  else {
    const talks = talksOf(front.body, settings)
    if (talks.length > 0 && (kind === 'transcript' || talks.some(isTalk)))
      yield* readTalks(source, talks, front.body, settings, front.about)
    else if (kind === 'transcript') yield noSpeakersIn(source)
    else yield* readTemplates(source, front, settings, false)
  }
}

function talksOf(body: Text, settings: ReadSettings): readonly Talk[] {
  const plain = (words: Text): Text => prose(words, 'plain', 'transcript')
  return (
    fencedTalks(body, settings, plain)?.talks ??
    talksIn(body, settings, (words) => prose(words, settings.markup ?? 'markdown', 'transcript'))
  )
}

/** At least two speakers: a template may well hold one label (`Note:`). */
function isTalk({ drafts }: Talk): boolean {
  return new Set(drafts.flatMap(({ speaker, author = '' }) => (speaker === undefined ? [author.toLowerCase()] : []))).size > 1
}

/** One template of a file, and whether it is written in Markdown. */
interface Part {
  readonly written: Text
  readonly title: string | undefined
  readonly markdown?: boolean
}

function* readTemplates(source: Source, { about, body }: FrontMatter, settings: ReadSettings, several: boolean): Iterable<Read> {
  const fenced = several ? fencedTemplates(body) : []
  const parts: readonly Part[] = fenced.length > 0 ? fenced : several ? sectionsOf(body) : []
  const templates: readonly Part[] = parts.length > 1 ? parts : [{ written: body, title: undefined }]
  let read = 0
  for (const { written, title, markdown = true } of templates) {
    const text = prose(written, settings.markup ?? (markdown ? 'markdown' : 'plain'), 'template')
    if (text.value === '') continue
    yield readTemplate(
      source,
      text,
      written.trim(),
      settings,
      title === undefined ? about : { ...about, title },
      parts.length > 1 ? `/${read}` : '',
    )
    read++
  }
  if (read === 0) yield nothingIn(source)
}

/** The sections under the highest headings of which there are two or more, outside of fenced blocks. */
function sectionsOf(body: Text): { readonly written: Text; readonly title: string }[] {
  const { headings } = fencesOf(body.value)
  const highest = [1, 2, 3, 4, 5, 6].find((depth) => headings.filter(({ level }) => level === depth).length > 1)
  const cuts = headings.filter(({ level }) => level <= (highest ?? 0))
  return cuts
    .map(({ end, level, words }, at) => ({ level, title: words, written: body.slice(end, cuts[at + 1]?.at ?? body.value.length) }))
    .filter(({ level }) => level === highest)
}
