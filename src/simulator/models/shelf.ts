import { forgetValidators, loadValidators } from '../operations/index.ts'
import { SettingError, type Settings } from '../settings.ts'
import type { Observers, Simulation } from '../simulation.ts'
import { Catalogue } from './catalogue.ts'
import { fingerprint, type Library, readLibrary } from './library.ts'

const WATCH_EVERY_MS = 300

/** The pages of `--models`, read, and read again when they change. */
export interface Shelf {
  readonly catalogue: Catalogue
  watch(simulation: Simulation): void
}

const tell = ({ refused }: Library, { onRefusedPage }: Observers): void => {
  for (const { reason } of refused) onRefusedPage?.(reason)
}

/** Reads the pages. @throws SettingError when there are folders, but no page in them that can be served */
export const openShelf = async (settings: Settings, observers: Observers): Promise<Shelf> => {
  const { models: folders, watch } = settings
  const catalogue = new Catalogue()
  const library = readLibrary(folders)
  if (folders.length > 0 && library.pages.length === 0 && !watch) {
    const [first] = library.refused
    const why = first === undefined ? 'they hold no page' : first.reason
    throw new SettingError(`--models ${folders.join(', ')}: no model to serve; ${why}`, ['models'])
  }
  tell(library, observers)
  catalogue.replace(library.pages)
  return {
    catalogue,
    // By looking, not by being told: that works on every file system, mounted ones too.
    watch: (simulation) => {
      let last = fingerprint(folders)
      simulation.every(WATCH_EVERY_MS, () => {
        const now = fingerprint(folders)
        if (now === last) return
        last = now
        reread(simulation, catalogue, observers)
      })
    },
  }
}

/** A page that can no longer be read keeps what it said before. */
const reread = (simulation: Simulation, catalogue: Catalogue, observers: Observers): void => {
  try {
    const library = readLibrary(simulation.settings.models)
    tell(library, observers)
    const broken = new Set(library.refused.map(({ file }) => file))
    catalogue.replace([...catalogue.pages.filter(({ file }) => broken.has(file)), ...library.pages])
    forgetValidators(simulation)
    void loadValidators(simulation)
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    observers.onRefusedPage?.(error.message)
  }
}
