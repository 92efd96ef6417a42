import { expect, test } from 'vitest'
import type { evolinkDifferences } from '../../../src/contracts/evolink/differences.ts'
import { EVOLINK_MODEL, type Json, startTestSimulator } from '../../helpers/simulator.ts'

type Double = Awaited<ReturnType<typeof startTestSimulator>>

const startObserved = (options = {}): Promise<Double> =>
  startTestSimulator({ profile: 'observed', ...options })

const ended = async (double: Double, prompt = 'a cat'): Promise<Json> => {
  const { id } = (await double.createEvolink({ prompt })).json
  await double.advance(4_000)
  return (await double.retrieve(id)).json
}

const withKey = (key: string) => ({ headers: { 'idempotency-key': key } })

/** One per row: the shape that was recorded or reported. */
const ROWS: Readonly<Record<keyof typeof evolinkDifferences, (double: Double) => Promise<void>>> = {
  queryUsage: async (double) => {
    expect((await ended(double)).usage).toEqual({
      credits_used: 5,
      credits_reserved: 5,
      cost: { credits: 5, usd: 0.0735 },
    })
  },
  billing: async (double) => {
    const { id } = (await double.createEvolink()).json
    expect((await double.retrieve(id)).json.billing).toMatchObject({
      charge_status: 'reserved',
      charged_credits: 0,
    })
    const done = await ended(double)
    expect(done).toMatchObject({
      billing: { charge_status: 'charged', reserved_credits: 5, charged_credits: 5, refunded_at: null },
      duration: 5,
      request_id: expect.any(String),
    })
    const failed = await ended(double, '[[stunt: task-fails]]')
    expect(failed.billing).toEqual({
      charge_status: 'released',
      refund_status: 'refunded',
      refund_scope: 'full',
      reserved_credits: 5,
      charged_credits: 0,
      refunded_credits: 5,
      refunded_at: expect.any(Number),
    })
    const cancelled = await ended(double, '[[stunt: task-fails as=cancelled]]')
    expect(cancelled).toMatchObject({
      status: 'cancelled',
      error: { code: 'request_cancelled' },
      billing: { charge_status: 'released', refund_status: 'refunded', refunded_credits: 5 },
    })
  },
  failedTaskError: async (double) => {
    expect((await ended(double, '[[stunt: task-fails as=busy]]')).error).toEqual({
      code: 'resource_exhausted',
      message: 'Service busy. Allocating resources, please retry later.',
      type: 'task_error',
    })
  },
  failedProgress: async (double) => {
    expect((await ended(double, '[[stunt: task-fails]]')).progress).toBe(0)
  },
  stringCodes: async (double) => {
    expect((await double.retrieve('task-unified-1757169743-7cvnl5zw')).json.error.code).toBe('task_not_found')
    const { error } = (await double.createEvolink({}, { key: 'stunt.out-of-credits' })).json
    expect(error.code).toBe('insufficient_user_quota')
    await using poor = await startObserved({ credits: 3 })
    expect(await poor.createEvolink()).toMatchObject({
      status: 402,
      json: {
        error: {
          code: 'insufficient_user_quota',
          details: { key_name: 'default', estimated_credits: 5, account_balance_credits: 3 },
        },
      },
    })
  },
  idempotency: async (double) => {
    const first = await double.createEvolink({}, withKey('order-7'))
    expect(first.headers).not.toHaveProperty('idempotency-replayed')
    const again = await double.createEvolink({}, withKey('order-7'))
    expect(again.json).toEqual(first.json)
    expect(again.headers['idempotency-replayed']).toBe('true')
    const other = await double.createEvolink({ prompt: 'a dog' }, withKey('order-7'))
    expect(other).toMatchObject({ status: 409, json: { error: { code: 'idempotency_conflict' } } })
    expect((await double.createEvolink({}, withKey('order-8'))).json.id).not.toBe(first.json.id)
    expect((await double.get('/v1/credits')).json.data.user.remaining_credits).toBe(9_990)
  },
  unfetchableImage: async () => {
    await using double = await startObserved({ unknownModels: 'accept' })
    const { id } = (
      await double.createEvolink({
        model: 'wan2.5-image-to-video',
        image_urls: ['http://192.168.0.7/cat.png'],
      })
    ).json
    await double.advance(4_000)
    expect((await double.retrieve(id)).json.error.code).toBe('image_processing_error')
  },
  limits: async (double) => {
    for (let nth = 0; nth < 20; nth += 1) await double.createEvolink()
    expect(await double.createEvolink()).toMatchObject({
      status: 429,
      json: { error: { code: 'rate_limit_exceeded' } },
    })
  },
}

test.each(Object.entries(ROWS))('the observed EvoLink: %s', async (_row, check) => {
  await using double = await startObserved()
  await check(double)
})

test('the documented EvoLink knows no idempotency key', async () => {
  await using double = await startTestSimulator()
  const ids = [await double.createEvolink({}, withKey('a')), await double.createEvolink({}, withKey('a'))]
  expect(new Set(ids.map(({ json }) => json.id)).size).toBe(2)
})

test('tasks are listed newest first, page by page, by model and status; and read 50 at once', async () => {
  await using double = await startTestSimulator()
  const ids: string[] = []
  for (let nth = 0; nth < 3; nth += 1) ids.push((await double.createEvolink()).json.id)
  const list = async (query: string): Promise<string[]> =>
    (await double.get(`/v1/tasks?${query}`)).json.data.map(({ id }: { id: string }) => id)
  expect(await list('')).toEqual([...ids].reverse())
  expect(await list('page=2&page_size=2')).toEqual([ids[0]])
  expect(await list('status=completed')).toEqual([])
  expect(await list(`model=${EVOLINK_MODEL}&type=video`)).toHaveLength(3)
  const batch = (task_ids: unknown) => double.post('/v1/tasks/batch', { task_ids })
  expect((await batch([ids[1], 'task-unified-1-aaaaaaaa'])).json.data).toHaveLength(1)
  expect((await batch(Array.from({ length: 51 }, () => ids[0]))).status).toBe(400)
  expect((await batch('x')).status).toBe(400)
})

test('an estimate quotes what the create request would cost, and charges nothing', async () => {
  await using double = await startTestSimulator()
  const quote = await double.post('/v1/agent-estimates', {
    model_id: EVOLINK_MODEL,
    operation: 'generate',
    parameters: { quality: '1080p', duration: 10 },
  })
  expect(quote.json).toMatchObject({ amount: 20, amounts: { credits: 20, usd: 0.2941 } })
  expect((await double.post('/v1/agent-estimates', {})).status).toBe(400)
  expect((await double.post('/v1/agent-estimates', { model_id: 'x' })).status).toBe(404)
  expect((await double.get('/v1/credits')).json.data.user.remaining_credits).toBe(10_000)
})

test.each(['/v1/models', '/v1/catalog/models', '/v1/catalog/health', '/v1/catalog/pricing-rules'])(
  'the catalogue is there: %s',
  async (path) => {
    await using double = await startTestSimulator()
    expect((await double.get(path)).json.data).toHaveLength(1)
  },
)
