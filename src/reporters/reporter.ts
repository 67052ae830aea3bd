import type { Report } from '../diagnostic.ts'

/** Tells a report in one format, in chunks of text; it prints nothing and decides nothing. */
export type Reporter = (report: Report) => Iterable<string>
