import { Tokenizer } from 'htmlparser2'
import type { Mark, Text } from '../text.ts'
import { type Flow, flowOn } from './flow.ts'
import { type Context, markOf, placeholderAt } from './syntaxes.ts'

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** Elements that end a paragraph, and those that end a line. */
const PARAGRAPHS = set(
  'blockquote center dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section article aside table ul mj-text mj-button mj-section',
)
const LINES = set('address body caption dd details div dt figcaption html legend li mj-column option summary tbody td tfoot th thead tr')
const VOID = set('area attribute base br col embed hr img input link meta source track wbr')
/** Elements of which the customer reads nothing. */
const UNREAD = set('head iframe math mj-attributes mj-head mj-style noscript object script select style svg template title')
const MARKED: Readonly<Record<string, Mark['kind']>> = {
  a: 'link',
  code: 'code',
  kbd: 'code',
  pre: 'code',
  samp: 'code',
  blockquote: 'quote',
}
const QUOTE_CLASS =
  /(?:^|\s)(?:gmail_(?:quote|quote_container|signature|attr)|moz-cite-prefix|moz-signature|yahoo_quoted|freshdesk_quote|front-blockquote|protonmail_quote|tutanota_quote)(?:\s|$)/
const QUOTE_IDS = set('divRplyFwdMsg OLK_SRC_BODY_SECTION appendonsend mail-editor-reference-message-container Signature')

/** Shown as nothing: soft hyphens, and what fills the preheader of a mail. */
const UNSEEN = /[\u034f\u00ad\u200b\u200c\ufeff]/
const PIECES = /[ \t\r\n\f\u00a0]+|[\u034f\u00ad\u200b\u200c\ufeff]+|(?:(?![\u034f\u00ad\u200b\u200c\ufeff])[^ \t\r\n\f\u00a0])+/g

interface Open {
  readonly name: string
  readonly close?: () => void
}

/** The words of an HTML text as the customer reads them; blocks on lines of their own, quoted history and signatures left out. */
export function decodeHtml(written: Text, context: Context): Text {
  const { value } = written
  if (!/[<&\u00a0]|\s\s|[\n\r\t]/.test(value)) return written
  const layer = written.layer()
  layHtml(flowOn(layer), value, 0, context)
  return layer.build()
}

/**
 * Lays HTML into a flow. `view` has, letter for letter, the length of what is written from `base` on; what is blanked out in it
 * (the `> ` of a quoted line in Markdown) is not read.
 */
export function layHtml(flow: Flow, view: string, base: number, context: Context): void {
  const open: Open[] = []
  let unread: number | undefined
  let verbatim = 0
  let name = ''
  let nameAt = 0
  let attribute = ''
  let attributes: Record<string, string> = {}

  function words(start: number, end: number): void {
    if (unread !== undefined) return
    for (const { 0: piece, index } of view.slice(start, end).matchAll(PIECES)) {
      const from = base + start + index
      const to = from + piece.length
      if (UNSEEN.test(piece)) continue
      if (/^[ \t\r\n\f\u00a0]/.test(piece)) {
        if (verbatim > 0 && piece.includes('\n')) flow.lines(/\n[^\n]*\n/.test(piece) ? 2 : 1)
        else flow.blank(from, to, piece === ' ')
      } else flow.copy(from, to)
    }
  }

  function entity(codepoint: number, end: number): void {
    if (unread !== undefined) return
    const start = view.lastIndexOf('&', end - 1)
    const value = String.fromCodePoint(codepoint)
    if (UNSEEN.test(value)) return
    if (/[\s\u00a0]/.test(value)) flow.blank(base + start, base + end, false)
    else flow.put(value, base + start, base + end)
  }

  function opened(end: number): void {
    if (unread !== undefined) {
      // A head without an end tag ends where the body starts.
      if (name === 'body' && open[unread]?.name === 'head') close(unread)
      else {
        if (!VOID.has(name)) open.push({ name })
        return
      }
    }
    if (name === 'br') flow.lineBreak()
    else if (PARAGRAPHS.has(name)) flow.lines(2)
    else if (LINES.has(name)) flow.lines(1)
    if (standIn(end) || VOID.has(name)) return
    if (UNREAD.has(name) || isHistory(name, attributes)) {
      unread = open.length
      open.push({ name })
      return
    }
    const kind = MARKED[name]
    if (name === 'pre') verbatim++
    open.push(kind ? { name, close: flow.open(kind) } : { name })
  }

  /** Intercom's `<attribute>`, and a `<customer name>` that a mail program would swallow. */
  function standIn(end: number): boolean {
    if (name !== 'attribute' && (PARAGRAPHS.has(name) || LINES.has(name) || MARKED[name])) return false
    const placeholder = placeholderAt(view, nameAt - 1, context)
    if (!placeholder || placeholder.end !== end + 1 || placeholder.meaning.is !== 'standIn') return false
    flow.put(placeholder.meaning.value, base + placeholder.start, base + placeholder.end, (at) => markOf(placeholder, at))
    return true
  }

  function close(at: number): void {
    for (const element of open.splice(at).reverse()) {
      element.close?.()
      if (element.name === 'pre') verbatim = Math.max(0, verbatim - 1)
    }
    if (unread !== undefined && unread >= at) unread = undefined
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: words,
      ontextentity: entity,
      onopentagname(start, end) {
        nameAt = start
        name = view.slice(start, end).toLowerCase()
        attributes = {}
      },
      onattribname(start, end) {
        attribute = view.slice(start, end).toLowerCase()
        attributes[attribute] = ''
      },
      onattribdata(start, end) {
        attributes[attribute] += view.slice(start, end)
      },
      onattribentity(codepoint) {
        attributes[attribute] += String.fromCodePoint(codepoint)
      },
      onattribend() {},
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag(start, end) {
        const closed = view.slice(start, end).toLowerCase()
        const at = open.findLastIndex((element) => element.name === closed)
        if (at >= 0) close(at)
        if (unread !== undefined) return
        if (closed === 'br') flow.lineBreak()
        else if (PARAGRAPHS.has(closed)) flow.lines(2)
        else if (LINES.has(closed)) flow.lines(1)
      },
      oncdata(start, end, offset) {
        words(start, end - offset)
      },
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  )
  tokenizer.write(view)
  tokenizer.end()
  close(0)
}

function isHistory(name: string, { type = '', class: classes = '', id = '' }: Readonly<Record<string, string>>): boolean {
  return (name === 'blockquote' && type.toLowerCase() === 'cite') || QUOTE_CLASS.test(classes) || QUOTE_IDS.has(id)
}
