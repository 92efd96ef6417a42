import { doubleTest } from 'stuntdouble/vitest'
import { expect } from 'vitest'
import { startService } from './service.ts'

const test = doubleTest({ seed: 7 })

test('a video is stored when its callback comes', async ({ double }) => {
  await using service = await startService({ baseUrl: double.baseUrls.kie, apiKey: double.key })
  await service.order('a cat')
  await double.clock.advance('4s')
  await double.settled()
  expect(service.videos).toMatchObject([{ state: 'success' }])
  expect(double).toHavePaidOnce()
})

test('a callback that comes twice is stored once', async ({ double }) => {
  await using service = await startService({ baseUrl: double.baseUrls.kie, apiKey: double.key })
  await service.order('a cat [[stunt: callback-duplicated]]')
  await double.clock.runUntilIdle()
  await double.settled()
  expect(double.deliveries()).toHaveLength(2)
  expect(service.videos).toHaveLength(1)
})
