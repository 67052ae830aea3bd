import { parse, postprocess, preprocess } from 'micromark'
import { gfm } from 'micromark-extension-gfm'
import { decodeString } from 'micromark-util-decode-string'
import type { Mark, Text } from '../text.ts'
import { type Flow, flowOn } from './flow.ts'
import { layHtml } from './html.ts'
import { unwrapped } from './lines.ts'
import { type Context, placeholdersIn } from './syntaxes.ts'

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '))

const BLOCKS = set('paragraph atxHeadingText setextHeadingText codeFenced codeIndented')
const WORDS = set(
  'codeTextData codeFlowValue characterEscapeValue autolinkProtocol autolinkEmail literalAutolinkHttp literalAutolinkWww literalAutolinkEmail',
)
/** Written for the machine: addresses, titles, languages of code, alternative texts, boxes and numbers of notes. */
const UNREAD = set(
  'resource reference definition codeFencedFence image tableDelimiterRow taskListCheck gfmFootnoteCall gfmFootnoteDefinitionLabel yaml toml',
)
const MARKED: Readonly<Record<string, Mark['kind']>> = {
  codeText: 'code',
  codeFenced: 'code',
  codeIndented: 'code',
  link: 'link',
  autolink: 'link',
  literalAutolink: 'link',
  blockQuote: 'quote',
}

/** Text without any of these reads the same as Markdown and as plain text. */
const MARKDOWN = /[\\`*_[\]<>|~&#]|^ {0,3}(?:[-+=]|\d+[.)])|^(?: {4}|[ ]*\t)|\t|[ \t]$|:\/\/|www\.|@/m

/** Far beyond what a message holds. Parsing takes the square of such numbers in time, so larger texts are read as plain text. */
const MOST_SIGNS = 3000
const LONGEST = 60_000

const extensions = [gfm()]

/** The words of a Markdown text as the customer reads them; blocks on lines of their own, code, links and quotations marked. */
export function decodeMarkdown(written: Text, context: Context): Text {
  const { value } = written
  if (!MARKDOWN.test(value) || isTooMuch(value)) return unwrapped(written)
  const layer = written.layer()
  layMarkdown(flowOn(layer), value, context)
  return unwrapped(layer.build())
}

function isTooMuch(value: string): boolean {
  return value.length > LONGEST || (value.length > MOST_SIGNS && (value.match(/[*_`[\]!]/g)?.length ?? 0) > MOST_SIGNS)
}

type Event = ReturnType<typeof postprocess>[number]

function layMarkdown(flow: Flow, value: string, context: Context): void {
  const events = postprocess(
    parse({ extensions })
      .document()
      .write(preprocess()(shielded(value, context), 'utf8', true)),
  )
  const closers: (() => void)[] = []
  let unread = 0
  let block = 0
  let lists = 0
  let opensItem = false

  /** Blanks at either end are folded with those of what stands beside (an image, a box). */
  function words(start: number, end: number): void {
    const own = value.slice(start, end)
    const from = end - own.trimStart().length
    const to = Math.max(from, start + own.trimEnd().length)
    if (from > start) flow.blank(start, from, from - start === 1)
    flow.copy(from, to)
    if (end > to) flow.blank(to, end, end - to === 1)
  }

  function enter(type: string, start: number, end: number): void {
    if (UNREAD.has(type)) unread++
    if (unread > 0) return
    if (type in MARKED) closers.push(flow.open(MARKED[type]!))
    if (type === 'listOrdered' || type === 'listUnordered') flow.lines(lists++ === 0 ? 2 : 1)
    else if (type === 'listItemPrefix') {
      flow.lines(1)
      opensItem = true
    } else if (type === 'table') flow.lines(2)
    else if (type === 'tableContent' || BLOCKS.has(type)) {
      block++
      flow.lines(type === 'tableContent' || opensItem ? 1 : 2)
      opensItem = false
    } else if (type === 'data') words(start, end)
    else if (WORDS.has(type)) flow.copy(start, end)
    else if (type === 'characterReference') flow.put(decodeString(value.slice(start, end)), start, end)
    else if (type === 'hardBreakTrailing' || type === 'hardBreakEscape') flow.lines(1)
    else if (type === 'lineEnding' && block > 0) flow.newline(start, end)
    else if (type === 'htmlText' && /^<br\b/i.test(value.slice(start, end))) flow.lines(1)
  }

  function exit(type: string): void {
    if (UNREAD.has(type)) unread--
    if (unread > 0 || UNREAD.has(type)) return
    if (type in MARKED) closers.pop()?.()
    if (type === 'listOrdered' || type === 'listUnordered') lists--
    else if (type === 'tableContent' || BLOCKS.has(type)) block--
  }

  for (let at = 0; at < events.length; at++) {
    const [kind, { type, start, end }] = events[at]!
    if (kind === 'exit') exit(type)
    else if (type === 'htmlFlow' && unread === 0) {
      const until = closing(events, at)
      flow.lines(2)
      layHtml(flow, htmlView(value, events.slice(at, until)), start.offset, context)
      flow.lines(2)
      at = until
    } else enter(type, start.offset, end.offset)
  }
}

/** Where the token opened at `at` is closed. */
function closing(events: readonly Event[], at: number): number {
  const token = events[at]![1]
  let until = at + 1
  while (until < events.length - 1 && events[until]![1] !== token) until++
  return until
}

/** A block of HTML with everything that belongs to the Markdown around it blanked out. */
function htmlView(value: string, events: readonly Event[]): string {
  let at = events[0]![1].start.offset
  let view = ''
  for (const [kind, { type, start, end }] of events) {
    if (kind !== 'enter' || type !== 'htmlFlowData') continue
    view += ' '.repeat(start.offset - at) + value.slice(start.offset, end.offset)
    at = end.offset
  }
  return view
}

/** The text with placeholders that Markdown would read as its own (`*|NAME|*`, `__NAME__`, `<insert date>`) hidden behind as many letters. */
function shielded(value: string, context: Context): string {
  let shown = ''
  let done = 0
  for (const { start, end, syntax, written } of placeholdersIn(value, context)) {
    if (syntax === 'brackets' || syntax === 'choice' || !/[*_<>|`~\\!&#"[]/.test(written)) continue
    // Bold words in capitals are just that.
    if (syntax === 'underscores' && !/[A-Z]_[A-Z]|NAME|DATE|LINK|URL|AGENT|CUSTOMER/.test(written)) continue
    shown += value.slice(done, start) + written.replace(/[^\r\n]/g, 'x')
    done = end
  }
  return done === 0 ? value : shown + value.slice(done)
}
