// Remakes everything in generated/: runs each scripts/generate-*.mjs in the order of their names. Rules come first ("builtin"), since
// the lexicon takes their phrases along. The stamp tells when that was.
import { readdirSync } from 'node:fs'
import { write } from './files.mjs'

const here = new URL('.', import.meta.url)
for (const script of readdirSync(here).sort()) if (/^generate-.+\.mjs$/.test(script)) await import(new URL(script, here).href)
write('generated/.stamp', `${new Date().toISOString()}\n`)
