import { change, remove, rename, set } from '../edit.ts'
import { at, html, next, notRunning, type Operator, onEnded, onNth, onRead, resultJson } from './operator.ts'

const k = at('kie')

/** What a task says of itself, on its way and at its end. */
export const kieReads: readonly Operator[] = [
  k(
    'read envelope dropped',
    ['$.code', '$.msg', '$.data'],
    onRead((json, reply) => {
      reply.json = json.data
    }),
  ),
  k(
    'state renamed',
    '$.data.state',
    onRead((json) => rename(json, 'data.state', 'status')),
  ),
  k(
    'state in capitals',
    '$.data.state',
    onRead((json) => change(json, 'data.state', (state) => state.toUpperCase())),
  ),
  k(
    'new state while running',
    '$.data.state',
    onRead((json) => void (json.data.state === 'waiting' && set(json, 'data.state', 'archived'))),
  ),
  k(
    'success called completed',
    '$.data.state',
    onRead((json) => void (json.data.state === 'success' && set(json, 'data.state', 'completed'))),
  ),
  k(
    'createTime in seconds',
    '$.data.createTime',
    onRead((json) => change(json, 'data.createTime', (ms) => Math.floor(ms / 1_000))),
  ),
  k(
    'createTime as ISO',
    '$.data.createTime',
    onRead((json) => change(json, 'data.createTime', (ms) => new Date(ms).toISOString())),
  ),
  k(
    'createTime as text',
    '$.data.createTime',
    onRead((json) => change(json, 'data.createTime', String)),
  ),
  k(
    'createTime changes',
    '$.data.createTime',
    onNth(
      (count) => count % 2 === 0,
      (json) => change(json, 'data.createTime', (ms) => ms + 1_000),
    ),
  ),
  k(
    'completeTime before createTime',
    '$.data.completeTime',
    onEnded((json) => set(json, 'data.completeTime', json.data.createTime - 5_000)),
  ),
  k(
    'completeTime in seconds',
    '$.data.completeTime',
    onEnded((json) => change(json, 'data.completeTime', (ms) => Math.floor(ms / 1_000))),
  ),
  k(
    'completeTime null at the end',
    '$.data.completeTime',
    onEnded((json) => set(json, 'data.completeTime', null)),
  ),
  k(
    'costTime in seconds',
    '$.data.costTime',
    onEnded((json) => change(json, 'data.costTime', (ms) => Math.round(ms / 1_000))),
    { queue: '5s', run: '60s' },
  ),
  k(
    'costTime in microseconds',
    '$.data.costTime',
    onEnded((json) => change(json, 'data.costTime', (ms) => ms * 1_000)),
  ),
  k(
    'costTime as text',
    '$.data.costTime',
    onEnded((json) => change(json, 'data.costTime', String)),
  ),
  k(
    'resultJson an object',
    '$.data.resultJson',
    onEnded((json) => change(json, 'data.resultJson', JSON.parse)),
  ),
  k(
    'resultJson no JSON',
    '$.data.resultJson',
    onEnded((json) => change(json, 'data.resultJson', (text) => text.slice(0, -2))),
  ),
  k(
    'resultJson null at the end',
    '$.data.resultJson',
    onEnded((json) => set(json, 'data.resultJson', null)),
  ),
  k(
    'resultUrls renamed',
    '$.data.resultJson',
    onEnded(resultJson((result) => rename(result, 'resultUrls', 'urls'))),
  ),
  k(
    'resultUrls a text',
    '$.data.resultJson',
    onEnded(resultJson((result) => change(result, 'resultUrls', (urls) => urls[0]))),
  ),
  k(
    'resultUrls of objects',
    '$.data.resultJson',
    onEnded(resultJson((result) => change(result, 'resultUrls', (urls) => [{ url: urls[0] }]))),
  ),
  k('resultUrls empty', '$.data.resultJson', onEnded(resultJson((result) => set(result, 'resultUrls', [])))),
  k(
    'param removed',
    '$.data.param',
    onRead((json) => remove(json, 'data.param')),
  ),
  k(
    'param an object',
    '$.data.param',
    onRead((json) => change(json, 'data.param', JSON.parse)),
  ),
  k(
    'param without input',
    '$.data.param',
    onRead((json) =>
      change(json, 'data.param', (text) => JSON.stringify({ ...JSON.parse(text), input: undefined })),
    ),
  ),
  k(
    'failCode removed',
    '$.data.failCode',
    onRead((json) => remove(json, 'data.failCode')),
  ),
  k(
    'failMsg filled on success',
    '$.data.failMsg',
    onEnded((json) => set(json, 'data.failMsg', '')),
  ),
  k(
    'model another',
    '$.data.model',
    onRead((json) => set(json, 'data.model', 'wan/2-6-text-to-video')),
  ),
  k(
    'states go back',
    '$.data.state',
    onNth(
      (count) => count === 2,
      (json) => set(json, 'data.state', 'generating'),
    ),
    { queue: '10s', run: '30s' },
  ),
  k(
    'never finished',
    '$.data.state',
    onRead(
      (json) =>
        void (
          notRunning(json) &&
          Object.assign(json.data, { state: 'waiting', resultJson: null, costTime: null, completeTime: null })
        ),
    ),
  ),
  k(
    'an ended task changes',
    '$.data.costTime',
    onNth(
      () => true,
      (json) => change(json, 'data.costTime', (ms) => ms && ms + Math.floor(ms / 50) * next()),
    ),
  ),
  k(
    'dead link',
    '$.data.resultJson',
    onEnded(
      resultJson((result) =>
        change(result, 'resultUrls', ([url]) => [url.replace(/\/files\/.*/, '/files/gone.mp4')]),
      ),
    ),
  ),
  k(
    'link to a page',
    '$.data.resultJson',
    onEnded(
      resultJson((result) =>
        change(result, 'resultUrls', ([url]) => [url.replace(/\/files\/.*/, '/__stuntdouble/')]),
      ),
    ),
  ),
  k('reads answered by a page', ['header content-type', '$'], onRead(html)),
]
