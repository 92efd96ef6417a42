import { createHmac } from 'node:crypto'
import type { CallbackRules } from '../contract.ts'

/**
 * Kie's pages promise one POST and do not mention timeouts or retries. 15 s and three retries are observed, but on
 * older model families only; nobody has measured the waits between them, so EvoLink's are assumed. Hence `assumed` for
 * the whole.
 */
export const kieCallbacks: CallbackRules = {
  timeoutMs: 15_000,
  retryDelaysMs: [1_000, 2_000, 4_000],
  source: 'assumed',
  // Documented: "callBackUrl: string"; no page names an address that is refused.
  refuses: () => undefined,
}

/** The headers of a signed callback. */
export interface KieSignature extends Readonly<Record<string, string>> {
  readonly 'X-Webhook-Timestamp': string
  readonly 'X-Webhook-Signature': string
}

/**
 * Signs a callback as Kie does once a webhook key is configured (observed, 2026). It covers the task id and the time of
 * the attempt but not the body, so a receiver must still re-read the task before it believes what the body says.
 */
export const signKieCallback = (taskId: string, unixSeconds: number, key: string): KieSignature => ({
  'X-Webhook-Timestamp': String(unixSeconds),
  'X-Webhook-Signature': createHmac('sha256', key).update(`${taskId}.${unixSeconds}`).digest('base64'),
})
