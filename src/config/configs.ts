import { type Loaded, loadConfig, nearestConfig, type Surroundings, withoutConfig } from './load.ts'

/** Which config holds for the files of a folder (absolute): the nearest above them, or the one named for all. Each file is loaded once. */
export function configsOf(surroundings: Surroundings, named?: string): (folder: string) => Promise<Loaded> {
  const nearest = new Map<string, string | undefined>()
  const loaded = new Map<string | undefined, Promise<Loaded>>()
  return (folder) => {
    const file = named ?? nearestConfig(folder, nearest)
    const known = loaded.get(file)
    if (known) return known
    const loading = file === undefined ? Promise.resolve(withoutConfig(surroundings)) : loadConfig(file, surroundings)
    loaded.set(file, loading)
    return loading
  }
}
