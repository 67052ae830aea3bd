import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let home = ''

// A copy, so that what the program keeps is kept there.
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'bin-'))
  cpSync(join(root, 'bin'), join(home, 'bin'), { recursive: true })
  for (const file of ['cli.cjs', 'lexicon.bin', 'model.bin']) {
    if (existsSync(join(root, 'dist', file))) cpSync(join(root, 'dist', file), join(home, 'dist', file))
  }
  writeFileSync(join(home, 'draft.txt'), 'Thank you for writing. I have booked the van for you, and the driver comes on Friday at nine.\n')
})
afterAll(() => rmSync(home, { recursive: true }))

function run(...argv: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(home, 'bin/empathylint.js'), ...argv], {
    cwd: home,
    encoding: 'utf8',
  })
  return { stdout, stderr, status }
}

const kept = () => readdirSync(join(home, 'dist')).filter((name) => name.includes('cache'))

describe.skipIf(!existsSync(join(root, 'dist/cli.cjs')))('the program as built', () => {
  test('keeps nothing of a run that did not lint', () => {
    expect(run('--version')).toEqual({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '', status: 0 })
    expect(kept()).toEqual([])
  })

  test('says the same with and without what an earlier run kept, and in spite of rubbish in its place', () => {
    const first = run('draft.txt')
    expect(first).toMatchObject({ stderr: expect.not.stringContaining('mistake of the program'), status: 0 })
    const [cache = ''] = kept()
    expect(kept()).toHaveLength(1)
    expect(run('draft.txt')).toEqual(first)
    writeFileSync(join(home, 'dist', cache), 'rubbish')
    expect(run('draft.txt')).toEqual(first)
    expect(kept()).toEqual([cache])
  })
})

test('the program that is not built yet says how to build it', () => {
  rmSync(join(home, 'dist'), { recursive: true, force: true })
  expect(run('draft.txt')).toEqual({ stdout: '', stderr: expect.stringContaining('npm run build'), status: 2 })
})
