import { Callbacks } from './callbacks/callbacks.ts'
import { createDriftWatch } from './drift.ts'
import { type ClientOptions, readOptions, type Settings } from './options.ts'
import { type EvolinkCreateRequest, evolinkProvider } from './providers/evolink.ts'
import { type KieCreateRequest, kieProvider } from './providers/kie.ts'
import type { Credits, WireProvider } from './providers/provider.ts'
import { createReader, type Reader } from './read.ts'
import { Videos } from './videos.ts'

/** What a request to any provider has at least. */
export interface AnyCreateRequest {
  readonly model: string
}

/** One account at one provider. Both providers' clients have this shape. */
export class VideoClient<Request extends AnyCreateRequest> implements AsyncDisposable {
  readonly videos: Videos<Request>
  readonly callbacks: Callbacks
  readonly #settings: Settings
  readonly #reader: Reader

  /** @throws ConfigurationError when there is no key, or an option cannot be read */
  constructor(provider: WireProvider, options: ClientOptions = {}) {
    this.#settings = readOptions(provider, options)
    const watchDrift = createDriftWatch(provider, this.#settings)
    this.#reader = createReader(provider, this.#settings, watchDrift)
    this.videos = new Videos(provider, this.#settings, this.#reader, watchDrift)
    this.callbacks = new Callbacks(provider, this.#settings, this.#reader, watchDrift)
  }

  /** What the account has left. @throws CallError */
  credits(options: { readonly signal?: AbortSignal } = {}): Promise<Credits> {
    return this.#reader.credits(options)
  }

  /** Closes the client's connections; a dispatcher that was passed in stays open. */
  async close(): Promise<void> {
    if (this.#settings.ownsDispatcher) await this.#settings.dispatcher.destroy()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** Kie.ai. */
export class KieClient extends VideoClient<KieCreateRequest> {
  constructor(options: ClientOptions = {}) {
    super(kieProvider, options)
  }
}

/** EvoLink, or its reseller: `new EvolinkClient({ baseUrl: 'https://ai.odkkk.com/apiv1' })`. */
export class EvolinkClient extends VideoClient<EvolinkCreateRequest> {
  constructor(options: ClientOptions = {}) {
    super(evolinkProvider, options)
  }
}
