import { isDeepStrictEqual } from 'node:util'
import { isTerminal } from '../../contracts/vocabulary.ts'
import { CouldNotCheck } from '../could-not-check.ts'
import { shown, valueAt } from '../json-path.ts'
import type { KnownTask } from '../known-tasks.ts'
import type { Trial } from '../trial.ts'
import { agreementOf } from './agreement.ts'
import { judgeId } from './id-form.ts'
import { isJson } from './is-json.ts'
import { makesOutput } from './paid.ts'
import { hasStatusOf } from './status.ts'

export type KnownTaskCheck = (trial: Trial, task: KnownTask) => void | Promise<void>

/** A case over every known task that can be read. @throws CouldNotCheck when there is none */
export const ofKnownTasks =
  (check: KnownTaskCheck) =>
  async (trial: Trial): Promise<void> => {
    for (const task of await trial.run.known.found()) await check(trial, task)
  }

/**
 * The same, of those that have ended. One whose state cannot be read counts as ended, since it was named as an ended
 * task.
 */
export const ofEndedTasks = (check: KnownTaskCheck) =>
  ofKnownTasks((trial, task) => {
    if (task.phase !== undefined && !isTerminal(task.phase)) {
      throw new CouldNotCheck(`task ${task.id} has not ended yet`)
    }
    return check(trial, task)
  })

/** The whole answer is as the contract says. */
export const fullShape: KnownTaskCheck = (trial, { first, phase }) => {
  const { judge, run } = trial
  const { at } = run.facts
  const model = valueAt(first.json, at.model)
  hasStatusOf(judge, first, 200)
  if (!isJson(judge, first)) return
  run.shapes.check(judge, run.models.componentsOf(model).task, first.json, first)
  makesOutput(trial, first, model)
  const failure = at.failure === undefined ? undefined : valueAt(first.json, at.failure)
  if (at.failure !== undefined && phase === 'succeeded' && failure !== undefined && failure !== null)
    judge.fail({
      at: at.failure,
      documented: 'nothing, as the task succeeded',
      observed: shown(failure),
      message: 'a task that succeeded says why it failed',
      exchange: first,
    })
}

/** It is the task that was asked for. */
export const idAsAsked: KnownTaskCheck = ({ judge, run }, { id, first }) => {
  const { at } = run.facts
  judge.compare({
    at: at.id,
    actual: valueAt(first.json, at.id),
    documented: [id],
    exchange: first,
    message: 'another id than was asked for',
  })
}

/** What has ended does not change, and does not go back. */
export const twoReadsAgree: KnownTaskCheck = ({ judge, run }, { id, first, second }) => {
  const { at } = run.facts
  const [before, after] = [run.provider.phaseOf(first), run.provider.phaseOf(second)]
  const hasEnded = [before, after].map((phase) => phase !== undefined && isTerminal(phase))
  if (before !== undefined && after !== undefined && !hasEnded.includes(true))
    throw new CouldNotCheck(`task ${id} has not ended yet`)
  if (hasEnded[0] !== hasEnded[1] && before !== undefined && after !== undefined) {
    judge.fail({
      at: at.state,
      documented: 'the state it ended in',
      observed: `${shown(valueAt(first.json, at.state))}, then ${shown(valueAt(second.json, at.state))}`,
      message: 'a task that had ended was told as not ended',
      exchange: hasEnded[0] ? second : first,
    })
    return
  }
  for (const place of differences(first.json, second.json)) {
    const [one, other] = [valueAt(first.json, place), valueAt(second.json, place)]
    const agreement = agreementOf(one, other)
    if (agreement === 'same') continue
    judge.fail({
      at: place,
      documented: shown(one),
      observed: shown(other),
      simulator: 'returns the same again',
      severity: agreement === 'other-links' ? 'warning' : 'error',
      message: 'an ended task was read twice and changed',
      exchange: second,
    })
  }
}

/** Where two values differ; a part only one has counts as a whole. */
const differences = (one: unknown, other: unknown, at = '$'): readonly string[] => {
  if (isDeepStrictEqual(one, other)) return []
  if (
    typeof one !== 'object' ||
    typeof other !== 'object' ||
    one === null ||
    other === null ||
    Array.isArray(one)
  )
    return [at]
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return keys.flatMap((key) => differences(Reflect.get(one, key), Reflect.get(other, key), `${at}.${key}`))
}

/** 2020 and 2100, epoch seconds: a time in another unit is far outside. */
const EARLIEST_S = 1_577_836_800
const LATEST_S = 4_102_444_800

/** Times are numbers in the unit the pages say. */
export const timeUnit: KnownTaskCheck = ({ judge, run }, { first }) => {
  const { at, timeUnit: unit, endedAt } = run.facts
  const factor = unit === 'ms' ? 1_000 : 1
  for (const place of [at.createdAt, ...(endedAt === undefined ? [] : [endedAt])]) {
    const time = valueAt(first.json, place)
    // Some shapes have no time, and a wrong type is reported by the check of shapes.
    if (typeof time !== 'number') continue
    if (time >= EARLIEST_S * factor && time <= LATEST_S * factor && Number.isInteger(time)) continue
    judge.fail({
      at: place,
      documented: `unix time in ${unit}`,
      observed: shown(time),
      message: `is not a time in ${unit}`,
      exchange: first,
    })
  }
}

/** It ended after it began. */
export const timesOrdered: KnownTaskCheck = ({ judge, run }, { first }) => {
  const { at, endedAt } = run.facts
  if (endedAt === undefined) return
  const [created, ended] = [valueAt(first.json, at.createdAt), valueAt(first.json, endedAt)]
  if (typeof created !== 'number' || typeof ended !== 'number' || created <= ended) return
  judge.fail({
    at: endedAt,
    documented: `not before ${created}`,
    observed: String(ended),
    message: 'it ended before it was created',
    exchange: first,
  })
}

/** A finished task has links, and they are links; one that makes text may have that instead. */
export const linksWellFormed: KnownTaskCheck = ({ judge, run }, { first, phase }) => {
  if (phase !== 'succeeded') return
  const { at, resultsOf, textOf } = run.facts
  const links = resultsOf(first.json)
  const output = run.models.outputOf(valueAt(first.json, at.model))
  const isText = (output === undefined || output === 'text') && textOf(first.json) !== undefined
  if (links.length === 0 && !isText) {
    judge.fail({
      at: at.results,
      documented: 'at least one link',
      observed: 'none',
      message: 'a finished task has no result',
      exchange: first,
    })
  }
  if (links.length > 1 && output === 'video' && !run.models.isImported(valueAt(first.json, at.model)))
    judge.fail({
      at: at.results,
      documented: 'one link, to the one video',
      observed: shown(links),
      severity: 'warning',
      message: 'a task of one video has several results',
      exchange: first,
    })
  for (const [index, link] of links.entries()) {
    if (typeof link === 'string' && /^https?:\/\/[^/]+\/./.test(link) && URL.canParse(link)) continue
    judge.fail({
      at: `${at.results}[${index}]`,
      documented: 'an http link',
      observed: shown(link),
      message: 'the result is not a link',
      exchange: first,
    })
  }
}

/** Its id has the form that ids have. */
export const idFormat: KnownTaskCheck = ({ judge, run }, { first }) => {
  judgeId(judge, run.facts, valueAt(first.json, run.facts.at.id), run.facts.at.id, first)
}
