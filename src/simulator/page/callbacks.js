import { call } from './api.js'
import { bodyBlock, facts } from './bodies.js'
import { actionButton, chip, copyButton, make, toast } from './dom.js'
import { clockTime, count, duration } from './format.js'
import { linkTo } from './route.js'
import { store } from './store.js'

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
      toast(`Sent again: ${last?.status ?? last?.error ?? 'no answer'}.`)
    },
    {
      disabled: delivery.state === 'pending',
      title:
        delivery.state === 'pending' ? 'Still under way: wait until its last attempt is made.' : undefined,
    },
  )

export const attemptsTable = ({ attempts, createdAt }) =>
  make(
    'table.attempts',
    {},
    make(
      'thead',
      {},
      make(
        'tr',
        {},
        ['#', 'At', 'Took', 'Answer'].map((name) => make('th', { scope: 'col' }, name)),
      ),
    ),
    make(
      'tbody',
      {},
      attempts.length === 0
        ? make(
            'tr',
            {},
            make('td', { colspan: '4' }, make('span.hint', {}, 'The first attempt is being made.')),
          )
        : attempts.map(({ at, status, durationMs, error }, index) =>
            make(
              'tr',
              {},
              make('td.number', {}, String(index + 1)),
              make('td.number', { title: clockTime(at) }, `+${duration(at - createdAt)}`),
              make('td.number', {}, duration(durationMs)),
              make(
                'td',
                {},
                status === null
                  ? undefined
                  : make(
                      'span.status',
                      { 'data-kind': status < 300 ? 'succeeded' : 'failed' },
                      String(status),
                    ),
                error === null ? undefined : make('span.error', {}, ` ${error}`),
              ),
            ),
          ),
    ),
  )

const row = (delivery) => {
  const last = delivery.attempts.at(-1)
  return make(
    'li',
    {},
    make(
      'a.row-link.callback-row',
      { href: linkTo(['callback', delivery.id]) },
      stateChip(delivery),
      make(
        'span.what',
        {},
        make('span.address', {}, delivery.url),
        make(
          'span.about',
          {},
          make('span', {}, delivery.provider),
          make('span', {}, store.tasks.get(delivery.taskId)?.prompt ?? delivery.taskId),
        ),
      ),
      make(
        'span.tries',
        {},
        count(delivery.attempts.length, 'attempt'),
        make('span.hint', {}, last === undefined ? '' : `last ${last.status ?? 'no answer'}`),
      ),
      make('span.when', {}, clockTime(delivery.createdAt)),
    ),
  )
}

const versionOf = ({ state, attempts, taskId }) => `${state} ${attempts.length} ${store.tasks.has(taskId)}`

export const callbacksView = {
  name: 'callbacks',
  title: 'Callbacks',
  one: 'callback',
  search: 'Find by address, task or state',
  items: (words) =>
    [...store.deliveries.values()].reverse().filter(({ id, url, taskId, state, provider }) => {
      const text = `${id} ${url} ${taskId} ${state} ${provider}`.toLowerCase()
      return words.every((word) => text.includes(word))
    }),
  total: () => store.deliveries.size,
  dropped: () => store.dropped.deliveries,
  tools: () => [],
  rows: (deliveries) =>
    deliveries.map((delivery) => ({
      key: delivery.id,
      version: versionOf(delivery),
      build: () => row(delivery),
    })),
  inWords: (shown) => count(shown, 'callback'),
}

export const callbackDetail = {
  title: () => 'Callback',
  find: (id) => store.deliveries.get(id),
  missing: 'There is no such callback here. It may belong to another account, or have been reset.',
  parts: (delivery) =>
    [
      {
        key: 'heading',
        version: versionOf(delivery),
        build: () =>
          make(
            'div.row',
            {},
            stateChip(delivery),
            make('span.spacer'),
            copyButton('Copy address', () => delivery.url),
            redeliverButton(delivery),
          ),
      },
      {
        key: 'about',
        version: store.tasks.has(delivery.taskId),
        build: () =>
          facts([
            ['To', make('span.address', {}, delivery.url)],
            [
              'Task',
              store.tasks.has(delivery.taskId)
                ? make(
                    'a',
                    { href: linkTo(['task', delivery.taskId]) },
                    store.tasks.get(delivery.taskId).prompt ?? delivery.taskId,
                  )
                : make('span', {}, make('code', {}, delivery.taskId), ' (not a task of the list)'),
            ],
            ['Account', make('code', {}, delivery.account)],
            ['First sent', clockTime(delivery.createdAt)],
          ]),
      },
      {
        key: 'attempts',
        version: versionOf(delivery),
        build: () =>
          make('section', { 'aria-label': 'Attempts' }, make('h3', {}, 'Attempts'), attemptsTable(delivery)),
      },
      {
        key: 'body',
        version: delivery.body === null,
        build: () => bodyBlock('What is sent', delivery.body ?? ''),
      },
    ].map((part) => ({ ...part, key: `${delivery.id} ${part.key}` })),
}
