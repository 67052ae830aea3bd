/** What an agent does with a sentence. */
export const acts = [
  'greet',
  'thank',
  'acknowledge',
  'apologise',
  'ask',
  'askDetails',
  'instruct',
  'solve',
  'promise',
  'wait',
  'refuse',
  'redirect',
  'handOff',
  'offer',
  'invite',
  'close',
] as const

/** What a customer lets be seen in a sentence. */
export const signs = ['upset', 'trouble', 'waited', 'tried', 'lost', 'cannotUse', 'gave', 'thankful', 'resolved', 'calm'] as const

export type Act = (typeof acts)[number]
export type Sign = (typeof signs)[number]
