/** The formats that are told apart before a file is read. */
export type Format = 'json' | 'jsonl' | 'yaml' | 'csv' | 'html' | 'markdown' | 'text'

/** What a file is: a format, one that is not read (with what to do instead), or nothing that is text. */
export type Detected = { readonly format: Format } | { readonly unread: string } | 'binary' | 'unknown'

const captions = 'captions are not read yet: save them as text, with who speaks before each turn'

const extensions: Readonly<Record<string, Format>> = {
  json: 'json',
  jsonc: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  yaml: 'yaml',
  yml: 'yaml',
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  html: 'html',
  htm: 'html',
  email: 'html',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
}

/** Formats that may well hold conversations and are not read, and what helps. */
const unread: Readonly<Record<string, string>> = {
  eml: 'e-mail files are not read yet: save the text as .txt, or export the ticket as JSON',
  mbox: 'mailboxes are not read yet: save the text as .txt, or export the tickets as JSON',
  msg: 'Outlook messages are not read: save the text as .txt',
  vtt: captions,
  srt: captions,
  po: 'translation files are not read: lint the templates they are made from',
  xliff: 'translation files are not read: lint the templates they are made from',
  xlf: 'translation files are not read: lint the templates they are made from',
  xml: 'XML is not read: export the conversations as JSON or CSV',
  xlsx: 'spreadsheets are not read: save the sheet as CSV',
  xls: 'spreadsheets are not read: save the sheet as CSV',
  ods: 'spreadsheets are not read: save the sheet as CSV',
  docx: 'documents are not read: save the text as .txt or .md',
  doc: 'documents are not read: save the text as .txt or .md',
  odt: 'documents are not read: save the text as .txt or .md',
  rtf: 'documents are not read: save the text as .txt or .md',
  pdf: 'PDF is not read: save the text as .txt',
  parquet: 'Parquet is not read: export the rows as JSONL or CSV',
}

const extensionOf = (path: string) => /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''

/** Whether the end of a file's name says that it holds prose or data, read or not: in folders nothing else is looked at. */
export function isProseOrData(path: string): boolean {
  const extension = extensionOf(path)
  return Object.hasOwn(extensions, extension) || Object.hasOwn(unread, extension)
}

/** What a file is, by the end of its name, then by how it begins; `head` need not be all of it. */
export function detect(path: string, head: string): Detected {
  const extension = extensionOf(path)
  const help = unread[extension]
  if (help !== undefined) return { unread: help }
  if (head.includes('\0')) return 'binary'
  if (/^\s*(?:`{3}\s*)?WEBVTT\b|^\s*\d+\s*\r?\n\d\d:\d\d:\d\d,\d{3} -->/.test(head)) return { unread: captions }
  const format = extensions[extension]
  if (format === 'json' || format === 'jsonl') return { format: jsonIn(head, format) }
  if (format !== undefined) return { format }
  return extension === '' || /^(?:log|transcript|chat|conf|out)$/.test(extension) || path === '<stdin>'
    ? { format: sniffed(head) }
    : 'unknown'
}

/** What text without a telling name is. */
export function sniffed(head: string): Format {
  const begin = head.trimStart()
  if (/^(?:\[\s*(?:[[{"\]]|$)|\{\s*(?:["}]|$))/.test(begin)) return jsonIn(begin, 'json')
  if (/^<(?:!doctype html|html|head|body|p|div|span|table|br|h\d)\b/i.test(begin)) return 'html'
  if (/^---\r?\n[\s\S]*?\r?\n---\r?\n/.test(begin)) return 'markdown'
  if (/^(?:---\r?\n|(?:- )?(?:id|kind|title|turns|text|conversations|macros|replies|matches):(?:\s|$))/.test(begin)) return 'yaml'
  if (
    /^(?:"?[\w -]+"?[,;\t]){1,}"?[\w -]+"?\r?\n/.test(begin) &&
    /(?:^|[,;\t"])(?:text|message|body|content)(?:$|[,;\t"])/im.test(begin.slice(0, begin.indexOf('\n')))
  )
    return 'csv'
  return 'text'
}

/** Whether JSON is one value or one a line: by its first two lines, else as is usual. */
function jsonIn(head: string, usual: 'json' | 'jsonl'): 'json' | 'jsonl' {
  const [first = '', second] = head.split('\n', 20).filter((line) => line.trim() !== '')
  if (!/^\s*[[{]/.test(first) || !head.includes('\n')) return usual
  if (parses(first)) return second === undefined ? usual : /^[[{]/.test(second) ? 'jsonl' : 'json'
  // A broken line among others is still a line; a value that goes on is not.
  return usual === 'jsonl' && second !== undefined && /^\{/.test(first) && /^\{/.test(second) ? 'jsonl' : 'json'
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
