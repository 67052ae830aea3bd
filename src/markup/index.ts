import type { Markup } from '../readers/reader.ts'
import type { Text } from '../text.ts'
import { withoutHistory } from './history.ts'
import { unwrapped } from './lines.ts'
import { withStandIns } from './placeholders.ts'
import type { Context } from './syntaxes.ts'

type Decoder = (written: Text, context: Context) => Text

/** What is loaded; plain text needs nothing. */
const decoders: Partial<Record<Markup, Decoder>> = { plain: unwrapped }

const load: Readonly<Record<Markup, () => Promise<Decoder>>> = {
  plain: async () => unwrapped,
  html: async () => (await import('./html.ts')).decodeHtml,
  markdown: async () => (await import('./markdown.ts')).decodeMarkdown,
}

/** Makes a markup ready for `prose`, which is synchronous; loading twice costs nothing. */
export async function loadMarkup(markup: Markup): Promise<void> {
  decoders[markup] ??= await load[markup]()
}

/** The words of a text without its markup. Throws when the markup has not been loaded: that is a mistake of the program. */
export function decoded(written: Text, markup: Markup, context: Context): Text {
  const decoder = decoders[markup]
  if (!decoder) throw new Error(`markup '${markup}' is used before loadMarkup('${markup}')`)
  return decoder(written, context)
}

/**
 * A text as the customer reads it: markup decoded, placeholders as stand-ins, quoted history and signatures left out. Every word still
 * knows where it is written. Throws when the markup has not been loaded.
 */
export function prose(written: Text, markup: Markup, context: Context): Text {
  return proseOf(decoded(written, markup, context), context)
}

/** The same, of words whose markup is decoded already. */
export function proseOf(words: Text, context: Context): Text {
  return withoutHistory(withStandIns(words, context), context).trim()
}
