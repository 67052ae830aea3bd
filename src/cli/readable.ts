import { wrap } from '../reporters/cells.ts'
import { terminal } from '../reporters/escape.ts'
import type { Paint } from '../reporters/paint.ts'

/** How Markdown is shown. */
export interface Look {
  /** Columns. */
  readonly width: number
  readonly paint: Paint
}

/** Markdown as lines for a terminal: headings stand out, paragraphs are wrapped, code is indented and kept as it is. */
export function markdownLines(markdown: string, { width, paint }: Look): readonly string[] {
  const blocks = markdown.trim().split(/^(```[^\n]*\n[\s\S]*?^```)$/m)
  return blocks.flatMap((block) => {
    const code = /^```[^\n]*\n([\s\S]*?)```$/.exec(block)?.[1]
    return code === undefined
      ? proseLines(block, { width, paint })
      : [
          ...code
            .trimEnd()
            .split('\n')
            .map((line) => codeLine(line, paint)),
          '',
        ]
  })
}

/** In an example, the lines of marks carry what is said of the words above. */
function codeLine(line: string, paint: Paint): string {
  const marks = /^\s*([\^+~])\1*/.exec(line)
  const tone = marks ? ({ '^': 'warn', '+': 'met', '~': 'evidence' } as const)[marks[1] as '^' | '+' | '~'] : undefined
  return `    ${tone ? paint(tone, terminal(line)) : terminal(line)}`
}

function proseLines(text: string, { width, paint }: Look): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph) => [...paragraphLines(paragraph, { width, paint }), ''])
}

function paragraphLines(paragraph: string, { width, paint }: Look): readonly string[] {
  const heading = /^#{1,6}\s+(.*)/.exec(paragraph)
  if (heading) return [paint('strong', terminal(spoken(heading[1] ?? '')))]
  const items = paragraph.split(/\n(?=[-*] |\d+\. )/)
  return items.flatMap((item) => {
    const bullet = /^([-*]|\d+\.) /.exec(item)?.[0] ?? ''
    const sign = bullet && /^\d/.test(bullet) ? bullet : bullet && '• '
    const [first = '', ...more] = wrap(spoken(item.slice(bullet.length)), width - sign.length)
    return [sign + first, ...more.map((line) => ' '.repeat(sign.length) + line)]
  })
}

/** Inline Markdown as one would write it in plain text. */
function spoken(text: string): string {
  return text
    .replace(/\[([^\]]+)\]\((\S+?)\)/g, (_, words: string, address: string) => (/^https?:/.test(address) ? `${words} (${address})` : words))
    .replace(/\*\*([^*]+)\*\*|__([^_]+)__/g, (_, a?: string, b?: string) => a ?? b ?? '')
    .replace(/`([^`]+)`/g, '$1')
}
