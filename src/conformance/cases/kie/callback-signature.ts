import { createHmac } from 'node:crypto'
import type { Case } from '../../case.ts'
import { ofTheCallbacks } from '../../checks/callbacks.ts'
import { shown, valueAt } from '../../json-path.ts'

/** Written out rather than taken from our contract's own signer, so that the two cannot agree by sharing a mistake. */
const signatureOf = (taskId: string, timestamp: string, key: string): string =>
  createHmac('sha256', key).update(`${taskId}.${timestamp}`).digest('base64')

/** Otherwise receivers that verify would drop every callback. */
export const callbackSignature: Case = {
  id: 'callback-signature',
  about: 'with a webhook key configured, the callback is signed with it',
  tier: 'paid',
  sharesTask: true,
  needs: ['receiver', 'webhook-key'],
  check: ofTheCallbacks(({ judge, run }, _first, calls) => {
    for (const { headers, json } of calls) {
      const timestamp = String(headers['x-webhook-timestamp'] ?? '')
      const taskId = String(valueAt(json, '$.data.taskId'))
      const signature = headers['x-webhook-signature']
      if (!/^\d{10}$/.test(timestamp)) {
        judge.fail({
          at: 'callback header x-webhook-timestamp',
          documented: 'unix seconds (observed)',
          observed: shown(headers['x-webhook-timestamp']),
          message: 'the callback states no time',
        })
      }
      judge.compare({
        at: 'callback header x-webhook-signature',
        actual: signature,
        documented: [signatureOf(taskId, timestamp, run.options.webhookKey ?? '')],
        message:
          signature === undefined
            ? 'the callback is not signed'
            : 'the callback has a wrong signature: not that of its task id and its x-webhook-timestamp',
      })
    }
  }),
}
