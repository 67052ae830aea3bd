import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nearest } from '../nearest.ts'
import type { Paint } from '../reporters/paint.ts'
import { plain } from '../reporters/paint.ts'
import { type RuleBook, readmeOf } from '../rules/collection.ts'
import { failing, type Outcome, saying, type World } from './outcome.ts'
import { mistake } from './problems.ts'
import { markdownLines } from './readable.ts'
import { configsIn } from './surroundings.ts'

/** How many examples of each kind are shown. */
const examples = 3

/** `empathylint explain <rule>`: what a rule is for, with its first examples. */
export async function explainCommand(name: string, { config }: { readonly config?: string }, world: World): Promise<Outcome> {
  const { rules, problems } = await configsIn(world, config)(world.cwd)
  const rule = rules.get(name)
  if (!rule) return failing(...problems, mistake(`there is no rule \`${name}\``, nearest(name, rules.keys())))
  const paint: Paint = world.color ? (await import('../reporters/colours.ts')).coloured : plain
  const readme = await wholeReadme(name, rules, world.home)
  const text = /\S/.test(readme) ? firstExamples(readme) : `# ${name}\n\n${rule.summary}\n`
  return { ...saying(...markdownLines(text, { width: Math.min(world.width, 90), paint })), problems }
}

/** The README beside the program, else what the program itself holds of it. */
async function wholeReadme(name: string, rules: RuleBook, home: string): Promise<string> {
  const team = rules.get(name)?.team
  if (team) return team.readme
  const file = join(home, 'rules', name, 'README.md')
  return existsSync(file) ? readFileSync(file, 'utf8') : readmeOf(name, rules)
}

/** The README without the examples after the first few of each section. */
function firstExamples(readme: string): string {
  return readme
    .split(/^(?=## )/m)
    .map((section) => {
      if (!/^## (Fails|Passes)\b/.test(section)) return section
      const blocks = section.split(/(?<=^```\n)/m)
      const rest = blocks.filter((block) => /^```\w/m.test(block)).length - examples
      return rest > 0 ? `${blocks.slice(0, examples).join('').trimEnd()}\n\n(${rest} more in the README of the rule)\n\n` : section
    })
    .join('')
}
