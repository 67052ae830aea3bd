import type { Switch } from '../conversation.ts'
import type { Source } from '../source.ts'
import type { Text } from '../text.ts'
import { field } from './data-value.ts'
import { parseYaml } from './data-yaml.ts'
import { switchKey, switchOf } from './switches.ts'

/** What the keys on top of a Markdown file switch off. They are read as YAML here, which takes time to load. */
export function switchesInFrontMatter(source: Source, keys: Text): readonly Switch[] {
  const { start, end } = keys.spanOf({ start: 0, end: keys.value.length })
  const block = source.text.slice(start - source.offset, end - source.offset)
  const { root, problems } = parseYaml({ ...source, text: block, offset: start })
  const value = field(root, switchKey)
  if (value) return [switchOf(value, 'front matter')]
  const [problem] = problems
  if (!problem?.span) return []
  return [{ where: 'front matter', span: problem.span, off: [], mistake: { message: `these keys cannot be read: ${problem.message}` } }]
}
