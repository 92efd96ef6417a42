import { contracts, type Phase } from '../../contracts/index.ts'
import { signKieCallback } from '../../contracts/kie/callbacks.ts'
import { kieRefusals } from '../../contracts/kie/refusals.ts'
import { kieStates } from '../../contracts/kie/states.ts'
import type {
  Wan25ImageToVideoRequest,
  Wan25TextToVideoRequest,
} from '../../contracts/kie/types.generated.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Task } from '../task.ts'
import type { CallbackHeaders, SignedCallback, WireError, WireProvider } from './provider.ts'
import { inner, links, number, text, word } from './read.ts'

/** What can be created: one line per model. */
export type KieCreateRequest = Wan25TextToVideoRequest | Wan25ImageToVideoRequest

const errorIn = (status: number, body: unknown): WireError | undefined => {
  const { code: said, msg, message } = recordOf(body)
  const code = number(said)
  // 501 is how a callback tells of a failed task (documented); with a task in it, it is not about the call.
  const isTask = code === 501 && taskIn(body)?.phase === 'failed'
  if (status < 300 && (code === undefined || code === 200 || isTask)) return undefined
  const words = text(msg) ?? text(message)
  const meant = kieRefusals.find((refusal) => refusal.code === code && refusal.says.test(words ?? ''))
  const own = code === undefined || code === 200 || code < 100 ? status : code
  return { status: meant?.means ?? own, code, message: words }
}

const taskIn = (body: unknown): Task | undefined => {
  const { taskId, model, state: said, resultJson, failCode, failMsg } = recordOf(recordOf(body).data)
  const id = text(taskId)
  if (id === undefined) return undefined
  const state = text(said) ?? 'missing'
  const phase: Phase | 'unknown' = Object.hasOwn(kieStates, state)
    ? (kieStates[state] ?? 'unknown')
    : 'unknown'
  const facts = { provider: 'kie', id, model: text(model), state, progress: undefined, raw: body } as const
  switch (phase) {
    case 'succeeded':
      return { ...facts, phase, urls: links(recordOf(inner(resultJson)).resultUrls) }
    case 'failed':
      return { ...facts, phase, failure: { code: word(failCode), message: text(failMsg) } }
    case 'queued':
    case 'running':
    case 'unknown':
      return { ...facts, phase }
  }
}

const signature = (headers: CallbackHeaders, taskId: string): SignedCallback | undefined => {
  const timestamp = headers['x-webhook-timestamp']
  const given = headers['x-webhook-signature']
  if (typeof timestamp !== 'string' || typeof given !== 'string' || !/^\d{1,15}$/.test(timestamp))
    return undefined
  return {
    timestamp: Number(timestamp),
    signature: given,
    expected: (key) => signKieCallback(taskId, Number(timestamp), key)['X-Webhook-Signature'],
  }
}

/** Kie.ai: errors and results are in the body, under HTTP 200 as under any other status. */
export const kieProvider: WireProvider = {
  contract: contracts.kie,
  variables: { apiKey: 'KIE_API_KEY', baseUrl: 'KIE_BASE_URL', webhookKey: 'KIE_WEBHOOK_HMAC_KEY' },
  schemas: {
    create: 'CreateTaskResponse',
    retrieve: 'RecordInfoResponse',
    balance: 'CreditResponse',
    callback: 'TaskCallback',
  },
  retrievePath: (path, id) => `${path}?taskId=${encodeURIComponent(id)}`,
  errorIn,
  // Observed: recordId equals taskId.
  createdIdIn: (body) => {
    const { taskId, recordId } = recordOf(recordOf(body).data)
    return text(taskId) ?? text(recordId)
  },
  taskIn,
  creditsIn: (body) => {
    const remaining = number(recordOf(body).data)
    return remaining === undefined ? undefined : { remaining }
  },
  signature,
}
