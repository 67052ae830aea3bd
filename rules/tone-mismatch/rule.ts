import type { Complaint, Cue, Message, Reply, Sentence } from '../../src/analysis/analysis.ts'
import { isContent } from '../../src/analysis/content.ts'
import type { Quote } from '../../src/conversation.ts'
import { defineRule, type Find } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'No cheer, jokes, emoji, selling or sunny closings while the customer is upset and the trouble is not solved, nor in bad news.',
  message: 'Cheerful tone at a hard moment',
  severity: 'warn',
  kind: 'forbids',
  instead: ['Meet the customer where they are: warm and calm; keep the cheer for when it is solved'],
  *check(analysis, _options, find) {
    let settled: Complaint | undefined
    for (const reply of analysis.replies) {
      const { message, standing } = reply
      if (!standing) {
        const sunny = message && sunnyNo(reply, message, find)
        if (sunny) yield { at: sunny }
        continue
      }
      if (reply.sentences.some((sentence) => find(sentence, 'solved'))) settled = standing
      if (settled === standing) continue
      if (message && reply.previous && comesRound(message)) continue
      const said = analysis.badNews ? inBadNews(reply, find) : message?.state ? toTheUpset(reply, find) : whileItStands(reply, find)
      if (said)
        yield {
          at: said,
          because: proof(standing).map((at) => ({ at, message: analysis.badNews ? 'the bad news' : 'the customer is upset' })),
        }
    }
  },
})

/** Whether the customer ends with thanks, or with word that it works, after whatever upset them. In a first message thanks are only polite. */
function comesRound({ state, sentences, because }: Message): boolean {
  const content = sentences.flatMap(({ cues }) => cues).findLast(({ key }) => key === 'thankful' || key === 'resolved')
  const upset = because.at(-1)
  return state < 2 && content !== undefined && (upset === undefined || follows(content, upset))
}

const follows = (a: Cue, b: Cue) => a.turn.index > b.turn.index || (a.turn === b.turn && a.range.start >= b.range.end)

const first = (reply: Reply, look: (sentence: Sentence) => Quote | undefined): Quote | undefined => {
  for (const sentence of reply.sentences) {
    const found = look(sentence)
    if (found) return found
  }
  return undefined
}

const SIGNS = new Set(['waited', 'upset', 'lost'])

/** A sunny end to a calm report of trouble that gets a no. */
function sunnyNo(reply: Reply, message: Message, find: Find): Quote | undefined {
  const troubled = message.sentences.some(({ cues }) => cues.some(({ key, strength }) => SIGNS.has(key) && strength >= 1))
  if (
    !troubled ||
    comesRound(message) ||
    message.sentences.some((sentence) => sentence.is('calm', 'resolved')) ||
    reply.said('apologise') ||
    reply.said('acknowledge')
  )
    return undefined
  if (!reply.said('refuse')) return undefined
  return first(reply, (sentence) => find(sentence, 'happy', 'eager', 'joke', 'sell'))
}

/** What an upset customer gets in answer. */
function toTheUpset(reply: Reply, find: Find): Quote | undefined {
  const unmoved = isUnmoved(reply)
  // Hints alone show too little to mind a phrase of plain politeness.
  const plain = reply.message?.because.some(({ strength }) => strength >= 1)
  const empty = !reply.sentences.some((sentence) => isContent(sentence) && !find(sentence, 'wellbeing'))
  return first(reply, (sentence) => {
    const cheer =
      find(sentence, 'closing', 'happy', 'bright', 'eager', 'joke', 'sell') ??
      (plain ? find(sentence, 'pleasure', 'slogan') : undefined) ??
      smileyIn(sentence, unmoved)
    if (empty && !cheer) return find(sentence, 'wellbeing')
    return cheer ?? (unmoved && exclaims(sentence) ? find(sentence, 'brisk') : undefined)
  })
}

const isUnmoved = (reply: Reply) => !reply.said('acknowledge') && !reply.said('apologise')

const exclaims = ({ turn, range }: Sentence) => turn.text.value[range.end - 1] === '!'

/** What is said on the way, the customer calm for the moment: a bright word for the details they sent is ordinary, a sunny end is not. */
const whileItStands = (reply: Reply, find: Find) =>
  reply.message?.sentences.some((sentence) => find(sentence, 'kindly'))
    ? undefined
    : first(reply, (sentence) => find(sentence, 'closing', 'happy', 'joke', 'sell'))

const inBadNews = (reply: Reply, find: Find) =>
  first(
    reply,
    (sentence) =>
      find(sentence, 'closing', 'happy', 'eager', 'joke', 'sell', 'slogan') ??
      smileyIn(sentence, isUnmoved(reply)) ??
      (exclaims(sentence) ? find(sentence, 'wishes') : undefined),
  )

/** The strongest words of a complaint, two at most. */
const proof = ({ because }: Complaint) => because.slice(0, 2)

/** Faces that laugh, wink or party, and what goes with a good time. */
const CHEER =
  /^(?:[:;]['’]?-?[)dp]|[😀😃😄😁😆😅😂🤣☺😊🙂🙃😉😌😍🥰😘😋😛😜🤪😝🤗🤩🥳😎🤠🤓🤭😸😺👻👋🤘🤙🤟✌✨⭐🌟🎉🎊🎈🎁🥂🍻🍹🍾🎂🍰🧁🍪🍩🍿🍕🍔🌮☕🔥💪🙌👏🌞☀🌴🏖🌈🌸🌼🌺🌻💐🌷🦄🚀💯😇🕺💃🍀🎬🎮🎧🎶🎵🎄🎅🎃🐶🐱🐾🛍🏆⚽🏄🧸👋📦👓🕶👗👟👕👜🛋🚲🛴🍓🍒🍋🍇🥑🥐🥨🍫🍯🍵🐻🐼🦊🐝🦋🐧🐢🦁🐰🎨💎])/u
/** Hearts may stand for sympathy, where there is some. */
const HEART = /^(?:<3|[❤🧡💛💚💙💜🤎🖤🤍💖💕💗💞💘💝♥🫶])/u

function smileyIn({ turn, words }: Sentence, hearts: boolean): Quote | undefined {
  const face = words.find(({ word }) => CHEER.test(word) || (hearts && HEART.test(word)))
  return face && { turn, range: { start: face.start, end: face.end } }
}
