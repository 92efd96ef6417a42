import type { MediaRequest, Operation, ProviderContract } from '../../contracts/index.ts'
import { numberOr, recordOf, textOr } from '../../contracts/media.ts'
import { modelsOf } from '../../contracts/models.ts'
import type { Settings } from '../settings.ts'
import type { Catalogue } from './catalogue.ts'

/** Credits of a task that makes no video. Assumed: pages state no prices. */
const OTHER_PRICE = 4

/** Creates that the bundled pages do not describe and others do. */
const FURTHER_PATHS: Readonly<Record<ProviderContract['name'], readonly string[]>> = {
  kie: [],
  evolink: ['/v1/images/generations', '/v1/audios/generations'],
}

/** A provider's contract with what a simulator serves beyond the bundled pages. */
export const servedContract = (
  contract: ProviderContract,
  catalogue: Catalogue,
  settings: Settings,
): ProviderContract => {
  const { name } = contract
  const bundled = modelsOf(contract.openapi)
  const isBundled = (model: unknown): boolean =>
    typeof model === 'string' && bundled.has(model) && catalogue.pageOf(name, model) === undefined
  return {
    ...contract,
    get openapi() {
      return catalogue.document(name)
    },
    operations: [...contract.operations, ...furtherCreates(contract, catalogue, settings)],
    mediaOf: (request) => {
      if (isBundled(request.model)) return contract.mediaOf(request)
      const output = catalogue.pageOf(name, request.model)?.output
      return { ...mediaOf(request, contract.mediaOf(request)), ...(output ? { output } : {}) }
    },
    price: (media) =>
      media.output === undefined || media.output === 'video' ? contract.price(media) : OTHER_PRICE,
    // The rules across fields are those of the bundled models.
    refine: (request) => (isBundled(request.model) ? contract.refine(request) : undefined),
  }
}

/** Routes cannot be added later: with `--watch` and for unknown models there are all that may be wanted. */
const furtherCreates = (
  { name, operations }: ProviderContract,
  catalogue: Catalogue,
  { watch, unknownModels }: Settings,
): readonly Operation[] => {
  const described = catalogue.pages.filter(({ provider }) => provider === name).map(({ path }) => path)
  const all = watch || unknownModels === 'accept' ? [...described, ...FURTHER_PATHS[name]] : described
  return [...new Set(all)]
    .filter((path) => !operations.some((operation) => operation.path === path))
    .map((path) => ({ id: `${name}.create${familyOf(path)}`, kind: 'create', method: 'POST', path }))
}

/** `Image` of `/v1/images/generations`. */
const familyOf = (path: string): string => {
  const family = (path.split('/').at(-2) ?? '').replace(/s$/, '')
  return family.charAt(0).toUpperCase() + family.slice(1)
}

/** What a request of a model that nobody knows asks for, wherever and by whatever name it says so. */
const mediaOf = (request: Readonly<Record<string, unknown>>, usual: MediaRequest): MediaRequest => {
  const fields = { ...request, ...recordOf(request.input) } as Record<string, unknown>
  const shape = fields.aspect_ratio ?? fields.aspectRatio ?? fields.ratio ?? fields.image_size ?? fields.size
  const named: Readonly<Record<string, string>> = { landscape: '16:9', portrait: '9:16', square: '1:1' }
  const written = textOr(shape, usual.aspectRatio)
  const [, wide, high] = /(\d+)\s*[x:*_/]\s*(\d+)/.exec(written) ?? []
  return {
    durationSeconds: Math.min(
      numberOr(fields.duration ?? fields.seconds ?? fields.n_seconds, usual.durationSeconds),
      3_600,
    ),
    aspectRatio: wide ? `${wide}:${high}` : (named[written.split('_')[0] ?? ''] ?? usual.aspectRatio),
    resolution: textOr(fields.resolution ?? fields.quality, usual.resolution),
  }
}
