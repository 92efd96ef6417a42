import { isDeepStrictEqual } from 'node:util'
import { arrayAt, type Json, type JsonObject } from '../../contracts/check/json.ts'
import { nameOfPlace } from '../../contracts/place.ts'
import { CouldNotCheck } from '../could-not-check.ts'
import { BadBodies } from '../models/bad-bodies.ts'
import { bodyOf, bundledModels, type CheckedModel } from '../models/checked-model.ts'
import { type Field, typesOf } from '../models/fields.ts'
import { sampleOf } from '../models/sample.ts'
import type { Order } from '../paid-task.ts'
import type { Trial } from '../trial.ts'

/** A refused order with one field changed: who accepts it minds that field. */
interface Variation {
  readonly field: Field
  readonly name: string
  readonly body: JsonObject
}

/** Why an order was refused that its page allows: for one field, for none that was changed, or nobody tried. */
export type Culprit = { readonly field: string } | 'no single field' | 'not tried'

/**
 * Which field an order was refused for, where the refusal does not say: the order is sent again with one field changed at a
 * time. What is accepted is bought, within the ceiling, so that at most one task more is paid for.
 */
export const culpritOf = async (trial: Trial, order: Order): Promise<Culprit> => {
  const { run } = trial
  const model = bundledModels(run.facts, run.options.models).find(({ id }) => id === order.model)
  if (model === undefined || run.options.signal?.aborted === true) return 'not tried'
  const known = run.culprits.find(({ isBehind }) => isBehind(order.body))
  if (known !== undefined) return { field: known.name }
  let tried = 0
  for (const { field, name, body } of variationsOf(
    model,
    order.body as JsonObject,
    run.accepted(order.model),
  )) {
    const outcome = await tryOrder(trial, model, order, body)
    if (outcome === 'not tried') continue
    tried += 1
    if (outcome === 'refused') continue
    run.culprits.push({
      name,
      isBehind: (other) => isDeepStrictEqual(at(other, field), at(order.body, field)),
    })
    return { field: name }
  }
  if (tried === 0) return 'not tried'
  return (await wantsCallback(trial, order))
    ? { field: nameOfPlace(run.facts.contract.callbackAt) }
    : 'no single field'
}

/** Whether an order without a callback address is taken once it has one. */
const wantsCallback = async ({ run }: Trial, order: Order): Promise<boolean> => {
  const { credits } = order
  if (order.isCalledBack || credits === undefined || run.money.purse.left < credits) return false
  if (run.options.callback.listen === undefined) return false
  const { id } = await run.task({ ...order, isCalledBack: true, addressee: 'culprit' })
  return id !== undefined
}

const tryOrder = async (
  { run }: Trial,
  model: CheckedModel,
  order: Order,
  body: JsonObject,
): Promise<'accepted' | 'refused' | 'not tried'> => {
  const credits = model.priceOf(body)
  if (credits === undefined || run.money.guard !== undefined || run.money.purse.left < credits)
    return 'not tried'
  try {
    const { id } = await run.task({ ...order, body, credits, isCalledBack: false })
    return id === undefined ? 'refused' : 'accepted'
  } catch (error) {
    if (error instanceof CouldNotCheck) return 'not tried'
    throw error
  }
}

const at = (body: unknown, { path }: Field): unknown =>
  path.reduce<unknown>((here, step) => Reflect.get(Object(here), step), body)

/** First what an accepted order has instead, then other values that the page allows; the cheapest of them first. */
const variationsOf = (
  model: CheckedModel,
  body: JsonObject,
  accepted: readonly JsonObject[],
): readonly Variation[] => {
  const made = bodyOf(model)
  if ('why' in made) return []
  const badBodies = new BadBodies(model, made.body)
  const references = [...accepted, made.body]
  const fields = badBodies.targets.filter(({ path }) => path.every((step) => typeof step === 'string'))
  const found = fields
    .filter(({ schema }) => typesOf(schema)[0] !== 'object')
    .flatMap((field) => {
      const now = at(body, field)
      const values = [...references.map((one) => at(one, field) as Json | undefined), ...otherValues(field)]
      const others = values.filter((value) => !isDeepStrictEqual(value, now))
      const bodies = others.map((value) => badBodies.set(field, value)(body))
      const right = bodies.filter((one) => !badBodies.isWrong(one))
      const name = model.facts.contract.fieldName(field.path)
      return right.slice(0, MOST_PER_FIELD).map((one) => ({ field, name, body: one }))
    })
  const price = ({ body: one }: Variation): number => model.priceOf(one) ?? 0
  return found.sort((one, other) => price(one) - price(other))
}

const MOST_PER_FIELD = 2

const otherValues = ({ path, schema, isRequired }: Field): readonly (Json | undefined)[] => {
  const gone = isRequired ? [] : [undefined]
  const options = arrayAt(schema, 'enum').filter((value) => value !== null)
  if (options.length > 0) return [...options, ...gone]
  if (typesOf(schema).includes('boolean')) return [true, false, ...gone]
  return [...gone, sampleOf(without(schema, ['examples', 'default']), String(path.at(-1)))]
}

const without = (schema: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)))
