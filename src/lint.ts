import { type AnalysisSettings, analyse } from './analysis/analyse.ts'
import type { Analysis } from './analysis/analysis.ts'
import { builtInLexicon, builtInModels } from './analysis/built-in.ts'
import type { Config, RuleSetting } from './config/config.ts'
import type { Conversation, Speaker } from './conversation.ts'
import type { Diagnostic, Problem, Skipped } from './diagnostic.ts'
import { finish } from './finish.ts'
import { createIdentify, type Identify } from './identity.ts'
import { type Language, languageIn } from './language.ts'
import type { Reader, ReadSettings } from './readers/reader.ts'
import type { RuleBook } from './rules/collection.ts'
import { type ActiveRule, runRules, type Scope } from './rules/engine.ts'
import { valuesOf } from './rules/options.ts'
import { addedEntries, lexiconOf, readable } from './rules/phrases.ts'
import type { Source } from './source.ts'
import { createSuppress, type FileSwitches, type Suppress } from './suppress.ts'

/**
 * The data flow as code: a file, one window of it at a time, is read into conversations, each is understood, judged and told of
 * before the next one is read. The sources are the windows of one file, in order: all of it, or the lines of a JSONL file. `path` is
 * what the file is known by in the identities of findings, wherever the program runs; as it is shown, when left out.
 */
export function* lint(sources: Iterable<Source>, reader: Reader, settings: ReadSettings, linter: Linter, path?: string): Iterable<Judged> {
  const identify = createIdentify(path)
  const switches = linter.suppress.file()
  for (const source of sources) {
    for (const read of reader.read(source, settings)) {
      if ('conversation' in read) yield linter.judge(read.conversation, identify, switches)
      else if ('problem' in read) yield { ...nothing, problems: [read.problem] }
      else yield { ...nothing, skipped: [read.skipped] }
    }
  }
  const problems = switches.problems()
  if (problems.length > 0) yield { ...nothing, problems }
}

/** What became of one conversation, or of something in a file that is none. */
export interface Judged {
  readonly conversation?: Conversation
  /** Of the words that are judged. */
  readonly language?: Language
  readonly replies: number
  readonly diagnostics: readonly Diagnostic[]
  readonly problems: readonly Problem[]
  readonly skipped: readonly Skipped[]
}

/** Nothing found, nothing wrong. */
export const nothing: Judged = { replies: 0, diagnostics: [], problems: [], skipped: [] }

/** Judges conversations by the rules in use. */
export interface Linter {
  readonly rules: readonly ActiveRule[]
  /** For `analyse`, when the understanding itself is to be shown. */
  readonly analysis: AnalysisSettings
  /** Phrases of the config that cannot be read; they are left out. */
  readonly mistakes: readonly string[]
  /** What is switched off, and which switches do nothing. */
  readonly suppress: Suppress
  /** Never throws. Conversations of one file share an `identify`, which counts equal findings, and the `switches` of the file. */
  judge(conversation: Conversation, identify?: Identify, switches?: FileSwitches): Judged
}

/** What a linter is made of: the rules there are, and what the config says. */
export interface LinterSettings {
  readonly book: RuleBook
  /** What the config says of each rule, overrides laid over it; a rule it does not name is as recommended. */
  readonly rules: ReadonlyMap<string, RuleSetting>
  readonly judge: readonly Speaker[]
  readonly vocabulary: Readonly<Record<string, readonly string[]>>
  /** Makes syntax trees; what `treesFor` gives. */
  readonly tree?: AnalysisSettings['tree']
  /** What is switched off besides what files say themselves. Linters of one config share it. */
  readonly suppress?: Suppress
}

/** Loads the maker of syntax trees when a rule needs it; undefined when none does. */
export async function treesFor(book: RuleBook): Promise<AnalysisSettings['tree']> {
  const needed = [...book.values()].some(({ needs }) => needs?.includes('tree'))
  return needed ? (await import('./analysis/tree.ts')).treeOf : undefined
}

/** Makes a linter. A phrase that cannot be read is left out and said. */
export function createLinter({ book, rules: settings, judge, vocabulary, tree, ...more }: LinterSettings): Linter {
  const rules = [...book].flatMap(([name, rule]): ActiveRule[] => {
    const { severity, options } = settings.get(name) ?? { severity: rule.severity, options: {} }
    if (severity === 'off') return []
    return [{ name, rule, severity, options: valuesOf(rule.options, options), ...(rule.team ? { path: rule.team.path } : {}) }]
  })
  const words = Object.entries(vocabulary).map(([key, say]) => ({ key, say }))
  const { entries, mistakes } = readable([...words, ...rules.flatMap(({ name, rule, options }) => addedEntries(name, rule, options))])
  const team = lexiconOf(entries)
  const lexicons = [builtInLexicon(), ...(team ? [team] : [])]
  const analysis: AnalysisSettings = { lexicons, models: builtInModels(), judge, ...(tree ? { tree } : {}) }
  const { suppress = createSuppress({ book }) } = more
  const active = new Set(rules.map(({ name }) => name))
  const told = new Set<string>()
  const once = ({ message }: Problem) => !told.has(message) && told.add(message)

  const judgeUnderstood = (understood: Analysis, scope: Scope, identify: Identify, switches: FileSwitches): Judged => {
    const { conversation, replies } = understood
    const { verdicts, problems } = runRules(rules, understood, scope)
    const found = verdicts.map((verdict) => finish(verdict, conversation, identify))
    const diagnostics = switches.mark(found, conversation, active)
    return { conversation, replies: replies.length, diagnostics, problems: problems.filter(once), skipped: [] }
  }

  return {
    rules,
    analysis,
    mistakes,
    suppress,
    judge(conversation, identify = createIdentify(), switches = suppress.file()) {
      const language = languageIn(conversation, judge)
      if (language === 'other') {
        return { ...nothing, conversation, language, skipped: [{ path: conversation.source.path, reason: 'language', count: 1 }] }
      }
      try {
        const scope: Scope = { judge, onlyForbidding: language === 'unknown' }
        return { ...judgeUnderstood(analyse(conversation, analysis), scope, identify, switches), language }
      } catch (error) {
        const { source, span } = conversation
        return {
          ...nothing,
          problems: [{ path: source.path, source, span, message: `this conversation could not be understood: ${String(error)}` }],
        }
      }
    },
  }
}

/** Linters by file: those of a config, its overrides laid over its rules. `file` is absolute. */
export async function createLinters(config: Config, book: RuleBook): Promise<(file: string) => Linter> {
  const tree = await treesFor(book)
  const { judge, vocabulary } = config
  const suppress = createSuppress({ book, ...config })
  const make = (rules: Config['rules']) => createLinter({ book, rules, judge, vocabulary, suppress, ...(tree ? { tree } : {}) })
  if (config.overrides.length === 0) {
    const linter = make(config.rules)
    return () => linter
  }
  const [{ matcherOf }, { lay }, { relative, sep }] = await Promise.all([
    import('./config/globs.ts'),
    import('./config/settings.ts'),
    import('node:path'),
  ])
  const overrides = config.overrides.map(({ files, rules }) => ({ matches: matcherOf(files), rules }))
  const linters = new Map<string, Linter>()
  return (file) => {
    const path = relative(config.root, file).split(sep).join('/')
    const over = overrides.filter(({ matches }) => matches(path))
    const name = over.map((override) => overrides.indexOf(override)).join()
    const known = linters.get(name)
    if (known) return known
    const rules = new Map(config.rules)
    for (const override of over) lay(rules, override.rules)
    const linter = make(rules)
    linters.set(name, linter)
    return linter
  }
}
