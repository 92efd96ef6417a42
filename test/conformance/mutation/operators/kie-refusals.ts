import { change, remove, rename, set } from '../edit.ts'
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

const k = at('kie')

/** What is refused, and how. */
export const kieRefusals: readonly Operator[] = [
  k(
    '401 as 200',
    ['status', '$.code'],
    onUnauthorized((_json, reply) => {
      reply.status = 200
    }),
  ),
  k(
    '401 becomes 403',
    ['status', '$.code'],
    onUnauthorized((json, reply) => {
      reply.status = 403
      json.code = 403
    }),
  ),
  k('reads need no key', ['status', '$.code'], unguarded('retrieve')),
  k('creates need no key', ['status', '$.code'], unguarded('create')),
  k(
    'unknown task as 200',
    ['status', '$.code'],
    onUnknownTask((json, reply) => {
      reply.status = 200
      Object.assign(json, { code: 200, msg: 'success' })
    }),
  ),
  k(
    'unknown task as 400',
    ['status', '$.code'],
    onUnknownTask((json, reply) => {
      reply.status = 400
      json.code = 400
    }),
  ),
  k(
    'validation as 400',
    ['status', '$.code'],
    onValidation((json, reply) => {
      if (reply.status === 422) {
        reply.status = 400
        json.code = 400
      }
    }),
  ),
  k(
    'status and code disagree',
    ['status', '$.code'],
    onValidation((json) => {
      if (json.code === 422) json.code = 500
    }),
  ),
  k(
    'refusals with status 500',
    ['status'],
    onValidation((_json, reply) => {
      reply.status = 500
    }),
  ),
  k(
    'refusals without msg',
    '$.msg',
    onRefusal((json) => remove(json, 'msg')),
  ),
  k(
    'refusals with message',
    '$.msg',
    onRefusal((json) => rename(json, 'msg', 'message')),
  ),
  k(
    'refusals with an empty msg',
    '$.msg',
    onRefusal((json) => set(json, 'msg', '')),
  ),
  k(
    'refusals with data',
    '$.data',
    onRefusal((json) => set(json, 'data', { reason: 'x' })),
  ),
  k('refusals answered by a page', ['header content-type', '$'], onRefusal(html)),
  k(
    'prompt no longer required',
    '$.data.taskId',
    loosened((body) => {
      if (body.input !== undefined && body.input.prompt === undefined) body.input.prompt = 'a'
    }),
  ),
  k(
    'prompt of any length',
    '$.data.taskId',
    loosened((body) =>
      change(body, 'input.prompt', (prompt) => (typeof prompt === 'string' ? prompt.slice(0, 800) : prompt)),
    ),
  ),
  k(
    'any duration',
    '$.data.taskId',
    loosened((body) => change(body, 'input.duration', (duration) => (duration === '3' ? '5' : duration))),
  ),
  k(
    'any aspect ratio',
    '$.data.taskId',
    loosened((body) => change(body, 'input.aspect_ratio', () => '16:9')),
  ),
  k(
    'any model',
    '$.data.taskId',
    loosened((body) => {
      if (typeof body.model === 'string' && body.model.startsWith('stuntdouble'))
        body.model = 'wan/2-5-text-to-video'
    }),
  ),
  k(
    'seed no longer taken',
    ['status', '$.code'],
    tightened((body) => change(body, 'input.seed', () => 'x')),
  ),
  k(
    'negative_prompt no longer taken',
    ['status', '$.code'],
    tightened((body) => change(body, 'input.negative_prompt', () => 7)),
  ),
  k(
    '720p no longer taken',
    ['status', '$.code'],
    tightened((body) => change(body, 'input.resolution', () => '720')),
  ),
  k('key echoed', 'header x-key', () => ({
    reply: (reply, call) => {
      reply.headers['x-key'] = String(call.authorization)
    },
  })),
  k(
    'charged twice',
    '$.data',
    bill('data', (reply, { kind }) => (kind === 'create' && isSuccess(reply) ? 60 : 0)),
  ),
]
