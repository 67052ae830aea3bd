import { basename, resolve } from 'node:path'
import { severities } from '../config/settings.ts'
import type { Problem, Severity } from '../diagnostic.ts'
import { nearest } from '../nearest.ts'
import { mistake } from './problems.ts'

/** The options of `lint` as typed: commander knows their names, not what they mean. */
export interface TypedFlags {
  readonly config?: string
  readonly format?: readonly string[]
  readonly failOn?: string
  readonly maxWarnings?: string
  readonly rule?: readonly string[]
  readonly only?: readonly string[]
  readonly praise?: boolean
  readonly quiet?: boolean
  readonly color?: boolean
  readonly as?: string
  readonly stdinFilename?: string
  readonly allowEmpty?: boolean
  readonly listSkipped?: boolean
  readonly replyTo?: string
  readonly baseline?: string
  readonly updateBaseline?: boolean
  readonly since?: string
  readonly staged?: boolean
  readonly exitZero?: boolean
  /** `all`, or false with `--no-redact`. */
  readonly redact?: string | boolean
  readonly stats?: boolean
  readonly debug?: boolean
  readonly listFiles?: boolean
  readonly printConfig?: string
}

/** The options of `lint`, checked and with their defaults. */
export interface Flags extends Omit<TypedFlags, 'as' | 'format' | 'failOn' | 'maxWarnings' | 'rule' | 'only' | 'color' | 'redact'> {
  readonly formats: readonly Format[]
  /** Undefined when the config may say. */
  readonly failOn?: Severity | 'never'
  readonly maxWarnings?: number
  readonly rules: ReadonlyMap<string, Severity | 'off'>
  readonly only: readonly string[]
  readonly color: boolean
  readonly as?: 'transcript' | 'template'
  readonly redact: 'default' | 'none' | 'all'
}

/** A format, and the file (absolute) it goes to; standard output without one. */
export interface Format {
  readonly name: string
  readonly file?: string
}

const bars = ['error', 'warn', 'info', 'never'] as const
const kinds = ['transcript', 'template'] as const
const masks = ['default', 'all'] as const

/** Checks the options; `formatNames` are the formats there are. Mistakes are problems, and count as not given. */
export function checkFlags(
  typed: TypedFlags,
  formatNames: readonly string[],
  cwd: string,
): { readonly flags: Flags; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const wrong = (message: string, near?: string): undefined => void problems.push(mistake(message, near))
  const oneOf = <W extends string>(option: string, value: string | undefined, words: readonly W[]): W | undefined => {
    const known = words.find((word) => word === value)
    return (
      known ??
      (value === undefined ? undefined : wrong(`${option} takes one of ${words.join(', ')}, not \`${value}\``, nearest(value, words)))
    )
  }
  const { as: _as, format = [], failOn, maxWarnings, rule = [], only = [], color = true, redact, ...same } = typed
  const as = oneOf('--as', typed.as, kinds)
  const bar = oneOf('--fail-on', failOn, bars)
  const most = maxWarnings === undefined ? undefined : wholeNumber(maxWarnings)
  if (most === undefined && maxWarnings !== undefined) wrong(`--max-warnings takes a whole number, not \`${maxWarnings}\``)
  const formats = format.flatMap((word): Format[] => {
    const [name = '', file] = word.split(/=(.*)/s)
    if (oneOf('--format', name, formatNames) === undefined) return []
    return [{ name, ...(file ? { file: resolve(cwd, file) } : {}) }]
  })
  for (const place of repeated(formats.map(({ file }) => file))) {
    wrong(
      `two formats go to ${place === undefined ? 'standard output: give one a file, such as --format json=report.json' : basename(place)}`,
    )
  }
  const rules = rule.flatMap((word): [string, Severity | 'off'][] => {
    const [, name, severity] = /^\s*([^\s:=]+)\s*[:=]\s*(\S+)\s*$/.exec(word) ?? []
    if (!name || !severity) return wrong(`--rule takes a name and a severity, such as 'no-shouting: warn', not \`${word}\``) ?? []
    const known = oneOf(`--rule ${name}`, severity, severities)
    return known ? [[name, known]] : []
  })
  const flags: Flags = {
    ...same,
    formats: format.length === 0 ? [{ name: 'pretty' }] : formats,
    ...(most === undefined ? {} : { maxWarnings: most }),
    rules: new Map(rules),
    only: only
      .flatMap((names) => names.split(','))
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    color,
    redact: redact === false ? 'none' : typeof redact === 'string' ? (oneOf('--redact', redact, masks) ?? 'default') : 'default',
    ...(bar === undefined ? {} : { failOn: bar }),
    ...(as === undefined ? {} : { as }),
  }
  for (const [clash, message] of clashes(typed)) if (clash) wrong(message)
  return { flags, problems }
}

/** Options that make no sense with, or without, each other. */
function clashes({ baseline, updateBaseline, since, staged }: TypedFlags): readonly (readonly [clash: unknown, message: string])[] {
  const changesOnly = staged || since !== undefined
  return [
    [staged && since !== undefined, '--since and --staged do not go together: what is staged is held against the last commit'],
    [updateBaseline && baseline === undefined, '--update-baseline needs to know which: --baseline FILE'],
    [updateBaseline && changesOnly, '--update-baseline looks at whole files: leave out --since and --staged'],
  ]
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function repeated<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
