import { contracts, type Phase, rowFor } from '../../contracts/index.ts'
import { KIE_CREATE_PATH } from '../../contracts/kie/addresses.ts'
import { signKieCallback } from '../../contracts/kie/callbacks.ts'
import { kieJudgement } from '../../contracts/kie/judgement.ts'
import { kieStates } from '../../contracts/kie/states.ts'
import { recordOf } from '../../contracts/media.ts'
import type { SucceededTask, Task } from '../task.ts'
import type { CallbackHeaders, Origin, SignedCallback, WireError, WireProvider } from './provider.ts'
import { inner, links, number, text, word } from './read.ts'

const errorIn = (status: number, body: unknown): WireError | undefined => {
  const { code: said, msg, message } = recordOf(body)
  const code = number(said)
  // 501 is how a callback reports a failed task (documented), and 400 or 500 (observed); with a task in it, it is not about the call.
  const isTask = code !== undefined && [400, 500, 501].includes(code) && taskIn(body)?.phase === 'failed'
  if (status < 300 && (code === undefined || code === 200 || isTask)) return undefined
  const words = text(msg) ?? text(message)
  const own = code === undefined || code === 200 || code < 100 ? status : code
  return { status: own, kind: kindOf(status, body, words), code, message: words }
}

const kindOf = (status: number, body: unknown, words: string | undefined): WireError['kind'] => {
  // Observed: how an unknown task is reported, and one that does not exist yet.
  if (/^recordInfo is null/i.test(words ?? '')) return 'not-found'
  const row = rowFor(kieJudgement, status, body)
  return row?.verdict === 'refused' && row.kind !== 'not-sent' ? row.kind : undefined
}

const taskIn = (body: unknown): Task | undefined => {
  const {
    taskId,
    model,
    state: said,
    resultJson,
    failCode,
    failMsg,
    completeTime,
    successFlag,
  } = recordOf(recordOf(body).data)
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
      return { ...facts, phase }
    case 'unknown': {
      // Observed: successFlag is 1 once it has succeeded, completeTime is set once it has ended.
      const looksFinished = successFlag === 1 || (number(completeTime) ?? 0) > 0
      return { ...facts, phase, result: { ...resultIn(inner(resultJson)), looksFinished } }
    }
  }
}

/** Links, or for text an object (documented). */
const resultIn = (result: unknown): Pick<SucceededTask, 'urls' | 'object'> => {
  const { resultUrls, resultObject } = recordOf(result)
  const object = objectIn(inner(resultObject) ?? resultObject)
  return { urls: links(resultUrls), object: Object.keys(object).length > 0 ? object : undefined }
}

/** Anything else in place of an object was paid for all the same, and must not get lost. */
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

/** Observed: `param` holds the create request as JSON, its `input` perhaps as JSON once more; times are in ms. */
const originIn = (body: unknown): Origin => {
  const { model, createTime, param } = recordOf(recordOf(body).data)
  const request = recordOf(inner(param))
  return {
    model: text(model) ?? text(request.model),
    createdAt: number(createTime),
    request: param === undefined ? undefined : { ...request, input: inner(request.input) },
  }
}

/** Kie.ai: errors and results are in the body, under HTTP 200 as under any other status. */
export const kieProvider: WireProvider = {
  contract: contracts.kie,
  createPaths: { videos: KIE_CREATE_PATH, images: KIE_CREATE_PATH, audios: KIE_CREATE_PATH },
  retrievePath: (path, id) => `${path}?taskId=${encodeURIComponent(id)}`,
  errorIn,
  taskIn,
  originIn,
  creditsIn: (body) => {
    const remaining = number(recordOf(body).data)
    return remaining === undefined ? undefined : { remaining }
  },
  priceSource: 'observed',
  // Observed: the shape of the response.
  uploadedAddressIn: (body) => text(recordOf(recordOf(body).data).downloadUrl),
  replays: false,
  signature,
  sign: signKieCallback,
}
