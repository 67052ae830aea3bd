import type { FileEntry } from '../config/config.ts'
import type { Found } from '../discover.ts'
import type { Language } from '../language.ts'
import { isProseOrData } from '../readers/detect.ts'
import { terminal } from '../reporters/escape.ts'
import { count } from '../reporters/summary.ts'
import type { Looked } from './run.ts'

/** How each file was read, and why, as lines. `named`: the config came by `--config`. */
export function debugLines(looks: readonly Looked[], named: boolean): readonly string[] {
  return looks.flatMap((look) => [
    terminal(look.found.input.path),
    ...Object.entries(facts(look, named)).map(([what, said]) => `  ${what.padEnd(9)} ${terminal(said)}`),
  ])
}

function facts(look: Looked, named: boolean): Readonly<Record<string, string>> {
  const { found, conversations, templates, replies } = look
  const { config, settings } = found
  const transcripts = conversations - templates
  const what = [...(templates > 0 ? [count(templates, 'template')] : []), ...(transcripts > 0 ? [count(transcripts, 'transcript')] : [])]
  return {
    taken: hows[found.how],
    config:
      config.path === undefined ? 'none: rules as recommended' : `${config.path}, ${named ? 'named by --config' : 'the nearest above'}`,
    ...(settings.asked && entryOf(settings)),
    read: `as ${readAs(look)}`,
    layout: layoutOf(look),
    found: conversations > 0 ? `${what.join(', ')}; ${replies} ${replies === 1 ? 'reply' : 'replies'}` : 'nothing to lint',
    language: languageOf(look),
    rules: `${look.rules} on, ${found.rules.size - look.rules} off`,
    took: `${look.milliseconds.toFixed(1)} ms`,
  }
}

const hows: Readonly<Record<Found['how'], string>> = {
  named: 'by its name: it is linted whatever it is',
  glob: 'by a glob: it is linted whatever it is',
  folder: 'from a folder: it is linted only if it is recognised, or under `files:`',
  listed: 'from `files:` in the config',
}

/** What the config or the command line says of the file. */
function entryOf({ as, layout, markup, channel }: Partial<FileEntry>): Readonly<Record<string, string>> {
  const said = { as, layout: typeof layout === 'object' ? 'described in the config' : layout, markup, channel }
  const list = Object.entries(said).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
  return list.length > 0 ? { said: list.join(', ') } : {}
}

function readAs({ format, found: { input, settings } }: Looked): string {
  if (format === 'unread') return 'nothing: it does not look like any format that is read'
  if (format === 'transcript') return `a transcript: ${settings.as === 'transcript' ? 'it is said to be one' : 'people speak in it'}`
  if (format === 'plain')
    return `one text: ${settings.as === 'template' ? 'it is said to be a template' : 'nobody is named as speaking in it'}`
  return `${format}, ${isProseOrData(input.path) ? 'by the end of its name' : 'by how it begins'}`
}

const formatsWithLayouts = new Set(['json', 'jsonl', 'jsonl-whole', 'yaml', 'csv'])

function layoutOf({ format, layouts, found: { settings }, conversations }: Looked): string {
  if (!formatsWithLayouts.has(format)) return '–'
  if (typeof settings.layout === 'object') return 'described in the config'
  if (settings.layout !== undefined) return `${settings.layout}, named in the config`
  if (layouts.size > 0) return `${[...layouts].join(', ')}, recognised by its keys`
  return format === 'csv' && conversations > 0 ? 'columns whose names tell' : 'not recognised'
}

function languageOf({ languages: counts, langs }: Looked): string {
  if (counts.size === 0) return '–'
  const told = langs.size > 0 ? `its data says ${[...langs].join(', ')}` : 'told by its words'
  return `${[...counts].map(([language, times]) => languages[language](times)).join(', ')}; ${told}`
}

const languages: Readonly<Record<Language, (times: number) => string>> = {
  english: (times) => `${times} in English`,
  other: (times) => `${times} in another language, not judged`,
  unknown: (times) => `${times} too short to tell, judged only for what is wrong in any language`,
}
