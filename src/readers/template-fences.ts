import type { Text } from '../text.ts'
import { fencesOf, headingAbove } from './fences.ts'

/** A template of a library, under the heading it stands below. */
export interface FencedTemplate {
  readonly written: Text
  readonly title: string | undefined
  /** Whether the block says that it holds Markdown. */
  readonly markdown: boolean
}

/** Languages of blocks that hold words for people. */
const WORDY = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'email', 'eml', 'md', 'markdown'])
const MARKDOWN = new Set(['md', 'markdown'])
/** A library of templates has at least so many; fewer are examples in a page that is a template itself. */
const LEAST = 2

/** The templates of a Markdown library that keeps them in fenced blocks, to be copied from there; none where blocks hold code. */
export function fencedTemplates(text: Text): readonly FencedTemplate[] {
  const { fences, headings } = fencesOf(text.value)
  const templates = fences.filter(({ language, start, end }) => WORDY.has(language) && isSaid(text.value.slice(start, end)))
  if (templates.length < LEAST) return []
  return templates.map(({ opens, start, end, language }) => ({
    written: text.slice(start, end),
    title: headingAbove(headings, opens),
    markdown: MARKDOWN.has(language),
  }))
}

/** Whether a block is said to somebody: sentences with "you" or "we", and hardly a line of code, of a tree or of a log. */
function isSaid(inside: string): boolean {
  const lines = inside.split('\n').filter((line) => line.trim() !== '')
  const code = lines.filter((line) =>
    /[;{}]\s*$|^\s*(?:[$>#├└│<]|\w+\(|(?:const|let|var|import|def|function|curl|npm|git|sudo)\b)/.test(line),
  )
  return (
    (inside.match(/\p{L}{2,}/gu) ?? []).length >= 6 &&
    /\b(?:you|your|we|our|us|i)\b/i.test(inside) &&
    /\p{Ll}[.!?,](?:\s|$)/u.test(inside) &&
    code.length * 4 < lines.length
  )
}
