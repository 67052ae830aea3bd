import { decoded, proseOf } from '../markup/index.ts'
import { Text } from '../text.ts'
import type { Reader } from './reader.ts'
import { resolveSpeakers } from './speakers.ts'
import { type Talk, talksIn } from './talk.ts'
import { type About, noSpeakersIn, nothingIn, readTalks, readTemplate } from './talk-read.ts'

/** Reads HTML: a reply template, or a transcript when its lines clearly say who speaks (Salesforce live chats among them). */
export const htmlReader: Reader = {
  format: 'html',
  *read(source, settings) {
    const written = Text.of(source)
    const about = aboutOf(source.text)
    const words = decoded(written, 'html', settings.as ?? 'transcript')
    if (words.value.trim() === '') yield nothingIn(source)
    else {
      const talks =
        settings.as === 'template' ? [] : talksIn(words, withAgents(words.value, settings), (turn) => proseOf(turn, 'transcript'))
      if (talks.length > 0 && (settings.as === 'transcript' || talks.some(isClear))) yield* readTalks(source, talks, words, settings, about)
      else if (settings.as === 'transcript') yield noSpeakersIn(source)
      else yield readTemplate(source, proseOf(decoded(written, 'html', 'template'), 'template'), written.trim(), settings, about)
    }

    /** Two speakers of whom at least one can be told. */
    function isClear(talk: Talk): boolean {
      const people = resolveSpeakers(talk.drafts, talk.names, source).turns.filter(({ speaker }) => speaker !== 'system')
      return new Set(people.map(({ author }) => author)).size > 1 && people.some(({ speaker }) => speaker === 'agent')
    }
  },
}

/** Salesforce says above a live chat which agents took part: `Agent Dana R`. */
function withAgents(text: string, { agents, customers }: { readonly agents: readonly string[]; readonly customers: readonly string[] }) {
  if (!/^Chat Started:/m.test(text)) return { agents, customers }
  return { agents: [...agents, ...[...text.matchAll(/^Agent (.+)$/gm)].map((match) => match[1]!.trim())], customers }
}

function aboutOf(html: string): About {
  const title = /<title[^>]*>\s*([^<]*?)\s*<\/title>/i.exec(html)?.[1]
  const lang = /<html[^>]*\slang\s*=\s*["']?([\w-]+)/i.exec(html)?.[1]
  return { ...(title ? { title } : {}), ...(lang ? { lang } : {}) }
}
