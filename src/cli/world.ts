import { readSync } from 'node:fs'
import type { World } from './outcome.ts'
import { terminalOn } from './streams.ts'

/** The world as it is. `home` is the folder of the installed package. */
export function worldAsItIs(version: string, home: string): World {
  const { env } = process
  const stdout = terminalOn('stdout')
  return {
    cwd: process.cwd(),
    env,
    stdin: standardInput,
    color: colorWanted(env, Boolean(stdout?.isTTY)),
    watched: env.TERM !== 'dumb' && !env.CI && Boolean(terminalOn('stderr')?.isTTY),
    // Standard input is opened only by who needs it.
    get interactive() {
      return Boolean(stdout?.isTTY && process.stdin.isTTY)
    },
    width: stdout?.columns ?? 80,
    version,
    home,
    ask,
  }
}

/** `NO_COLOR` and `FORCE_COLOR` count when they are not empty; the first wins. */
function colorWanted({ FORCE_COLOR, NO_COLOR, TERM }: World['env'], isTerminal: boolean): boolean {
  if (NO_COLOR) return false
  return FORCE_COLOR ? FORCE_COLOR !== '0' : isTerminal && TERM !== 'dumb'
}

const stretch = 1 << 20

/** The bytes of standard input; a pipe that has nothing to give yet is asked again. */
function* standardInput(): Generator<Uint8Array> {
  const buffer = new Uint8Array(stretch)
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (;;) {
    let count: number
    try {
      count = readSync(0, buffer, 0, stretch, null)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EOF') return
      if (code !== 'EAGAIN') throw error
      Atomics.wait(pause, 0, 0, 10)
      continue
    }
    if (count === 0) return
    yield buffer.subarray(0, count)
  }
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return (await lines.question(question)).trim()
  } finally {
    lines.close()
  }
}
