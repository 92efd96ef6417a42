import { createHmac } from 'node:crypto'
import { nthOf } from '../../src/basics/chance/inventor.ts'
import { isTerminal, type Phase } from '../../src/contracts/index.ts'
import { Refusal } from '../../src/simulator/http/refusal.ts'
import { failureWords } from '../../src/simulator/providers/failure-words.ts'
import type { SimulatedProvider, View } from '../../src/simulator/providers/provider.ts'
import { resultUrls } from '../../src/simulator/results/links.ts'
import { pathsOfProduct } from '../../src/simulator/results/product.ts'
import { type Task, taskStepAt } from '../../src/simulator/tasks/task.ts'
import type { Failure } from '../../src/simulator/tasks/timeline.ts'
import { lumenContract } from './contract.ts'

export const WEBHOOK_SECRET = 'whsec_lumen'

const STATES: Readonly<Record<Phase, string>> = {
  queued: 'IN_QUEUE',
  running: 'IN_PROGRESS',
  succeeded: 'COMPLETED',
  failed: 'FAILED',
}

const resultPaths: SimulatedProvider['resultPaths'] = ({ product, ordinal }, { inventor }) =>
  pathsOfProduct(
    product,
    (index) => `out/${inventor.alphanumeric(8, nthOf('lumen result', index), ordinal)}.mp4`,
  )

const status = (task: Task, { now }: View) => {
  const { phase, state } = taskStepAt(task, now)
  return { ref: task.id, status: state ?? STATES[phase] }
}

const wordsOf = (failure: Failure | undefined) =>
  failureWords(lumenContract, { code: 'failed', message: 'It failed.' }, failure)

const output = (task: Task, { account, now, linkBase }: View) => {
  const { phase, failure, isEmpty } = taskStepAt(task, now)
  if (phase === 'failed') {
    const { code, message } = wordsOf(failure)
    return { output: {}, error: { code, text: message } }
  }
  const paths = isEmpty ? [] : resultPaths(task, account)
  return { output: { videos: resultUrls(linkBase, account.name, task.id, paths) } }
}

/** Lumen on the wire: status and result are read apart, and a webhook is signed over its id, time and body. */
export const createLumen = (): SimulatedProvider => ({
  contract: lumenContract,
  newTaskId: (account, ordinal) => `req_${account.random.hex32('lumen task id', ordinal)}`,
  taskIdIn: ({ params: { request_id } }) => (typeof request_id === 'string' ? request_id : undefined),
  refusesId: () => undefined,
  renderCreated: (task) => ({ request: { ref: task.id, state: STATES.queued } }),
  renderTask: (task, view, { id }) => {
    if (id === 'lumen.status') return status(task, view)
    if (isTerminal(taskStepAt(task, view.now).phase)) return output(task, view)
    throw new Refusal('unknown-task', 'The task has not ended; there is no output yet.')
  },
  renderCallback: (task, view) => ({
    type: 'request.ended',
    data: { ...status(task, view), ...output(task, view) },
  }),
  wordsOf,
  callbackHeaders: ({ body, deliveryId, now }) => {
    const timestamp = String(Math.floor(now / 1000))
    const signed = createHmac('sha256', WEBHOOK_SECRET).update(`${deliveryId}.${timestamp}.${body}`)
    return {
      'webhook-id': deliveryId,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signed.digest('base64')}`,
    }
  },
  unsignedBecause: undefined,
  plainResultsBecause: 'its links are a list',
  renderBalance: ({ account, now }) => ({ balance: account.ledger.balanceAt(now) }),
  renderDownloadLink: () => undefined,
  resultPaths,
  resultObject: () => undefined,
})
