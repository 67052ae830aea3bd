// Remakes everything in generated/: runs each scripts/generate-*.mjs in the order of their names. Rules come first ("builtin"), since
// the lexicon takes their phrases along.
import { readdirSync } from 'node:fs'

const here = new URL('.', import.meta.url)
for (const script of readdirSync(here).sort()) if (/^generate-.+\.mjs$/.test(script)) await import(new URL(script, here).href)
