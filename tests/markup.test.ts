import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadMarkup, prose } from '../src/markup/index.ts'
import type { Markup } from '../src/readers/reader.ts'
import { positionOf, slice, sourceOf } from '../src/source.ts'
import { Text } from '../src/text.ts'

beforeAll(async () => {
  await Promise.all([loadMarkup('html'), loadMarkup('markdown')])
})

const read = (written: string, markup: Markup, context: 'transcript' | 'template' = 'template') => {
  const source = sourceOf('a', written)
  const text = prose(Text.of(source), markup, context)
  /** What stands in the file where the words are found. */
  const at = (words: string) => {
    const start = text.value.indexOf(words)
    return start < 0 ? undefined : slice(source, text.spanOf({ start, end: start + words.length }))
  }
  return { text, source, at, value: text.value }
}

/** A word of its own in the text: a number no other has, then letters, accents, emoji and signs that markup has to escape. */
const letters = fc.array(
  fc.constantFrom(...'aeiouRSTn', 'é', 'ß', '😀', '🎉', '&', '<', '>', '"', "'", '’', '*', '_', '#', '\\', '`', '~'),
  {
    minLength: 1,
    maxLength: 8,
  },
)
const lineEnd = fc.constantFrom('\n', '\r\n')
const mark = fc.constantFrom('', '\ufeff')

interface Piece {
  /** What is read, and how it is written. */
  readonly read: string
  readonly written: string
}

const joined = (pieces: readonly Piece[]): Piece => ({
  read: pieces.map((p) => p.read).join(''),
  written: pieces.map((p) => p.written).join(''),
})

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  é: '&eacute;',
  '’': '&rsquo;',
  ß: '&szlig;',
}
/** A character of HTML: as it is where that is allowed, by name, by number. */
const htmlCharacter = (character: string): fc.Arbitrary<Piece> =>
  fc
    .constantFrom('plain', 'name', 'decimal', 'hex')
    .map((how) => {
      const code = character.codePointAt(0)!
      if (how === 'name' && named[character]) return named[character]
      if (how === 'decimal') return `&#${code};`
      if (how === 'hex' || character === '&' || character === '<') return `&#x${code.toString(16)};`
      return character
    })
    .map((written) => ({ read: character, written }))

/** A character of Markdown: escaped, by name, by number, or as it is. */
const markdownCharacter = (character: string): fc.Arbitrary<Piece> =>
  fc
    .constantFrom('plain', 'name', 'decimal')
    .map((how) => {
      if (how === 'name' && named[character]) return named[character]
      if (how === 'decimal') return `&#${character.codePointAt(0)};`
      return /[!-/:-@[-`{-~]/.test(character) ? `\\${character}` : character
    })
    .map((written) => ({ read: character, written }))

/** Words written character by character, some of them inside of tags: the tags may stand in the middle of a word. */
const words = (character: (letter: string) => fc.Arbitrary<Piece>, tags: readonly (readonly [string, string])[], alphabet = letters) =>
  fc.array(alphabet, { minLength: 1, maxLength: 5 }).chain((list) =>
    fc.tuple(
      ...list.map((parts, index) =>
        fc
          .tuple(fc.tuple(...parts.map(character)), fc.constantFrom(...tags), fc.nat({ max: parts.length }), fc.nat({ max: parts.length }))
          .map(([pieces, [open, close], a, b]): Piece => {
            const from = Math.min(a, b)
            const to = Math.max(a, b)
            const inside = joined(pieces.slice(from, to))
            const wrapped = from < to ? { read: inside.read, written: open + inside.written + close } : inside
            return joined([
              { read: `w${index}x`, written: `w${index}x` },
              ...pieces.slice(0, from),
              wrapped,
              ...pieces.slice(to),
              { read: 'z', written: 'z' },
            ])
          }),
      ),
    ),
  )

const unwrapHtml = (written: string): string => written.replace(/<[^<>]*>/g, '').replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/g, entity)
const unwrapMarkdown = (written: string): string =>
  written.replace(/\\([!-/:-@[-`{-~])|\*\*|&(?:#x([\da-f]+)|#(\d+)|(\w+));/g, (all, escaped, hex, decimal, name) =>
    all === '**' ? '' : (escaped ?? entity(all, hex, decimal, name)),
  )

function entity(_: string, hex: string | undefined, decimal: string | undefined, name: string | undefined): string {
  if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
  if (decimal) return String.fromCodePoint(Number(decimal))
  return Object.entries(named).find(([, written]) => written === `&${name};`)![0]
}

/** Every word that is read decodes, where it is found, from what is written there, and nothing around it comes along. */
function expectInPlace(written: string, markup: Markup, pieces: readonly Piece[], unwrap: (written: string) => string): void {
  const { text, source } = read(written, markup)
  for (const piece of pieces) {
    const start = text.value.indexOf(piece.read)
    expect(start, `${JSON.stringify(piece.read)} in ${JSON.stringify(text.value)}`).toBeGreaterThanOrEqual(0)
    const found = slice(source, text.spanOf({ start, end: start + piece.read.length }))
    expect(unwrap(found)).toBe(piece.read)
    expect(found.startsWith(piece.read.slice(0, 3))).toBe(true)
  }
}

describe('HTML', () => {
  const inline = [
    ['<b>', '</b>'],
    ['<em class="a &gt; b">', '</em>'],
    ['<span style=x>', '</span>'],
    ['<!-- no -->', ''],
    ['<a href="?a=1&amp;b">', '</a>'],
  ] as const
  const between = fc.constantFrom(
    ' ',
    '  ',
    '\n',
    '\r\n',
    '&nbsp;',
    '<br>',
    '<br/>\n',
    '</p>\n<p>',
    '</p><ul><li>',
    '<div>',
    ' <i> </i> ',
    '<td>',
  )

  test('a word is found where it is written', () => {
    fc.assert(
      fc.property(words(htmlCharacter, inline), fc.array(between, { minLength: 5, maxLength: 5 }), mark, (pieces, gaps, bom) => {
        const written = `${bom}<p>${pieces.map((piece, at) => piece.written + gaps[at]).join('')}</p>`
        expectInPlace(written, 'html', pieces, unwrapHtml)
      }),
      { numRuns: 400 },
    )
  })

  test('blocks are lines, blanks are folded, what is not read is left out', () => {
    const { value } = read(
      '<html><head><title>No</title></head><body><h1>One</h1><p>Two  <b>three</b>\n four<br>five</p><ul><li>six<li>seven</ul>' +
        '<!-- no --><style>p{}</style><script>no()</script><table><tr><td>eight</td><td>nine</td></tr></table><pre>ten\n  eleven</pre></body></html>',
      'html',
    )
    expect(value).toBe('One\n\nTwo three four\nfive\n\nsix\nseven\n\neight\nnine\n\nten\neleven')
  })

  test('a word split by tags covers them, a word before them does not', () => {
    const { at } = read('<p>un<b>fortunate</b><i>ly</i> <b>we</b> can&#39;t</p>', 'html')
    expect(at('unfortunately')).toBe('un<b>fortunate</b><i>ly')
    expect(at('we')).toBe('we')
    expect(at("can't")).toBe('can&#39;t')
  })

  test('the preheader is read, what pads it is not', () => {
    expect(read('<div style="display:none">About your refund&zwnj;&nbsp;&#847;&shy;</div><p>Hi</p>', 'html').value).toBe(
      'About your refund\nHi'.replace('\n', '\n\n'),
    )
  })

  test.each([
    '<p>Yes.</p><blockquote type="cite">old</blockquote>',
    '<p>Yes.</p><div class="gmail_quote">On 3 May, Kim wrote: <blockquote>old</blockquote></div>',
    '<p>Yes.</p><div class="x yahoo_quoted">old</div>',
    '<p>Yes.</p><div id="divRplyFwdMsg">From: Kim</div>',
    '<p>Yes.</p><p><b>From:</b> Kim<br><b>Sent:</b> Monday<br><b>Subject:</b> x</p><p>old</p>',
    '<p>Yes.</p><p>-----Original Message-----</p><p>old</p>',
    '<p>Yes.</p><p>-- <br>Kim<br>Lindenbank</p>',
    '<p>Yes.</p><div class="gmail_signature">Kim</div>',
  ])('history and signatures are left out: %s', (written) => {
    expect(read(written, 'html').value).toBe('Yes.')
  })

  test('links and code are marked', () => {
    const { text } = read('<p>See <a href="x">our page</a> or run <code>npm</code>.</p>', 'html')
    expect(text.marks.map(({ kind, range }) => [kind, text.value.slice(range.start, range.end)])).toEqual([
      ['link', 'our page'],
      ['code', 'npm'],
    ])
  })

  test('broken HTML is read as far as it goes', () => {
    expect(read('<p>One <b>two</i> three <', 'html').value).toBe('One two three <')
    expect(read('a &unknown; b &amp c', 'html').value).toBe('a &unknown; b & c')
    expect(read('<blockquote type=cite>all of it', 'html').value).toBe('')
    expect(read('<head><title>x<body><p>Hi', 'html').value).toMatch(/^(?:Hi)?$/)
  })
})

describe('Markdown', () => {
  const inline = [
    ['**', '**'],
    ['', ''],
  ] as const
  const start = fc.constantFrom('', '# ', '- ', '1. ', '> ', '> - ', '  - ', '* [x] ', '| a |\n|---|\n| ')

  test('a word is found where it is written', () => {
    fc.assert(
      fc.property(
        words(markdownCharacter, [['', '']]),
        fc.array(fc.tuple(start, fc.constantFrom('\n\n', '\n', '  \n', '\\\n\n')), { minLength: 5, maxLength: 5 }),
        fc.boolean(),
        lineEnd,
        mark,
        (pieces, lines, bold, end, bom) => {
          const body = pieces
            .map((piece, at) => `${lines[at]![0]}${bold ? `**${piece.written}**` : piece.written}${lines[at]![1]}`)
            .join('')
          expectInPlace(bom + body.replaceAll('\n', end), 'markdown', pieces, unwrapMarkdown)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('emphasis inside of a word is covered', () => {
    fc.assert(
      fc.property(
        words(
          (character) => fc.constant({ read: character, written: character }),
          inline,
          fc.array(fc.constantFrom(...'aeiouRSTn'), { minLength: 1 }),
        ),
        lineEnd,
        (pieces, end) => {
          expectInPlace(pieces.map(({ written }) => written).join(end), 'markdown', pieces, unwrapMarkdown)
        },
      ),
    )
  })

  test('blocks are lines; addresses, pictures and boxes are not read', () => {
    const { value } = read(
      '# Title\n\nOne *two*\nthree  \nfour [five](http://x.y "no") ![no](z) https://a.b\n\n- six\n  - seven\n- [ ] eight\n\n> nine\n\n| ten | eleven |\n|---|---|\n| twelve | `code` |\n\n<div>thirteen<br>fourteen</div>\n\n[no]: http://x.y\n',
      'markdown',
    )
    expect(value).toBe(
      'Title\n\nOne two\nthree\nfour five https://a.b\n\nsix\nseven\neight\n\nnine\n\nten\neleven\ntwelve\ncode\n\nthirteen\nfourteen',
    )
  })

  test('code, links and quotations are marked; in a transcript a quotation is somebody else', () => {
    const written = 'See [our page](x) and `npm`.\n\n> your words\n\n```js no\nlet a\n```\n'
    const { text } = read(written, 'markdown')
    expect(text.marks.map(({ kind, range }) => [kind, text.value.slice(range.start, range.end)])).toEqual([
      ['link', 'our page'],
      ['code', 'npm'],
      ['quote', 'your words'],
      ['code', 'let a'],
    ])
    expect(read(written, 'markdown', 'transcript').value).toBe('See our page and npm.\n\nlet a')
    expect(read('> all of it\n> is quoted', 'markdown', 'transcript').value).toBe('all of it\nis quoted')
  })

  test('HTML in a quotation is read without the signs of the quotation', () => {
    const { at, value } = read('> <p>one\n> two &amp; three</p>\n\nfour', 'markdown')
    expect(value).toBe('one two & three\n\nfour')
    expect(at('two & three')).toBe('two &amp; three')
  })
})

describe('plain text', () => {
  test('lines broken to fit a width are joined, other breaks stay', () => {
    const { value, at } = read(
      'Hi Ada,\n\nI am sorry that the parcel was left in the rain, and that nobody\nanswered you.\nHere is what we do now:\n- a new one\n- no charge',
      'plain',
    )
    expect(value).toBe(
      'Hi Ada,\n\nI am sorry that the parcel was left in the rain, and that nobody answered you.\nHere is what we do now:\n- a new one\n- no charge',
    )
    expect(at('nobody answered')).toBe('nobody\nanswered')
  })

  test.each([
    ['Yes.\n\n> old\n> older', 'Yes.'],
    ['> Is it?\n\nYes.\n\n> And this?\n\nNo.', 'Yes.\n\nNo.'],
    ['Yes.\n\nOn Mon, 6 May 2024 at 10:02, Ada <ada@example.com>\nwrote:\n\n> old', 'Yes.'],
    ['Yes.\n\nOn 6 May 2024, Ada wrote:\n\nold', 'Yes.'],
    ['On 6 May 2024, Ada wrote:\n> Is it?\n\nYes.', 'Yes.'],
    ['Yes.\n\n-----Original Message-----\nFrom: Ada\nold', 'Yes.'],
    ['Yes.\n\n---------- Forwarded message ---------\nold', 'Yes.'],
    ['Yes.\n\n------------------------------\n*From:* Ada\n*Sent:* Monday\n\nold', 'Yes.'],
    ['Yes.\n-- \nKim\nLindenbank', 'Yes.'],
    ['Yes -- of course.\n-- \nKim', 'Yes -- of course.'],
    ['Yes.\n\nSent from my iPhone', 'Yes.'],
    ['Yes.\r\n\r\nSent from my iPhone\r\n\r\nOn 6 May 2024, Ada wrote:\r\n> old\r\n', 'Yes.'],
    [`Yes.\n\nThis message is confidential and meant only for the intended recipient; if it is not for you, please delete it.`, 'Yes.'],
  ])('history and signatures are left out: %j', (written, own) => {
    expect(read(written, 'plain').value.replaceAll('\r', '')).toBe(own)
  })

  test.each([
    '>:( still broken? no: >5 days now',
    'It weighs\n>5 kg',
    'On Monday she wrote: call me',
    'From: the heart, as they say',
    'a\n----\nb',
    'Your login is confidential.',
  ])('not history: %j', (written) => {
    expect(read(written, 'plain').value).toBe(written)
  })

  test('nothing is taken apart without need', () => {
    const source = sourceOf('a', 'Just words.')
    expect(prose(Text.of(source), 'plain', 'transcript').value).toBe('Just words.')
  })
})

describe('layers upon layers', () => {
  const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\"': '"', '\\/': '/', '\\\\': '\\' }
  const jsonString = (source: ReturnType<typeof sourceOf>, key: string): Text => {
    const start = source.text.indexOf(`"${key}": "`) + key.length + 5
    const end = /(?<!\\)"/.exec(source.text.slice(start))!.index + start
    return Text.of(source, { start, end }).decode(
      /\\u[\da-f]{4}|\\./g,
      (written) => escapes[written] ?? String.fromCharCode(Number.parseInt(written.slice(2), 16)),
    )
  }

  test('HTML in JSON', () => {
    const source = sourceOf(
      'macros.json',
      '{\n  "value": "<p>Hi {{ticket.requester.first_name}},<\\/p>\\n<p>I&#39;m <b>sorry<\\/b> \\u2026 caf\\u00e9 &amp; <em>unfortunate<\\/em>ly \\"no\\"<\\/p><blockquote class=\\"gmail_quote\\">old<\\/blockquote>"\n}',
    )
    const text = prose(jsonString(source, 'value'), 'html', 'template')
    expect(text.value).toBe('Hi Alex,\n\nI\'m sorry … café & unfortunately "no"')
    const places = ["I'm", 'sorry', '… café', 'unfortunately', '"no"', 'Alex'].map((words) => {
      const start = text.value.indexOf(words)
      const span = text.spanOf({ start, end: start + words.length })
      const { line, column } = positionOf(source, span.start)
      const found = slice(source, span)
      expect([line, column]).toEqual([2, source.text.split('\n')[1]!.indexOf(found) + 1])
      return [words, found]
    })
    expect(places).toEqual([
      ["I'm", 'I&#39;m'],
      ['sorry', 'sorry'],
      ['… café', '\\u2026 caf\\u00e9'],
      ['unfortunately', 'unfortunate<\\/em>ly'],
      ['"no"', '\\"no\\"'],
      ['Alex', '{{ticket.requester.first_name}}'],
    ])
  })

  test('Markdown in JSON', () => {
    const source = sourceOf('a.json', '{"text": "# Hi *you*\\n\\nWe\\u2019re **so** sorry,\\n> [Name] said \\\\* \\"no\\" &amp; left\\n"}')
    const text = prose(jsonString(source, 'text'), 'markdown', 'template')
    expect(text.value).toBe('Hi you\n\nWe’re so sorry,\n\nAlex said * "no" & left')
    const at = (words: string) => {
      const start = text.value.indexOf(words)
      return slice(source, text.spanOf({ start, end: start + words.length }))
    }
    expect(['We’re', 'so sorry', '"no" & left', 'Alex'].map(at)).toEqual(['We\\u2019re', 'so** sorry', '\\"no\\" &amp; left', '[Name]'])
  })
})

test('markup that was not loaded is a mistake of the program', async () => {
  const { vi } = await import('vitest')
  vi.resetModules()
  const fresh = await import('../src/markup/index.ts')
  expect(() => fresh.prose(Text.of(sourceOf('a', '<p>x</p>')), 'html', 'template')).toThrow("loadMarkup('html')")
  expect(fresh.prose(Text.of(sourceOf('a', 'x')), 'plain', 'template').value).toBe('x')
})
