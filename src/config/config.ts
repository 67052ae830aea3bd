import type { Channel, Speaker } from '../conversation.ts'
import type { Severity } from '../diagnostic.ts'
import type { FieldMapping } from '../layouts/layout.ts'
import type { Markup } from '../readers/reader.ts'
import type { Source, Span } from '../source.ts'

/** A rule's severity and the options a team set; options not named keep the rule's default. */
export interface RuleSetting {
  readonly severity: Severity | 'off'
  readonly options: Readonly<Record<string, unknown>>
}

/** One line under `files:`: what to lint, and how to read it. */
export interface FileEntry {
  readonly include: readonly string[]
  /** Where the config says so. */
  readonly at?: { readonly source: Source; readonly span: Span }
  readonly as?: 'transcript' | 'template'
  readonly layout?: string | FieldMapping
  readonly markup?: Markup
  readonly channel?: Channel
}

/** One entry under `suppress:`: findings that a team lets stand. All that it names must fit. */
export interface Suppression {
  readonly id?: string
  readonly title?: string
  readonly fingerprint?: string
  /** All rules, when left out. */
  readonly rules?: readonly string[]
  readonly reason?: string
  /** Where the config says so. */
  readonly at: { readonly source: Source; readonly span: Span }
}

/** A checked configuration, `extends` followed and presets filled in. Globs are relative to `root`. */
export interface Config {
  /** The file it came from; undefined when there is none. */
  readonly path?: string
  /** The folder globs are relative to: the config file's, else the working directory. Absolute. */
  readonly root: string
  readonly rules: ReadonlyMap<string, RuleSetting>
  readonly overrides: readonly { readonly files: readonly string[]; readonly rules: ReadonlyMap<string, Partial<RuleSetting>> }[]
  readonly files: readonly FileEntry[]
  readonly ignore: readonly string[]
  readonly agents: readonly string[]
  readonly customers: readonly string[]
  readonly judge: readonly Speaker[]
  /** A team's own words, per act or sign, in the phrase language of the lexicon. */
  readonly vocabulary: Readonly<Record<string, readonly string[]>>
  /** Folders of rules: paths relative to the config file, or package names. */
  readonly plugins: readonly string[]
  readonly suppress?: readonly Suppression[]
  /** Whatever switches a finding off must say why. */
  readonly requireReason?: boolean
  readonly failOn?: Severity | 'never'
  readonly maxWarnings?: number
  /** Rules were picked on the command line: what does nothing in this run may be needed in others. */
  readonly picked?: true
}
