import type { Config, Suppression } from './config/config.ts'
import type { Conversation, Switch } from './conversation.ts'
import type { Diagnostic, Problem } from './diagnostic.ts'
import { nearest } from './nearest.ts'
import type { RuleBook } from './rules/collection.ts'
import { positionOf, type Source, type Span } from './source.ts'

/** What is switched off by a config, and by the files themselves, over all that is linted by that config. */
export interface Suppress {
  /** The switches of one file, to be held against its conversations. */
  file(): FileSwitches
  /** Notices of entries that did nothing. `whole`: all they could be of was linted, so that one which fits nothing is told, too. */
  idle(whole: boolean): readonly Problem[]
}

/** What the switches of one file do. */
export interface FileSwitches {
  /** The findings of a conversation, those that are switched off marked. `active`: the rules that could find something. */
  mark(findings: readonly Diagnostic[], conversation: Conversation, active: ReadonlySet<string>): readonly Diagnostic[]
  /** What is wrong with switches so far and, as notices, which do nothing; each switch once. */
  problems(): readonly Problem[]
}

/** What a config and the rules there are say of switching off. */
export type SuppressSettings = Pick<Config, 'suppress' | 'requireReason' | 'picked'> & { readonly book: RuleBook }

/** A switch of a file or an entry of a config. */
interface Off {
  readonly rules: readonly string[] | 'all'
  readonly reason?: string
  readonly where: string
  readonly at: { readonly source: Source; readonly span: Span }
  /** The only finding it is about. */
  readonly fingerprint?: string
  /** Which rules (or `all`) it was held against, and whether it silenced them. */
  readonly tried: Map<string, boolean>
}

/** Makes what marks the findings that are switched off. */
export function createSuppress({ book, suppress = [], requireReason = false, picked }: SuppressSettings): Suppress {
  const entries = suppress.map((entry) => ({ entry, off: offOfEntry(entry) }))

  function file(): FileSwitches {
    const offs = new Map<Switch, Off>()
    return {
      mark(findings, conversation, active) {
        const { switches = [], source } = conversation
        for (const one of switches) if (!offs.has(one)) offs.set(one, offOfSwitch(one, source))
        const own = switches.map((one) => offs.get(one)!)
        const team = entries.filter(({ entry }) => isOf(entry, conversation)).map(({ off }) => off)
        return own.length + team.length > 0 ? marked(findings, [...own, ...team], active) : findings
      },
      problems: () => [...offs].flatMap(([one, off]) => [...mistakesIn(one, off, book, requireReason), ...(picked ? [] : idleRules(off))]),
    }
  }

  function idle(whole: boolean): readonly Problem[] {
    if (picked) return []
    return entries.flatMap(({ entry, off }) => (off.tried.size > 0 ? idleRules(off) : whole ? [unmet(entry)] : []))
  }

  return { file, idle }
}

function offOfSwitch({ off, reason, where, span }: Switch, source: Source): Off {
  return { rules: off, where, at: { source, span }, tried: new Map(), ...(reason !== undefined && { reason }) }
}

function offOfEntry({ rules = [], reason, fingerprint, at }: Suppression): Off {
  const where = `${at.source.path}:${positionOf(at.source, at.span.start).line}`
  const more = { ...(reason !== undefined && { reason }), ...(fingerprint !== undefined && { fingerprint }) }
  return { rules: rules.length > 0 ? rules : 'all', where, at, tried: new Map(), ...more }
}

function isOf({ id, title }: Suppression, conversation: Conversation): boolean {
  return (id === undefined || id === conversation.id) && (title === undefined || title === conversation.title)
}

function marked(findings: readonly Diagnostic[], offs: readonly Off[], active: ReadonlySet<string>): readonly Diagnostic[] {
  // An entry about one finding is held against every conversation: only what it silences tells something.
  for (const { rules, tried, fingerprint } of offs) {
    const held = rules === 'all' ? ['all'] : rules.filter((rule) => active.has(rule))
    if (fingerprint === undefined) for (const rule of held) tried.set(rule, tried.get(rule) ?? false)
  }
  return findings.map((finding) => {
    const silencing = finding.outcome === 'missed' ? offs.filter((off) => silences(off, finding)) : []
    for (const { rules, tried } of silencing) tried.set(rules === 'all' ? 'all' : finding.rule, true)
    const [first] = silencing
    if (!first) return finding
    const { where, reason } = first
    return { ...finding, suppressed: { where, ...(reason !== undefined && { reason }) } }
  })
}

function silences({ rules, fingerprint }: Off, finding: Diagnostic): boolean {
  return (rules === 'all' || rules.includes(finding.rule)) && (fingerprint === undefined || fingerprint === finding.fingerprint)
}

function* mistakesIn({ mistake, off, reason }: Switch, { at }: Off, book: RuleBook, requireReason: boolean): Iterable<Problem> {
  if (mistake) yield problemAt(at, mistake)
  const unknown = off === 'all' ? undefined : off.find((name) => !book.has(name))
  if (unknown !== undefined) {
    const near = nearest(unknown, book.keys())
    const message = `there is no rule \`${unknown}\`: a switch is written \`rule, rule: reason\``
    yield problemAt(at, { message, ...(near !== undefined && { nearest: near }) })
  }
  if (requireReason && !mistake && reason === undefined)
    yield problemAt(at, { message: 'this switches findings off and does not say why (`require-reason` is on)' })
}

/** A notice of rules that were switched off and found nothing. */
function idleRules({ at, tried }: Off): readonly Problem[] {
  const idle = [...tried].flatMap(([rule, silenced]) => (silenced ? [] : [rule]))
  if (idle.length === 0) return []
  const rules = idle.map((rule) => (rule === 'all' ? 'every rule' : `\`${rule}\``)).join(', ')
  const [are, find] = idle.length > 1 ? ['are', 'find'] : ['is', 'finds']
  const message = `${rules} ${are} switched off here, and ${find} nothing: this is not needed any more`
  return [{ ...problemAt(at, { message }), notice: true }]
}

/** A notice of an entry that nothing linted fits. */
function unmet({ id, title, fingerprint, at }: Suppression): Problem {
  const named = Object.entries({ id, title, fingerprint }).flatMap(([key, value]) => (value === undefined ? [] : [`${key} \`${value}\``]))
  return { ...problemAt(at, { message: `nothing that was linted has the ${named.join(' and the ')}` }), notice: true }
}

function problemAt({ source, span }: Off['at'], said: Pick<Problem, 'message' | 'nearest'>): Problem {
  return { path: source.path, source, span, ...said }
}
