import { redacted } from './redact.ts'
import type { Reporter } from './reporter.ts'

/** A format a report can be told in. */
export interface Format {
  /** One short phrase for the help. */
  readonly summary: string
  /** Whether its files are made to be uploaded or posted: personal data is masked in it unless asked otherwise. */
  readonly leavesMachine: boolean
  /** Its reporter, loaded only now; without colour what paints it is not loaded. What must be masked is masked. */
  load(wish?: { readonly color: boolean }): Promise<Reporter>
}

function format(leavesMachine: boolean, summary: string, load: Format['load']): Format {
  return {
    summary,
    leavesMachine,
    async load(wish) {
      const reporter = await load(wish)
      return (report) => reporter(redacted(report, leavesMachine))
    },
  }
}

const stays = format.bind(undefined, false)
const leaves = format.bind(undefined, true)

/** All formats by the name they have in `--format`. */
export const reporters: Readonly<Record<string, Format>> = {
  pretty: stays('for people: the words marked, and why', async (wish) => {
    const { prettyWith } = await import('./pretty.ts')
    return prettyWith(wish?.color === false ? undefined : (await import('./colours.ts')).coloured)
  }),
  compact: stays('one line per finding: path:line:column', async () => (await import('./compact.ts')).compact),
  json: stays('everything, for programs', async () => (await import('./json.ts')).jsonReporter),
  jsonl: stays('everything, one JSON object per line', async () => (await import('./json.ts')).jsonl),
  sarif: leaves('SARIF 2.1.0, for code scanning', async () => (await import('./sarif.ts')).sarif),
  github: leaves('annotations of GitHub Actions', async () => (await import('./github.ts')).github),
  gitlab: leaves('Code Quality report of GitLab', async () => (await import('./gitlab.ts')).gitlab),
  junit: leaves('JUnit XML, for test reports', async () => (await import('./junit.ts')).junit),
  checkstyle: leaves('Checkstyle XML', async () => (await import('./checkstyle.ts')).checkstyle),
  rdjson: leaves('Reviewdog Diagnostic Format', async () => (await import('./rdjson.ts')).rdjson),
  markdown: leaves('a table for comments and summaries', async () => (await import('./markdown.ts')).markdownReporter),
  csv: leaves('one row per finding, joins on the template id', async () => (await import('./csv.ts')).csv),
}

/** What `$GITHUB_STEP_SUMMARY` is to hold beside the `github` format: all findings, in Markdown, masked as that format is. */
export async function loadStepSummary(): Promise<Reporter> {
  const { stepSummary } = await import('./markdown.ts')
  return (report) => stepSummary(redacted(report, true))
}
