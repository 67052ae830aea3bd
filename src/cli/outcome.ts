import type { Problem } from '../diagnostic.ts'

/** What a command comes to: nothing is written, and no exit code set, before `main` does it. */
export interface Outcome {
  readonly writes: readonly Write[]
  /** Said on standard error; with any, some work was not done. */
  readonly problems: readonly Problem[]
  /** 0 ran, 1 ran and found what fails, 2 some work was not done. */
  readonly exitCode: 0 | 1 | 2
}

/** Text for a stream, or for a file (an absolute path), which is replaced as a whole or added to. */
export interface Write {
  readonly to: 'stdout' | 'stderr' | { readonly file: string; readonly append?: boolean }
  readonly chunks: Iterable<string>
}

/** What a command may know of the world around it. */
export interface World {
  /** The working directory, absolute. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  stdin(): Iterable<Uint8Array>
  /** Standard output shows colours, and nobody asked it not to. */
  readonly color: boolean
  /** Standard error is a terminal that someone may look at, and this is no CI. */
  readonly watched: boolean
  /** Someone sits at the terminal and can answer. */
  readonly interactive: boolean
  /** Columns of the terminal; 80 when unknown. */
  readonly width: number
  readonly version: string
  /** The folder of the installed package, absolute. */
  readonly home: string
  /** Asks a person and gives the answer, trimmed; empty when they only pressed Enter. */
  ask(question: string): Promise<string>
}

/** The outcome of saying something and doing nothing more. */
export function saying(...lines: readonly string[]): Outcome {
  return { writes: [{ to: 'stdout', chunks: lines.map((line) => `${line}\n`) }], problems: [], exitCode: 0 }
}

/** The outcome of work that could not be begun. */
export function failing(...problems: readonly Problem[]): Outcome {
  return { writes: [], problems, exitCode: 2 }
}
