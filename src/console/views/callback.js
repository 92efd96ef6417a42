/** @import { Attempt, Delivery } from '../types.d.ts' */
/** @import { DetailView } from './view.d.ts' */
import { call } from '../base/api.js'
import { actionButton, toast } from '../base/buttons.js'
import { make, part } from '../base/dom.js'
import { clockTime, duration } from '../base/format.js'
import { linkTo } from '../base/route.js'
import { bodyBlock, callout, facts, headed, headersBlock } from '../parts/bodies.js'
import { accountLink, faultChip, stateChip } from '../parts/chips.js'
import { store } from '../store/store.js'
import { subjectOf } from './callbacks.js'

/** @type {(delivery: Delivery) => Promise<void>} */
const redeliver = async ({ id, account }) => {
  /** @type {Delivery} */
  const { attempts } = await call('POST', `deliveries/${encodeURIComponent(id)}/redeliver`, {
    query: { account },
  })
  const last = attempts.at(-1)
  toast(`Sent again: ${last?.status ?? last?.error ?? 'no response'}.`)
}

/** @type {(delivery: Delivery) => HTMLElement} */
const heading = (delivery) => {
  const isPending = delivery.state === 'pending'
  return make(
    'div.stack',
    make('div.row', stateChip(delivery), faultChip(delivery.fault)),
    make(
      'div.row',
      actionButton('Redeliver', () => redeliver(delivery), {
        disabled: isPending,
        title: isPending ? 'Still under way: wait until its last attempt is made.' : undefined,
      }),
    ),
  )
}

const SIGNATURES = {
  valid: ['succeeded', 'signature valid'],
  wrong: ['failed', 'signature wrong, on purpose'],
  none: ['queued', 'not signed'],
}

/** @type {(attempt: Attempt) => HTMLElement | undefined} */
const signatureChip = ({ signature }) => {
  if (signature === null) return undefined
  const [kind, words] = SIGNATURES[signature]
  return make('span.chip', { 'data-kind': kind }, words)
}

/** @type {(attempt: Attempt, index: number, delivery: Delivery) => HTMLElement} */
const attemptSection = (attempt, index, { createdAt }) => {
  const { at, status, error, durationMs, answer, headers } = attempt
  const isGood = status !== null && status < 300
  return make(
    'li.try',
    make(
      'div.row',
      make('strong', `Attempt ${index + 1}`),
      make('span.status', { 'data-kind': isGood ? 'succeeded' : 'failed' }, status ?? 'no response'),
      signatureChip(attempt),
      make('span.spacer'),
      make(
        'span.hint',
        { title: clockTime(at) },
        `+${duration(at - createdAt)}, took ${duration(durationMs)}`,
      ),
    ),
    error !== null && make('p.error', error),
    answer !== null && make('p', make('span.hint', 'The receiver said: '), make('code', answer)),
    headersBlock(headers, 'Headers sent'),
  )
}

/** @type {(delivery: Delivery) => HTMLElement} */
const meaning = ({ fault }) =>
  fault === null
    ? make('span', { hidden: true })
    : callout(
        'fault',
        `Not as it should be: ${fault}`,
        make('p', store.faults.find(({ name }) => name === fault)?.catches ?? ''),
      )

/** @type {(delivery: Delivery) => string} */
const version = ({ state, attempts }) => `${state} ${attempts.length} ${attempts.at(-1)?.answer}`

/** @type {DetailView<Delivery>} */
export const callbackDetail = {
  title: (delivery) => `Callback · ${subjectOf(delivery)}`,
  find: (id) => store.deliveries.get(id),
  missing: 'There is no such callback here. It may belong to another account, or have been reset.',
  parts: (delivery) => [
    part('heading', version(delivery), () => heading(delivery)),
    part('meaning', store.faults.length, () => meaning(delivery)),
    part('about', store.tasks.has(delivery.taskId), () =>
      facts([
        ['To', make('code.address', delivery.url)],
        [
          'Task',
          store.tasks.has(delivery.taskId)
            ? make('a', { href: linkTo(['task', delivery.taskId]) }, subjectOf(delivery))
            : make('span', make('code', delivery.taskId), ' (not in the list of tasks)'),
        ],
        ['Account', accountLink(delivery.account)],
      ]),
    ),
    part('attempts', version(delivery), () =>
      headed(
        'Attempts',
        undefined,
        undefined,
        delivery.attempts.length === 0
          ? make('p.hint', 'The first attempt is being made.')
          : make(
              'ol.attempts',
              delivery.attempts.map((attempt, index) => attemptSection(attempt, index, delivery)),
            ),
      ),
    ),
    part('body', delivery.body, () => bodyBlock('What is sent', delivery.body ?? '')),
  ],
}
