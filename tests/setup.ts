import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Remakes generated/ before the tests when anything it is made of is newer. */
export default function setup(): void {
  const stamp = `${root}generated/.stamp`
  const made = existsSync(stamp) ? statSync(stamp).mtimeMs : 0
  if (
    ['rules', 'scripts', 'src/analysis', 'src/layouts', 'training', 'fixtures/sentences'].some(
      (folder) => newest(`${root}${folder}`) > made,
    )
  ) {
    execFileSync(process.execPath, [`${root}scripts/generate.mjs`], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
}

function newest(folder: string): number {
  const times = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => statSync(`${folder}/${path}`).mtimeMs)
  return Math.max(0, ...times)
}
