// Turns src/layouts/*.yaml into generated/layouts.ts, so that no YAML is parsed when the program runs.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = new URL('../', import.meta.url)
const folder = new URL('src/layouts/', root)
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''))
  .sort()

const layouts = names.map((name) => {
  const { layout, ...about } = parse(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'))
  return { name, ...about, ...layout }
})
const written = `import type { Layout } from '../src/layouts/layout.ts'

export const layouts: readonly Layout[] = ${JSON.stringify(layouts, null, 2)}
`

mkdirSync(new URL('generated/', root), { recursive: true })
const target = new URL('generated/layouts.ts', root)
writeFileSync(target, written)
console.log(`${layouts.length} layouts → ${fileURLToPath(target)}`)
