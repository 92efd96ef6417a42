import { change, remove, rename, set } from '../edit.ts'
import { at, type Operator, onCreated, onRead } from './operator.ts'

const k = at('kie')

/** What a create request is answered with. */
export const kieCreated: readonly Operator[] = [
  k(
    'created id removed',
    '$.data.taskId',
    onCreated((json) => remove(json, 'data.taskId')),
  ),
  k(
    'created id renamed',
    '$.data.taskId',
    onCreated((json) => rename(json, 'data.taskId', 'task_id')),
  ),
  k(
    'created id a number',
    '$.data.taskId',
    onCreated((json) => set(json, 'data.taskId', 12_345)),
  ),
  k(
    'created id null',
    '$.data.taskId',
    onCreated((json) => set(json, 'data.taskId', null)),
  ),
  k(
    'created id moved up',
    ['$.data'],
    onCreated((json) => {
      json.taskId = json.data.taskId
      delete json.data
    }),
  ),
  k(
    'created id with dashes',
    '$.data.taskId',
    onCreated((json) => change(json, 'data.taskId', (id) => id.replace(/^.{8}/, '$&-'))),
  ),
  k(
    'created id in capitals',
    '$.data.taskId',
    onCreated((json) => change(json, 'data.taskId', (id) => id.toUpperCase())),
  ),
  k(
    'created envelope dropped',
    ['$.code', '$.msg', '$.data'],
    onCreated((json, reply) => {
      reply.json = json.data
    }),
  ),
  k(
    'created envelope added',
    ['$.code', '$.msg', '$.data'],
    onCreated((json, reply) => {
      reply.json = { result: json }
    }),
  ),
  k(
    'created code 0',
    '$.code',
    onCreated((json) => set(json, 'code', 0)),
  ),
  k(
    'created code a text',
    '$.code',
    onCreated((json) => set(json, 'code', '200')),
  ),
  k(
    'created with status 201',
    'status',
    onCreated((_json, reply) => {
      reply.status = 201
    }),
  ),
  k(
    'created without msg',
    '$.msg',
    onCreated((json) => remove(json, 'msg')),
  ),
  k(
    'created as text/plain',
    'header content-type',
    onCreated((_json, reply) => {
      reply.headers['content-type'] = 'text/plain'
    }),
  ),
  k(
    'id differs between create and read',
    '$.data.taskId',
    onRead((json) => change(json, 'data.taskId', (id) => [...id].reverse().join(''))),
  ),
]
