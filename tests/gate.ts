import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'

const bin = join(import.meta.dirname, '../bin/empathylint.js')

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export type Files = Readonly<Record<string, string | Uint8Array>>

/** A new folder with these files, gone after the test. */
export function folderWith(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'empathylint-gate-')))
  folders.push(folder)
  put(folder, files)
  return folder
}

/** Writes files into a folder. */
export function put(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

const person = {
  GIT_AUTHOR_NAME: 'Ines',
  GIT_AUTHOR_EMAIL: 'ines@example.com',
  GIT_COMMITTER_NAME: 'Ines',
  GIT_COMMITTER_EMAIL: 'ines@example.com',
}
const { PATH = '' } = process.env
const gitEnv = { PATH, HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', ...person }

/** Runs git in a folder and gives what it says. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: gitEnv, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Puts all of a folder into a commit. */
export function commit(folder: string): void {
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Next')
}

/** A new repository with these files in its first commit, on `main`. */
export function repositoryWith(files: Files): string {
  const folder = folderWith(files)
  git(folder, 'init', '--quiet', '--initial-branch', 'main')
  commit(folder)
  return folder
}

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the built program as a person would. */
export function run(
  cwd: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd, input, encoding: 'utf8', env: { PATH, ...env } })
  return { code: status, out: stdout, err: stderr }
}

/** The findings of a run, each as `path:line rule`. */
export function found(cwd: string, args: readonly string[], more: Parameters<typeof run>[2] = {}): readonly string[] {
  const { out, err } = run(cwd, [...args, '--format', 'compact'], more)
  if (err !== '') throw new Error(err)
  return out
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^(.*):(\d+):\d+: \w+ ([\w-]+): .*$/, '$1:$2 $3'))
}

/** A team with two rules of its own, so that these tests do not hang on those that ship: `no-rush` warns, `no-maybe` informs. */
export const team: Files = {
  '.empathyrc.yaml': `extends: []
plugins: [./own]
rules: { no-rush: warn, no-maybe: info }
files:
  - { include: macros/*, as: template }
`,
  'own/no-rush/rule.yaml': 'summary: Nobody is hurried.\nmessage: Customer hurried\nseverity: warn\nphrases: [hurry up]\n',
  'own/no-maybe/rule.yaml': 'summary: Say what will be.\nmessage: Vague words\nseverity: info\nphrases: [perhaps]\n',
}

/** A reply that hurries the customer, in a sentence of its own. */
export const rushed = 'Thank you for writing to us about your parcel.\nPlease hurry up with the form.\n'
/** A reply in which there is nothing to find. */
export const calm = 'Thank you for writing to us about your parcel.\nWe have sent you a new one today.\n'
