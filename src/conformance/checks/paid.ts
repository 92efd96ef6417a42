import { shown, valueAt } from '../json-path.ts'
import type { Order, Story } from '../story.ts'
import { needed, type Trial } from '../trial.ts'
import { isJson } from './is-json.ts'
import { namedIn } from './named.ts'

export type Look = (trial: Trial, story: Story) => void | Promise<void>

/** A case about a task that was paid for: the cheapest video, unless something else was ordered. */
export const ofThePaidTask =
  (look: Look, order?: Order) =>
  async (trial: Trial): Promise<void> =>
    look(trial, await trial.run.story(order))

/** The same, for what happens after the create. */
export const ofTheCreatedTask = (look: Look, order?: Order) =>
  ofThePaidTask((trial, story) => {
    needed(story.id, 'no task was created')
    return look(trial, story)
  }, order)

/** The same, for what happens at its end. */
export const ofTheEndedTask = (look: Look, order?: Order) =>
  ofTheCreatedTask((trial, story) => {
    needed(story.endedAt, 'the task was not seen to end')
    return look(trial, story)
  }, order)

/** The create is accepted, in the shape the contract says. */
export const createdShape: Look = (trial, { created, order }) => {
  const { judge, run } = trial
  const { dialect, shapes } = run
  if (!isJson(judge, created)) return
  judge.holds({
    at: 'status',
    actual: created.status,
    documented: [200],
    exchange: created,
    message: 'a valid create was not answered with 200',
  })
  if (run.isRefusal(created)) {
    const named = namedIn(trial, created)
    const why = named === undefined ? '' : ` for ${named.field}`
    judge.fails({
      at: dialect.at.code,
      documented: 'a task',
      observed: shown(valueAt(created.json, dialect.at.code)),
      simulator: 'accepts it',
      message: `a valid create was refused${why}: ${shown(valueAt(created.json, dialect.at.message))}`,
      exchange: created,
    })
    return
  }
  shapes.check(judge, order.components.created, created.json, created)
}

/** The id has the form ids have, and reads carry the same. */
export const createdId: Look = ({ judge, run }, { created, reads, id }) => {
  const { at, createdIdPattern, idSource } = run.dialect
  const given = valueAt(created.json, at.createdId)
  if (typeof given !== 'string' || !createdIdPattern.test(given)) {
    judge.fails({
      at: at.createdId,
      documented: idSource,
      observed: shown(given),
      message: 'the id has another form',
      exchange: created,
    })
  }
  for (const read of reads) {
    if (run.isRefusal(read)) continue
    judge.holds({
      at: at.id,
      actual: valueAt(read.json, at.id),
      documented: [id],
      exchange: read,
      message: 'a read has another id than the create',
    })
  }
}

/** A task can be read as soon as it is created. */
export const readableAtOnce: Look = ({ judge, run }, { reads }) => {
  const first = needed(reads[0], 'the task was never read')
  const isLater = reads.some((read) => !run.isRefusal(read))
  judge.reads({
    isDocumented: !run.isRefusal(first),
    // Observed at Kie: unknown "for a moment right after create"; nobody has measured the moment.
    isObserved: run.dialect.contract.name === 'kie' ? isLater : !run.isRefusal(first),
    at: run.isRefusal(first) ? run.dialect.at.code : 'status',
    documented: 'the task',
    known: 'the task, or unknown for a moment',
    actual: run.isRefusal(first)
      ? `status ${first.status}, code ${shown(valueAt(first.json, run.dialect.at.code))}`
      : 'the task',
    source: 'observed: may appear for a moment right after create, 2026',
    exchange: first,
    message: 'a new task cannot be read',
  })
}

/** Every read is in the shape of the state it is in. */
export const readShapes: Look = ({ judge, run }, { reads, order }) => {
  for (const read of reads) {
    if (!isJson(judge, read)) continue
    if (!run.isRefusal(read)) run.shapes.check(judge, order.components.task, read.json, read)
  }
}

const ORDER = { queued: 0, running: 1, succeeded: 2, failed: 2 } as const

/** States follow each other forwards, and nothing follows the last. */
export const statesGoForward: Look = ({ judge, run }, { reads }) => {
  let before: { readonly state: string; readonly rank: number } | undefined
  for (const read of reads) {
    if (run.isRefusal(read)) continue
    const state = valueAt(read.json, run.dialect.at.state)
    const phase = run.phaseOf(read)
    if (phase === undefined) {
      judge.fails({
        at: run.dialect.at.state,
        documented: Object.keys(run.dialect.phases).join('|'),
        observed: shown(state),
        message: 'nobody knows this state',
        exchange: read,
      })
      continue
    }
    const rank = ORDER[phase]
    if (before !== undefined && rank < before.rank) {
      judge.fails({
        at: run.dialect.at.state,
        documented: `${before.state}, or what follows it`,
        observed: shown(state),
        message: `the task went back from ${before.state} to ${state}`,
        exchange: read,
      })
    }
    before = { state: String(state), rank }
  }
}

/** Progress never falls. */
export const progressRises: Look = ({ judge, run }, { reads }) => {
  const at = run.dialect.at.progress ?? '$.progress'
  let before = 0
  for (const read of reads) {
    const progress = valueAt(read.json, at)
    if (typeof progress !== 'number') continue
    if (progress < before) {
      judge.fails({
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
export const ends: Look = ({ judge, run }, { reads, endedAt }) => {
  if (endedAt !== undefined) return
  const last = reads.at(-1)
  judge.fails({
    at: run.dialect.at.state,
    documented: `an end within --timeout ${run.options.timeoutMs / 1_000} s (observed: 63-785 s)`,
    observed: last === undefined ? 'never read' : shown(valueAt(last.json, run.dialect.at.state)),
    simulator: 'ends after about 4 s',
    message: 'the task did not end',
    exchange: last,
  })
}

/** What was asked for and when does not change from read to read. */
export const factsStay: Look = ({ judge, run }, { reads, created, order }) => {
  const { at } = run.dialect
  const read = reads.filter((one) => !run.isRefusal(one))
  const first = needed(read[0], 'the task was never read')
  for (const one of read) {
    judge.holds({
      at: at.model,
      actual: valueAt(one.json, at.model),
      documented: [order.model],
      exchange: one,
      message: 'another model than was asked for',
    })
    judge.holds({
      at: at.createdAt,
      actual: valueAt(one.json, at.createdAt),
      documented: [valueAt(first.json, at.createdAt)],
      exchange: one,
      message: 'the time of creation changed',
    })
  }
  const told = valueAt(created.json, at.createdAt)
  if (told !== undefined) {
    judge.holds({
      at: at.createdAt,
      actual: valueAt(first.json, at.createdAt),
      documented: [told],
      exchange: first,
      message: 'the create told another time of creation',
    })
  }
}
