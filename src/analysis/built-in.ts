import { lexiconPack } from '../../generated/lexicon.ts'
import { modelPack } from '../../generated/model.ts'
import { once } from '../once.ts'
import { type Lexicon, openLexicon } from './lexicon.ts'
import type { Model } from './model.ts'

/** The lexicon that ships, opened the first time it is asked for. */
export const builtInLexicon: () => Lexicon = once(() => openLexicon(lexiconPack()))

/** The model that ships, opened the first time it is asked for. */
export const builtInModel: () => Model = once(modelPack)
