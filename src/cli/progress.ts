import type { World } from './outcome.ts'

/** Says on a terminal how far a run has come, once it takes longer than a second. */
export interface Progress {
  /** Wants to hear often; the promise, when there is one, is to be waited for: it lets the terminal and Ctrl-C have a turn. */
  tick(files: number, replies: number): Promise<void> | undefined
  /** Takes it off the screen. */
  end(): void
}

/** What turns on the screen. */
export interface Spinner {
  text: string
  stop(): unknown
}

/** When it begins, and how often it is looked at, in milliseconds. */
const patience = 1000
const pace = 100

/** Progress on standard error; nothing where nobody looks (a pipe, a file, CI). `begun` and `now` are in milliseconds. */
export function progressOf(
  { watched }: Pick<World, 'watched'>,
  begun: number,
  spin: (text: string) => Promise<Spinner> = yocto,
  now: () => number = () => performance.now(),
): Progress {
  let spinner: Spinner | undefined
  let due = begun + patience

  async function turn(files: number, replies: number): Promise<void> {
    const text = `${files.toLocaleString('en')} files read, ${replies.toLocaleString('en')} replies judged`
    if (spinner) spinner.text = text
    else spinner = await spin(text)
    await new Promise((resolve) => setImmediate(resolve))
  }

  return {
    tick(files, replies) {
      if (!watched || now() < due) return undefined
      due = now() + pace
      return turn(files, replies)
    },
    end: () => void spinner?.stop(),
  }
}

async function yocto(text: string): Promise<Spinner> {
  const { default: yoctoSpinner } = await import('yocto-spinner')
  return yoctoSpinner({ text }).start()
}
