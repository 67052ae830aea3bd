import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import type { Problem } from '../diagnostic.ts'
import { type Source, sourceOf } from '../source.ts'
import { reasonOf } from './paths.ts'

/** Something to read: a file, or standard input. */
export interface Input {
  /** As shown to people. */
  readonly path: string
  /** Its bytes, a stretch at a time; each is only good until the next is asked for. */
  bytes(): Iterable<Uint8Array>
  /** All bytes again, for saying where the text breaks off; undefined when they cannot be had twice. */
  again?(): Uint8Array | undefined
  /** In bytes, when it is known beforehand. */
  size?(): number
}

/** An input being read as text. */
export interface Opened {
  /** How it begins; a byte order mark is dropped. */
  readonly head: string
  /** All of it as one source; undefined when it could not be read, which is then the `problem()`. */
  whole(): Source | undefined
  /** All of it, a stretch at a time (each may be had once); ends early at a problem. */
  stretches(): Iterable<string>
  /** What went wrong so far. */
  problem(): Problem | undefined
  /** Whether the problem is that it is no text, rather than that it could not be read. */
  isNoText(): boolean
}

/** How long a string may be, in UTF-16 units. */
const longest = 536_870_888

const stretch = 1 << 20
let buffer: Uint8Array | undefined

/** A file to read. Files are read one after the other, so that one buffer serves them all. */
export function fileInput(file: string, path: string): Input {
  function* bytes(): Generator<Uint8Array> {
    buffer ??= new Uint8Array(stretch)
    const descriptor = openSync(file, 'r')
    try {
      for (let count = 1; count > 0; ) {
        count = readSync(descriptor, buffer, 0, stretch, null)
        if (count > 0) yield buffer.subarray(0, count)
      }
    } finally {
      closeSync(descriptor)
    }
  }
  return { path, bytes, again: () => (statSync(file).isFile() ? readFileSync(file) : undefined), size: () => statSync(file).size }
}

/** Opens an input as text: UTF-8, or UTF-16 with a byte order mark. Never throws. */
export function openText(input: Input): Opened {
  const { path } = input
  const bytes = input.bytes()[Symbol.iterator]()
  let trouble: Problem | undefined
  let isNoText = false
  const next = (): Uint8Array | undefined => {
    try {
      const { done, value } = bytes.next()
      return done ? undefined : value
    } catch (error) {
      trouble = { path, message: `cannot read this file: ${reasonOf(error)}` }
      return undefined
    }
  }

  const first = next()
  const full = first?.length === stretch
  const encoding = encodingOf(first)
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (part?: Uint8Array): string => {
    try {
      return part ? decoder.decode(part, { stream: true }) : decoder.decode()
    } catch {
      isNoText = true
      trouble = brokenText(input, encoding)
      return ''
    }
  }
  const head = decode(first)
  if (!trouble && head.includes('\0')) {
    isNoText = true
    trouble = { path, message: 'this is not text: it holds zero bytes (save it as UTF-8)' }
  }

  function* stretches(): Generator<string> {
    if (trouble) return
    if (head) yield head
    for (let part = first && next(); part && !trouble; part = next()) {
      const text = decode(part)
      if (text) yield text
    }
    const rest = trouble ? '' : decode()
    if (rest) yield rest
  }

  return {
    head,
    stretches,
    problem: () => trouble,
    whole() {
      const tooLong = () => {
        trouble = { path, message: 'longer than 512 MB: split it, or turn it into JSONL, which is read a line at a time' }
        return undefined
      }
      if (full && (input.size?.() ?? 0) > longest) return tooLong()
      const parts: string[] = []
      let length = 0
      for (const text of stretches()) {
        parts.push(text)
        length += text.length
        if (length > longest) return tooLong()
      }
      return trouble ? undefined : sourceOf(path, parts.join(''))
    },
    isNoText: () => isNoText,
  }
}

function encodingOf(head: Uint8Array | undefined): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head?.[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head?.[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
}

const names = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16' } as const

/** The problem of bytes that are no text, at the first of them where the input can be read again. */
function brokenText({ path, again }: Input, encoding: keyof typeof names): Problem {
  const message = `this is not ${names[encoding]} text: save the file as UTF-8`
  const bytes = again?.()
  if (!bytes || bytes.length > longest) return { path, message }
  const source = sourceOf(path, new TextDecoder(encoding).decode(bytes))
  const start = firstBroken(source.text, encoding === 'utf-8' ? bytes : undefined)
  return { path, source, span: { start, end: start + 1 }, message: `from here on ${message}` }
}

/** Where the first replacement character stands that nobody wrote. */
function firstBroken(text: string, bytes: Uint8Array | undefined): number {
  const byteOrderMark = bytes?.[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let done = 0
  let byte = byteOrderMark
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    byte += Buffer.byteLength(text.slice(done, at))
    if (!bytes || !(bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd)) return at
    done = at
  }
  return 0
}
