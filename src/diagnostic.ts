import type { Source, Span } from './source.ts'

export type Severity = 'error' | 'warn' | 'info'

/** Words that made a reply wrong (the customer's), or that a finding leans on. */
export interface Evidence {
  readonly message: string
  readonly quote: string
  readonly span: Span
  /** The file it stands in, when that is not the diagnostic's (a draft judged against a ticket). */
  readonly source?: Source
  /** The turn's index in the input. */
  readonly turn: number
}

/** One finding of one rule, finished: named, weighed, placed. */
export interface Diagnostic {
  readonly rule: string
  readonly severity: Severity
  /** `missed`: called for and not there, or there and harmful. `met`: called for and there (praise). */
  readonly outcome: 'missed' | 'met'
  readonly message: string
  readonly source: Source
  readonly span: Span
  readonly quote: string
  /** JSON pointer of the conversation in its data; empty for a file that is one conversation. */
  readonly pointer: string
  readonly conversation: {
    readonly id?: string
    readonly kind: 'transcript' | 'template'
    readonly title?: string
    /** Who speaks in it, as written; only to take their names out again. */
    readonly names?: readonly string[]
  }
  readonly turn: number
  readonly because: readonly Evidence[]
  /** What would be right: reminders of what to say, not scripts. */
  readonly instead: readonly string[]
  /** Identity across edits: the same finding keeps it when lines move. Hexadecimal, 16 digits. */
  readonly fingerprint: string
  /** Set when a team switched this finding off. */
  readonly suppressed?: { readonly where: string; readonly reason?: string }
}

/** Some work that could not be done: unreadable, unparsable, bad config. It has no rule, severity or suppression. */
export interface Problem {
  readonly path: string
  readonly source?: Source
  readonly span?: Span
  readonly message: string
  /** The nearest valid thing, when the message is about a wrong word. */
  readonly nearest?: string
  /** Only to be told: the file was asked for, but holds nothing to lint. The exit code is unaffected. */
  readonly notice?: true
}

/** What became of one linted file. */
export interface FileReport {
  readonly path: string
  readonly conversations: number
  readonly replies: number
  /** Met outcomes are always in here; reporters show them only with `praise`. Suppressed ones too. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Why files or conversations were passed over, and how many. */
export interface Skipped {
  readonly path: string
  readonly reason: 'unrecognised' | 'ignored' | 'language'
  readonly count: number
}

/** All that a run found, for reporters. */
export interface Report {
  readonly files: readonly FileReport[]
  readonly problems: readonly Problem[]
  readonly skipped: readonly Skipped[]
  readonly settings: ReportSettings
}

/** What reporters need to know of how the run was asked for. */
export interface ReportSettings {
  readonly failOn: Severity | 'never'
  readonly maxWarnings?: number
  readonly praise: boolean
  readonly quiet: boolean
  readonly color: boolean
  /** Columns of the terminal; 80 when unknown. */
  readonly width: number
  /** The rules that ran, with what reporters say of them. */
  readonly rules: readonly RuleInfo[]
  readonly version: string
  /**
   * What is masked. `default` (also when left out): e-mails, phone, card and account numbers, in formats that leave the
   * machine. `all`: these, names and the customers' words, in every format. `none`: nothing.
   */
  readonly redact?: 'default' | 'none' | 'all'
  /** Names to take out with `redact: 'all'`, besides those of each conversation. */
  readonly names?: readonly string[]
  /** Where the paths of the report start, seen from the repository's root: `support/`, or empty at the root. */
  readonly base?: string
  /** The project's page, when it has one. */
  readonly homepage?: string
  /** How many findings were left out because they are known: in a baseline, or there before what changed. */
  readonly known?: number
  /** Sentences for the summary, such as that a draft was judged without its ticket. */
  readonly notes?: readonly string[]
}

/** A rule as reporters and `explain` show it. */
export interface RuleInfo {
  readonly name: string
  readonly summary: string
  readonly message: string
  readonly severity: Severity | 'off'
  readonly kind: 'requires' | 'forbids'
  readonly readme: string
  /** How precise it was when measured; left out below 20 findings, and of a team's rules. */
  readonly precision?: 'very-high' | 'high' | 'medium' | 'low'
}
