import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { cellsOf, rowsOf, textOf, widthOf, wrap } from '../src/reporters/cells.ts'
import {
  csvCell,
  json,
  markdown,
  markdownCode,
  oneLine,
  terminal,
  visible,
  workflowMessage,
  workflowProperty,
  xml,
} from '../src/reporters/escape.ts'
import { fromRoot, uriOf } from '../src/reporters/place.ts'
import { blot, mask } from '../src/reporters/redact.ts'
import { settings } from './reports.ts'

/** Text as hostile as it comes: any character, with what formats obey mixed in. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '::error::',
        '\r\n',
        '\u001b[31m',
        '\u202e',
        '|',
        '`',
        '``',
        '[a](b)',
        '![a](b)',
        '<b>',
        '&lt;',
        '@all',
        '#1',
        '"',
        "'",
        ']]>',
      ),
      fc.constantFrom(
        'https://e.example',
        'www.e.example',
        'a@b.example',
        '=1+1',
        '%0A',
        '\\',
        '*x*',
        '_y_',
        '~~z~~',
        '$1$',
        '##vso[',
        '\ud800',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

const obeyed = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u
const withoutJoiner = (text: string) => text.replaceAll('\u2060', '')

describe('terminal', () => {
  test.each([
    ['a colour', '\u001b[31mred\u001b[0m', '␛[31mred␛[0m'],
    ['a window title', '\u001b]0;owned\u0007', '␛]0;owned␇'],
    ['a C1 control', 'a\u009b2Jb', 'a\ufffd2Jb'],
    ['a bidi override', 'user\u202etxt.exe', 'user\ufffdtxt.exe'],
    ['a carriage return', 'seen\rhidden', 'seen␍hidden'],
    ['a backspace', 'yes\b\b\bno', 'yes␈␈␈no'],
    ['a workflow command', '::error::x', ':\u2060:error::x'],
    ['one after blanks', '  ::set-output name=a::b', '  :\u2060:set-output name=a::b'],
    ['an Azure command', 'a ##vso[task.setvariable]b', 'a #\u2060#vso[task.setvariable]b'],
    ['an old workflow command', 'a ##[add-mask]b', 'a #\u2060#[add-mask]b'],
    ['a TeamCity command', '##teamcity[x]', '#\u2060#teamcity[x]'],
  ])('shows %s', (_, text, shown) => {
    expect(terminal(text)).toBe(shown)
  })

  test('leaves other text alone, joined emoji and accents too', () => {
    const text = 'Grüße, 👩‍👩‍👧 é — “so” ## and :: there'
    expect(terminal(text)).toBe(text)
  })

  test('never lets through what a terminal obeys', () => {
    fc.assert(fc.property(hostile, (text) => !obeyed.test(terminal(text)) && !/^\s*::|##(?:vso)?\[/.test(terminal(text))))
  })
})

describe('JSON', () => {
  test('means the same, and shows no control characters', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.parse(json({ text }))).toEqual({ text })
        expect(json({ text })).not.toMatch(obeyed)
      }),
    )
  })
})

describe('workflow commands', () => {
  test.each([
    ['x\n::error::forged', 'x%0A::error::forged'],
    ['x\r::stop-commands::y', 'x%0D::stop-commands::y'],
    ['100%0A', '100%250A'],
    ['\u001b[2J', '\ufffd[2J'],
  ])('a message %j cannot start a command', (text, message) => {
    expect(workflowMessage(text)).toBe(message)
  })

  test('a property cannot end early', () => {
    expect(workflowProperty('a,line=1::b\n::error::c')).toBe('a%2Cline=1%3A%3Ab%0A%3A%3Aerror%3A%3Ac')
  })

  test('never hold a line break', () => {
    fc.assert(fc.property(hostile, (text) => !obeyed.test(workflowMessage(text)) && !/[\p{Cc}:,]/u.test(workflowProperty(text))))
  })
})

describe('CSV', () => {
  test.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['+1 (555) SUM', "'+1 (555) SUM"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://e.example")', '"\'=HYPERLINK(""http://e.example"")"'],
    ['-12', '-12'],
    ['+4.5', '+4.5'],
    ['a, b', '"a, b"'],
    ['two\nlines', '"two\nlines"'],
    ['plain', 'plain'],
  ])('%j', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })

  test('reads back as one cell that is no formula', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [row = []] = parse(`${csvCell(text)},end\r\n`, { relax_column_count: true })
        expect(row).toHaveLength(2)
        expect(row[0]).toSatisfy((cell: string) => !/^\s*[=+\-@]/.test(cell) || /^[-+]\d+(\.\d+)?$/.test(cell))
      }),
    )
  })
})

/** The text and the tags of a piece of XML or HTML. */
function read(markup: string, xmlMode: boolean): { readonly text: string; readonly tags: readonly string[] } {
  const tags: string[] = []
  let text = ''
  const parser = new Parser(
    { onopentag: (name) => tags.push(name), ontext: (part) => (text += part), oncomment: () => tags.push('comment') },
    { xmlMode },
  )
  parser.end(markup)
  return { text, tags }
}

describe('XML', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    [']]>', ']]&gt;'],
    ['" onload="x', '&quot; onload=&quot;x'],
    ['&#10;', '&amp;#10;'],
    ['a\u0000\u001bb\u202e', 'a\ufffd\ufffdb\ufffd'],
    ['a\nb', 'a&#10;b'],
    ['\ud800\uffff', '\ufffd\ufffd'],
  ])('%j', (text, escaped) => {
    expect(xml(text)).toBe(escaped)
  })

  test('reads back as the same text and nothing else', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { text: back, tags } = read(`<a b="${xml(text)}">${xml(text)}</a>`, true)
        expect(tags).toEqual(['a'])
        expect(back).toBe(text.replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\p{Bidi_Control}\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff]/gu, '\ufffd'))
      }),
    )
  })
})

describe('Markdown', () => {
  const html = (text: string) => micromark(`x ${text}`, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })

  test.each([
    ['a link', '[click](javascript:alert(1))'],
    ['an image', '![x](https://e.example/p.png)'],
    ['a bare address', 'see https://e.example/x and www.e.example'],
    ['an address glued to a word', '_y_www.e.example *www.e.example'],
    ['an e-mail address', 'write to a@e.example'],
    ['HTML', '<img src=x onerror=alert(1)> <!-- -->'],
    ['code', '`rm -rf` and ``x``'],
    ['emphasis', '*a* **b** _c_ __d__ ~~e~~'],
    ['a footnote', '[^1] and [^1]: x'],
    ['a reference', '[a][b] [c]'],
    ['entities', '&lt;b&gt; &#60;'],
    ['a break', 'one  \ntwo'],
  ])('shows %s as it was written', (_, text) => {
    const { text: back, tags } = read(html(markdown(text)), false)
    expect(tags).toEqual(['p'])
    expect(withoutJoiner(back)).toBe(`x ${oneLine(text)}`)
  })

  test('mentions nobody and links no issue', () => {
    expect(markdown('@octocat #12 GH-7')).toBe('@\u2060octocat \\#\u206012 GH-\u20607')
  })

  test('stays in its table cell', () => {
    const table = `| a | b |\n| - | - |\n| ${markdown('x | y \\| z')} | ${markdownCode('p | q')} |`
    const { tags } = read(micromark(table, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }), false)
    expect(tags.filter((tag) => tag === 'td')).toHaveLength(2)
  })

  test('any text shows as it was written', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { text: back, tags } = read(html(markdown(text)), false)
        expect(tags).toEqual(['p'])
        expect(oneLine(withoutJoiner(back))).toBe(oneLine(withoutJoiner(`x ${visible(oneLine(text))}`)))
      }),
    )
  })

  test('a code span ends only at its end', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(read(html(markdownCode(`a${text}`)), false).tags).toEqual(['p', 'code'])
      }),
    )
  })
})

describe('paths', () => {
  test.each([
    ['', 'chats/a b.txt', 'chats/a%20b.txt'],
    ['support/', 'chats/a.txt', 'support/chats/a.txt'],
    ['support/', '../other/a.txt', 'other/a.txt'],
    ['', './a.txt', 'a.txt'],
    ['', 'a#b?c%d.txt', 'a%23b%3Fc%25d.txt'],
    ['', 'größe/日本.txt', 'gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC.txt'],
    ['', 'javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['x/', '/tmp/a b.txt', 'file:///tmp/a%20b.txt'],
    ['x/', 'C:/chats/a.txt', 'file:///C:/chats/a.txt'],
    ['', '<stdin>', '%3Cstdin%3E'],
    ['', 'broken\ud800.txt', 'broken%EF%BF%BD.txt'],
  ])('%j + %j as a URI', (base, path, uri) => {
    expect(uriOf(fromRoot({ ...settings, base }, path))).toBe(uri)
  })
})

describe('columns', () => {
  test.each([
    ['plain', 5],
    ['Grüße', 5],
    ['e\u0301', 1],
    ['日本', 4],
    ['한국', 4],
    ['ｶﾅ', 2],
    ['！', 2],
    ['😀', 2],
    ['👩‍👩‍👧', 2],
    ['👍🏽', 2],
    ['🇧🇪', 2],
    ['❤️', 2],
    ['\t', 2],
    ['\u001b', 1],
  ])('%j takes %i', (text, width) => {
    expect(widthOf(text)).toBe(width)
  })

  test('rows never are wider than asked, and lose nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 4, max: 30 }), (text, width) => {
        const rows = rowsOf(cellsOf(text), width)
        expect(
          rows
            .flat()
            .map(({ text: sign }) => sign)
            .join(''),
        ).toBe(
          cellsOf(text)
            .map(({ text: sign }) => sign)
            .join(''),
        )
        for (const row of rows) expect(widthOf(textOf(row))).toBeLessThanOrEqual(width)
      }),
    )
  })

  test('lines break at spaces', () => {
    expect(wrap('say what you understood first', 12)).toEqual(['say what you', 'understood', 'first'])
  })
})

describe('masking', () => {
  test.each([
    ['write to maria.keller+shop@mail.example.org.', 'write to [e-mail].'],
    ['ring +44 20 7946 0958 today', 'ring [phone] today'],
    ['ring +1 (555) 010-4477', 'ring [phone]'],
    ['(555) 010-4477 is mine', '[phone] is mine'],
    ['call 555-0142', 'call [phone]'],
    ['my mobile is 07700 900123', 'my mobile is [phone]'],
    ['06 12 34 56 78', '[phone]'],
    ['0032 470 12 34 56', '[phone]'],
    ['tel. 030/1234567', 'tel. [phone]'],
    ['card 4111 1111 1111 1111 expires', 'card [card] expires'],
    ['4111-1111-1111-1111', '[card]'],
    ['378282246310005', '[card]'],
    ['IBAN GB82 WEST 1234 5698 7654 32', 'IBAN [account]'],
    ['DE89370400440532013000', '[account]'],
    ['account number 12345678', 'account number [account]'],
    ['my account is: 9988776', 'my account is: [account]'],
    ['sort code 20-00-00', 'sort code [account]'],
    ['SSN 078-05-1120', 'SSN [account]'],
    ['reference 1234567890123456', 'reference [number]'],
  ])('masks %j', (text, masked) => {
    expect(mask(text)).toBe(masked)
  })

  test.each([
    'order 4417 of yesterday',
    'order #20418 and ticket 5551234567',
    'PF-2041877 came',
    'on 2024-05-12 at 10:30',
    '2024-05-12 10',
    'by 12/05/2024 or 12.05.24',
    'it was $1,299.00, now € 1299000',
    'a price of 12 000 000',
    'within 30 days, 24/7, 100 %',
    'your account 2 of 3',
    'version 10.15.7 build 4411223',
    'GB82 ABCD EFGH IJKL',
    'Windows 11, model MX-5000-2023',
    '@support will look',
  ])('leaves %j alone', (text) => {
    expect(mask(text)).toBe(text)
  })

  test('takes out names only when they are asked for', () => {
    const text = 'Hi Maria, this is Jonas from Pedalfold. Mariana and maria stay.'
    expect(mask(text)).toBe(text)
    expect(mask(text, ['Maria Keller', 'Agent'])).toBe('Hi [name], this is [name] from Pedalfold. Mariana and maria stay.')
    expect(mask('Agent Keller wrote', ['Maria Keller', 'Agent'])).toBe('Agent [name] wrote')
  })

  test('finds names a greeting tells of when no list knows them', () => {
    expect(mask('Dear Anneliese Roth, thank you', [])).toBe('Dear [name], thank you')
  })

  test('takes names literally', () => {
    expect(mask('a.b and (x', ['a.b', '(x'])).toBe('[name] and [name]')
    expect(mask('acb', ['a.b'])).toBe('acb')
  })

  test('keeps every letter in its place in a frame', () => {
    expect(blot('Maria, ring +44 20 7946 0958!', ['Maria'])).toBe('•••••, ring ••••••••••••••••!')
    fc.assert(fc.property(hostile, (text) => blot(text, ['a']).length === text.length))
  })

  test('is quick on text made to be slow', () => {
    for (const text of [
      'a'.repeat(200_000),
      `${'1 '.repeat(100_000)}x`,
      'a@'.repeat(100_000),
      'GB82 '.repeat(40_000),
      'account '.repeat(25_000),
    ]) {
      expect(mask(text).length).toBeGreaterThan(0)
    }
  })
})
