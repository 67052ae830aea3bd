// The licences of the packages that the program holds, told from esbuild's list of what went into it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './files.mjs'

/** One text with the name, version and licence of every package among the inputs of a build. */
export function licencesOf({ inputs }) {
  const folders = new Set(Object.keys(inputs).flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    return `${name} ${version} (${license})\n\n${licenceIn(folder)}`
  })
  return `The file cli.cjs holds code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

/** The licence file of a package; some only name it, in their package.json and README. */
function licenceIn(folder) {
  const file = existsSync(join(root, folder)) && readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name))
  return file ? `${readFileSync(join(root, folder, file), 'utf8').trim()}\n` : 'No licence file is part of this package.\n'
}
