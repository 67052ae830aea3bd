import { type AnalysisSettings, analyse } from '../src/analysis/analyse.ts'
import type { Analysis } from '../src/analysis/analysis.ts'
import { builtInLexicon, builtInModels } from '../src/analysis/built-in.ts'
import type { Conversation, Speaker, Turn } from '../src/conversation.ts'
import type { Rule } from '../src/rules/rule.ts'
import { sourceOf } from '../src/source.ts'
import { type Mark, Text } from '../src/text.ts'

const speakers: readonly Speaker[] = ['customer', 'agent', 'bot', 'system', 'unknown']

/**
 * A conversation from lines such as `agent: Hello` (a note is `agent note: …`), made without any reader. In a turn, `{{signature}}` is
 * an opaque placeholder and any other `{{…}}` the customer's name, read as "Sam".
 */
export function talk(lines: string, more: Partial<Conversation> = {}): Conversation {
  const source = more.source ?? sourceOf('talk.txt', lines)
  let at = source.offset
  const turns = source.text.split('\n').flatMap((line, index): Turn[] => {
    const start = at
    at += line.length + 1
    const [, who = '', note] = /^(\w+)( note)?: /.exec(line) ?? []
    const speaker = speakers.find((known) => known === who)
    if (!speaker) return []
    const span = { start: start + who.length + (note?.length ?? 0) + 2, end: start + line.length }
    return [
      { index, speaker, visibility: note ? 'internal' : 'public', text: filled(Text.of(source, span)), span: { start, end: span.end } },
    ]
  })
  return { source, span: { start: source.offset, end: at - 1 }, kind: 'transcript', turns, pointer: '', ...more }
}

/** A template of one agent turn. */
export function template(text: string, more: Partial<Conversation> = {}): Conversation {
  return talk(`agent: ${text}`, { kind: 'template', ...more })
}

function filled(raw: Text): Text {
  const layer = raw.layer()
  let done = 0
  for (const { 0: written, index } of raw.value.matchAll(/\{\{\w+\}\}/g)) {
    const opaque = written === '{{signature}}'
    const mark: Omit<Mark, 'range'> = { kind: 'placeholder', as: opaque ? 'opaque' : 'customerName', written }
    layer.copy(done, index)
    const start = layer.length
    done = index + written.length
    layer.put(opaque ? 'text' : 'Sam', index, done).mark({ ...mark, range: { start, end: layer.length } })
  }
  return layer.copy(done, raw.value.length).build()
}

/** A rule with what every rule needs, and what a test is about. */
export function rule(own: Partial<Rule> & Pick<Rule, 'check'>): Rule {
  return { summary: 'Says what a test asks for.', message: 'What a test is about', severity: 'warn', kind: 'forbids', ...own }
}

/** A rule that reports every stretch of words that matches, whoever says them. */
export function reports(pattern: RegExp, own: Partial<Rule> = {}): Rule {
  return rule({
    *check({ conversation }) {
      for (const turn of conversation.turns) {
        for (const { 0: words, index } of turn.text.value.matchAll(pattern))
          yield { at: { turn, range: { start: index, end: index + words.length } } }
      }
    },
    ...own,
  })
}

/** A conversation, understood. */
export function understood(conversation: Conversation, settings: Partial<AnalysisSettings> = {}): Analysis {
  return analyse(conversation, { lexicons: [builtInLexicon()], models: builtInModels(), judge: ['agent'], ...settings })
}
