import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { configNames } from '../config/load.ts'
import { nearest } from '../nearest.ts'
import { failing, type Outcome, type World } from './outcome.ts'
import { mistake } from './problems.ts'
import { proposeFiles } from './propose.ts'

const audiences = ['writer', 'library', 'ci'] as const
type Audience = (typeof audiences)[number]

const isAudience = (word: string): word is Audience => audiences.some((audience) => audience === word)

/** The options of `init`. */
interface InitFlags {
  readonly for?: string
  readonly yes?: boolean
  readonly force?: boolean
}

/** `empathylint init`: writes a config that fits the folder, after looking and asking. */
export async function initCommand(flags: InitFlags, world: World): Promise<Outcome> {
  const there = configNames.find((name) => existsSync(join(world.cwd, name)))
  if (there && !flags.force) return failing({ path: there, message: 'this config is there already: --force writes over it' })
  if (flags.for !== undefined && !isAudience(flags.for)) {
    return failing(mistake(`--for takes one of ${audiences.join(', ')}, not \`${flags.for}\``, nearest(flags.for, audiences)))
  }
  const asks = world.interactive && !flags.yes
  if (flags.for === undefined && !flags.yes && !asks) {
    return failing(mistake('nobody can be asked here: say whom it is for, such as `empathylint init --for library`'))
  }
  const proposed = await proposeFiles(world.cwd)
  const audience = flags.for ?? (asks ? await askAudience(world) : proposed.length > 0 ? 'library' : 'writer')
  const domain = asks ? await world.ask('The e-mail domain of your team, such as example.com (Enter to leave it out): ') : ''
  const file = join(world.cwd, configNames[0])
  const config = configText(audience, proposed, domain.replace(/^@/, ''))
  return {
    writes: [
      { to: { file }, chunks: [config] },
      { to: 'stdout', chunks: [`Wrote ${configNames[0]}. ${next[audience]}\n`] },
    ],
    problems: [],
    exitCode: 0,
  }
}

async function askAudience({ ask }: World): Promise<Audience> {
  const answer = await ask('For whom is it? 1 a writer who checks single replies, 2 a library of templates, 3 CI [1]: ')
  const word = answer.toLowerCase()
  return audiences[Number(word) - 1] ?? audiences.find((audience) => audience === nearest(word, audiences)) ?? 'writer'
}

const next: Readonly<Record<Audience, string>> = {
  writer: 'Try: empathylint draft.txt --reply-to ticket.txt',
  library: 'Try: empathylint',
  ci: 'In CI: empathylint --fail-on warn --format sarif=empathylint.sarif',
}

const opening: Readonly<Record<Audience, string>> = {
  writer: `# How empathylint reads replies here. A draft is judged best against what it answers:
#   empathylint draft.txt --reply-to ticket.txt`,
  library: `# How empathylint reads the templates here. Without a path it lints what stands under \`files:\`:
#   empathylint`,
  ci: `# How empathylint reads this repository. In CI, with the findings in a file for code scanning:
#   empathylint --fail-on warn --format sarif=empathylint.sarif`,
}

function configText(audience: Audience, proposed: readonly string[], domain: string): string {
  const files =
    proposed.length > 0
      ? [
          '# Text and Markdown are templates only where this says so; transcripts and known exports are recognised.',
          'files:',
          ...proposed.map(entry),
        ]
      : [
          '# Text and Markdown are templates only where this says so:',
          '# files:',
          '#   - include: "templates/**/*.md"',
          '#     as: template',
        ]
  const team = domain
    ? ['# Who belongs to the team: names, e-mail addresses or domains.', 'agents:', `  - ${JSON.stringify(`@${domain}`)}`]
    : ['# Who belongs to the team, where a transcript has only names: names, e-mail addresses or domains.', '# agents: ["@example.com"]']
  return `${[
    opening[audience],
    '# `empathylint rules` lists the rules, `empathylint explain <rule>` says what one is for.',
    '',
    '# recommended, or strict: every warning fails',
    'extends: recommended',
    '',
    ...files,
    '',
    ...team,
    '',
    '# rules:',
    '#   no-deflection: error',
  ].join('\n')}\n`
}

const entry = (glob: string) => `  - include: ${JSON.stringify(glob)}\n    as: template`
