import { Chalk } from 'chalk'
import type { Paint, Tone } from './paint.ts'

// The 16 colours every terminal has, so that its own theme keeps them readable.
const { red, yellow, cyan, green, magenta, dim, bold } = new Chalk({ level: 1 })
const tones: Readonly<Record<Tone, (text: string) => string>> = {
  error: red,
  warn: yellow,
  info: cyan,
  met: green,
  evidence: magenta,
  quiet: dim,
  strong: bold,
}

/** The colours of a terminal. */
export const coloured: Paint = (tone, text) => (text === '' ? '' : tones[tone](text))
