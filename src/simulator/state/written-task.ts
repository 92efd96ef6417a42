import { parsedJson } from '../../contracts/check/json.ts'
import type { Phase } from '../../contracts/index.ts'
import type { Secrets } from '../../contracts/secrets.ts'
import { withoutPasswords } from '../../contracts/secrets.ts'
import type { Account } from '../accounts/account.ts'
import { withoutUserinfo } from '../callbacks/delivery.ts'
import { FORMATS, type ResultFormat } from '../results/formats.ts'
import { productOf } from '../results/product.ts'
import type { Scenarios } from '../scenarios/registry.ts'
import type { Task } from '../tasks/task.ts'
import type { Step, Timeline } from '../tasks/timeline.ts'
import type { ReadsRecord, TaskRecord } from './records.ts'
import { StateError } from './state-error.ts'
import { readRequested, readStrike, struckTexts, writtenRequest, writtenStrike } from './written-rules.ts'

const isPlain = (step: Step): boolean => Object.keys(step).length === 2

/** Most tasks share a timeline. */
const texts = new WeakMap<Timeline, TaskRecord['steps']>()

const stepsOf = (timeline: Timeline): TaskRecord['steps'] => {
  const known = texts.get(timeline)
  if (known !== undefined) return known
  const steps = timeline.every(isPlain)
    ? timeline.map(({ afterMs, phase }) => `${afterMs} ${phase}`).join()
    : timeline.map((step) => ({ ...step, afterMs: Number.isFinite(step.afterMs) ? step.afterMs : null }))
  texts.set(timeline, steps)
  return steps
}

const PHASES: readonly Phase[] = ['queued', 'running', 'succeeded', 'failed']

const stepIn = (written: Readonly<Record<string, unknown>>): Step => {
  const { phase, afterMs } = written
  const isTimed = afterMs === null || (typeof afterMs === 'number' && afterMs >= 0)
  if (!PHASES.some((known) => known === phase) || !isTimed)
    throw new StateError(`${JSON.stringify(written)} is not a step of a timeline`)
  return { ...(written as object), afterMs: afterMs ?? Number.POSITIVE_INFINITY } as Step
}

const plainStep = (text: string): Readonly<Record<string, unknown>> => {
  const [afterMs = '', phase] = text.split(' ')
  return { afterMs: afterMs === 'Infinity' ? null : Number.parseFloat(afterMs), phase }
}

/** How many different timelines and models are looked for among those that were read before. */
const MOST_SHARED = 10_000

/** What the texts of records stand for, so that a million tasks share a few objects. */
export class SharedParts {
  readonly #timelines = new Map<string, Timeline>()
  readonly #models = new Map<string, string>()

  /** @throws StateError when a step cannot be read */
  timeline(steps: TaskRecord['steps']): Timeline {
    const known = typeof steps === 'string' ? this.#timelines.get(steps) : undefined
    if (known !== undefined) return known
    const [first, ...rest] = (typeof steps === 'string' ? steps.split(',').map(plainStep) : steps).map(stepIn)
    if (first === undefined) throw new StateError('a timeline has no steps')
    const timeline: Timeline = [first, ...rest]
    if (typeof steps === 'string' && this.#timelines.size < MOST_SHARED) this.#timelines.set(steps, timeline)
    return timeline
  }

  model(name: string): string {
    const known = this.#models.get(name)
    if (known === undefined && this.#models.size < MOST_SHARED) this.#models.set(name, name)
    return known ?? name
  }
}

/** A rule may say in what words a task fails. */
const safeSteps = (steps: TaskRecord['steps'], secrets: Secrets): TaskRecord['steps'] =>
  typeof steps === 'string'
    ? steps
    : (steps as readonly Partial<Step>[]).map(({ failure, ...step }) => ({
        ...step,
        ...(failure !== undefined && { failure: struckTexts(failure, ['code', 'message'], secrets) }),
      }))

/** The body of a create request without keys and passwords. */
const safeRequest = (request: string, secrets: Secrets): string => {
  const safe = secrets.strike(withoutPasswords(request))
  // A key may look like a piece of JSON.
  return safe === request || parsedJson(safe) !== undefined ? safe : '{}'
}

export const writtenTask = (account: Account, task: Task, secrets: Secrets): TaskRecord => {
  const callback = account.awaited.urlOf(task.id)
  return {
    is: 'task',
    account: account.name,
    id: task.id,
    provider: task.provider,
    ordinal: task.ordinal,
    model: secrets.strike(task.model),
    at: task.createdAt,
    cost: task.cost,
    steps: safeSteps(stepsOf(task.timeline), secrets),
    request: safeRequest(task.request, secrets),
    ...(task.reads > 0 && { reads: task.reads }),
    ...(task.isEndTold && { told: true }),
    ...(task.strike !== undefined && { strike: writtenStrike(task.strike, secrets) }),
    ...(task.requested !== undefined && { requested: writtenRequest(task.requested, secrets) }),
    ...callsOf(account, task),
    ...(task.product !== undefined && { product: task.product }),
    ...(callback !== undefined && { callback: secrets.strike(withoutUserinfo(callback)) }),
  }
}

/** Only tasks whose create request asked for something have calls of their own counted. */
const callsOf = (account: Account, task: Task): Pick<ReadsRecord, 'calls'> => {
  const calls = task.requested && account.ordinals.callsAbout(task.id)
  return calls === undefined ? {} : { calls }
}

/** How often a task was read, without the rest of it. */
export const writtenReads = (account: Account, task: Task): ReadsRecord => ({
  is: 'reads',
  account: account.name,
  id: task.id,
  reads: task.reads,
  told: task.isEndTold,
  ...callsOf(account, task),
})

/** @throws StateError when something about it cannot be read */
export const readTask = (record: TaskRecord, parts: SharedParts, scenarios: Scenarios): Task => {
  const { id, provider, ordinal, request, at, cost, reads = 0, told = false } = record
  const { strike, requested, product } = record
  const isWhole =
    typeof id === 'string' &&
    typeof request === 'string' &&
    Number.isSafeInteger(ordinal) &&
    Number.isFinite(at) &&
    Number.isFinite(cost)
  if (!isWhole) throw new StateError(`the task ${JSON.stringify(id)} is not whole`)
  if (product !== undefined && !Object.hasOwn(FORMATS, product.format))
    throw new StateError(`there is no format ${JSON.stringify(product.format)}`)
  return {
    id,
    provider,
    ordinal,
    model: parts.model(record.model),
    request,
    createdAt: at,
    cost,
    strike: strike && readStrike(strike),
    requested: requested && readRequested(requested, scenarios),
    product: product && productOf(product.format as ResultFormat, product.count),
    timeline: parts.timeline(record.steps),
    reads,
    isEndTold: told,
  }
}
