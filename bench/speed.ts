import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Times the built program as whole processes, in turn with what it is compared to, so that a drifting machine does not matter.
 * Quote the ratios; the milliseconds are this machine's.
 */
const bin = join(process.cwd(), 'bin/empathylint.js')
const folder = mkdtempSync(join(tmpdir(), 'empathylint-speed-'))
const items = ['fixtures/accuracy/dev.jsonl', 'fixtures/accuracy/held-out.jsonl'].flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): { id: string; kind: string; channel: string; turns: { speaker: string; text: string }[] } => JSON.parse(line)),
)

interface Run {
  readonly ms: number
  readonly megabytes: number
}

/** One run of a command: wall time, and the most memory it held at once. */
function run(args: readonly string[]): Run {
  const begin = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, ['--require', probe, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ms = Number(process.hrtime.bigint() - begin) / 1e6
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return { ms, megabytes: Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0) / 1024 }
}

const probe = join(folder, 'probe.cjs')
writeFileSync(probe, "process.on('exit', () => require('node:fs').writeSync(2, 'peak ' + process.resourceUsage().maxRSS))\n")

/** Medians of several commands, run in turn. */
function inTurn(commands: readonly (readonly string[])[], rounds: number): Run[] {
  const runs = commands.map((): Run[] => [])
  for (let round = 0; round <= rounds; round++) {
    commands.forEach((command, at) => {
      const one = run(command)
      if (round > 0) runs[at]!.push(one)
    })
  }
  return runs.map((each) => ({ ms: median(each.map(({ ms }) => ms)), megabytes: median(each.map(({ megabytes }) => megabytes)) }))
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}

try {
  const draft = join(folder, 'draft.txt')
  const template = items.find(({ kind, turns }) => kind === 'template' && turns[0]!.text.length > 500) ?? items[0]!
  writeFileSync(draft, template.turns[0]!.text.repeat(4).slice(0, 1024))
  const [floor, lint] = inTurn(
    [
      ['-e', '0'],
      [bin, draft, '--fail-on', 'never'],
    ],
    15,
  )
  console.log(
    `one 1 KB draft      ${lint!.ms.toFixed(0)} ms, node -e 0 ${floor!.ms.toFixed(0)} ms: ratio ${(lint!.ms / floor!.ms).toFixed(2)} (aim 1.25), peak ${lint!.megabytes.toFixed(0)} MB`,
  )

  for (const [name, write] of Object.entries(inputs())) {
    const path = join(folder, name)
    write(path)
    const [result] = inTurn([[bin, path, '--format', 'compact', '--fail-on', 'never', '--quiet']], 3)
    const megabytes = size(path) / 1e6
    const seconds = Math.max(1, result!.ms - floor!.ms) / 1000
    console.log(
      `${name.padEnd(18)}  ${megabytes.toFixed(1)} MB in ${(result!.ms / 1000).toFixed(2)} s: ${(megabytes / seconds).toFixed(1)} MB/s over node's own start, peak ${result!.megabytes.toFixed(0)} MB`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The same labelled text as template files, transcript files and one JSONL file, repeated with new ids until it is large enough. */
function inputs(): Record<string, (path: string) => void> {
  const templates = items.filter(({ kind }) => kind === 'template')
  const transcripts = items.filter(({ kind }) => kind === 'transcript')
  return {
    templates: (path) => {
      mkdirSync(path)
      writeFileSync(join(path, '.empathyrc.yaml'), "files:\n  - include: '**/*.md'\n    as: template\n")
      for (let at = 0; at < 1000; at++) writeFileSync(join(path, `${at}.md`), templates[at % templates.length]!.turns[0]!.text)
    },
    transcripts: (path) => {
      mkdirSync(path)
      for (let at = 0; at < 2000; at++) {
        const lines = transcripts[at % transcripts.length]!.turns.map(({ speaker, text }) => `${speaker}: ${text.replace(/\n/g, ' ')}`)
        writeFileSync(join(path, `${at}.txt`), `${lines.join('\n')}\n`)
      }
    },
    'transcripts.jsonl': (path) => {
      const lines: string[] = []
      for (let at = 0, length = 0; length < 20e6; at++) {
        const { kind, channel, turns } = transcripts[at % transcripts.length]!
        const line = JSON.stringify({ id: `c${at}`, kind, channel, turns })
        length += line.length
        lines.push(line)
      }
      writeFileSync(path, `${lines.join('\n')}\n`)
    },
  }
}

function size(path: string): number {
  const stat = statSync(path)
  return stat.isFile() ? stat.size : Number(spawnSync('du', ['-sb', path], { encoding: 'utf8' }).stdout.split('\t')[0])
}
