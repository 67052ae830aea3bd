import { describe, expect, test } from 'vitest'
import { positionOf, slice, sourceOf } from '../src/source.ts'
import { Text } from '../src/text.ts'

const decoded = (text: Text) => text.decode(/\\n|\\"|&amp;/g, (written) => ({ '\\n': '\n', '\\"': '"', '&amp;': '&' })[written]!)

describe('Text', () => {
  test('a word after an escape is found where it is written', () => {
    const source = sourceOf('a.json', 'x "so\\nvery \\"sorry\\" now"')
    const text = decoded(Text.of(source, { start: 3, end: source.text.length - 1 }))
    expect(text.value).toBe('so\nvery "sorry" now')
    const at = text.value.indexOf('sorry')
    expect(slice(source, text.spanOf({ start: at, end: at + 5 }))).toBe('sorry')
    expect(slice(source, text.spanOf({ start: at - 1, end: at + 6 }))).toBe('\\"sorry\\"')
  })

  test('layers climb to the file one after the other', () => {
    const source = sourceOf('a', 'a\\nR&amp;D team')
    const inner = decoded(Text.of(source))
    const cut = inner.slice(2).trim()
    expect(cut.value).toBe('R&D team')
    expect(slice(source, cut.spanOf({ start: 0, end: 3 }))).toBe('R&amp;D')
    expect(slice(source, cut.spanOf({ start: 4, end: 8 }))).toBe('team')
  })

  test('a word split by something left out covers it', () => {
    const source = sourceOf('a', 'unfortunate</em>ly no')
    const text = Text.of(source).layer().copy(0, 11).copy(16, 21).build()
    expect(text.value).toBe('unfortunately no')
    expect(slice(source, text.spanOf({ start: 0, end: 13 }))).toBe('unfortunate</em>ly')
  })

  test('marks follow the words they stand on through further layers', () => {
    const source = sourceOf('a', 'Hi {{name}}, sorry')
    const text = Text.of(source)
      .layer()
      .copy(0, 3)
      .put('Alex', 3, 11)
      .mark({ kind: 'placeholder', range: { start: 3, end: 7 }, as: 'customerName', written: '{{name}}' })
      .copy(11, 18)
      .build()
      .slice(2)
    expect(text.marks).toEqual([{ kind: 'placeholder', range: { start: 1, end: 5 }, as: 'customerName', written: '{{name}}' }])
    expect(slice(source, text.spanOf(text.marks[0]!.range))).toBe('{{name}}')
  })

  test('an empty range is a point, also at the very end', () => {
    const source = sourceOf('a', 'ab\ncd')
    const text = Text.of(source).decode(/\n/g, () => ' ')
    expect(text.spanOf({ start: 5, end: 5 })).toEqual({ start: 5, end: 5 })
    expect(text.spanOf({ start: 3, end: 3 })).toEqual({ start: 3, end: 3 })
  })
})

describe('positionOf', () => {
  test('counts lines of LF, CRLF and CR, columns in UTF-16 units, a window from its base', () => {
    expect(positionOf(sourceOf('a', 'a\r\nb\rc\n😀x'), 9)).toEqual({ line: 4, column: 3, offset: 9 })
    expect(positionOf({ path: 'a', text: '{"a":1}', offset: 100, line: 7 }, 101)).toEqual({ line: 8, column: 2, offset: 101 })
    expect(positionOf(sourceOf('a', '\ufeffab'), 1)).toEqual({ line: 1, column: 2, offset: 1 })
  })
})
