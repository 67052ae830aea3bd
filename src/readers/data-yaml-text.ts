import type { CST } from 'yaml'
import type { Source } from '../source.ts'
import { Text } from '../text.ts'
import type { Scalar } from './data-value.ts'

/** A YAML scalar decoded the way it is written; what cannot be followed letter by letter is placed as a whole. */
export function textOfYaml(source: Source, scalar: Scalar, token: CST.Token | undefined): Text {
  const { value } = scalar
  if (typeof value !== 'string') return Text.of(source, scalar)
  const text = token && decoded(source, token, value)
  return text?.value === value ? text : Text.opaque(source, scalar, value)
}

function decoded(source: Source, token: CST.Token, value: string): Text | undefined {
  if (token.type === 'block-scalar') return block(source, token, value)
  if (token.type === 'scalar') return stretch(source, token.offset, token.source.length).decode(fold, folded)
  const inside = 'source' in token ? stretch(source, token.offset + 1, token.source.length - 2) : undefined
  if (token.type === 'single-quoted-scalar') return inside?.decode(singleQuoted, (written) => (written === "''" ? "'" : folded(written)))
  if (token.type === 'double-quoted-scalar')
    return inside?.decode(doubleQuoted, (written) => (written[0] === '\\' ? unescaped(written) : folded(written)))
  return undefined
}

const stretch = (source: Source, at: number, length: number) =>
  Text.of(source, { start: source.offset + at, end: source.offset + at + length })

/** A line break with the blanks around it, and the empty lines after it. */
const fold = /[ \t]*(?:\r?\n[ \t]*)+/g
const singleQuoted = /''|[ \t]*(?:\r?\n[ \t]*)+/g
const doubleQuoted = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n[ \t]*|[\s\S])|[ \t]*(?:\r?\n[ \t]*)+/g

/** One break is a blank, more are one less. */
const folded = (written: string) => '\n'.repeat(written.split('\n').length - 2) || ' '

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
}

function unescaped(written: string): string {
  const letter = written[1]!
  if (letter === '\n' || letter === '\r') return ''
  if (written.length === 2) return escapes[letter] ?? letter
  const code = Number.parseInt(written.slice(2), 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

/** A block scalar, `|` or `>`: its lines without their indentation; what stands between two lines is read off the value. */
function block(source: Source, token: CST.BlockScalar, value: string): Text | undefined {
  const header = token.props.find((prop) => prop.type === 'block-scalar-header')
  if (!header) return undefined
  const start = source.text.indexOf('\n', header.offset) + 1 || source.text.length
  const body = stretch(source, start, token.source.length)
  const lines = linesOf(body.value)
  const indent = indentOf(body.value, value, /[1-9]/.test('source' in header ? header.source : ''))
  const layer = body.layer()
  let copied = 0
  let done = 0
  for (const line of lines) {
    const words = body.value.slice(line.start + indent, line.end)
    if (words.length === 0) continue
    const at = nextLine(value, done, words)
    if (at < 0) return undefined
    layer.put(value.slice(done, at), copied, line.start + indent).copy(line.start + indent, line.end)
    copied = line.end
    done = at + words.length
  }
  const rest = value.slice(done)
  return rest.trim() === '' ? layer.put(rest, copied, body.value.length).build() : undefined
}

/** Where a line's words begin in the value: after nothing but the blanks and breaks that lines are joined with. */
function nextLine(value: string, from: number, words: string): number {
  let at = from
  while (!value.startsWith(words, at)) {
    if (value[at] !== ' ' && value[at] !== '\n') return -1
    at++
  }
  return at
}

interface Line {
  readonly start: number
  readonly end: number
}

function linesOf(body: string): readonly Line[] {
  return [...body.matchAll(/(?:[^\r\n]|\r(?!\n))+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
}

/** How far a block is indented: as its first line that is not blank, or as the header's digit says, which the value shows. */
function indentOf(body: string, value: string, digit: boolean): number {
  const first = firstLine(body)
  return digit ? Math.max(0, first.length - firstLine(value).length) : first.length - first.trimStart().length
}

const firstLine = (text: string) => text.split(/\r?\n/).find((line) => line.trim() !== '') ?? ''
