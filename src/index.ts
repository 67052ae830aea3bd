// The library: lint a text in memory, write rules and test them, understand a conversation, tell of a report.

export type { Act, Sign } from './analysis/acts.ts'
export { type AnalysisSettings, analyse } from './analysis/analyse.ts'
export type { Analysis, Complaint, Cue, Message, Reply, Sentence, Word } from './analysis/analysis.ts'
export { builtInLexicon, builtInModels } from './analysis/built-in.ts'
export type { Model, Models } from './analysis/model.ts'
export type { Config, FileEntry, RuleSetting } from './config/config.ts'
export {
  type Channel,
  type Conversation,
  type Moment,
  type Quote,
  type Speaker,
  spanOf,
  type Turn,
  wordsOf,
  writtenWordsOf,
} from './conversation.ts'
export type { Diagnostic, Evidence, FileReport, Problem, Report, ReportSettings, RuleInfo, Severity, Skipped } from './diagnostic.ts'
export type { FieldMapping } from './layouts/layout.ts'
export { createLinter, createLinters, type Judged, type Linter, type LinterSettings, lint } from './lint.ts'
export { type LintOptions, type LintResult, lintText } from './lint-text.ts'
export { readerFor } from './readers/index.ts'
export type { Markup, Read, Reader, ReadSettings } from './readers/reader.ts'
export { answering, asTicket } from './reply-to.ts'
export { builtInRules, type CollectedRule, type RuleBook, readmeOf } from './rules/collection.ts'
export {
  type Because,
  defineRule,
  type Find,
  type Finding,
  type OneOf,
  type Options,
  type OptionValue,
  type Phrases,
  type Rule,
  type Values,
} from './rules/rule.ts'
export { type FailingCase, failingCases } from './rules/test-rule.ts'
export { type Position, positionOf, type Source, type Span, slice, sourceOf } from './source.ts'
export { type Mark, type PlaceholderKind, type Range, Text } from './text.ts'
