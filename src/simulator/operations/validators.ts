import type { ProviderName } from '../../contracts/index.ts'
import { Refusal } from '../http/refusal.ts'
import { lazily } from '../lazily.ts'
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

/**
 * The checks of create bodies, by provider. They are not built at start: loading zod and building the schemas costs as
 * much as all the rest of starting, and nobody needs them before the first create request.
 */
export class Validators {
  readonly #sources: ValidatorSources
  #built: ReadonlyMap<ProviderName, Validate> | undefined

  constructor(sources: ValidatorSources) {
    this.#sources = sources
  }

  /** One provider's check; undefined until they are loaded. */
  of(provider: ProviderName): Validate | undefined {
    return this.#built?.get(provider)
  }

  /** @throws Refusal when they cannot be read from disk; the next call tries again */
  async load(): Promise<void> {
    const { createValidator } = await this.#read()
    const { settings, providers, catalogue } = this.#sources
    this.#built ??= new Map(
      Object.values(providers).map(
        ({ contract }) => [contract.name, createValidator(contract, settings, catalogue)] as const,
      ),
    )
  }

  readonly #read = lazily(async () => {
    try {
      return await import('../validation/validation.ts')
    } catch (error) {
      throw new Refusal(
        'server-error',
        `The simulator could not load its checks (${(error as Error).message}); send the request again.`,
      )
    }
  })

  /** Has them built anew: there are other models now. */
  forget(): void {
    this.#built = undefined
  }
}
