import type { Switch } from '../conversation.ts'
import type { Source } from '../source.ts'
import type { Text } from '../text.ts'
import { field } from './data-value.ts'
import { parseYaml } from './data-yaml.ts'
import { switchKey, switchOf } from './switches.ts'

/** The key with all that is indented below it: what else is said in front matter may be no YAML at all. */
const entry = new RegExp(`^${switchKey}[ \\t]*:[^\\r\\n]*(?:\\r?\\n(?:[ \\t]+[^\\r\\n]+|(?=\\r?\\n)))*`, 'm')

/** What the keys on top of a Markdown file switch off. That is read as YAML, which takes time to load. */
export function switchesInFrontMatter(source: Source, keys: Text): readonly Switch[] {
  const match = entry.exec(keys.value)
  if (!match) return []
  const { start } = keys.spanOf({ start: match.index, end: match.index + match[0].length })
  const { root, problems } = parseYaml({ ...source, text: match[0], offset: start })
  const [problem] = problems
  if (problem?.span) {
    return [{ where: 'front matter', span: problem.span, off: [], mistake: { message: `this key cannot be read: ${problem.message}` } }]
  }
  const value = field(root, switchKey)
  return value && !(value.kind === 'scalar' && value.value === null) ? [switchOf(value, 'front matter')] : []
}
