import { oneLine, terminal } from './escape.ts'
import { severityNames, shown } from './findings.ts'
import { place } from './place.ts'
import type { Reporter } from './reporter.ts'

/** One line per finding, which terminals and editors make a link of: `path:line:column: severity rule: message`. */
export const compact: Reporter = function* (report) {
  for (const { source, span, outcome, severity, rule, message } of shown(report, { met: true })) {
    const label = outcome === 'met' ? 'met' : severityNames[severity]
    yield `${place(source.path, source, span)}: ${label} ${terminal(`${rule}: ${oneLine(message)}`)}\n`
  }
}
