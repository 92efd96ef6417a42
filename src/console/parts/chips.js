/** @import { Delivery, Exchange, Phase, Task } from '../types.d.ts' */
import { make } from '../base/dom.js'
import { count } from '../base/format.js'
import { linkTo } from '../base/route.js'
import { statusKind, statusText } from '../base/status.js'
import { accountTitle, store } from '../store/store.js'
import { phaseOf } from '../store/time.js'

/** Shapes, so that colour is not the only difference. @type {Readonly<Record<Phase, string>>} */
const PHASE_SIGNS = { queued: '◌', running: '◐', succeeded: '✓', failed: '✕' }

/** @type {(phase: Phase) => HTMLElement} */
export const phaseChip = (phase) =>
  make('span.chip', { 'data-kind': phase }, make('i', { 'aria-hidden': 'true' }, PHASE_SIGNS[phase]), phase)

/** @type {(fault: string | null) => HTMLElement | undefined} */
export const faultChip = (fault) =>
  fault === null
    ? undefined
    : make(
        'span.chip',
        { 'data-kind': 'fault', title: 'A fault: the simulator did this on purpose' },
        make('i', { 'aria-hidden': 'true' }, '⚡'),
        fault,
      )

/** @type {(exchange: Exchange) => HTMLElement} */
export const statusChip = (exchange) =>
  make('span.status', { 'data-kind': statusKind(exchange) }, statusText(exchange))

const STATE_KINDS = { pending: 'running', delivered: 'succeeded', failed: 'failed', refused: 'failed' }
const STATE_SIGNS = { pending: '◐', delivered: '✓', failed: '✕', refused: '⊘' }

/** @type {(delivery: Delivery) => HTMLElement} */
export const stateChip = ({ state }) =>
  make(
    'span.chip',
    { 'data-kind': STATE_KINDS[state] },
    make('i', { 'aria-hidden': 'true' }, STATE_SIGNS[state]),
    state,
  )

const VERDICT_KINDS = {
  refused: 'queued',
  accepted: 'succeeded',
  'never-learned': 'failed',
  refunded: 'note',
}

/**
 * What a create request came to by now: a task that has failed since gave its credits back.
 *
 * @type {(exchange: Exchange) => { kind: string, text: string, verdict: string } | undefined}
 */
export const verdictOf = ({ bill, task }) => {
  if (bill === null) return undefined
  const its = task === null ? undefined : store.tasks.get(task)
  const isRefunded = its !== undefined && phaseOf(its) === 'failed'
  const verdict = isRefunded ? 'refunded' : bill.verdict
  const text = isRefunded ? `refunded, ${count(bill.credits, 'credit')}` : bill.text
  return { kind: VERDICT_KINDS[verdict], text, verdict }
}

/** @type {(exchange: Exchange) => HTMLElement | undefined} */
export const verdictText = (exchange) => {
  const verdict = verdictOf(exchange)
  return verdict && make('span.verdict', { 'data-kind': verdict.kind }, verdict.text)
}

/** The same in a list, where room is short. @type {(exchange: Exchange) => HTMLElement | undefined} */
export const shortVerdict = (exchange) => {
  const verdict = verdictOf(exchange)
  if (verdict === undefined) return undefined
  const { credits = 0 } = exchange.bill ?? {}
  const text =
    verdict.verdict === 'never-learned' ? `billed, never learned, ${count(credits, 'credit')}` : verdict.text
  return make('span.verdict', { 'data-kind': verdict.kind, title: verdict.text }, text)
}

/** What a task costs, or cost before it was given back. @type {(task: Task) => HTMLElement} */
export const costText = (task) =>
  phaseOf(task) === 'failed'
    ? make('span.cost', { 'data-kind': 'note' }, make('s', count(task.cost, 'credit')), ' refunded')
    : make('span.cost', count(task.cost, 'credit'))

/** A link to the account's other lists. @type {(name: string | null) => HTMLElement | undefined} */
export const accountLink = (name) =>
  name === null
    ? undefined
    : make('a', { href: linkTo(['tasks'], name), title: `Only ${name}` }, accountTitle(name))
