import { fstatSync, statSync, writeSync } from 'node:fs'

const descriptors = { stdout: 1, stderr: 2 } as const
type Name = keyof typeof descriptors

/**
 * Standard output or error as Node's own stream where it may be a terminal; undefined of files, pipes and `/dev/null`. What streams are
 * made of takes 4 ms to load, a tenth of what Node takes to start.
 */
export function terminalOn(name: Name): NodeJS.WriteStream | undefined {
  try {
    const stat = fstatSync(descriptors[name])
    const isDevice = stat.isCharacterDevice() && stat.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev
    return isDevice ? process[name] : undefined
  } catch {
    return process[name]
  }
}

/** Writes to standard output or error. Whoever has seen enough (`| head`) closes the pipe, which ends the program: that is no mistake. */
export function say(name: Name, text: string): void {
  const terminal = terminalOn(name)
  if (terminal) terminal.write(text)
  else writeWhole(descriptors[name], Buffer.from(text))
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EPIPE') process.exit()
      if (code !== 'EAGAIN') throw error
      // A full pipe that does not wait by itself: its reader is slower than we are.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}
