import type { Root } from 'nlcst'
import { type Conversation, type Speaker, type Turn, wordsOf } from '../conversation.ts'
import { once } from '../once.ts'
import { acknowledges } from './acknowledgement.ts'
import type { Analysis, Complaint, Cue, Message, Reply, Sentence } from './analysis.ts'
import { isContent } from './content.ts'
import { type Exchange, type Mood, statesOf } from './course.ts'
import type { Lexicon } from './lexicon.ts'
import { memoryOf, unusableBefore } from './memory.ts'
import { leaning, type Models } from './model.ts'
import { understand } from './understand.ts'

export interface AnalysisSettings {
  /** The built-in lexicon first, then a team's. */
  readonly lexicons: readonly Lexicon[]
  /** They weigh whole turns and templates, where words and signs alone say too little or too much; without them, only those count. */
  readonly models?: Models
  /** Who is judged: agents, and bots where a team asks for it. */
  readonly judge: readonly Speaker[]
  /** Makes syntax trees, where a rule needs them. */
  readonly tree?: (text: string) => Root
}

/** Understands a conversation; each part is worked out when first asked for. */
export function analyse(conversation: Conversation, settings: AnalysisSettings): Analysis {
  const heard = conversation.turns.filter(
    ({ visibility, speaker }) => visibility === 'public' && speaker !== 'system' && speaker !== 'unknown',
  )
  const sentencesOf = remember((turn: Turn) => understand(turn, settings.lexicons))
  const blocks = once(() => blocksOf(heard, settings.judge))
  const states = once(() => {
    const turns: Turn[] = []
    const exchanges: Exchange[] = []
    let answered = false
    let since: Turn[] = []
    for (const turn of heard) {
      if (turn.speaker === 'customer') {
        turns.push(turn)
        exchanges.push({ sentences: sentencesOf(turn), answered, reply: since.flatMap(sentencesOf) })
        since = []
      } else if (settings.judge.includes(turn.speaker)) {
        answered ||= turns.length > 0
        since.push(turn)
      }
    }
    const found = statesOf(exchanges, conversation.channel, settings.models?.upset)
    return new Map(turns.map((turn, at) => [turn, found[at]!]))
  })
  const calm: Mood = { state: 0, because: [], leans: 0 }
  const memory = once(() => memoryOf(parts().messages, parts().replies))
  const parts = once(() => partsOf(blocks(), sentencesOf, (turn) => states().get(turn) ?? calm, conversation, settings.models))
  return {
    conversation,
    get replies() {
      return parts().replies
    },
    get messages() {
      return parts().messages
    },
    get badNews() {
      return conversation.kind === 'template' ? parts().badNews : undefined
    },
    stateOf: (turn) => states().get(turn) ?? calm,
    sentencesOf,
    treeOf(sentence) {
      if (!settings.tree) throw new Error("a rule that asks for syntax trees says `needs: ['tree']`")
      return settings.tree(wordsOf(sentence))
    },
    unusableBefore: (turn) => unusableBefore(memory().uses(), turn),
    givenBefore: (turn, detail) =>
      memory()
        .given(detail)
        .filter((each) => each.turn.index < turn.index),
  }
}

interface Block {
  readonly who: 'customer' | 'judged'
  readonly turns: readonly Turn[]
}

/** Consecutive turns of one side. Turns of a side that is not judged (bots) say nothing and end nothing. */
function blocksOf(turns: readonly Turn[], judge: readonly Speaker[]): Block[] {
  const blocks: { who: Block['who']; turns: Turn[] }[] = []
  for (const turn of turns) {
    const who = turn.speaker === 'customer' ? 'customer' : judge.includes(turn.speaker) ? 'judged' : undefined
    if (!who) continue
    const last = blocks.at(-1)
    if (last?.who === who) last.turns.push(turn)
    else blocks.push({ who, turns: [turn] })
  }
  return blocks
}

function partsOf(
  blocks: readonly Block[],
  sentencesOf: (turn: Turn) => readonly Sentence[],
  moodOf: (turn: Turn) => Mood,
  conversation: Conversation,
  models: Models | undefined,
): { replies: readonly Reply[]; messages: readonly Message[]; badNews?: Cue } {
  const replies: Reply[] = []
  const messages: Message[] = []
  let message: Message | undefined
  let complaint: Complaint | undefined
  /** How upset the customer was when last answered; only a greater upset opens the complaint again, or one that flares up. */
  let answered = 0
  let hottest: number | undefined
  const template = conversation.kind === 'template' ? blocks.flatMap(({ turns }) => turns.flatMap(sentencesOf)) : []
  const { badNews, unwelcome } = newsIn(template, models)
  if (badNews) complaint = { state: 1, because: [badNews] }
  let standing = complaint
  for (const { who, turns } of blocks) {
    const sentences = turns.flatMap((turn) => sentencesOf(turn))
    if (who === 'customer') {
      const states = turns.map(moodOf)
      const state = Math.max(...states.map((each) => each.state)) as 0 | 1 | 2
      const leans = Math.max(...states.map((each) => each.leans))
      message = { turns, sentences, state, because: states.filter((each) => each.state > 0).flatMap((each) => each.because) }
      messages.push(message)
      if (state === 0 && sentences.some((sentence) => sentence.is('resolved', 'thankful'))) {
        complaint = undefined
        standing = undefined
        if (sentences.some((sentence) => sentence.is('resolved'))) answered = 0
      } else if (state > answered || (state > 0 && flares(leans, hottest))) complaint = { state: state as 1 | 2, because: message.because }
      else if (state === 0 && conversation.kind === 'transcript' && sentences.some(isContent)) complaint = undefined
      if (state > 0) hottest = Math.max(hottest ?? leans, leans)
      if (state > 0) standing = { state: state as 1 | 2, because: message.because }
      continue
    }
    const previous = replies.at(-1)
    const reply = replyOf({ index: replies.length, turns, sentences, message, previous, complaint, standing })
    if (previous) link(previous, reply)
    replies.push(reply)
    const acknowledged = reply.sentences.some((sentence) => acknowledges(sentence, message))
    if (complaint && (acknowledged || reply.sentences.some(isContent))) {
      answered = acknowledged ? 2 : Math.max(answered, complaint.state)
      complaint = undefined
    } else if (acknowledged && message) answered = Math.max(answered, 1)
    message = undefined
  }
  return { replies, messages, ...(unwelcome ? { badNews: unwelcome } : {}) }
}

/** Who leans to upset by so much, and by so much more than ever before, has grown more upset. */
const HOT = 4
const HOTTER = 2

const flares = (leans: number, hottest: number | undefined): boolean => hottest !== undefined && leans >= HOT && leans >= hottest + HOTTER

/** No more than this, and a template is taken for ordinary, whatever words of bad news stand in it. */
const ORDINARY = 0
/** With fewer words than this there is too little to weigh. */
const NOTICE = 14

/** The words of a template that bring bad news, or hint at it. Such words stand in ordinary ones too, so the model has to agree. */
function newsIn(sentences: readonly Sentence[], models: Models | undefined): { readonly badNews?: Cue; readonly unwelcome?: Cue } {
  const cues = sentences.flatMap((sentence) => sentence.cues)
  const badNews = cues.find(({ key }) => key === 'badNews')
  const unwelcome = badNews ?? cues.find(({ key }) => key === 'unwelcome')
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0)
  if (!unwelcome || (models && words >= NOTICE && leaning(models.badNews, sentences) <= ORDINARY)) return {}
  return { unwelcome, ...(badNews ? { badNews } : {}) }
}

const nextOf = new WeakMap<Reply, Reply>()
const link = (previous: Reply, next: Reply): void => void nextOf.set(previous, next)

function replyOf(parts: {
  readonly index: number
  readonly turns: readonly Turn[]
  readonly sentences: readonly Sentence[]
  readonly message: Message | undefined
  readonly previous: Reply | undefined
  readonly complaint: Complaint | undefined
  readonly standing: Complaint | undefined
}): Reply {
  const { sentences, message, previous, complaint, standing } = parts
  const reply: Reply = {
    index: parts.index,
    turns: parts.turns,
    sentences,
    ...(message ? { message } : {}),
    ...(previous ? { previous } : {}),
    ...(complaint ? { openComplaint: complaint } : {}),
    ...(standing ? { standing } : {}),
    get next() {
      return nextOf.get(reply)
    },
    opaque: parts.turns.some(({ text }) => text.marks.some(({ as }) => as === 'opaque')),
    first: (...acts) => sentences.find((sentence) => sentence.is(...acts)),
    said: (act, where) => sentences.some((sentence) => (where === undefined || comesBefore(sentence, where.before)) && sentence.is(act)),
  }
  return reply
}

/** Whether a sentence stands before another in the conversation. */
export function comesBefore(a: Sentence, b: Sentence): boolean {
  return a.turn.index < b.turn.index || (a.turn === b.turn && a.index < b.index)
}

function remember<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found) return found
    const value = work(key)
    known.set(key, value)
    return value
  }
}
