import type { Diagnostic, Evidence, FileReport, Problem, Report, ReportSettings, RuleInfo, Skipped } from '../src/diagnostic.ts'
import { type Source, type Span, sourceOf } from '../src/source.ts'

/** The words of a file, given as they are written; with `nth` not the first of their kind. */
export function spanIn(source: Source, words: string, nth = 0): Span {
  let start = -1
  for (let time = 0; time <= nth; time++) start = source.text.indexOf(words, start + 1)
  if (start < 0) throw new Error(`'${words}' is not in ${source.path}`)
  return { start: source.offset + start, end: source.offset + start + words.length }
}

export function because(source: Source, words: string, message: string, turn = 0): Evidence {
  return { message, quote: words, span: spanIn(source, words), turn }
}

/** A finding at the words of a file, all else as a linter would fill it in. */
export function found(source: Source, rule: string, words: string, more: Partial<Diagnostic> = {}): Diagnostic {
  const { span = spanIn(source, words) } = more
  const info = rules.find(({ name }) => name === rule)
  return {
    rule,
    severity: info && info.severity !== 'off' ? info.severity : 'warn',
    outcome: 'missed',
    message: info?.message ?? rule,
    source,
    span,
    quote: words,
    pointer: '',
    conversation: { kind: 'transcript' },
    turn: 1,
    because: [],
    instead: [],
    fingerprint: `${rule}${span.start}${source.path}`
      .replace(/[^0-9a-f]/g, '')
      .padEnd(16, '0')
      .slice(0, 16),
    ...more,
  }
}

const readme = (title: string, why: string) => `# ${title}

${why} See [the catalogue](https://example.com/rules).

## Why

People listen once they feel **heard**; a \`fix\` that comes first is not taken in.

## Fails

The fix comes first.

\`\`\`transcript channel=chat
customer: Third time I ask!
agent: Please clear your cache.
       ^^^^^^^^^^^^^^^^^^^^^^^ Solution offered before the frustration is acknowledged
\`\`\`
`

export const rules: readonly RuleInfo[] = [
  {
    name: 'acknowledge-before-solving',
    summary: 'Say that you see the trouble before you solve it',
    message: 'Solution offered before the frustration is acknowledged',
    severity: 'warn',
    precision: 'high',
    kind: 'requires',
    readme: readme('acknowledge-before-solving', 'Say that you see the trouble before you solve it.'),
  },
  {
    name: 'no-deflection',
    summary: 'Do something for the customer before you send them elsewhere',
    message: 'Problem handed away',
    severity: 'warn',
    kind: 'forbids',
    readme: readme('no-deflection', 'Do something for the customer before you send them elsewhere.'),
  },
  {
    name: 'tone-mismatch',
    summary: 'Keep cheer for happy news',
    message: 'Cheer meets bad news',
    severity: 'warn',
    kind: 'forbids',
    readme: readme('tone-mismatch', 'Keep cheer for happy news.'),
  },
  {
    name: 'unresolved-placeholder',
    summary: 'Send no raw placeholder',
    message: 'Placeholder left in a sent message',
    severity: 'error',
    kind: 'forbids',
    readme: readme('unresolved-placeholder', 'Send no raw placeholder.'),
  },
  {
    name: 'no-shouting',
    summary: 'No capitals for emphasis',
    message: 'Shouting',
    severity: 'info',
    kind: 'forbids',
    readme: '# no-shouting\n\nNo capitals for emphasis.\n',
  },
]

export const settings: ReportSettings = {
  failOn: 'error',
  praise: false,
  quiet: false,
  color: false,
  width: 80,
  rules,
  version: '0.1.0',
}

export function reportOf(
  diagnostics: readonly Diagnostic[],
  more: { problems?: readonly Problem[]; skipped?: readonly Skipped[]; clean?: readonly string[]; settings?: Partial<ReportSettings> } = {},
): Report {
  const paths = [...new Set([...diagnostics.map(({ source }) => source.path), ...(more.clean ?? [])])]
  const files = paths.map((path): FileReport => {
    return { path, conversations: 1, replies: 2, diagnostics: diagnostics.filter(({ source }) => source.path === path) }
  })
  return { files, problems: more.problems ?? [], skipped: more.skipped ?? [], settings: { ...settings, ...more.settings } }
}

const chat = sourceOf(
  'chats/lamp.txt',
  `Customer: Hi, the lamp came broken AGAIN. This is the third one and I am so tired of this.
Agent: You can return it in the portal.
Agent: For refunds please contact our finance department on their own page, they look after those, we only do the shipping here and cannot see anything they do.
Customer: So nobody helps me?
Agent: Have a wonderful day! 🎉🎉
`,
)

const upset = because(chat, 'I am so tired of this', 'the customer is upset', 0)

const chatFindings = [
  found(chat, 'acknowledge-before-solving', 'You can return it in the portal.', {
    because: [upset],
    instead: ['Say what you understood of their trouble, in your own words', 'Then the way back, and what you do about the next lamp'],
  }),
  found(chat, 'no-deflection', 'please contact our finance department', {
    because: [because(chat, 'broken AGAIN', 'what they came with')],
    turn: 2,
  }),
  found(chat, 'acknowledge-before-solving', 'For refunds please contact our finance department on their own page', {
    because: [upset],
    turn: 2,
  }),
  found(chat, 'tone-mismatch', 'Have a wonderful day! 🎉🎉', {
    because: [because(chat, 'So nobody helps me?', 'the customer is still upset', 3)],
    instead: ['Leave the cheer out until the trouble is solved'],
    turn: 4,
  }),
]

const macros = sourceOf(
  'macros/all.json',
  JSON.stringify({
    macros: [
      {
        id: 11,
        title: 'Parcel delayed',
        text: 'Hello {{name}},\n\nyour parcel is on its way and we are happy about it with you, as always.',
      },
      {
        id: 12,
        title: 'Refund refused',
        text: 'Hi {{name}}! Your refund request was rejected. "No" is all we can say. Enjoy the sunshine! 🌞 Your team',
      },
      { id: 13, title: 'Password', text: `${'We are here for you. '.repeat(12)}Click [INSERT LINK] to go on.` },
    ],
  }),
)

const templates = [
  found(macros, 'tone-mismatch', 'Enjoy the sunshine! 🌞', {
    pointer: '/macros/1',
    conversation: { kind: 'template', id: '12', title: 'Refund refused' },
    turn: 0,
    because: [because(macros, 'Your refund request was rejected', 'the template brings bad news', 0)],
  }),
  found(macros, 'unresolved-placeholder', '[INSERT LINK]', {
    pointer: '/macros/2',
    conversation: { kind: 'template', id: '13', title: 'Password' },
    turn: 0,
  }),
]

const yaml = sourceOf(
  'macros/late.yaml',
  `title: 遅れ — your order is late
text: |
  Dear {{name}},

  YOUR ORDER IS LATE. You can
  follow it on our website,
  or ask the courier.
    \tWarm regards
`,
)

const multiline = [
  found(yaml, 'no-shouting', 'YOUR ORDER IS LATE.', { conversation: { kind: 'template', title: '遅れ — your order is late' }, turn: 0 }),
  found(yaml, 'acknowledge-before-solving', 'You can\n  follow it on our website,\n  or ask the courier.', {
    conversation: { kind: 'template', title: '遅れ — your order is late' },
    turn: 0,
    because: [because(yaml, 'YOUR ORDER IS LATE.', 'the template brings bad news')],
    instead: ['Own the delay first'],
  }),
]

const emoji = sourceOf(
  'chats/emoji.txt',
  '客户：我很生气 😡👨‍👩‍👧 really\tangry\nAgent：\tOK 👍🏽 それでは calm down 😀 please, é́ and so on\n',
)

const wide = [
  found(emoji, 'no-deflection', 'calm down 😀', {
    message: 'Feeling made small',
    because: [because(emoji, 'really\tangry', 'the customer is upset')],
  }),
]

const ticket = sourceOf('ticket.txt', 'Customer: I waited two weeks, and now this?\n')
const draft = sourceOf('draft.txt', 'Please fill in the form.\n')

const reply = [
  found(draft, 'acknowledge-before-solving', 'Please fill in the form.', {
    because: [{ ...because(ticket, 'I waited two weeks', 'the customer has waited'), source: ticket }],
  }),
]

const kind = sourceOf('chats/kind.txt', 'Customer: It broke!\nAgent: Oh no, a broken lamp on the first day. A new one is on its way.\n')

const praise = [
  found(kind, 'acknowledge-before-solving', 'Oh no, a broken lamp on the first day.', {
    outcome: 'met',
    message: 'The trouble is acknowledged before it is solved',
    because: [because(kind, 'It broke!', 'the customer is upset')],
  }),
]

const config = sourceOf('.empathyrc.yaml', 'rules:\n  no-deflecton: warn\n')

const problems: readonly Problem[] = [
  { path: 'chats/gone.txt', message: 'no such file' },
  {
    path: config.path,
    source: config,
    span: spanIn(config, 'no-deflecton'),
    message: "no rule is called 'no-deflecton'",
    nearest: 'no-deflection',
  },
  { path: 'chats/empty.json', message: 'this file is empty', notice: true },
]

const evil = sourceOf(
  'evil/::error title=x::%0A<b>|=1+1.txt',
  'Customer: \u001b[31mred\u001b[0m \u202eesrever\u202c ]]> <script>alert(1)</script> ::error::owned ##vso[task.x]y\u0007\n' +
    'Agent: =HYPERLINK("http://evil.example","x") @octocat ![x](http://evil.example/p.png) [a](javascript:1) `tick` | pipe #12 \ud800 end\n',
)

const hostile = [
  found(
    evil,
    'no-deflection',
    '=HYPERLINK("http://evil.example","x") @octocat ![x](http://evil.example/p.png) [a](javascript:1) `tick` | pipe #12 \ud800 end',
    {
      message: 'Handed away\n::error::forged \u001b]0;title\u0007 "quoted" <i> & `code` {0}',
      conversation: { kind: 'transcript', id: "=cmd|' /C calc'!A0", title: '::warning::title\r\n\u001b[2J<b>@all</b>' },
      because: [
        because(
          evil,
          '\u001b[31mred\u001b[0m \u202eesrever\u202c ]]> <script>alert(1)</script> ::error::owned ##vso[task.x]y\u0007',
          'the customer is\nupset',
        ),
      ],
      instead: ['::set-output name=x::y', '+1 @everyone'],
    },
  ),
]

const privacy = sourceOf(
  'chats/private.txt',
  'Maria Keller: I am furious, write to maria.keller@example.org or ring +44 20 7946 0958 about order 4417!\n' +
    'Jonas: Maria, card 4111 1111 1111 1111 and account number 12345678 were refused, order 4417 of 2024-05-12 for $1,299.00 is closed.\n',
)

/** Words that hold what must not leave the machine. */
export const personal = [
  found(privacy, 'acknowledge-before-solving', privacy.text.split('\n')[1]!.slice('Jonas: '.length), {
    conversation: { kind: 'transcript', id: '4417', title: 'Maria Keller, maria.keller@example.org', names: ['Maria Keller', 'Jonas'] },
    message: 'Solution offered to Maria before +44 20 7946 0958 is acknowledged',
    because: [because(privacy, 'write to maria.keller@example.org or ring +44 20 7946 0958 about order 4417!', 'Maria Keller is upset')],
    instead: ['Tell Maria that you see it'],
  }),
]

/** The inputs every format is shown. */
export const reports: Readonly<Record<'clean' | 'findings' | 'problems' | 'suppressed' | 'hostile' | 'private', Report>> = {
  clean: reportOf([], { clean: ['chats/kind.txt', 'chats/other.txt'] }),
  findings: reportOf([...multiline, ...templates, ...wide, ...chatFindings, ...praise, ...reply], {
    skipped: [
      { path: 'docs', reason: 'unrecognised', count: 14 },
      { path: 'chats/francais.txt', reason: 'language', count: 1 },
    ],
  }),
  problems: reportOf(chatFindings.slice(0, 1), { problems }),
  suppressed: reportOf([
    { ...chatFindings[0]!, suppressed: { where: 'baseline' } },
    { ...chatFindings[3]!, suppressed: { where: 'front matter', reason: 'Our mascot, agreed with the team' } },
    chatFindings[1]!,
  ]),
  hostile: reportOf(hostile),
  private: reportOf(personal),
}
