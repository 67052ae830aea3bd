import type { Root } from 'nlcst'
import retextEnglish from 'retext-english'
import { unified } from 'unified'

const parser = unified().use(retextEnglish).freeze()

/** The syntax tree (nlcst) of a text of one sentence; offsets count from its beginning. */
export function treeOf(text: string): Root {
  return parser.parse(text)
}
