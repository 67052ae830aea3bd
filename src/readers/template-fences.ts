import type { Text } from '../text.ts'

/** A template of a library, under the heading it stands below. */
export interface FencedTemplate {
  readonly written: Text
  readonly title: string | undefined
  /** Whether the block says that it holds Markdown. */
  readonly markdown: boolean
}

const BLOCK = /^[ \t]*(?<marks>`{3,9}|~{3,9})[ \t]*(?<language>[\w-]*)[^\n]*\n(?<inside>[\s\S]*?)^[ \t]*\k<marks>[`~]*[ \t]*\r?$/gm
/** Languages of blocks that hold words for people. */
const WORDY = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'email', 'eml', 'md', 'markdown'])
const MARKDOWN = new Set(['md', 'markdown'])
/** A library of templates has at least so many; fewer are examples in a page that is a template itself. */
const LEAST = 2

/** The templates of a Markdown library that keeps them in fenced blocks, to be copied from there; none where blocks hold code. */
export function fencedTemplates(text: Text): readonly FencedTemplate[] {
  const blocks = [...text.value.matchAll(BLOCK)].filter(
    ({ groups }) => WORDY.has(groups!.language!.toLowerCase()) && isSaid(groups!.inside!),
  )
  if (blocks.length < LEAST) return []
  const outside = text.value.replace(BLOCK, (block) => block.replace(/[^\r\n]/g, ' '))
  const headings = [...outside.matchAll(/^#{1,6}[ \t]+(\S[^\r\n]*?)[ \t#]*\r?$/gm)]
  return blocks.map(({ index, 0: block, groups }) => {
    const start = index + block.indexOf('\n') + 1
    return {
      written: text.slice(start, start + groups!.inside!.length),
      title: headings.findLast((heading) => heading.index < index)?.[1],
      markdown: MARKDOWN.has(groups!.language!.toLowerCase()),
    }
  })
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
