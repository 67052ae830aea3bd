import { Lexer } from 'yaml'
import type { Conversation, Switch } from '../conversation.ts'
import type { Source, Span } from '../source.ts'
import type { Read } from './reader.ts'
import { switchOfWords } from './switches.ts'

/** What a comment begins with that switches rules off: `# empathylint-off rule, rule: reason`. */
const opening = /^#\s*empathylint-off(?![\w-])/

/** A comment that switches rules off, and the line it stands in. */
interface Comment {
  readonly off: Switch
  /** Where its line begins, and whether nothing else stands in it. */
  readonly line: number
  readonly alone: boolean
}

/** Adds to conversations of YAML what comments on them, in them or right above them switch off. */
export function* withComments(source: Source, reads: Iterable<Read>): Iterable<Read> {
  if (!source.text.includes('empathylint-off')) {
    yield* reads
    return
  }
  const all = [...reads]
  const records = all.flatMap((read) => ('conversation' in read ? [recordOf(read.conversation)] : [])).sort((a, b) => a.start - b.start)
  const switches = new Map<number, Switch[]>()
  for (const comment of commentsIn(source)) {
    const record = recordAt(comment, records)
    if (record) switches.set(record.start, [...(switches.get(record.start) ?? []), comment.off])
    else if (records.length > 0) yield { problem: idle(source, comment) }
  }
  for (const read of all) yield 'conversation' in read ? { conversation: switched(read.conversation, switches) } : read
}

const recordOf = ({ record, span }: Conversation): Span => record ?? span

function switched(conversation: Conversation, switches: ReadonlyMap<number, readonly Switch[]>): Conversation {
  const more = switches.get(recordOf(conversation).start)
  return more ? { ...conversation, switches: [...(conversation.switches ?? []), ...more] } : conversation
}

/** The record a comment is about: the one it stands in or beside, else the next. */
function recordAt({ off, line, alone }: Comment, records: readonly Span[]): Span | undefined {
  const { start } = off.span
  const here = records.findLast((record) => record.start < start && (alone ? record.end > start : record.end >= line))
  return here ?? records.find((record) => record.start > start)
}

/** What the lexer says besides what is written: a document begins, a flow ends, the words of a scalar follow. */
const wordsFollow = '\u001f'
const signs: ReadonlySet<string> = new Set(['\u0002', '\u0018', wordsFollow])

/** Comments as YAML's lexer tells them from words that only look like one. */
function* commentsIn({ text, offset }: Source): Iterable<Comment> {
  let at = 0
  let isWords = false
  for (const token of new Lexer().lex(text)) {
    if (signs.has(token)) {
      isWords = token === wordsFollow
      continue
    }
    const [written] = opening.exec(token) ?? []
    if (written !== undefined && !isWords) {
      const line = text.lastIndexOf('\n', at) + 1
      const span = { start: offset + at, end: offset + at + token.length }
      yield { off: switchOfWords(token.slice(written.length), 'comment', span), line: offset + line, alone: !text.slice(line, at).trim() }
    }
    isWords = false
    at += token.length
  }
}

function idle(source: Source, { off }: Comment) {
  return {
    path: source.path,
    source,
    span: off.span,
    message: 'this comment switches nothing off: no reply stands below it',
    notice: true,
  } as const
}
