import { prose } from '../markup/index.ts'
import { Text } from '../text.ts'
import type { Reader } from './reader.ts'
import { nothingIn, readTemplate } from './talk-read.ts'

const SUBJECT = /^\s*Subject:[ \t]*([^\r\n]*)\r?\n(?:[ \t]*\r?\n)?/i

/** Reads a file of plain text as one reply template or draft; a `Subject:` line on top is its title. */
export const plainReader: Reader = {
  format: 'plain',
  *read(source, settings) {
    const all = Text.of(source)
    const [line = '', title] = SUBJECT.exec(all.value) ?? []
    const written = all.slice(line.length).trim()
    const text = prose(written, settings.markup ?? 'plain', 'template')
    if (text.value === '') yield nothingIn(source)
    else yield readTemplate(source, text, written, settings, title ? { title } : {})
  },
}
