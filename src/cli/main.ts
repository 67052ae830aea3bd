import { join } from 'node:path'
import { oneLine, terminal } from '../reporters/escape.ts'
import { runProgram } from './program.ts'
import { say } from './streams.ts'
import { worldAsItIs } from './world.ts'
import { write } from './write.ts'

/** Put in by the build. */
declare const EMPATHYLINT_VERSION: string

/** Runs the program in the world as it is, writes what it says, and sets the exit code. */
async function main(): Promise<void> {
  try {
    const outcome = await runProgram(process.argv.slice(2), worldAsItIs(EMPATHYLINT_VERSION, join(__dirname, '..')))
    process.exitCode = outcome.exitCode
    if (!write(outcome)) process.exitCode = 2
  } catch (error) {
    process.exitCode = 2
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    const said = `empathylint: a mistake of the program itself, not yours: ${terminal(oneLine(message))} (EMPATHYLINT_DEBUG=1 shows where)\n`
    say('stderr', process.env.EMPATHYLINT_DEBUG === '1' ? `${said}${stack}\n` : said)
  }
}

void main()
