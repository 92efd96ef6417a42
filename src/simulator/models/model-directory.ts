import { SettingError } from '../../basics/setting.ts'
import { exampleNotes } from '../../pages/example-notes.ts'
import type { Observers } from '../observers.ts'
import type { Settings } from '../settings.ts'
import type { Simulation } from '../simulation.ts'
import { Catalogue } from './catalogue.ts'
import { Library } from './library.ts'
import { overlapsOf } from './overlaps.ts'

/** The pages of `--models`, read again when they change. */
export interface ModelDirectory {
  readonly catalogue: Catalogue
  /** Checks them every `everyMs` real ms. */
  watch(simulation: Simulation, everyMs?: number): void
}

/** Passes each sentence about the pages to the observers once. */
class PageNews {
  readonly #observers: Observers
  #told: ReadonlySet<string> = new Set()

  constructor(observers: Observers) {
    this.#observers = observers
  }

  tell(library: Library): void {
    const { pages, refused, notes } = library.holdings
    const reasons = refused.map(({ reason }) => reason)
    const words = [...notes, ...overlapsOf(pages), ...exampleNotes(pages)]
    for (const reason of reasons) if (!this.#told.has(reason)) this.#observers.onRefusedPage?.(reason)
    for (const note of words) if (!this.#told.has(note)) this.#observers.onPageNote?.(note)
    this.#told = new Set([...reasons, ...words])
  }

  tellOnce(note: string): void {
    if (!this.#told.has(note)) this.#observers.onPageNote?.(note)
    this.#told = new Set([...this.#told, note])
  }
}

/** Without `--watch`, what is missing now stays missing. */
const assertServes = (library: Library, { models: folders }: Settings): void => {
  const { pages, refused } = library.holdings
  const [absent] = library.absent
  if (absent !== undefined) throw new SettingError(absent, ['models'])
  if (folders.length === 0 || pages.length > 0) return
  const why = refused[0]?.reason ?? 'they hold no page'
  throw new SettingError(`--models ${folders.join(', ')}: no model to serve; ${why}`, ['models'])
}

/**
 * Reads the pages.
 * @throws SettingError when a folder does not exist, or no page in them can be served; with `--watch` either may come
 * later
 */
export const openModelDirectory = async (
  settings: Settings,
  observers: Observers,
): Promise<ModelDirectory> => {
  const library = new Library(settings.models)
  library.refresh()
  if (!settings.watch) assertServes(library, settings)
  const news = new PageNews(observers)
  news.tell(library)
  const catalogue = new Catalogue()
  catalogue.replace(library.holdings.pages)
  const look = (simulation: Simulation): void => {
    try {
      if (!library.refresh()) return
    } catch (error) {
      if (!(error instanceof SettingError)) throw error
      news.tellOnce(error.message)
      return
    }
    news.tell(library)
    catalogue.replace(library.holdings.pages)
    simulation.validators.forget()
    // Checks that cannot be loaded now are loaded with the next create request.
    simulation.validators.load().catch(() => undefined)
  }
  return {
    catalogue,
    // Polling works on every file system, mounted ones too; change events do not.
    watch: (simulation, everyMs = 300) => void simulation.every(everyMs, () => look(simulation)),
  }
}
