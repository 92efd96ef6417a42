import type { SimulatorOptions } from '../../../src/simulator/index.ts'
import type { Json } from '../../helpers/simulator.ts'
import { change, remove, rename, set } from './edit.ts'
import type { Call, Hooks, Post, Reply } from './mutant.ts'

/** One deviation of an otherwise faithful provider. */
export interface Operator {
  readonly name: string
  readonly provider: 'kie' | 'evolink'
  /** Where a finding must be to name the right place: it begins with one of these, `callback ` aside. */
  readonly at: readonly string[]
  readonly options?: SimulatorOptions
  readonly begin: () => Hooks
}

type Edit = (json: Json, reply: Reply) => void

const when =
  (isIt: (reply: Reply, call: Call) => boolean) =>
  (edit: Edit): (() => Hooks) =>
  () => ({ reply: (reply, call) => void (isIt(reply, call) && edit(reply.json, reply)) })

const isSuccess = ({ status, json }: Reply): boolean =>
  status < 300 && (json?.code === undefined || json.code === 200)
const onCreated = when((reply, { kind }) => kind === 'create' && isSuccess(reply))
const onRead = when((reply, { kind }) => kind === 'retrieve' && isSuccess(reply))
const onEnded = when(
  (reply, { kind }) =>
    kind === 'retrieve' &&
    isSuccess(reply) &&
    /^(success|completed)$/.test(reply.json.data?.state ?? reply.json.status),
)
const onBalance = when((reply, { kind }) => kind === 'balance' && isSuccess(reply))
const onRefusal = when((reply) => !isSuccess(reply))
const onUnauthorized = when(({ status }) => status === 401)
const onUnknownTask = when((reply, { kind }) => kind === 'retrieve' && reply.status === 404)
const onValidation = when(({ status }) => status === 422 || status === 400)

const onPost =
  (edit: (post: Post) => void): (() => Hooks) =>
  () => ({
    post: (post) => {
      edit(post)
      return [post]
    },
  })

const html = (_json: Json, reply: Reply): void => {
  reply.headers['content-type'] = 'text/html'
  reply.text = '<html><body>It works</body></html>'
}

/** Repairs one thing in a create body before the provider sees it: a rule that was loosened. */
const loosened = (repair: (body: Json) => void) => (): Hooks => ({
  call: (call) => {
    if (call.kind !== 'create' || typeof call.json !== 'object' || call.json === null) return
    repair(call.json)
    call.text = JSON.stringify(call.json)
  },
})

/** Breaks a create request that has this: a rule that was tightened. */
const tightened = (spoil: (body: Json) => void) => loosened(spoil)

/** Lends the last good key to whoever comes without one. */
const unguarded = (kind: Call['kind']) => (): Hooks => {
  let good: string | undefined
  return {
    call: (call) => {
      if (call.authorization?.startsWith('Bearer mutation-')) good = call.authorization
      else if (call.kind === kind) call.authorization = good
    },
  }
}

const bill = (path: string, billed: (reply: Reply, call: Call) => number) => (): Hooks => {
  let owed = 0
  return {
    reply: (reply, call) => {
      if (call.kind === 'balance' && isSuccess(reply)) change(reply.json, path, (credits) => credits - owed)
      else owed += billed(reply, call)
    },
  }
}

/** Something that comes on the n-th successful read. */
const onNth = (isIt: (count: number) => boolean, edit: Edit) => (): Hooks => {
  let count = 0
  return {
    reply: (reply, { kind }) => {
      if (kind !== 'retrieve' || !isSuccess(reply)) return
      count += 1
      if (isIt(count)) edit(reply.json, reply)
    },
  }
}

const resultJson =
  (edit: (result: Json) => void): Edit =>
  (json) =>
    change(json, 'data.resultJson', (text) => {
      if (typeof text !== 'string' || text === '') return text
      const result = JSON.parse(text)
      edit(result)
      return JSON.stringify(result)
    })

const notRunning = (json: Json): boolean =>
  !['waiting', 'pending', 'processing', 'generating'].includes(json.data?.state ?? json.status)

let counter = 0

/** Another number each time. */
const next = (): number => {
  counter += 1
  return counter
}

const doubled = (): Hooks => ({ post: (post) => [post, post] })
const missing = (): Hooks => ({ post: () => [] })

const at =
  (provider: Operator['provider']) =>
  (
    name: string,
    places: string | readonly string[],
    begin: () => Hooks,
    options?: SimulatorOptions,
  ): Operator => ({
    name: `${provider}: ${name}`,
    provider,
    at: [places].flat(),
    begin,
    ...(options && { options }),
  })

const k = at('kie')

const kieOperators: readonly Operator[] = [
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
  k('the balance needs no key', ['status', '$.code'], unguarded('balance')),
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
  k(
    'charged ten times less and more',
    '$.data',
    bill('data', (reply, { kind }) => (kind === 'create' && isSuccess(reply) ? 6 : 0)),
  ),
  k(
    'refusals are charged',
    '$.data',
    bill('data', (reply, { kind }) => (kind === 'create' && !isSuccess(reply) ? 1 : 0)),
  ),
  k(
    'failures are not refunded',
    '$.data',
    bill('data', (reply, { kind }) => (kind === 'create' && isSuccess(reply) ? 60 : 0)),
    { failRate: 1 },
  ),
  k(
    'balance as text',
    '$.data',
    onBalance((json) => change(json, 'data', String)),
  ),
  k(
    'balance moved',
    '$.data',
    onBalance((json) => change(json, 'data', (credits) => ({ credits }))),
  ),
  k('no callback', 'callback', missing),
  k('callback twice', 'callback', doubled),
  k(
    'callback by PUT',
    'callback method',
    onPost((post) => {
      post.method = 'PUT'
    }),
  ),
  k(
    'callback unsigned',
    'callback header x-webhook-signature',
    onPost((post) => {
      delete post.headers['x-webhook-signature']
    }),
  ),
  k(
    'callback signed wrongly',
    'callback header x-webhook-signature',
    onPost((post) => {
      post.headers['x-webhook-signature'] = Buffer.from('nonsense').toString('base64')
    }),
  ),
  k(
    'callback time in ms',
    'callback header x-webhook-timestamp',
    onPost((post) => {
      post.headers['x-webhook-timestamp'] += '000'
    }),
  ),
  k(
    'callback without envelope',
    ['callback $.data', 'callback $.code', 'callback $.msg'],
    onPost((post) => {
      post.json = post.json.data
    }),
  ),
  k(
    'callback with taskId renamed',
    'callback $.data.taskId',
    onPost((post) => rename(post.json, 'data.taskId', 'task_id')),
  ),
  k(
    'callback says fail',
    'callback $.data',
    onPost((post) => set(post.json, 'data.state', 'fail')),
  ),
  k(
    'callback with code 0',
    'callback $.code',
    onPost((post) => set(post.json, 'code', 0)),
  ),
  k(
    'callback as a form',
    'callback',
    onPost((post) => {
      post.headers['content-type'] = 'application/x-www-form-urlencoded'
      post.text = 'a=b'
    }),
  ),
  k(
    'callback of another task',
    'callback $.data.taskId',
    onPost((post) => set(post.json, 'data.taskId', 'f'.repeat(32))),
  ),
]

const e = at('evolink')

const evolinkOperators: readonly Operator[] = [
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
  e('the balance needs no key', ['status', '$.error.code'], unguarded('balance')),
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
  e(
    'refusals are charged',
    '$.data.user.remaining_credits',
    bill('data.user.remaining_credits', (reply, { kind }) =>
      kind === 'create' && !isSuccess(reply) ? 1 : 0,
    ),
  ),
  e(
    'failures are not refunded',
    '$.data.user.remaining_credits',
    bill('data.user.remaining_credits', (reply, { kind }) =>
      kind === 'create' && isSuccess(reply) ? 2.5 : 0,
    ),
    { failRate: 1 },
  ),
  e(
    'balance as text',
    '$.data.user.remaining_credits',
    onBalance((json) => change(json, 'data.user.remaining_credits', String)),
  ),
  e(
    'balance without token',
    '$.data.token',
    onBalance((json) => remove(json, 'data.token')),
  ),
  e('no callback', 'callback', missing),
  e('callback twice', 'callback', doubled),
  e('callback not sent again', 'callback', () => {
    let sent = 0
    return { post: (post) => (sent++ === 0 ? [post] : []) }
  }),
  e(
    'callback by PUT',
    'callback method',
    onPost((post) => {
      post.method = 'PUT'
    }),
  ),
  e(
    'callback in an envelope',
    ['callback $.id', 'callback $.status'],
    onPost((post) => {
      post.json = { data: post.json }
    }),
  ),
  e(
    'callback with id renamed',
    'callback $.id',
    onPost((post) => rename(post.json, 'id', 'task_id')),
  ),
  e(
    'callback says failed',
    'callback $.status',
    onPost((post) => set(post.json, 'status', 'failed')),
  ),
  e(
    'callback without results',
    'callback $.results',
    onPost((post) => remove(post.json, 'results')),
  ),
  e(
    'callback of another task',
    'callback $.id',
    onPost((post) => set(post.json, 'id', 'task-unified-1700000000-aaaaaaaa')),
  ),
  e(
    'callback as text',
    'callback header content-type',
    onPost((post) => {
      post.headers['content-type'] = 'text/plain'
    }),
  ),
]

export const operators: readonly Operator[] = [...kieOperators, ...evolinkOperators]

/** Changes nobody may complain about. */
export interface Benign {
  readonly name: string
  readonly options?: SimulatorOptions
  readonly begin: () => Hooks
}

const always = (edit: (reply: Reply, call: Call) => void) => (): Hooks => ({ reply: edit })

const reordered = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reordered(inner)]),
  )
}

const elsewhere =
  (move: (url: string) => string): Edit =>
  (json) => {
    change(json, 'results', (urls) => urls.map(move))
    resultJson((result) => change(result, 'resultUrls', (urls) => urls.map(move)))(json, {} as Reply)
  }

/** In reads and callbacks alike. */
const moved = (move: (url: string) => string) => (): Hooks => ({
  ...onEnded(elsewhere(move))(),
  ...onPost((post) => elsewhere(move)(post.json, {} as Reply))(),
})

const gateway = (): Hooks => {
  let reads = 0
  return {
    reply: (reply, { kind }) => {
      if (kind !== 'retrieve' || ++reads !== 3) return
      reply.status = 502
      html(undefined, reply)
    },
  }
}

const hurried = (): Hooks => {
  let calls = 0
  return {
    reply: (reply, { kind }) => {
      if (kind !== 'create' || ++calls !== 5) return
      reply.status = 429
      reply.headers['retry-after'] = '0.05'
      reply.json =
        'code' in reply.json
          ? { code: 429, msg: 'slow down', data: null }
          : { error: { code: 429, message: 'slow down', type: 'rate_limit_error' } }
    },
  }
}

export const benignChanges: readonly Benign[] = [
  {
    name: 'keys in another order',
    begin: always((reply) => {
      reply.json = reordered(reply.json)
    }),
  },
  {
    name: 'spaces between tokens',
    begin: always((reply) => {
      reply.text = `\n${JSON.stringify(reply.json, null, 4)}\n`
    }),
  },
  {
    name: 'letters escaped',
    begin: always((reply) => {
      reply.text = JSON.stringify(reply.json).replaceAll('/', '\\/')
    }),
  },
  {
    name: 'sent in pieces',
    begin: always((reply) => {
      reply.isChunked = true
    }),
  },
  {
    name: 'more headers',
    begin: always((reply) => {
      Object.assign(reply.headers, {
        server: 'cloudflare',
        'cf-ray': 'x',
        'x-trace': '1',
        'set-cookie': 'a=b',
      })
    }),
  },
  {
    name: 'another charset spelling',
    begin: always((reply) => {
      reply.headers['content-type'] = 'application/json;charset=UTF-8'
    }),
  },
  {
    name: 'other words',
    begin: onRefusal((json) => {
      change(json, 'msg', () => 'Sorry.')
      change(json, 'error.message', () => 'Sorry.')
    }),
  },
  {
    name: 'other words of success',
    begin: always((reply) => change(reply.json, 'msg', (text) => (text === 'success' ? 'ok' : text))),
  },
  {
    name: 'other suggestions',
    begin: onRefusal((json) => change(json, 'error.fallback_suggestion', () => 'see our docs')),
  },
  {
    name: 'ten times slower',
    options: { speed: 10 },
    begin: () => ({ call: () => new Promise((done) => setTimeout(done, 5)) }),
  },
  {
    name: 'files on another host',
    begin: moved((url) => url.replace('127.0.0.1', 'localhost')),
  },
  { name: 'links with a query', begin: moved((url) => `${url}?token=abc`) },
  {
    name: 'callbacks with more headers',
    begin: onPost((post) => {
      Object.assign(post.headers, { 'user-agent': 'x', 'x-more': 'y' })
    }),
  },
  {
    name: 'callback keys in another order',
    begin: onPost((post) => {
      post.json = reordered(post.json)
    }),
  },
  { name: 'ended at the first read', options: { progress: 'immediate' }, begin: () => ({}) },
  { name: 'a gateway’s 502 on one read', begin: gateway },
  { name: 'one 429', begin: hurried },
  {
    name: 'connections closed',
    begin: always((reply) => {
      reply.headers.connection = 'close'
    }),
  },
]
