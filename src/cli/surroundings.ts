import { resolve } from 'node:path'
import { configsOf } from '../config/configs.ts'
import type { Loaded, Surroundings } from '../config/load.ts'
import { builtInRules } from '../rules/collection.ts'
import type { World } from './outcome.ts'

/** The config that holds for each folder, with the rules that ship and those of its plugins. `named` is the file of `--config`. */
export function configsIn({ cwd }: Pick<World, 'cwd'>, named?: string): (folder: string) => Promise<Loaded> {
  const surroundings: Surroundings = {
    cwd,
    builtIn: builtInRules,
    async loadPlugins(plugins, configFile) {
      const [{ loadRules }, { mistakeInPhrase }] = await Promise.all([import('../rules/load.ts'), import('../rules/phrases.ts')])
      return loadRules(plugins, { configFile, cwd, taken: builtInRules, mistakeIn: mistakeInPhrase })
    },
    async words() {
      const [{ shippedLayouts }, { mistakeInPhrase }] = await Promise.all([import('../layouts/index.ts'), import('../rules/phrases.ts')])
      return { layouts: shippedLayouts.map(({ name }) => name), mistakeInPhrase }
    },
  }
  return configsOf(surroundings, named === undefined ? undefined : resolve(cwd, named))
}
