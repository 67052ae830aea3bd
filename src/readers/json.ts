import { parseJson } from './data-json.ts'
import { readTree } from './data-read.ts'
import type { Reader } from './reader.ts'

/** Reads JSON: conversations, lists of them, vendors' exports, and home-made shapes by a mapping. */
export const jsonReader: Reader = {
  format: 'json',
  read: (source, settings) => readTree(source, parseJson(source), settings),
}
