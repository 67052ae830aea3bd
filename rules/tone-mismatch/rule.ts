import { defineRule } from '../../src/rules/rule.ts'

export default defineRule({
  summary: 'No cheer, jokes, emoji or sunny closings while the customer is upset and the trouble is not solved, nor in bad news.',
  message: 'Cheerful tone at a hard moment',
  severity: 'warn',
  kind: 'forbids',
  instead: ['Meet the customer where they are: warm and calm; keep the cheer for when it is solved'],
  phrases: {
    cheer: [
      '(have|enjoy|wish you|wishing you|hope you have|may i wish you) [yourself] [a|an|the] [rest of] [your] [very|really|absolutely|truly] (great|good|nice|wonderful|lovely|fantastic|pleasant|amazing|fabulous|beautiful|excellent|blessed|awesome|super|sunny) [rest of] [your|the] (day|weekend|evening|morning|night|one|week|afternoon|time|flight|trip)',
      '(happy|merry) (coding|shopping|christmas|friday|monday|holidays|weekend|reading|travels|gaming|streaming|new year|days)',
      '(great|awesome|fantastic|amazing|wonderful|excellent|super|perfect|brilliant|yay|woohoo|hooray|cool|sweet|lovely) [$|news|question|choice|stuff|job]',
      '(sounds|sound) (great|good|awesome|fun)',
      '(haha|hehe|lol|lmao|yay|woohoo|yippee|cheers)',
      '(my|our) pleasure',
      '(glad|happy|delighted|thrilled|excited|pleased) to (hear|announce|inform|tell|share|see|let you know)',
      '(😀|😃|😄|😁|😊|😉|😎|🥳|🎉|🤗|😍|🌞|☀|🙂|😂|🤣|😆|✨|💪|🎊)',
    ],
  },
  *check(analysis, _options, find) {
    for (const reply of analysis.replies) {
      const { standing } = reply
      if (!standing || reply.sentences.some((sentence) => sentence.cue('solve')?.sense === 'done')) continue
      for (const sentence of reply.sentences) {
        const cheer = find(sentence, 'cheer')
        if (!cheer) continue
        yield {
          at: cheer,
          because: standing.because.slice(0, 2).map((at) => ({ at, message: analysis.badNews ? 'the bad news' : 'the customer is upset' })),
        }
        break
      }
    }
  },
})
