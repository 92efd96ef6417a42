import { contracts, type Phase } from '../../contracts/index.ts'
import { signKieCallback } from '../../contracts/kie/callbacks.ts'
import { kieRefusals } from '../../contracts/kie/refusals.ts'
import { kieStates } from '../../contracts/kie/states.ts'
import { recordOf } from '../../contracts/media.ts'
import type { SucceededTask, Task } from '../task.ts'
import type { CallbackHeaders, SignedCallback, WireError, WireProvider } from './provider.ts'
import { inner, links, number, text, word } from './read.ts'

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
      return { ...facts, phase, ...resultIn(inner(resultJson)) }
    case 'failed':
      return { ...facts, phase, failure: { code: word(failCode), message: text(failMsg) } }
    case 'queued':
    case 'running':
    case 'unknown':
      return { ...facts, phase }
  }
}

/** Links, or for text an object (documented). */
const resultIn = (result: unknown): Pick<SucceededTask, 'urls' | 'object'> => {
  const { resultUrls, resultObject } = recordOf(result)
  const object = objectIn(inner(resultObject) ?? resultObject)
  return { urls: links(resultUrls), object: Object.keys(object).length > 0 ? object : undefined }
}

/** What is no object where one should be was paid for all the same, and must not get lost. */
const objectIn = (value: unknown): Readonly<Record<string, unknown>> => {
  if (Array.isArray(value)) return value.length > 0 ? { items: value } : {}
  if (typeof value === 'string') return value === '' ? {} : { text: value }
  return recordOf(value)
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

/** One path for all models (documented on each page). */
const CREATE_PATH = '/api/v1/jobs/createTask'

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
  createPaths: { videos: CREATE_PATH, images: CREATE_PATH, audios: CREATE_PATH },
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
