import { change, remove, set } from '../edit.ts'
import {
  at,
  bill,
  html,
  isSuccess,
  loosened,
  type Operator,
  onRefusal,
  onUnauthorized,
  onUnknownTask,
  onValidation,
  tightened,
  unguarded,
} from './operator.ts'

const e = at('evolink')

/** What is refused, and how. */
export const evolinkRefusals: readonly Operator[] = [
  e(
    '401 as 403',
    ['status', '$.error.code'],
    onUnauthorized((json, reply) => {
      reply.status = 403
      set(json, 'error.code', 403)
    }),
  ),
  e(
    '401 as 200',
    ['status', '$.error.code'],
    onUnauthorized((_json, reply) => {
      reply.status = 200
    }),
  ),
  e('reads need no key', ['status', '$.error.code'], unguarded('retrieve')),
  e('creates need no key', ['status', '$.error.code'], unguarded('create')),
  e(
    'unknown task as 200',
    ['status', '$.error'],
    onUnknownTask((_json, reply) => {
      reply.status = 200
      reply.json = {}
    }),
  ),
  e(
    'unknown task as 400',
    ['status', '$.error.code'],
    onUnknownTask((json, reply) => {
      reply.status = 400
      set(json, 'error.code', 400)
    }),
  ),
  e(
    'validation as 422',
    ['status', '$.error.code'],
    onValidation((json, reply) => {
      reply.status = 422
      set(json, 'error.code', 422)
    }),
  ),
  e(
    'status and code disagree',
    ['status', '$.error.code'],
    onValidation((json) => set(json, 'error.code', 500)),
  ),
  e(
    'codes as texts',
    '$.error.code',
    onValidation((json) => set(json, 'error.code', 'invalid_request')),
  ),
  e(
    'refusals without message',
    '$.error.message',
    onRefusal((json) => remove(json, 'error.message')),
  ),
  e(
    'refusals without type',
    '$.error.type',
    onRefusal((json) => remove(json, 'error.type')),
  ),
  e(
    'refusals of another type',
    '$.error.type',
    onRefusal((json) => set(json, 'error.type', 'error')),
  ),
  e(
    'refusals without param',
    '$.error.param',
    onRefusal((json) => remove(json, 'error.param')),
  ),
  e(
    'refusals with another param',
    '$.error.param',
    onRefusal((json) => change(json, 'error.param', () => 'input')),
  ),
  e(
    'refusals with a text for error',
    '$.error',
    onRefusal((json) => set(json, 'error', 'it did not work')),
  ),
  e(
    'refusals in Kie’s envelope',
    '$.error',
    onRefusal((json, reply) => {
      reply.json = { code: json.error.code, msg: json.error.message }
    }),
  ),
  e('refusals answered by a page', ['header content-type', '$'], onRefusal(html)),
  e(
    'prompt no longer required',
    '$.id',
    loosened((body) => {
      body.prompt ??= 'a'
    }),
  ),
  e(
    'prompt of any length',
    '$.id',
    loosened((body) =>
      change(body, 'prompt', (prompt) => (typeof prompt === 'string' ? prompt.slice(0, 2_000) : prompt)),
    ),
  ),
  e(
    'any duration',
    '$.id',
    loosened((body) => change(body, 'duration', (duration) => (duration === 3 ? 5 : duration))),
  ),
  e(
    'any aspect ratio at 480p',
    '$.id',
    loosened((body) => change(body, 'aspect_ratio', (ratio) => (ratio === '4:3' ? '16:9' : ratio))),
  ),
  e(
    'any model',
    '$.id',
    loosened((body) => {
      if (typeof body.model === 'string') body.model = 'wan2.5-text-to-video'
    }),
  ),
  e(
    '480p no longer taken',
    ['status', '$.error'],
    tightened((body) => change(body, 'quality', () => '480')),
  ),
  e(
    'prompt_extend no longer taken',
    ['status', '$.error'],
    tightened((body) => change(body, 'prompt_extend', () => 'x')),
  ),
  e('key echoed', 'header x-key', () => ({
    reply: (reply, call) => {
      reply.headers['x-key'] = String(call.authorization)
    },
  })),
  e(
    'charged twice',
    '$.data.user.remaining_credits',
    bill('data.user.remaining_credits', (reply, { kind }) =>
      kind === 'create' && isSuccess(reply) ? 2.5 : 0,
    ),
  ),
]
