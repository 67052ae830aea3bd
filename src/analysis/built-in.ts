import { lexiconPack } from '../../generated/lexicon.ts'
import { modelsPack } from '../../generated/model.ts'
import { once } from '../once.ts'
import { type Lexicon, openLexicon } from './lexicon.ts'
import type { Models } from './model.ts'

/** The lexicon that ships, opened the first time it is asked for. */
export const builtInLexicon: () => Lexicon = once(() => openLexicon(lexiconPack()))

/** The models that ship, opened the first time they are asked for. */
export const builtInModels: () => Models = once(modelsPack)
