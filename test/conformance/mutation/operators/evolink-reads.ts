import { change, remove, rename, set } from '../edit.ts'
import { at, html, next, type Operator, onEnded, onNth, onRead } from './operator.ts'

const e = at('evolink')

/** What a task says of itself, on its way and at its end. */
export const evolinkReads: readonly Operator[] = [
  e(
    'read envelope added',
    ['$.id', '$.status'],
    onRead((json, reply) => {
      reply.json = { code: 200, data: json }
    }),
  ),
  e(
    'status renamed',
    '$.status',
    onRead((json) => rename(json, 'status', 'state')),
  ),
  e(
    'status in capitals',
    '$.status',
    onRead((json) => change(json, 'status', (status) => status.toUpperCase())),
  ),
  e(
    'completed called succeeded',
    '$.status',
    onRead((json) => void (json.status === 'completed' && set(json, 'status', 'succeeded'))),
  ),
  e(
    'new status while running',
    '$.status',
    onRead((json) => void (json.status === 'processing' && set(json, 'status', 'rendering'))),
  ),
  e(
    'created in ms on read',
    '$.created',
    onRead((json) => change(json, 'created', (s) => s * 1_000)),
  ),
  e(
    'created as ISO on read',
    '$.created',
    onRead((json) => change(json, 'created', (s) => new Date(s * 1_000).toISOString())),
  ),
  e(
    'progress removed',
    '$.progress',
    onRead((json) => remove(json, 'progress')),
  ),
  e(
    'progress from 0 to 1',
    '$.progress',
    onRead((json) => change(json, 'progress', (percent) => percent / 100)),
  ),
  e(
    'progress falls',
    '$.progress',
    onNth(
      (count) => count % 2 === 0,
      (json) => void (json.status !== 'completed' && set(json, 'progress', 0)),
    ),
    { queue: '1s', run: '90s' },
  ),
  e(
    'progress above 100',
    '$.progress',
    onEnded((json) => set(json, 'progress', 101)),
  ),
  e(
    'progress 99 at the end',
    '$.progress',
    onEnded((json) => set(json, 'progress', 99)),
  ),
  e(
    'results renamed',
    '$.results',
    onEnded((json) => rename(json, 'results', 'result_urls')),
  ),
  e(
    'results a text',
    '$.results',
    onEnded((json) => change(json, 'results', (results) => results[0])),
  ),
  e(
    'results of objects',
    '$.results',
    onEnded((json) => change(json, 'results', ([url]) => [{ url }])),
  ),
  e(
    'results empty',
    '$.results',
    onEnded((json) => set(json, 'results', [])),
  ),
  e(
    'results null',
    '$.results',
    onEnded((json) => set(json, 'results', null)),
  ),
  e(
    'results while running',
    '$.results',
    onRead((json) => void (json.status !== 'completed' && set(json, 'results', ['http://127.0.0.1/x.mp4']))),
  ),
  e(
    'can_cancel a text',
    '$.task_info.can_cancel',
    onRead((json) => set(json, 'task_info.can_cancel', 'no')),
  ),
  e(
    'type new',
    '$.type',
    onRead((json) => set(json, 'type', 'movie')),
  ),
  e(
    'object renamed',
    '$.object',
    onRead((json) => set(json, 'object', 'task')),
  ),
  e(
    'model another',
    '$.model',
    onRead((json) => set(json, 'model', 'wan2.6-text-to-video')),
  ),
  e(
    'states go back',
    '$.status',
    onNth(
      (count) => count === 4,
      (json) => set(json, 'status', 'pending'),
    ),
    { queue: '1s', run: '30s' },
  ),
  e(
    'never finished',
    '$.status',
    onRead((json) => {
      if (json.status === 'completed') {
        Object.assign(json, { status: 'processing', progress: 99 })
        delete json.results
      }
    }),
  ),
  e(
    'an ended task changes',
    '$.results',
    onEnded((json) => change(json, 'results', ([url]) => [`${url}?v=${next()}`])),
  ),
  e(
    'dead link',
    '$.results',
    onEnded((json) => change(json, 'results', ([url]) => [url.replace(/\/files\/.*/, '/files/gone.mp4')])),
  ),
  e(
    'link to a page',
    '$.results',
    onEnded((json) => change(json, 'results', ([url]) => [url.replace(/\/files\/.*/, '/__stuntdouble/')])),
  ),
  e('reads answered by a page', ['header content-type', '$'], onRead(html)),
]
