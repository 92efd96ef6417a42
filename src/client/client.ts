import type { CallOptions } from './call-options.ts'
import { Callbacks } from './callbacks/callbacks.ts'
import { anyFile, audioFile, type FileKind, imageFile, videoFile } from './download/file-kind.ts'
import { createDriftWatch } from './drift-watch.ts'
import type { AmbiguousCreateError } from './errors/ambiguous-create-error.ts'
import { InvalidArgumentError } from './errors/client-error.ts'
import type { Spending } from './money/budget.ts'
import { createEstimator, type Estimate } from './money/estimate.ts'
import { type ClientOptions, readOptions } from './options.ts'
import { evolinkProvider } from './providers/evolink.ts'
import { kieProvider } from './providers/kie.ts'
import type { Credits, WireProvider } from './providers/provider.ts'
import { createReader } from './read.ts'
import { type ReconcileOptions, type Reconciliation, reconcile } from './reconcile.ts'
import { replayCreate } from './replay.ts'
import type { AnyCreateRequest, EvolinkRequests, KieCreateRequest, PathsOf, RequestsAt } from './requests.ts'
import { SentRequests } from './sent-requests.ts'
import { Tasks, type TaskTools } from './tasks.ts'
import { Uploads } from './uploads.ts'

/**
 * One account at one provider. Both providers' clients have this shape. `videos`, `images` and `audios` make the same
 * calls: they differ in where a create request goes, if the provider has a path for each, and in what a download
 * accepts as a result.
 * @example
 * const isAffordable = async (client: VideoClient<KieCreateRequest>, credits: number) => (await client.credits()).remaining >= credits
 */
export class VideoClient<
  Video extends AnyCreateRequest,
  Image extends AnyCreateRequest = Video,
  Audio extends AnyCreateRequest = Video,
> implements AsyncDisposable
{
  readonly videos: Tasks<Video>
  readonly images: Tasks<Image>
  readonly audios: Tasks<Audio>
  readonly callbacks: Callbacks
  readonly uploads: Uploads
  readonly #tools: TaskTools
  readonly #close: () => Promise<void>

  /** @throws ConfigurationError when there is no key, or an option cannot be read */
  constructor(provider: WireProvider, options: ClientOptions = {}) {
    const { settings, close } = readOptions(provider, options)
    this.#close = close
    const watchDrift = createDriftWatch(provider, settings)
    const reader = createReader(provider, settings, watchDrift)
    this.#tools = {
      provider,
      settings,
      reader,
      watchDrift,
      sent: new SentRequests(),
      estimate: createEstimator(provider),
    }
    const { videos, images, audios } = provider.createPaths
    this.videos = this.tasksAt(videos, videoFile)
    this.images = this.tasksAt(images, imageFile)
    this.audios = this.tasksAt(audios, audioFile)
    this.callbacks = new Callbacks(provider, settings, reader, watchDrift)
    this.uploads = new Uploads(provider, settings)
  }

  protected tasksAt<Request extends AnyCreateRequest>(path: string, kind: FileKind): Tasks<Request> {
    return new Tasks(this.#tools, path, kind)
  }

  /** What the account has left. @throws CallError */
  credits(options: CallOptions = {}): Promise<Credits> {
    return this.#tools.reader.credits(options)
  }

  /** What a request should cost, at the prices of the contract. Nothing is sent. */
  estimate(request: AnyCreateRequest): Estimate {
    return this.videos.estimate(request)
  }

  /** What this client has spent, by its own count. */
  get spending(): Spending {
    return this.#tools.settings.budget.spending
  }

  /**
   * The way out of an ambiguous create request: looks for its task in the response, among `candidates`, in the provider's
   * list and in the balance. Creates nothing, unless `replay` is asked for.
   * @throws CallError when the provider cannot be read
   * @example
   * const outcome = await client.reconcile(error, { creditsBefore })
   * if (outcome.kind === 'found') await client.videos.wait(outcome.handle)
   */
  reconcile(error: AmbiguousCreateError, options: ReconcileOptions = {}): Promise<Reconciliation> {
    const { provider, reader, sent } = this.#tools
    const tools = {
      ...{ provider, reader },
      requestOf: (of: AmbiguousCreateError) => sent.requestOf(of),
      isKnown: (id: string) => sent.isBought(id),
      replay: (of: AmbiguousCreateError, call: CallOptions) => replayCreate(this.#tools, of, call),
    }
    return reconcile(tools, error, options)
  }

  /**
   * Ends everything that is under way, within a second: waits end in a `ClientClosedError` with the handle. A
   * dispatcher that was passed in stays open.
   */
  close(): Promise<void> {
    return this.#close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/**
 * Kie.ai. Everything is created at one path, so each of its families accepts every request.
 * @example
 * const client = new KieClient({ apiKey: 'any-key', baseUrl: 'http://127.0.0.1:7357' })
 * const request = { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat that surfs' } } as const
 * const task = await client.videos.createAndWait(request)
 */
export class KieClient extends VideoClient<KieCreateRequest> {
  /** Results are text, in `task.object`, or files of any kind. */
  readonly texts: Tasks<KieCreateRequest>

  constructor(options: ClientOptions = {}) {
    super(kieProvider, options)
    this.texts = this.tasksAt(kieProvider.createPaths.videos, anyFile)
  }
}

/**
 * EvoLink, or its reseller: `new EvolinkClient({ baseUrl: 'https://ai.odkkk.com/apiv1' })`.
 * @example
 * const client = new EvolinkClient({ apiKey: 'any-key', baseUrl: 'http://127.0.0.1:7357' })
 * const task = await client.videos.createAndWait({ model: 'wan2.5-text-to-video', prompt: 'a cat that surfs' })
 */
export class EvolinkClient extends VideoClient<
  RequestsAt<EvolinkRequests, '/v1/videos/generations'>,
  RequestsAt<EvolinkRequests, '/v1/images/generations'>,
  RequestsAt<EvolinkRequests, '/v1/audios/generations'>
> {
  constructor(options: ClientOptions = {}) {
    super(evolinkProvider, options)
  }

  /**
   * Tasks that are created at another path, which their page names: `client.at('/v1/songs/generations').create(…)`.
   * @throws InvalidArgumentError when it is not a path
   */
  at<Path extends PathsOf<EvolinkRequests>>(path: Path): Tasks<RequestsAt<EvolinkRequests, Path>> {
    if (!/^\/[^\s?#]*$/.test(path))
      throw new InvalidArgumentError('A path begins with a slash and has no query: /v1/songs/generations.')
    return this.tasksAt(path, anyFile)
  }
}
