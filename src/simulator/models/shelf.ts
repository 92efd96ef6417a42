import { forgetValidators, loadValidators } from '../operations/index.ts'
import { SettingError } from '../setting.ts'
import type { Settings } from '../settings.ts'
import type { Observers, Simulation } from '../simulation.ts'
import { Catalogue } from './catalogue.ts'
import { Library } from './library.ts'
import { overlapsOf } from './overlaps.ts'

/** The pages of `--models`, read, and read again when they change. */
export interface Shelf {
  readonly catalogue: Catalogue
  /** Looks at them every so many real ms. */
  watch(simulation: Simulation, everyMs?: number): void
}

/** Tells what is to be said of the pages, and of what was said the last time nothing again. */
class Teller {
  readonly #observers: Observers
  #told: ReadonlySet<string> = new Set()

  constructor(observers: Observers) {
    this.#observers = observers
  }

  tell(library: Library): void {
    const { pages, refused, notes } = library.holdings
    const reasons = refused.map(({ reason }) => reason)
    const words = [...notes, ...overlapsOf(pages)]
    for (const reason of reasons) if (!this.#told.has(reason)) this.#observers.onRefusedPage?.(reason)
    for (const note of words) if (!this.#told.has(note)) this.#observers.onPageNote?.(note)
    this.#told = new Set([...reasons, ...words])
  }

  tellOnce(note: string): void {
    if (!this.#told.has(note)) this.#observers.onPageNote?.(note)
    this.#told = new Set([...this.#told, note])
  }
}

/** Without `--watch` what is not there now will never be. */
const assertServes = (library: Library, { models: folders }: Settings): void => {
  const { pages, refused } = library.holdings
  const [absent] = library.absent
  if (absent !== undefined) throw new SettingError(absent, ['models'])
  if (folders.length === 0 || pages.length > 0) return
  const why = refused[0]?.reason ?? 'they hold no page'
  throw new SettingError(`--models ${folders.join(', ')}: no model to serve; ${why}`, ['models'])
}

/** Reads the pages. @throws SettingError when a folder is not there, or no page in them can be served; with `--watch` either may come */
export const openShelf = async (settings: Settings, observers: Observers): Promise<Shelf> => {
  const library = new Library(settings.models)
  library.refresh()
  if (!settings.watch) assertServes(library, settings)
  const teller = new Teller(observers)
  teller.tell(library)
  const catalogue = new Catalogue()
  catalogue.replace(library.holdings.pages)
  const look = (simulation: Simulation): void => {
    try {
      if (!library.refresh()) return
    } catch (error) {
      if (!(error instanceof SettingError)) throw error
      teller.tellOnce(error.message)
      return
    }
    teller.tell(library)
    catalogue.replace(library.holdings.pages)
    forgetValidators(simulation)
    void loadValidators(simulation)
  }
  return {
    catalogue,
    // By looking, not by being told: that works on every file system, mounted ones too.
    watch: (simulation, everyMs = 300) => void simulation.every(everyMs, () => look(simulation)),
  }
}
