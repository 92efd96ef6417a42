/** @import { Attempt, Delivery, Exchange, Phase, Task } from '../types.d.ts' */
import { count, duration } from '../base/format.js'
import { purposeOf, statusKind } from '../base/status.js'
import { deliveriesOf, exchangesOf } from '../store/store.js'
import { isTerminal, isUnderWay, nowOf, phaseOf } from '../store/time.js'

/**
 * Something that happened in a task's life.
 *
 * @typedef {{ at: number, tone: string } & (
 *   | { kind: 'create' | 'poll' | 'download', exchange: Exchange }
 *   | { kind: 'attempt', attempt: Attempt, number: number, delivery: Delivery }
 * )} Mark
 */

/**
 * @typedef {object} Life
 * @property {number} start
 * @property {number | undefined} runsAt
 * @property {number | undefined} end
 * @property {Phase} phase
 * @property {number} now
 * @property {readonly Mark[]} marks
 * @property {boolean} isUnderWay
 * @property {number} last the right edge: the end of what has happened, or of what is planned
 */

/** @type {(exchange: Exchange) => Mark} */
const markOfExchange = (exchange) => {
  const purpose = purposeOf(exchange)
  return {
    at: exchange.at,
    kind: purpose === 'other' ? 'poll' : purpose,
    tone: exchange.fault === null ? statusKind(exchange) : 'fault',
    exchange,
  }
}

/** @type {(delivery: Delivery) => readonly Mark[]} */
const marksOfDelivery = (delivery) =>
  delivery.attempts.map((attempt, index) => ({
    at: attempt.at,
    kind: 'attempt',
    tone:
      attempt.status !== null && attempt.status < 300
        ? delivery.fault === null
          ? 'succeeded'
          : 'fault'
        : 'failed',
    attempt,
    number: index + 1,
    delivery,
  }))

/** What happened in a task's life, and what is planned, in ms by its account's clock. @type {(task: Task) => Life} */
export const lifeOf = (task) => {
  const now = nowOf(task.account)
  const start = task.createdAt
  const end = task.steps.findLast(({ phase }) => isTerminal(phase))?.at ?? undefined
  const marks = [
    ...exchangesOf(task.id).map(markOfExchange),
    ...deliveriesOf(task.id).flatMap(marksOfDelivery),
  ].sort((a, b) => a.at - b.at)
  const underWay = isUnderWay(task)
  const reached = Math.max(start, underWay ? now : (end ?? start), marks.at(-1)?.at ?? start)
  return {
    start,
    runsAt: task.steps.find(({ phase }) => phase === 'running')?.at ?? undefined,
    end,
    phase: phaseOf(task),
    now: underWay ? now : Math.max(now, end ?? start),
    marks,
    isUnderWay: underWay,
    last: Math.max(reached, underWay && end !== undefined ? end : reached),
  }
}

/** @type {(life: Life, kind: Mark['kind']) => readonly Mark[]} */
export const ofKind = ({ marks }, kind) => marks.filter((mark) => mark.kind === kind)

/** @type {readonly (readonly [Mark['kind'], string])[]} */
const COUNTED = [
  ['poll', 'read'],
  ['attempt', 'callback attempt'],
  ['download', 'download'],
]

/** A life in one sentence, for screen readers. @type {(life: Life) => string} */
export const lifeInWords = (life) => {
  const { start, runsAt, end, phase, now, isUnderWay: underWay } = life
  const counted = COUNTED.flatMap(([kind, word]) => {
    const { length } = ofKind(life, kind)
    return length === 0 ? [] : [count(length, word)]
  })
  return [
    `queued for ${duration(Math.min(runsAt ?? now, end ?? now, now) - start)}`,
    ...(runsAt !== undefined && runsAt <= now
      ? [`running for ${duration(Math.min(end ?? now, now) - runsAt)}`]
      : []),
    underWay ? (end === undefined ? 'its end is not planned' : `ends in ${duration(end - now)}`) : phase,
    ...counted,
  ].join(', ')
}
