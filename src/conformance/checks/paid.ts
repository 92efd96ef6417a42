import { isTerminal } from '../../contracts/vocabulary.ts'
import { shown, valueAt } from '../json-path.ts'
import type { Order, PaidTask } from '../paid-task.ts'
import { needed, type Trial } from '../trial.ts'
import type { Exchange } from '../wire/wire.ts'
import { culpritOf } from './culprit.ts'
import { judgeId } from './id-form.ts'
import { isJson } from './is-json.ts'
import { namedIn } from './named.ts'
import { hasStatusOf, leadsElsewhere } from './status.ts'

export type TaskCheck = (trial: Trial, task: PaidTask) => void | Promise<void>

/** A case about a task that was paid for: the cheapest video, unless something else was ordered. */
export const ofThePaidTask =
  (check: TaskCheck, order?: Order) =>
  async (trial: Trial): Promise<void> =>
    check(trial, await trial.run.task(order))

/** The same, for what happens after the create request. */
export const ofTheCreatedTask = (check: TaskCheck, order?: Order) =>
  ofThePaidTask((trial, task) => {
    needed(task.id, 'no task was created')
    return check(trial, task)
  }, order)

/** The same, for what happens at its end. */
export const ofTheEndedTask = (check: TaskCheck, order?: Order) =>
  ofTheCreatedTask((trial, task) => {
    needed(task.endedAt, 'the task was not seen to end')
    return check(trial, task)
  }, order)

/** The create request is accepted, in the shape the contract says, and repeats what was ordered. */
export const createdShape: TaskCheck = async (trial, { created, order }) => {
  const { judge, run } = trial
  const { at, isRefusal } = run.facts
  const hasId = typeof valueAt(created.json, at.createdId) === 'string'
  if (!hasId && isRefusal(created.status, created.json)) return judgeRefusedOrder(trial, created, order)
  if (!hasStatusOf(judge, created, 200)) return
  if (!isJson(judge, created, at.createdId.slice('$.'.length))) return
  run.shapes.check(judge, order.components.created, created.json, created)
  const state = run.provider.phaseOf(created)
  if (state !== undefined && isTerminal(state))
    judge.fail({
      at: at.state,
      documented: 'a task that has not ended',
      observed: shown(valueAt(created.json, at.state)),
      message: 'a new task has ended at once',
      exchange: created,
    })
  repeats(trial, created, order)
}

/** What a response about a task says of its order: the model, and what it makes. */
const repeats = (trial: Trial, exchange: Exchange, { model }: Order): void => {
  const { at } = trial.run.facts
  const actual = valueAt(exchange.json, at.model)
  if (actual !== undefined)
    trial.judge.compare({
      at: at.model,
      actual,
      documented: [model],
      exchange,
      message: 'another model than was asked for',
    })
  makesOutput(trial, exchange, model)
}

/** It says of what its model makes that it makes it. */
export const makesOutput = ({ judge, run }: Trial, exchange: Exchange, model: unknown): void => {
  const output = run.models.outputOf(model)
  for (const [at, wanted] of output === undefined ? [] : run.facts.saysOutput(output)) {
    const actual = valueAt(exchange.json, at)
    if (actual === undefined) continue
    judge.compare({
      at,
      actual,
      documented: [wanted],
      exchange,
      message: 'another sort of task than the model makes',
    })
  }
}

/** A create request that the page allows was refused: for which field, if that can be found out. */
const judgeRefusedOrder = async (trial: Trial, created: Exchange, order: Order): Promise<void> => {
  const { at } = trial.run.facts
  const named = namedIn(trial, created)?.field
  const culprit = named === undefined ? await culpritOf(trial, order) : { field: named }
  const said = shown(valueAt(created.json, at.message))
  const isField = typeof culprit === 'object'
  trial.judge.fail({
    at: created.status >= 500 ? 'status' : at.code,
    documented: isField ? `a task: the page allows ${culprit.field} as it was sent` : 'a task',
    observed: `status ${created.status}, code ${shown(valueAt(created.json, at.code))}`,
    simulator: 'accepts it',
    message: isField
      ? `a valid create request was refused for ${culprit.field}: ${said}`
      : culprit === 'not tried'
        ? `a valid create request was refused: ${said}`
        : `a valid create request was refused, whichever field was changed: is the model gone, or a new field required? ${said}`,
    exchange: created,
  })
}

/** The id has its known form, and reads carry the same. */
export const createdId: TaskCheck = ({ judge, run }, { created, reads, id }) => {
  const { at } = run.facts
  judgeId(judge, run.facts, valueAt(created.json, at.createdId), at.createdId, created)
  const again = at.createdIdAgain === undefined ? undefined : valueAt(created.json, at.createdIdAgain)
  if (at.createdIdAgain !== undefined && again !== undefined)
    judge.compare({
      at: at.createdIdAgain,
      actual: again,
      documented: [id],
      exchange: created,
      message: 'the create request says its id twice, and not alike',
    })
  for (const read of reads) {
    if (run.provider.isRefusal(read)) continue
    judge.compare({
      at: at.id,
      actual: valueAt(read.json, at.id),
      documented: [id],
      exchange: read,
      message: 'a read has another id than the response to the create request',
    })
  }
}

/** A task can be read as soon as it is created. */
export const readableAtOnce: TaskCheck = ({ judge, run }, { reads }) => {
  const first = needed(reads[0], 'the task was never read')
  const isLater = reads.some((read) => !run.provider.isRefusal(read))
  judge.check({
    isDocumented: !run.provider.isRefusal(first),
    // Nobody has measured how long that moment is.
    isObserved: run.facts.isReadableLate ? isLater : !run.provider.isRefusal(first),
    at: run.provider.isRefusal(first) ? run.facts.at.code : 'status',
    documented: `the task, by the id that the create request gave as ${run.facts.at.createdId}`,
    known: 'the task, or unknown for a moment',
    actual: run.provider.isRefusal(first)
      ? `status ${first.status}, code ${shown(valueAt(first.json, run.facts.at.code))}`
      : 'the task',
    source: 'observed: may appear for a moment right after the create request, 2026',
    exchange: first,
    message: 'a new task cannot be read',
  })
}

/** Every read is in the shape of the state it is in. */
export const readShapes: TaskCheck = ({ judge, run }, { reads, order }) => {
  for (const read of reads) {
    if (leadsElsewhere(judge, read)) continue
    if (!run.provider.isRefusal(read)) hasStatusOf(judge, read, 200)
    if (!isJson(judge, read)) continue
    if (!run.provider.isRefusal(read)) run.shapes.check(judge, order.components.task, read.json, read)
  }
}

const ORDER = { queued: 0, running: 1, succeeded: 2, failed: 2 } as const

/** States only move forwards, and no state follows the last one. */
export const statesGoForward: TaskCheck = ({ judge, run }, { reads }) => {
  let before: { readonly state: string; readonly rank: number } | undefined
  for (const read of reads) {
    if (run.provider.isRefusal(read)) continue
    const state = valueAt(read.json, run.facts.at.state)
    const phase = run.provider.phaseOf(read)
    if (phase === undefined) {
      judge.fail({
        at: run.facts.at.state,
        documented: Object.keys(run.facts.phases).join('|'),
        observed: shown(state),
        message: 'this state is neither documented nor observed',
        exchange: read,
      })
      continue
    }
    const rank = ORDER[phase]
    if (before !== undefined && rank < before.rank) {
      judge.fail({
        at: run.facts.at.state,
        documented: `${before.state}, or what follows it`,
        observed: shown(state),
        message: `the task went back from ${before.state} to ${state}`,
        exchange: read,
      })
    }
    before = { state: String(state), rank }
  }
}

/** Progress never decreases. */
export const progressRises: TaskCheck = ({ judge, run }, { reads }) => {
  const at = run.facts.at.progress ?? '$.progress'
  let before = 0
  for (const read of reads) {
    const progress = valueAt(read.json, at)
    if (typeof progress !== 'number') continue
    if (progress < before) {
      judge.fail({
        at,
        documented: `${before} or more`,
        observed: String(progress),
        message: 'progress fell',
        exchange: read,
      })
    }
    before = progress
  }
}

/** The task ends within the time it is given. */
export const ends: TaskCheck = ({ judge, run }, { reads, endedAt }) => {
  if (endedAt !== undefined) return
  const last = reads.at(-1)
  judge.fail({
    at: run.facts.at.state,
    documented: `an end within --timeout ${run.options.timeoutMs / 1_000} s (observed: 63-785 s)`,
    observed: last === undefined ? 'never read' : shown(valueAt(last.json, run.facts.at.state)),
    simulator: 'ends after about 4 s',
    message: 'the task did not end',
    exchange: last,
  })
}

/** What was asked for and when does not change from read to read. */
export const factsStay: TaskCheck = (trial, { reads, created, order }) => {
  const { judge, run } = trial
  const { at } = run.facts
  const read = reads.filter((one) => !run.provider.isRefusal(one))
  const first = needed(read[0], 'the task was never read')
  for (const one of read) {
    repeats(trial, one, order)
    judge.compare({
      at: at.createdAt,
      actual: valueAt(one.json, at.createdAt),
      documented: [valueAt(first.json, at.createdAt)],
      exchange: one,
      message: 'the time of creation changed',
    })
  }
  const told = valueAt(created.json, at.createdAt)
  if (told !== undefined) {
    judge.compare({
      at: at.createdAt,
      actual: valueAt(first.json, at.createdAt),
      documented: [told],
      exchange: first,
      message: 'the response to the create request had another time of creation',
    })
  }
}
