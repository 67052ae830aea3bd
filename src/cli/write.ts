import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Problem } from '../diagnostic.ts'
import { reasonOf } from '../files/paths.ts'
import type { Outcome, Write } from './outcome.ts'
import { problemLines } from './problems.ts'
import { say } from './streams.ts'

/** Text is handed on in pieces of about this many characters. */
const piece = 1 << 16

/** Writes what a command came to; false when some of it could not be written, which is then said. */
export function write({ writes, problems }: Outcome): boolean {
  const failed: Problem[] = []
  for (const { to, chunks } of writes) {
    if (typeof to === 'string') for (const text of pieces(chunks)) say(to, text)
    else {
      const problem = writeFile(to, chunks)
      if (problem) failed.push(problem)
    }
  }
  for (const line of [...problemLines(problems), ...problemLines(failed)]) say('stderr', `${line}\n`)
  return failed.length === 0
}

function* pieces(chunks: Iterable<string>): Iterable<string> {
  let text = ''
  for (const chunk of chunks) {
    text += chunk
    if (text.length < piece) continue
    yield text
    text = ''
  }
  if (text) yield text
}

/** Replaces a file as a whole, so that nobody ever reads half of it; what is no ordinary file (a device, a pipe) is written to. */
function writeFile({ file, append }: Exclude<Write['to'], string>, chunks: Iterable<string>): Problem | undefined {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`)
  try {
    mkdirSync(dirname(file), { recursive: true })
    if (append || isSpecial(file)) for (const text of pieces(chunks)) appendFileSync(file, text)
    else {
      const descriptor = openSync(beside, 'w')
      try {
        for (const text of pieces(chunks)) writeSync(descriptor, text)
      } finally {
        closeSync(descriptor)
      }
      renameSync(beside, file)
    }
    return undefined
  } catch (error) {
    if (existsSync(beside)) rmSync(beside)
    return { path: file, message: `this file cannot be written: ${reasonOf(error)}` }
  }
}

function isSpecial(file: string): boolean {
  const known = statSync(file, { throwIfNoEntry: false })
  return known !== undefined && !known.isFile()
}
