import type { MediaRequest, Operation, ProviderContract, RequestBody } from '../../contracts/index.ts'
import { numberOr, textOr } from '../../contracts/media.ts'
import { modelsOf } from '../../contracts/models.ts'
import { valueAt } from '../../contracts/place.ts'
import type { Settings } from '../settings.ts'
import type { Catalogue } from './catalogue.ts'
import { fieldsOf } from './described-fields.ts'
import { createAt } from './further-creates.ts'

/** Credits of one result that is not a video. Assumed: pages state no prices. */
const OTHER_PRICE = 4

/** A provider's contract with what a simulator serves beyond the bundled pages. */
export const servedContract = (
  contract: ProviderContract,
  catalogue: Catalogue,
  settings: Settings,
): ProviderContract => {
  const { name } = contract
  const bundled = modelsOf(contract)
  const isBundled = (request: RequestBody): boolean => {
    // Imported pages describe bodies that name the model; where the path names it, there are none.
    if (contract.modelAt.in !== 'body') return true
    const model = valueAt(request, contract.modelAt.path)
    return typeof model === 'string' && bundled.has(model) && catalogue.pageOf(name, model) === undefined
  }
  return {
    ...contract,
    get openapi() {
      return catalogue.document(name)
    },
    get operations() {
      return [...contract.operations, ...createsBeside(contract, catalogue, settings)]
    },
    mediaOf: (request) =>
      isBundled(request) ? contract.mediaOf(request) : mediaOf(request, contract.mediaOf(request)),
    price: (media) =>
      media.output === undefined || media.output === 'video' ? contract.price(media) : OTHER_PRICE,
    // The rules across fields are those of the bundled models.
    refine: (request) => (isBundled(request) ? contract.refine(request) : undefined),
  }
}

/**
 * The create operations of imported pages; with `--watch` and for unknown models also those that may be needed later.
 */
const createsBeside = (
  { name, operations, furtherCreatePaths }: ProviderContract,
  catalogue: Catalogue,
  { watch, unknownModels }: Settings,
): readonly Operation[] => {
  const described = catalogue.pages
    .filter(({ provider }) => provider === name)
    .map(({ path }) => createAt(name, path))
  const wanted =
    watch || unknownModels === 'accept' ? furtherCreatePaths.map((path) => createAt(name, path)) : []
  const byPath = new Map([...wanted, ...described].map((operation) => [operation.path, operation]))
  for (const { path } of operations) byPath.delete(path)
  return [...byPath.values()]
}

/** What a request of an unknown model asks for, wherever and under whatever name it says so. */
const mediaOf = (request: RequestBody, usual: MediaRequest): MediaRequest => {
  const fields = fieldsOf(request)
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
