import { readTree } from './data-read.ts'
import { possibleLayouts } from './data-recognise.ts'
import { parseYaml } from './data-yaml.ts'
import type { Reader } from './reader.ts'
import { withComments } from './yaml-switches.ts'

/** Reads YAML the way JSON is read; several documents are a list. */
export const yamlReader: Reader = {
  format: 'yaml',
  *read(source, settings) {
    // Parsing YAML is slow, and most YAML in a folder is something else.
    if (!settings.asked && settings.layout === undefined && possibleLayouts(source.text).length === 0) {
      yield { skipped: { path: source.path, reason: 'unrecognised', count: 1 } }
    } else yield* withComments(source, readTree(source, parseYaml(source), settings))
  },
}
