import { lazily } from '../../basics/lazily.ts'
import type { ProviderName } from '../../contracts/index.ts'
import { Refusal } from '../http/refusal.ts'
import type { Catalogue } from '../models/catalogue.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import type { Settings } from '../settings.ts'
import type { Validate } from '../validation/validation.ts'

/** What the checks of create bodies are built from. */
export interface ValidatorSources {
  readonly settings: Settings
  readonly providers: Readonly<Record<ProviderName, SimulatedProvider>>
  readonly catalogue?: Catalogue | undefined
}

/** @throws Refusal when a module cannot be read from disk */
const loaded = async <Module>(load: () => Promise<Module>): Promise<Module> => {
  try {
    return await load()
  } catch (error) {
    throw new Refusal(
      'server-error',
      `The simulator could not load its checks (${(error as Error).message}); send the request again.`,
    )
  }
}

/**
 * The checks of create bodies, by provider. They are not built at start: loading zod and building the schemas costs as
 * much as everything else at start, and nobody needs them before the first create request.
 */
export class Validators {
  readonly #sources: ValidatorSources
  #built: ReadonlyMap<ProviderName, Validate> | undefined
  #isInUse = false

  constructor(sources: ValidatorSources) {
    this.#sources = sources
  }

  /** One provider's check; undefined until it is loaded. */
  of(provider: ProviderName): Validate | undefined {
    this.#isInUse = true
    return this.#built?.get(provider)
  }

  /** @throws Refusal when they cannot be read from disk; the next call tries again */
  async load(): Promise<void> {
    const { settings, providers, catalogue } = this.#sources
    const hasPages = (): boolean => (catalogue?.pages.length ?? 0) > 0
    const { createValidator } = await this.#read()
    // Ajv is loaded only if there are pages to check by; more may have been added meanwhile.
    const checkByPage = hasPages() ? (await this.#readPageCheck()).checkByPage : undefined
    if (checkByPage === undefined && hasPages()) return this.load()
    this.#built ??= new Map(
      Object.values(providers).map(
        ({ contract }) =>
          [contract.name, createValidator(contract, settings, { catalogue, checkByPage })] as const,
      ),
    )
  }

  /** Runs what checks bodies once, so that the first create request after a pause does not wait for its compilation. */
  async tryOut(): Promise<void> {
    if (this.#isInUse) return
    const { tryOut } = await this.#read()
    for (const { contract } of Object.values(this.#sources.providers)) {
      tryOut(contract)
      // Whoever has called meanwhile comes first.
      await new Promise(setImmediate)
    }
  }

  readonly #read = lazily(() => loaded(() => import('../validation/validation.ts')))
  readonly #readPageCheck = lazily(() => loaded(() => import('../validation/page-check.ts')))

  /** Rebuilds them, because the models have changed. */
  forget(): void {
    this.#built = undefined
  }
}
