import { Command, CommanderError } from 'commander'
import { nearest } from '../nearest.ts'
import type { TypedFlags } from './flags.ts'
import { failing, type Outcome, type World } from './outcome.ts'
import { mistake } from './problems.ts'

/** Runs the program on its arguments. A mistake on the command line is a problem; nothing is printed. */
export async function runProgram(argv: readonly string[], world: World): Promise<Outcome> {
  const said: string[] = []
  const outcomes: Outcome[] = []
  // After `lint` a word is always a path, even when it is the name of a command.
  const program = argv[0] === 'lint' ? lintProgram(world, outcomes) : withCommands(lintProgram(world, outcomes), world, outcomes)
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: (text) => said.push(text), writeErr: () => {} })
  }
  try {
    await program.parseAsync(argv[0] === 'lint' ? argv.slice(1) : [...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) return failing(explained(error, program.commands.find((command) => command.name() === argv[0]) ?? program))
  }
  return outcomes[0] ?? { writes: [{ to: 'stdout', chunks: said }], problems: [], exitCode: 0 }
}

/** What commander has against the arguments, in our words. */
function explained({ code, message }: CommanderError, command: Command) {
  const [, word = ''] = /'([^']*)'/.exec(message) ?? []
  if (code === 'commander.unknownOption') {
    const options = [...command.options, ...(command.parent?.options ?? [])].flatMap(({ long }) => long ?? [])
    return mistake(`there is no option \`${word}\``, nearest(word, options))
  }
  const [line = message] = message.replace(/^error: /, '').split('\n')
  return mistake(line.replaceAll("'", '`'))
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

const formatHelp = 'how to tell: pretty, compact, json, sarif …; name=file writes to a file (repeatable)'

function lintProgram(world: World, outcomes: Outcome[]): Command {
  const program: Command = new Command('empathylint')
    .description('Shows where a customer should have been understood before being answered.')
    .usage('[lint] [options] [paths…]')
    .argument('[paths...]', 'files, folders, globs, or - for standard input; without any, `files:` of the config')
    .option('-c, --config <file>', 'use this config, not the nearest .empathyrc.yaml')
    .option('-f, --format <name>', formatHelp, collect)
    .option('--fail-on <severity>', 'exit 1 from this severity on: error, warn, info or never (default: error)')
    .option('--max-warnings <n>', 'exit 1 when there are more warnings')
    .option('--rule <setting>', "set a rule, such as 'no-deflection: error' (repeatable)", collect)
    .option('--only <names>', 'run only these rules, separated by commas (repeatable)', collect)
    .option('--as <kind>', 'what the files hold: transcript or template')
    .option('--reply-to <file>', 'judge the draft as the next reply to this ticket (either may be -)')
    .option('--praise', 'show what was done well, too')
    .option('--quiet', 'show only what fails')
    .option('--no-color', 'no colours')
    .option('--stdin-filename <name>', 'what standard input would be called, to tell its format and config')
    .option('--allow-empty', 'finding nothing to lint is no mistake')
    .option('--list-skipped', 'name the files that were passed over')
    .option('--list-files', 'only name the files that would be linted')
    .option('--baseline <file>', 'leave out the findings this file knows')
    .option('--update-baseline', 'write what is found now to the baseline')
    .option('--since <ref>', 'show only what is new since this branch, tag or commit')
    .option('--staged', 'lint what is staged, and show only what is new in it')
    .option('--exit-zero', 'exit 0 in place of 1, for steps that only upload')
    .option('--redact <what>', 'all: take out names and what customers say, too')
    .option('--no-redact', 'do not mask e-mails and numbers in formats that leave this machine')
    .option('--stats', 'count by rule, with scores and time')
    .option('--debug', 'say of each file how it was read, and why')
    .option('--print-config <file>', 'show what holds for a file, and lint nothing')
    .version(world.version, '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .enablePositionalOptions()
  return program.action(async (paths: readonly string[], flags: TypedFlags) => {
    const { lintCommand } = await import('./lint.ts')
    outcomes.push(
      await lintCommand(paths, flags, world, {
        help: () => program.helpInformation(),
        commands: program.commands.map((command) => command.name()),
      }),
    )
  })
}

function withCommands(program: Command, world: World, outcomes: Outcome[]): Command {
  const configOption = ['-c, --config <file>', 'use this config, not the nearest .empathyrc.yaml'] as const
  program
    .command('rules')
    .description('list the rules')
    .option(...configOption)
    .option('-f, --format <name>', 'pretty or json')
    .action(async (flags) => {
      const { rulesCommand } = await import('./rules.ts')
      outcomes.push(await rulesCommand(flags, world))
    })
  program
    .command('explain')
    .description('what a rule is for, with examples')
    .argument('<rule>')
    .option(...configOption)
    .action(async (rule, flags) => {
      const { explainCommand } = await import('./explain.ts')
      outcomes.push(await explainCommand(rule, flags, world))
    })
  program
    .command('inspect')
    .description('what each turn was understood as, and why')
    .argument('<paths...>')
    .option(...configOption)
    .option('-f, --format <name>', 'pretty or json')
    .option('--as <kind>', 'what the files hold: transcript or template')
    .option('--stdin-filename <name>', 'what standard input would be called')
    .option('--no-color', 'no colours')
    .action(async (paths, flags) => {
      const { inspectCommand } = await import('./inspect.ts')
      outcomes.push(await inspectCommand(paths, flags, world))
    })
  program
    .command('init')
    .description('write a config that fits this folder')
    .option('--for <whom>', 'writer, library or ci')
    .option('-y, --yes', 'ask nothing')
    .option('--force', 'write over a config that is there')
    .action(async (flags) => {
      const { initCommand } = await import('./init.ts')
      outcomes.push(await initCommand(flags, world))
    })
  return program
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', '\nExit codes: 0 nothing that fails, 1 findings that fail, 2 some work was not done.')
}
