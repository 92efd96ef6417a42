import { familyAtPath, type ModelFamily } from '../../contracts/family.ts'
import { isTerminal, type ProviderContract } from '../../contracts/index.ts'
import { passwordsIn } from '../../contracts/secrets.ts'
import { announce } from '../callbacks/announce.ts'
import type { Fault } from '../faults/fault.ts'
import type { MatchedVisit } from '../http/visit.ts'
import type { BadPicture } from '../images/bad-picture.ts'
import { checkPictures } from '../images/check-pictures.ts'
import { failsBadPictures } from '../images/fails-bad-pictures.ts'
import { type Making, makingOf, ONE_VIDEO } from '../models/making.ts'
import { noteCreate } from '../notes/index.ts'
import { strayFieldsIn } from '../notes/stray-fields.ts'
import { USUAL_FORMAT } from '../results/formats.ts'
import { outputOfProduct, type Product, productOf } from '../results/product.ts'
import { createPlanner, type Planner } from '../tasks/plan.ts'
import type { Task } from '../tasks/task.ts'
import type { Timeline } from '../tasks/timeline.ts'
import type { Valid } from '../validation/create-request.ts'
import type { Validate } from '../validation/validation.ts'
import { jsonBody } from './json-body.ts'
import type { OperationOutcome } from './operation-outcome.ts'
import { type IdempotentRequest, idempotentRequest, replayed } from './replay.ts'

/** Whether a fault that strikes a create request affects its task later on. */
const lasts = ({ bendTimeline, bendCallbacks, rejectRead }: Fault): boolean =>
  (bendTimeline ?? bendCallbacks ?? rejectRead) !== undefined

/** The account's, unless a header or the prompt asked for another scenario. */
const plannerOf = ({ account, latency, simulation }: MatchedVisit): Planner =>
  latency === account.scenario.latency ? account.planner : createPlanner(simulation.settings, latency)

/** The timeline of a task whose picture cannot be used. */
const failing = ([first, ...rest]: Timeline, as: BadPicture['as']): Timeline => [
  first,
  ...rest.map((step) =>
    isTerminal(step.phase) ? { ...step, phase: 'failed' as const, failure: { as } } : step,
  ),
]

/** Assumed: every result costs as much as a single one would. */
const priceOf = (
  { mediaOf, price }: ProviderContract,
  body: Readonly<Record<string, unknown>>,
  product: Product | undefined,
): number =>
  product === undefined
    ? price(mediaOf(body))
    : price({ ...mediaOf(body), output: outputOfProduct(product) }) * product.count

/** Checks, charges and writes a new task with its whole timeline. @throws Refusal */
export const create = (
  visit: MatchedVisit,
  validate: Validate,
): OperationOutcome | Promise<OperationOutcome> => {
  const body = jsonBody(visit)
  const { path } = visit.operation
  const asked = idempotentRequest(visit)
  const repeated = repeatOf(visit, asked)
  if (repeated !== undefined) return repeated
  const valid = validate({ body, path, ...visit.placesBesideBody })
  const bad = checkPictures(visit.simulation, body, valid.fields, () => visit.reply.raw.destroyed)
  if (!(bad instanceof Promise)) return buy(visit, { body, asked, valid, bad })
  return bad.then((found) => {
    // What happened while pictures were fetched counts: a reset, or the same request.
    if (visit.isStale) return { body: undefined }
    return repeatOf(visit, asked) ?? buy(visit, { body, asked, valid, bad: found })
  })
}

const makingOfFamily = ({ makes: { output, count } }: ModelFamily): Making => ({
  product: productOf(USUAL_FORMAT[output], count),
})

const repeatOf = (visit: MatchedVisit, asked: IdempotentRequest | undefined): OperationOutcome | undefined =>
  replayed(visit, asked, ({ model }) => plannerOf(visit).estimateMs(model))

/** A create request that is right. */
interface RightRequest {
  readonly body: Readonly<Record<string, unknown>>
  readonly asked: IdempotentRequest | undefined
  readonly valid: Valid
  /** What is wrong with its pictures. */
  readonly bad: BadPicture | undefined
}

const buy = (
  visit: MatchedVisit,
  { body, asked, valid, bad }: RightRequest,
): OperationOutcome | Promise<OperationOutcome> => {
  const { simulation, provider, account, strike } = visit
  const { contract } = provider
  const { model, note, callbackUrl, fields } = valid
  const { path } = visit.operation
  const { catalogue, settings } = simulation
  const family = familyAtPath(contract.families, path)
  const { product, note: hint } =
    family !== undefined
      ? makingOfFamily(family)
      : catalogue === undefined
        ? ONE_VIDEO
        : makingOf(catalogue, contract.name, model, path, body, settings.profile)
  // As the task keeps it: without the spaces around it.
  const request = JSON.stringify(body)
  const cost = family?.models[model] ?? priceOf(contract, body, product)
  account.admission.admit(contract.name, cost)
  visit.addNote(note)
  visit.addNote(hint)
  const strayFields = strayFieldsIn(fields, body)
  noteCreate(visit, { body, callbackUrl, strayFields, unfetchable: bad?.reason })

  const now = account.clock.now()
  const ordinal = account.nextTaskOrdinal()
  const planner = plannerOf(visit)
  const usual = planner.plan(account.random, ordinal, model)
  const planned = bad !== undefined && failsBadPictures(contract, settings) ? failing(usual, bad.as) : usual
  const task: Task = {
    id: provider.newTaskId(account, ordinal, now),
    provider: contract.name,
    ordinal,
    model,
    request: request === visit.body ? visit.body : request,
    createdAt: now,
    cost,
    strike: strike !== undefined && lasts(strike.fault) ? strike : undefined,
    requested: visit.requested,
    product,
    timeline: strike?.fault.bendTimeline?.(planned, strike) ?? planned,
    reads: 0,
    isEndTold: false,
  }
  if (typeof callbackUrl === 'string')
    for (const secret of passwordsIn(callbackUrl)) simulation.secrets.note(secret)
  account.add(task)
  visit.bought = task
  if (asked !== undefined) account.idempotency.note(asked.key, { digest: asked.digest, taskId: task.id })
  simulation.tellOfTask(account, task)
  const view = { account, now, linkBase: simulation.linkBase }
  const answer = provider.renderCreated(task, view, planner.estimateMs(model))
  const callbacks = announce(simulation, account, task, callbackUrl)
  const outcome = { body: answer, taskId: task.id, afterAnswer: callbacks.book }
  const before = callbacks.early?.() ?? simulation.keeper?.settled()
  return before === undefined ? outcome : before.then(() => outcome)
}
