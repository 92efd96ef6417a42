import { expect, test } from 'vitest'
import { importPage } from '../../../src/pages/import-page.ts'
import { KIE_MODEL, startTestSimulator } from '../../helpers/simulator.ts'

const MODELS = '/api/v1/models'

test('the list says of each model what it is, and is filtered by what it makes, by whom and by words', async () => {
  await using double = await startTestSimulator()
  const { data } = (await double.get(MODELS)).json
  expect(data.total).toBe(2)
  expect(data.models[0]).toEqual({
    model: expect.stringMatching(/^wan\//),
    slug: expect.stringMatching(/^wan-2-5-/),
    title: expect.any(String),
    provider: 'wan',
    taskType: [expect.stringMatching(/-to-video$/)],
    description: null,
    pricingDesc: '12 credits per second at 720p ($0.06), 20 credits per second at 1080p ($0.10)',
  })
  const totals = ['taskType=image-to-video', 'provider=veo', 'q=TEXT'].map(async (query) => {
    const { json } = await double.get(`${MODELS}?${query}`)
    return json.data.total
  })
  expect(await Promise.all(totals)).toEqual([1, 0, 1])
})

test('the schema is the newest form of a page: what it returns can be imported', async () => {
  await using double = await startTestSimulator()
  const { text, json } = await double.get(`${MODELS}/${KIE_MODEL}/schema`)
  expect(json).toMatchObject({ code: 200, data: { model: KIE_MODEL, openapi: { openapi: '3.1.0' } } })
  const [page] = importPage('schema.json', text)
  expect(page).toMatchObject({ provider: 'kie', models: [KIE_MODEL] })
})

test('price and success rate', async () => {
  await using double = await startTestSimulator()
  const price = await double.get(`${MODELS}/${KIE_MODEL}/price`)
  expect(price.json.data).toEqual({ model: KIE_MODEL, pricingDesc: expect.any(String) })
  const rate = await double.get(`${MODELS}/${KIE_MODEL}/success-rate`)
  expect(rate.json.data.points).toHaveLength(24)
  expect(rate.json.data.points[0]).toEqual({
    start: expect.any(Number),
    end: expect.any(Number),
    successRate: expect.any(Number),
    errorRate: expect.any(Number),
    isNormal: true,
  })
})

test.each(['wan/9/schema', 'wan/2-5-text-to-video', 'wan/2-5-text-to-video/colour'])(
  'an unknown model or fact is code 404: %s',
  async (path) => {
    await using double = await startTestSimulator({ profile: 'observed' })
    const { status, json } = await double.get(`${MODELS}/${path}`)
    expect({ status, code: json.code }).toEqual({ status: 200, code: 404 })
  },
)
