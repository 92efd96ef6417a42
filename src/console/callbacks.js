import { call } from './api.js'
import { bodyBlock, facts, headed } from './bodies.js'
import { actionButton, chip, make, part, toast } from './dom.js'
import { clockTime, count, duration } from './format.js'
import { linkTo, rowLink } from './route.js'
import { store } from './store.js'
import { accountLink } from './tasks.js'

const KINDS = { pending: 'running', delivered: 'succeeded', failed: 'failed', refused: 'failed' }

export const stateChip = ({ state }) => chip(state, KINDS[state])

export const redeliverButton = (delivery) =>
  actionButton(
    'Redeliver',
    async () => {
      const { attempts } = await call('POST', `deliveries/${encodeURIComponent(delivery.id)}/redeliver`, {
        query: { account: delivery.account },
      })
      const last = attempts.at(-1)
      toast(`Sent again: ${last?.status ?? last?.error ?? 'no response'}.`)
    },
    {
      disabled: delivery.state === 'pending',
      title:
        delivery.state === 'pending' ? 'Still under way: wait until its last attempt is made.' : undefined,
    },
  )

export const headRow = (names) =>
  make(
    'tr',
    names.map((name) => make('th', { scope: 'col' }, name)),
  )

export const attemptsTable = ({ attempts, createdAt }) =>
  make(
    'table.attempts',
    make('thead', headRow(['#', 'At', 'Took', 'Answer'])),
    make(
      'tbody',
      attempts.length === 0
        ? make('tr', make('td', { colspan: '4' }, make('span.hint', 'The first attempt is being made.')))
        : attempts.map(({ at, status, durationMs, error }, index) =>
            make(
              'tr',
              make('td.number', String(index + 1)),
              make('td.number', { title: clockTime(at) }, `+${duration(at - createdAt)}`),
              make('td.number', duration(durationMs)),
              make(
                'td',
                status === null
                  ? undefined
                  : make(
                      'span.status',
                      { 'data-kind': status < 300 ? 'succeeded' : 'failed' },
                      String(status),
                    ),
                error === null ? undefined : make('span.error', ` ${error}`),
              ),
            ),
          ),
    ),
  )

const row = (delivery) => {
  const last = delivery.attempts.at(-1)
  return rowLink(
    'callback',
    ['callback', delivery.id],
    stateChip(delivery),
    make(
      'span.what',
      make('span.address', delivery.url),
      make('span.about', make('span', store.tasks.get(delivery.taskId)?.prompt ?? delivery.taskId)),
    ),
    make(
      'span.tries',
      count(delivery.attempts.length, 'attempt'),
      make('span.hint', last === undefined ? '' : `last ${last.status ?? 'no response'}`),
    ),
    make('span.when', clockTime(delivery.createdAt)),
  )
}

const versionOf = ({ state, attempts, taskId }) => `${state} ${attempts.length} ${store.tasks.has(taskId)}`

export const callbacksView = {
  name: 'callbacks',
  title: 'Callbacks',
  search: 'Find by address, task or state',
  all: () => [...store.deliveries.values()],
  text: ({ id, url, taskId, state, provider }) => [id, url, taskId, state, provider],
  total: () => store.deliveries.size,
  dropped: () => store.dropped.deliveries,
  tools: () => [],
  rows: (deliveries) =>
    deliveries.map((delivery) => part(delivery.id, versionOf(delivery), () => row(delivery))),
}

export const callbackDetail = {
  title: () => 'Callback',
  find: (id) => store.deliveries.get(id),
  missing: 'There is no such callback here. It may belong to another account, or have been reset.',
  parts: (delivery) => [
    part('heading', versionOf(delivery), () =>
      make('div.row', stateChip(delivery), make('span.spacer'), redeliverButton(delivery)),
    ),
    part('about', store.tasks.has(delivery.taskId), () =>
      facts([
        ['To', make('span.address', delivery.url)],
        [
          'Task',
          store.tasks.has(delivery.taskId)
            ? make(
                'a',
                { href: linkTo(['task', delivery.taskId]) },
                store.tasks.get(delivery.taskId).prompt ?? delivery.taskId,
              )
            : make('span', make('code', delivery.taskId), ' (not in the list of tasks)'),
        ],
        ['Account', accountLink(delivery.account)],
        ['First sent', clockTime(delivery.createdAt)],
      ]),
    ),
    part('attempts', versionOf(delivery), () =>
      headed('Attempts', undefined, undefined, attemptsTable(delivery)),
    ),
    part('body', delivery.body === null, () => bodyBlock('What is sent', delivery.body ?? '')),
  ],
}
