import { change, remove, rename, set } from '../edit.ts'
import { at, type Operator, onCreated, onRead } from './operator.ts'

const e = at('evolink')

/** What a create request is answered with. */
export const evolinkCreated: readonly Operator[] = [
  e(
    'created id removed',
    '$.id',
    onCreated((json) => remove(json, 'id')),
  ),
  e(
    'created id renamed',
    '$.id',
    onCreated((json) => rename(json, 'id', 'task_id')),
  ),
  e(
    'created id another form',
    '$.id',
    onCreated((json) => change(json, 'id', (id) => id.replace('task-unified-', 'task_'))),
  ),
  e(
    'created envelope added',
    ['$.id', '$.created'],
    onCreated((json, reply) => {
      reply.json = { data: json }
    }),
  ),
  e(
    'created with status 202',
    'status',
    onCreated((_json, reply) => {
      reply.status = 202
    }),
  ),
  e(
    'created status queued',
    '$.status',
    onCreated((json) => set(json, 'status', 'queued')),
  ),
  e(
    'created progress a text',
    '$.progress',
    onCreated((json) => set(json, 'progress', '0%')),
  ),
  e(
    'created usage removed',
    '$.usage',
    onCreated((json) => remove(json, 'usage')),
  ),
  e(
    'created credits_reserved renamed',
    '$.usage.credits_reserved',
    onCreated((json) => rename(json, 'usage.credits_reserved', 'credits')),
  ),
  e(
    'created billing_rule new',
    '$.usage.billing_rule',
    onCreated((json) => set(json, 'usage.billing_rule', 'per_frame')),
  ),
  e(
    'created task_info moved up',
    '$.task_info',
    onCreated((json) => {
      Object.assign(json, json.task_info)
      delete json.task_info
    }),
  ),
  e(
    'created estimated_time null',
    '$.task_info.estimated_time',
    onCreated((json) => set(json, 'task_info.estimated_time', null)),
  ),
  e(
    'created in ms',
    '$.created',
    onCreated((json) => change(json, 'created', (s) => s * 1_000)),
  ),
  e(
    'created object renamed',
    '$.object',
    onCreated((json) => set(json, 'object', 'video.task')),
  ),
  e(
    'created as text/plain',
    'header content-type',
    onCreated((_json, reply) => {
      reply.headers['content-type'] = 'text/plain'
    }),
  ),
  e(
    'id differs between create and read',
    '$.id',
    onRead((json) => change(json, 'id', (id) => `${id.slice(0, -1)}_`)),
  ),
]
