// Makes the folder of a new rule from rules/_template: `npm run new-rule no-shouting`.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, write } from './files.mjs'

const [name = ''] = process.argv.slice(2)
const fail = (message) => {
  console.error(message)
  process.exit(2)
}

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  fail('Name the rule in small letters and hyphens, so that it reads well after "allow" or "require": npm run new-rule no-shouting')
}
if (existsSync(join(root, 'rules', name))) fail(`There is already a rule ${name}.`)

const template = join(root, 'rules/_template')
for (const file of readdirSync(template)) {
  write(`rules/${name}/${file}`, readFileSync(join(template, file), 'utf8').replaceAll('{{name}}', name))
}
console.log(`rules/${name} is made. Write its README.md first: its cases are its tests (npm test).`)
