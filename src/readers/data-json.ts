import { printParseErrorCode, visit } from 'jsonc-parser'
import type { Problem } from '../diagnostic.ts'
import type { Source } from '../source.ts'
import { Text } from '../text.ts'
import type { Scalar, Tree, Value } from './data-value.ts'

/** What jsonc-parser's errors mean to a person. */
const mistakes: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not JSON: text needs straight double quotes around it',
  InvalidNumberFormat: 'this number is not written as JSON has it',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'a closing } is missing here',
  CloseBracketExpected: 'a closing ] is missing here',
  EndOfFileExpected: 'the JSON has ended, but there is more text',
  UnexpectedEndOfComment: 'this comment is never closed',
  UnexpectedEndOfString: 'this text is never closed: a double quote is missing, or a line break in it should be \\n',
  UnexpectedEndOfNumber: 'this number is not finished',
  InvalidUnicode: '\\u is followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'a backslash is written \\\\ in JSON',
  InvalidCharacter: 'this character is written as an escape in JSON, such as \\t',
}

/** What may be built while the end is not known yet. */
type Open =
  | { kind: 'list'; start: number; end: number; items: Value[] }
  | { kind: 'fields'; start: number; end: number; keys: string[]; values: Value[] }

/** Reads JSON into located values. Comments and trailing commas are let pass; of a broken file what can be read is, with one problem for the first mistake. */
export function parseJson(source: Source): Tree {
  const { text, offset: base } = source
  const decode = decoderOf(source)
  const open: Open[] = []
  const problems: Problem[] = []
  let root: Value | undefined

  const complain = (message: string, start: number, length: number) => {
    if (problems.length > 0) return
    problems.push({ path: source.path, source, span: { start: base + start, end: base + start + length }, message })
  }
  const add = (value: Value) => {
    const parent = open.at(-1)
    if (!parent) root ??= value
    else if (parent.kind === 'list') parent.items.push(value)
    else if (parent.values.length < parent.keys.length) parent.values.push(value)
  }
  const begin = (container: Open) => {
    add(container)
    open.push(container)
  }
  const end = (at: number) => {
    const container = open.pop()
    if (!container) return
    container.end = base + at
    if (container.kind === 'fields') container.keys.length = container.values.length
  }
  try {
    visit(
      text,
      {
        onObjectBegin: (at) => begin({ kind: 'fields', start: base + at, end: base + text.length, keys: [], values: [] }),
        onObjectProperty: (key) => {
          const parent = open.at(-1)
          if (parent?.kind !== 'fields') return
          parent.keys.length = parent.values.length
          parent.keys.push(key)
        },
        onObjectEnd: (at, length) => end(at + length),
        onArrayBegin: (at) => begin({ kind: 'list', start: base + at, end: base + text.length, items: [] }),
        onArrayEnd: (at, length) => end(at + length),
        onLiteralValue: (value, at, length) => add({ kind: 'scalar', value, start: base + at, end: base + at + length, decode }),
        onError: (code, at, length) => complain(mistakes[printParseErrorCode(code)] ?? 'this is not JSON', at, length),
      },
      { allowTrailingComma: true, allowEmptyContent: true },
    )
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return {
      problems: [{ path: source.path, source, span: { start: base, end: base + 1 }, message: 'this JSON is nested too deeply to be read' }],
    }
  }
  return root ? { root, problems } : { problems }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '\\': '\\', '/': '/' }

/** A surrogate pair is one atom, so that half an emoji is never pointed at. */
const escapeSequence = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\[\s\S]/g

function meaning(written: string): string {
  if (written[1] !== 'u') return escapes[written[1]!] ?? ''
  return written.match(/[\da-fA-F]{4}/g)!.reduce((word, digits) => word + String.fromCharCode(Number.parseInt(digits, 16)), '')
}

/** What is between the quotes, unescaped; a string that is not closed or wrongly escaped is placed as a whole. */
function decoderOf(source: Source): (scalar: Scalar) => Text {
  return (scalar) => {
    if (typeof scalar.value !== 'string') return Text.of(source, scalar)
    const inside = Text.of(source, { start: scalar.start + 1, end: scalar.end - 1 })
    const text = inside.value.includes('\\') ? inside.decode(escapeSequence, meaning) : inside
    return text.value === scalar.value ? text : Text.opaque(source, scalar, scalar.value)
  }
}
