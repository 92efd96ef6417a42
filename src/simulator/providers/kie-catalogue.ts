import type { ProviderContract, RequestParts } from '../../contracts/index.ts'
import { kiePricing } from '../../contracts/kie/prices.ts'
import type { Model } from '../../contracts/models.ts'
import { modelDocument } from '../models/model-document.ts'

const titleOf = (id: string): string =>
  id.replace(/[/_-]+/g, ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase())

/** `text-to-video` of `wan/2-5-text-to-video`. */
const taskTypesOf = (id: string): readonly string[] => /[a-z]+-to-[a-z]+/.exec(id) ?? []

/** Observed: the members of an entry. Assumed: how its texts come about. */
const entryOf = ({ id }: Model) => ({
  model: id,
  slug: id.replaceAll('/', '-'),
  title: titleOf(id),
  provider: id.split('/')[0] ?? id,
  taskType: taskTypesOf(id),
  description: null,
  pricingDesc: kiePricing(id),
})

const HOUR_MS = 3_600_000

/** Assumed: one point an hour over a day, and that all is well. */
const pointsUntil = (now: number) =>
  Array.from({ length: 24 }, (_, index) => {
    const end = now - (now % HOUR_MS) - (23 - index) * HOUR_MS
    return { start: end - HOUR_MS, end, successRate: 0.98, errorRate: 0.02, isNormal: true }
  })

const listed = ({ query }: RequestParts, models: readonly Model[]) => {
  const { taskType, provider, q } = query as Readonly<Record<string, string | undefined>>
  const entries = models
    .map(entryOf)
    .filter((entry) => taskType === undefined || entry.taskType.includes(taskType))
    .filter((entry) => provider === undefined || entry.provider === provider)
    .filter(
      ({ model, title }) => q === undefined || `${model} ${title}`.toLowerCase().includes(q.toLowerCase()),
    )
  return { total: entries.length, models: entries }
}

/** What Kie says of its models (observed: the four calls and the members of what they return); undefined for an unknown one. */
export const kieCatalogue = (
  contract: ProviderContract,
  request: RequestParts,
  models: readonly Model[],
  now: number,
): unknown => {
  const path = (request.params as { readonly '*'?: string })['*']
  if (path === undefined) return listed(request, models)
  const [, id, fact] = /^(.+)\/(schema|price|success-rate)$/.exec(path) ?? []
  const model = models.find((each) => each.id === id)
  if (model === undefined) return undefined
  switch (fact) {
    case 'schema':
      return { model: model.id, openapi: modelDocument(contract, model) }
    case 'price':
      return { model: model.id, pricingDesc: kiePricing(model.id) }
    default:
      return { model: model.id, points: pointsUntil(now) }
  }
}
