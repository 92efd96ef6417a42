/** Video models of Kie.ai and EvoLink for the AI SDK (`ai`), over the client of this package. docs/client.md shows them. */
import { type ClientOptions, EvolinkClient, InvalidArgumentError, KieClient } from '../client/index.ts'
import type { ClientLike } from './client-like.ts'
import type { VideoDialect } from './dialect.ts'
import { evolinkDialect } from './providers/evolink.ts'
import { kieDialect } from './providers/kie.ts'
import { VideoModel, type VideoModelSettings } from './video-model.ts'

export type { VideoModel, VideoModelSettings } from './video-model.ts'

/** A provider as the AI SDK knows one. It has video models only. */
export interface VideoProvider<Client> {
  readonly specificationVersion: 'v4'
  /** `video('wan/2-5-text-to-video')`, for `generateVideo({ model })`. */
  video(modelId: string, settings?: VideoModelSettings): VideoModel
  /** The same, as the AI SDK's registry calls it. */
  videoModel(modelId: string): VideoModel
  languageModel(modelId: string): never
  embeddingModel(modelId: string): never
  imageModel(modelId: string): never
  /** The client behind the models: `reconcile`, `credits`, `spending`, `close`. */
  readonly client: Client
}

/**
 * Kie.ai's video models. Takes the client's options, or a client.
 * @throws ConfigurationError
 * @example
 * const kie = createKie() // KIE_API_KEY
 * const { video } = await generateVideo({ model: kie.video('wan/2-5-text-to-video'), prompt: 'a cat that surfs', duration: 5 })
 */
export const createKie = (options: ClientOptions | KieClient = {}): VideoProvider<KieClient> =>
  providerOver(options instanceof KieClient ? options : new KieClient(options), kieDialect)

/**
 * EvoLink's video models, and its reseller's by `baseUrl`. Takes the client's options, or a client.
 * @throws ConfigurationError
 * @example
 * const evolink = createEvolink({ apiKey: 'any-key', baseUrl: 'http://127.0.0.1:7357' })
 * const model = evolink.video('wan2.5-text-to-video')
 */
export const createEvolink = (options: ClientOptions | EvolinkClient = {}): VideoProvider<EvolinkClient> =>
  providerOver(options instanceof EvolinkClient ? options : new EvolinkClient(options), evolinkDialect)

const providerOver = <Client extends ClientLike>(
  client: Client,
  dialect: VideoDialect,
): VideoProvider<Client> => {
  const video = (modelId: string, settings: VideoModelSettings = {}): VideoModel =>
    new VideoModel(modelId, client, dialect, settings)
  const noModels =
    (kind: string) =>
    (modelId: string): never => {
      throw new InvalidArgumentError(
        `${modelId} is asked for as ${kind}; this provider has video models only.`,
      )
    }
  return {
    ...{ specificationVersion: 'v4', client, video, videoModel: (modelId) => video(modelId) },
    languageModel: noModels('a language model'),
    embeddingModel: noModels('an embedding model'),
    imageModel: noModels('an image model'),
  }
}
