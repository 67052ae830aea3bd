/** A stretch of a case that is marked, in the text of the case: missed `^`, met `+`, or the words that called for it `~`. */
export interface CaseMark {
  readonly kind: '^' | '+' | '~'
  readonly start: number
  readonly end: number
  readonly message?: string
}

/** One conversation or template of a rule's README, with what the rule should say of it. */
export interface Case {
  /** Line of the README where its block opens, from 1. */
  readonly line: number
  /** The heading it stands under: `Fails` or `Passes`. */
  readonly section: string
  /** The sentence before it, which says what it shows. */
  readonly title: string
  readonly kind: 'transcript' | 'template'
  /** What follows the kind: `channel`, `markup`, and options of the rule. */
  readonly settings: Readonly<Record<string, string>>
  /** What is said, without the marks; a line that begins with blanks goes on the line above it. */
  readonly text: string
  readonly marks: readonly CaseMark[]
  /** The lines as written, and where each stands in the text. */
  readonly lines: readonly CaseLine[]
}

interface CaseLine {
  readonly written: string
  /** Of the first character that is not an indentation. */
  readonly start: number
  readonly indent: number
}

const FENCE = /^(`{3,})(transcript|template)\b(.*)$/
const MARKS = /^\s*(?:([\^+~])\1*(?:\s+|$))+/

/** The cases of a README, in order. */
export function casesOf(readme: string): readonly Case[] {
  const cases: Case[] = []
  let section = ''
  let title = ''
  const lines = readme.split(/\r?\n/)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const fence = FENCE.exec(line)
    if (fence) {
      const end = lines.indexOf(fence[1]!, at + 1)
      const body = lines.slice(at + 1, end < 0 ? undefined : end)
      const kind = fence[2] === 'template' ? 'template' : 'transcript'
      cases.push({ line: at + 1, section, title, kind, settings: settingsOf(fence[3]!), ...readBody(body) })
      at = end < 0 ? lines.length : end
    } else if (line.startsWith('## ')) section = line.slice(3).trim()
    else if (line.trim() !== '') title = line.trim()
  }
  return cases
}

/** `channel=chat words="a, b"` as a map. */
function settingsOf(info: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...info.matchAll(/([\w-]+)=(?:"([^"]*)"|(\S+))/g)].map(([, name, quoted, plain]) => [name, quoted ?? plain ?? '']),
  )
}

/** Takes the marks out of the lines of a block, and puts wrapped lines together. */
function readBody(body: readonly string[]): Pick<Case, 'text' | 'marks' | 'lines'> {
  let text = ''
  const lines: CaseLine[] = []
  const marks: CaseMark[] = []
  for (const written of body) {
    const above = lines.at(-1)
    if (above && MARKS.test(written)) marks.push(...marksOf(written, above))
    else {
      const indent = written.length - written.trimStart().length
      const wrapped = above !== undefined && indent > 0 && indent < written.length && above.written.trim() !== ''
      text += wrapped ? ' ' : above ? '\n' : ''
      lines.push({ written, start: text.length + (wrapped ? 0 : indent), indent })
      text += wrapped ? written.trim() : written
    }
  }
  return { text: `${text}\n`, marks: joined(marks, text), lines }
}

function marksOf(written: string, { start, indent }: CaseLine): readonly CaseMark[] {
  const [runs = ''] = MARKS.exec(written) ?? []
  const message = written.slice(runs.length).trim()
  return [...runs.matchAll(/([\^+~])\1*/g)].map((run) => ({
    kind: run[1] === '^' ? '^' : run[1] === '+' ? '+' : '~',
    start: start + run.index - indent,
    end: start + run.index - indent + run[0].length,
    ...(message === '' ? {} : { message }),
  }))
}

/** Marks that go on from one wrapped line to the next are one. */
function joined(marks: readonly CaseMark[], text: string): readonly CaseMark[] {
  const all: CaseMark[] = []
  for (const mark of marks) {
    const before = all.findIndex(({ kind, end }) => kind === mark.kind && end < mark.start && text.slice(end, mark.start).trim() === '')
    const other = all[before]
    if (other) all[before] = { ...mark, ...other, end: mark.end }
    else all.push(mark)
  }
  return all
}

/** Whether a rule said what a case expects: every `^`; `+` and `~` where the case has any; messages where they are given. */
export function agrees({ marks }: Case, found: readonly CaseMark[]): boolean {
  const compared = (['^', '+', '~'] as const).filter((kind) => kind === '^' || marks.some((mark) => mark.kind === kind))
  return compared.every((kind) => {
    const expected = marks.filter((mark) => mark.kind === kind)
    const actual = found.filter((mark) => mark.kind === kind)
    const same = (mark: CaseMark) =>
      actual.some(
        ({ start, end, message }) => start === mark.start && end === mark.end && (mark.message === undefined || mark.message === message),
      )
    return expected.length === actual.length && expected.every(same)
  })
}

/** The block as it would have to be written for what was found. */
export function corrected({ kind, settings, lines, marks }: Case, found: readonly CaseMark[]): string {
  const shown = found.filter((mark) => mark.kind === '^' || marks.some((expected) => expected.kind === mark.kind))
  const info = Object.entries(settings).map(([name, value]) => ` ${name}=${/\s/.test(value) ? `"${value}"` : value}`)
  const body = lines.flatMap(({ written, start, indent }) => {
    const end = start + written.trimEnd().length - indent
    const here = shown.filter((mark) => mark.start < end && mark.end > start).sort((a, b) => a.start - b.start || b.end - a.end)
    const under = here.map((mark) => {
      const from = Math.max(mark.start, start)
      const run = mark.kind.repeat(Math.max(1, Math.min(mark.end, end) - from))
      const message = mark.start >= start && mark.message !== undefined ? ` ${mark.message}` : ''
      return `${' '.repeat(from - start + indent)}${run}${message}`
    })
    return [written, ...under]
  })
  const fence = '```'
  return [`${fence}${kind}${info.join('')}`, ...body, fence].join('\n')
}
