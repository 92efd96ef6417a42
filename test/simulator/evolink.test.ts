import { expect, test } from 'vitest'
import { EVOLINK_MODEL, startTestSimulator } from '../helpers/simulator.ts'

const CREATED = Date.parse('2026-01-01T00:00:00Z') / 1000

test('a task is pending, processing and completed, with progress that never falls', async () => {
  await using double = await startTestSimulator()
  const created = await double.createEvolink({ duration: 10, quality: '480p' })
  expect(created.status).toBe(200)
  expect(created.json).toEqual({
    created: CREATED,
    id: expect.stringMatching(new RegExp(`^task-unified-${CREATED}-[a-z0-9]{8}$`)),
    model: EVOLINK_MODEL,
    object: 'video.generation.task',
    progress: 0,
    status: 'pending',
    task_info: { can_cancel: true, estimated_time: 4 },
    type: 'video',
    usage: { billing_rule: 'per_second', credits_reserved: 5, user_group: 'default' },
  })
  const seen: unknown[][] = []
  for (let second = 0; second <= 4; second += 1) {
    const { status, progress } = (await double.retrieve(created.json.id)).json
    seen.push([status, progress])
    await double.advance(1_000)
  }
  expect(seen).toEqual([
    ['pending', 0],
    ['processing', 1],
    ['processing', 33],
    ['processing', 66],
    ['completed', 100],
  ])
  expect((await double.retrieve(created.json.id)).json).toEqual({
    created: CREATED,
    id: created.json.id,
    model: EVOLINK_MODEL,
    object: 'video.generation.task',
    progress: 100,
    results: [expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/files\/.*\.mp4$/)],
    status: 'completed',
    task_info: { can_cancel: false },
    type: 'video',
  })
})

test('the reseller serves the same under /apiv1, and the two see the same tasks', async () => {
  await using double = await startTestSimulator()
  const created = await double.post('/apiv1/v1/videos/generations', { model: EVOLINK_MODEL, prompt: 'a cat' })
  expect(created.status).toBe(200)
  expect((await double.get(`/apiv1/v1/tasks/${created.json.id}`)).json.id).toBe(created.json.id)
  expect((await double.retrieve(created.json.id)).json.id).toBe(created.json.id)
})

test.each([
  [
    'no key',
    { key: null },
    401,
    { message: 'Invalid authentication credentials', type: 'authentication_error' },
  ],
  ['broken JSON', { body: '{' }, 400, { message: 'Invalid request format', type: 'invalid_request_error' }],
  ['no body', { body: '' }, 400, { message: 'Invalid request format', type: 'invalid_request_error' }],
  [
    'no model',
    { body: { prompt: 'a' } },
    400,
    { message: 'Invalid request format', type: 'invalid_request_error', param: 'model' },
  ],
  [
    'an unknown model',
    { body: { model: 'sora', prompt: 'a' } },
    404,
    {
      message: 'Specified model not found',
      type: 'not_found_error',
      param: 'model',
      fallback_suggestion: EVOLINK_MODEL,
    },
  ],
  [
    'a model that is a number',
    { body: { model: 7, prompt: 'a' } },
    400,
    { message: 'Invalid request format', type: 'invalid_request_error', param: 'model' },
  ],
] as const)('a create request with %s is answered as its page says', async (_case, sent, status, error) => {
  await using double = await startTestSimulator()
  const answer = await double.post('/v1/videos/generations', { model: EVOLINK_MODEL, prompt: 'a' }, sent)
  expect(answer.status).toBe(status)
  expect(answer.json).toEqual({ error: { code: status, ...error } })
})

test.each([
  ['prompt', { prompt: undefined }],
  ['prompt', { prompt: 'x'.repeat(2_001) }],
  ['prompt', { prompt: 7 }],
  ['duration', { duration: 7 }],
  ['duration', { duration: '5' }],
  ['duration', { duration: 5.5 }],
  ['quality', { quality: '4k' }],
  ['aspect_ratio', { aspect_ratio: '21:9' }],
  ['aspect_ratio', { aspect_ratio: '4:3', quality: '480p' }],
  ['prompt_extend', { prompt_extend: 'yes' }],
  ['callback_url', { callback_url: 'not a url' }],
  ['callback_url', { callback_url: `https://example.com/${'x'.repeat(2_048)}` }],
])('a wrong %s is named: %j', async (param, wrong) => {
  await using double = await startTestSimulator()
  const answer = await double.createEvolink(wrong)
  expect(answer.status).toBe(400)
  expect(answer.json).toEqual({
    error: { code: 400, message: 'Invalid request format', type: 'invalid_request_error', param },
  })
  expect(answer.headers['x-stuntdouble-note']).toContain(param)
})

test.each(['16:9', '9:16', '1:1', '4:3', '3:4'])('720p comes in %s', async (aspect_ratio) => {
  await using double = await startTestSimulator()
  expect((await double.createEvolink({ aspect_ratio })).status).toBe(200)
})

test.each([
  ['/v1/tasks/nonsense', 400, 'Invalid task ID format', 'invalid_request_error'],
  ['/v1/tasks/', 400, 'Invalid task ID format', 'invalid_request_error'],
  [`/v1/tasks/${'x'.repeat(5_000)}`, 400, 'Invalid task ID format', 'invalid_request_error'],
  ['/v1/tasks/task-unified-1757169743-7cvnl5zw', 404, 'Task not found or expired', 'not_found_error'],
])('GET %s names task_id', async (path, status, message, type) => {
  await using double = await startTestSimulator()
  const answer = await double.get(path)
  expect(answer.status).toBe(status)
  expect(answer.json).toEqual({ error: { code: status, message, type, param: 'task_id' } })
})

test('the query page words a refused key in its own way', async () => {
  await using double = await startTestSimulator()
  const answer = await double.retrieve('task-unified-1757169743-7cvnl5zw', { key: 'invalid' })
  expect(answer.json.error.message).toBe('Invalid or expired token')
})

test('a failed task has no error field and no results in the pages, and its credits come back', async () => {
  await using double = await startTestSimulator({ failRate: 1 })
  const { id } = (await double.createEvolink()).json
  await double.advance(4_000)
  const { json } = await double.retrieve(id)
  expect(json).toMatchObject({ status: 'failed' })
  expect(Object.keys(json)).toEqual([
    'created',
    'id',
    'model',
    'object',
    'progress',
    'status',
    'task_info',
    'type',
  ])
  expect((await double.get('/v1/credits')).json.data.token.remaining_credits).toBe(10_000)
})

test('the live service says why a task failed, and what it cost', async () => {
  await using double = await startTestSimulator({ profile: 'observed', failRate: 1 })
  const { id } = (await double.createEvolink()).json
  await double.advance(4_000)
  expect((await double.retrieve(id)).json).toMatchObject({
    status: 'failed',
    usage: { credits_used: 0, cost: { credits: 0, usd: 0 } },
    error: { code: 'service_error', message: 'Internal server error', type: 'task_error' },
  })
})

test('both providers draw on one pool of credits', async () => {
  await using double = await startTestSimulator()
  await double.createKie()
  await double.createEvolink()
  expect((await double.get('/v1/credits')).json).toEqual({
    data: {
      token: { remaining_credits: 9_895, unlimited_credits: false, used_credits: 0 },
      user: { remaining_credits: 9_895, used_credits: 0 },
    },
    message: '',
    success: true,
  })
  await double.advance(4_000)
  expect((await double.get('/v1/credits')).json.data.token).toMatchObject({
    remaining_credits: 9_895,
    used_credits: 105,
  })
})

test('an empty account is sent to the billing page', async () => {
  await using double = await startTestSimulator({ credits: 1 })
  const answer = await double.createEvolink()
  expect(answer.status).toBe(402)
  expect(answer.json.error).toEqual({
    code: 402,
    message: 'Insufficient quota',
    type: 'insufficient_quota_error',
    fallback_suggestion: 'https://evolink.ai/dashboard/billing',
  })
})

test('a limit of one create request per second holds on the clock', async () => {
  await using double = await startTestSimulator({ rateLimit: '1/s' })
  await double.createEvolink()
  const refused = await double.createEvolink()
  expect(refused.status).toBe(429)
  expect(refused.json.error).toEqual({
    code: 429,
    message: 'Rate limit exceeded',
    type: 'rate_limit_error',
    fallback_suggestion: 'retry after 60 seconds',
  })
  await double.advance(1_000)
  expect((await double.createEvolink()).status).toBe(200)
})
