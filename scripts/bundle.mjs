// How the program is put into few files that start fast. Measured on a draft of 1 KB: what is not compiled costs nothing, so the large
// packages that only some inputs need stand in files of their own; a file of ASCII alone is read and kept as bytes.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { build } from 'esbuild'
import { root, write } from './files.mjs'

/** Packages that are only loaded when an input needs them. */
const apart = ['yaml', 'fast-glob', 'micromatch', 'htmlparser2', 'micromark', 'micromark-extension-gfm', 'micromark-util-decode-string']

/** Leaves those packages to files beside the program. */
const loadedApart = {
  name: 'loaded-apart',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${apart.join('|')})$`) }, ({ path, importer }) =>
      importer.startsWith(join(root, 'src')) ? { path: `./packages/${path}.cjs`, external: true } : undefined,
    )
  },
}

/** Commander could start programs that stand beside ours. It never does, and loading what that takes costs 5 ms. */
const noPrograms = {
  name: 'no-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'no-programs', namespace: 'no-programs' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'no-programs' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** Data that is parsed when it is needed stands in a file of its own: then it is neither compiled nor kept as code. */
function dataApart(folder) {
  return {
    name: 'data-apart',
    setup({ onLoad }) {
      onLoad({ filter: /[/\\]generated[/\\](lexicon|model)\.ts$/ }, ({ path }) => {
        const file = `${basename(path, '.ts')}.bin`
        const contents = readFileSync(path, 'utf8').replace(/\/\* kept apart \*\/ Buffer\.from\('([^']*)', 'base64'\)/, (_, written) => {
          write(`${folder}/${file}`, Buffer.from(written, 'base64'))
          return `require('node:fs').readFileSync(__dirname + '/${file}')`
        })
        return { contents, loader: 'ts' }
      })
    },
  }
}

/** Builds the program and the packages beside it into a folder, and tells what went in. */
export async function bundleProgram(folder, define) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    // jsonc-parser's CommonJS build hides its parts from a bundler.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    write: false,
    outExtension: { '.js': '.cjs' },
    // What stays outside is required: that is faster than importing it. Node knows all of Unicode that we ask for.
    supported: { 'dynamic-import': false, 'regexp-unicode-property-escapes': true },
  }
  const builds = await Promise.all([
    build({
      ...common,
      define,
      plugins: [loadedApart, noPrograms, dataApart(folder)],
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: folder,
    }),
    build({ ...common, entryPoints: Object.fromEntries(apart.map((name) => [name, name])), outdir: `${folder}/packages` }),
  ])
  mkdirSync(join(root, folder), { recursive: true })
  rmSync(join(root, folder, 'packages'), { recursive: true, force: true })
  for (const file of readdirSync(join(root, folder))) if (file.endsWith('.cache')) rmSync(join(root, folder, file))
  for (const { path, text } of builds.flatMap(({ outputFiles }) => outputFiles)) write(relative(root, path), ascii(text))
  return { inputs: Object.assign({}, ...builds.map(({ metafile }) => metafile.inputs)) }
}

/** Escapes what is not ASCII: in JSON, and in what bundling leaves of it (regular expressions, templates), an escape means the same. */
function ascii(text) {
  return text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
