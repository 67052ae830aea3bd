import { execFile } from 'node:child_process'
import { reasonOf } from '../files/paths.ts'

/** What git answered, or why it did not. */
export type Answer = { readonly out: Buffer } | { readonly failed: string }

/** Runs git in a folder. Never throws. */
export type Git = (args: readonly string[], input?: string) => Promise<Answer>

/** Git, in a folder (absolute). It takes no locks, asks for no password and fetches nothing. */
export function gitIn(folder: string): Git {
  const env = { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' }
  return (args, input) =>
    new Promise((resolve) => {
      const child = execFile(
        'git',
        [...args],
        { cwd: folder, env, encoding: 'buffer', maxBuffer: Number.POSITIVE_INFINITY, windowsHide: true },
        (error, out, said) => resolve(error ? { failed: whyNot(error, said.toString('utf8')) } : { out }),
      )
      // Git may end before it has read everything; what it then says is the answer.
      child.stdin?.on('error', () => {})
      child.stdin?.end(input ?? '')
    })
}

function whyNot(error: Error, said: string): string {
  if ('code' in error && error.code === 'ENOENT') return 'git is not installed'
  const line = said.split('\n').find((text) => /^(fatal|error):/.test(text)) ?? said.split('\n').find((text) => text.trim() !== '')
  return line?.replace(/^(fatal|error):\s*/, '').trim() || reasonOf(error)
}

/** The answer as lines, or as parts between zero bytes; none when git failed. */
export function partsOf(answer: Answer, between: '\n' | '\0'): readonly string[] {
  return 'out' in answer ? answer.out.toString('utf8').split(between).filter(Boolean) : []
}
