import type { Problem } from '../diagnostic.ts'
import type { FieldMapping } from '../layouts/layout.ts'
import { nearest } from '../nearest.ts'
import type { Source } from '../source.ts'
import { parseCsv, type Table } from './data-csv.ts'
import { keysOf, listed } from './data-path.ts'
import { readTree } from './data-read.ts'
import { ifTwoSpeak } from './data-two-speak.ts'
import type { Read, Reader, ReadSettings } from './reader.ts'

/** Reads CSV and TSV: a message or a template a row, by a mapping or by columns whose names tell. */
export const csvReader: Reader = {
  format: 'csv',
  *read(source, settings) {
    const table = parseCsv(source)
    const { rows, problems } = table
    const tree = { root: rows, problems }
    if (typeof settings.layout === 'object') {
      const missing = [...missingColumns(source, table, settings.layout)]
      yield* missing
      if (missing.length === 0) yield* readTree(source, tree, settings)
    } else if (settings.layout !== undefined) yield* readTree(source, tree, settings)
    else {
      const layout = columnsOf(table.header, settings)
      const reads = layout ? readTree(source, tree, { ...settings, layout, asked: true }) : []
      // In a folder only tables in which two people speak are ours: a table of templates looks like any other.
      const ours = settings.asked ? [...reads] : layout?.speaker === undefined ? [] : [...ifTwoSpeak(reads)]
      if (ours.length > 0) yield* ours
      else if (settings.asked) yield { problem: noColumns(source, table) }
      else yield { skipped: { path: source.path, reason: 'unrecognised', count: 1 } }
    }
  },
}

/** Names of columns that need no explaining, best first. */
const columns: Readonly<
  Record<'conversation' | 'text' | 'speaker' | 'author' | 'at' | 'visibility' | 'id' | 'title' | 'lang', readonly string[]>
> = {
  conversation: [
    'conversation',
    'conversation_id',
    'conversationid',
    'ticket',
    'ticket_id',
    'ticketid',
    'thread',
    'thread_id',
    'chat_id',
    'case_id',
    'session_id',
    'call_id',
  ],
  text: ['text', 'message', 'body', 'content', 'utterance', 'comment', 'reply', 'answer', 'response', 'html', 'macro', 'template'],
  speaker: ['speaker', 'role', 'sender_type', 'author_type', 'from', 'sender', 'participant', 'direction', 'author'],
  author: ['author', 'name', 'agent_name', 'sender_name', 'author_name'],
  at: ['at', 'time', 'timestamp', 'sent_at', 'created_at', 'date', 'datetime'],
  visibility: ['visibility', 'type'],
  id: ['id'],
  title: ['title', 'name', 'subject', 'label', 'shortcut', 'question', 'intent'],
  lang: ['lang', 'language', 'locale'],
}

/** A mapping of a table whose columns have telling names; undefined when none of them holds words. */
function columnsOf(header: readonly string[], { as }: ReadSettings): FieldMapping | undefined {
  const plain = header.map((name) => name.toLowerCase().replace(/[\s-]+/g, '_'))
  const column = (role: keyof typeof columns) => {
    const name = columns[role].find((candidate) => plain.includes(candidate))
    return name === undefined ? undefined : header[plain.indexOf(name)]
  }
  const text = column('text')
  if (text === undefined) return undefined
  const speaker = column('speaker')
  if (as === 'template' || (speaker === undefined && as === undefined))
    return { kind: 'template', text, id: column('id'), title: column('title'), lang: column('lang') }
  const [author, at, visibility] = [column('author'), column('at'), column('visibility')]
  const who = { speaker, author: author === speaker ? undefined : author, at, visibility, internal: ['internal', 'private', 'note'] }
  const conversation = column('conversation')
  // Without a column that tells conversations apart, the table is one.
  return { kind: 'transcript', ...(conversation === undefined ? { turns: '[]' } : { conversation }), text, lang: column('lang'), ...who }
}

const mapped = [
  'conversation',
  'text',
  'speaker',
  'author',
  'at',
  'visibility',
  'id',
  'title',
  'lang',
] as const satisfies readonly (keyof FieldMapping)[]

/** What a mapping calls a column that the table does not have. */
function* missingColumns(source: Source, { header, headerSpan }: Table, layout: FieldMapping): Iterable<Read> {
  for (const key of mapped) {
    const paths = listed<string | { readonly path: string }>(layout[key]).map((at) => (typeof at === 'string' ? at : at.path))
    const isThere = (path: string) => header.includes(path) || keysOf(path).every((names) => names.some((name) => header.includes(name)))
    const first = paths[0]
    if (first === undefined || paths.some(isThere)) continue
    const near = nearest(first, header)
    const message = `there is no column \`${first}\`, which \`layout:\` names as \`${key}\`; the columns are ${header.join(', ')}`
    yield { problem: { path: source.path, source, span: headerSpan, message, ...(near && { nearest: near }) } }
  }
}

function noColumns(source: Source, { header, headerSpan, rows }: Table): Problem {
  const problem = { path: source.path, source, span: headerSpan, notice: true } as const
  if (header.length === 0) return { ...problem, message: 'this file is empty' }
  if (rows.items.length === 0) return { ...problem, message: 'this table has a header and no rows' }
  const example = 'layout: { conversation: ticket_id, speaker: from, text: message }'
  return {
    ...problem,
    message: `no column here is known to hold words. Say which one does with \`layout:\` under \`files:\` in .empathyrc.yaml, such as \`${example}\`; the columns are ${header.join(', ')}`,
  }
}
