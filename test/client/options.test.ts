import { Agent } from 'undici'
import { afterEach, expect, test, vi } from 'vitest'
import { ConfigurationError, EvolinkClient, KieClient } from '../../src/client/index.ts'
import { kieRequest, startDouble } from './client-double.ts'

/** Options, as people know them from other clients. */

afterEach(() => vi.unstubAllEnvs())

test('reads key and base URL from the environment', async () => {
  await using double = await startDouble()
  vi.stubEnv('KIE_API_KEY', 'from-env')
  vi.stubEnv('KIE_BASE_URL', double.simulator.url)
  vi.stubEnv('EVOLINK_API_KEY', 'from-env')
  vi.stubEnv('EVOLINK_BASE_URL', `${double.simulator.baseUrls.reseller}/`)
  await using kie = new KieClient()
  await using evolink = new EvolinkClient()
  expect(await kie.credits()).toEqual({ remaining: 10_000 })
  expect(await evolink.credits()).toEqual({ remaining: 10_000, used: 0, isUnlimited: false })
})

test('a client without a key cannot be made', () => {
  vi.stubEnv('KIE_API_KEY', ' ')
  expect(() => new KieClient()).toThrow(
    new ConfigurationError('There is no API key: pass apiKey or set KIE_API_KEY.'),
  )
})

test('a key that would break a header is refused without being shown', () => {
  const key = 'abc\r\nX-Evil: 1'
  expect(() => new KieClient({ apiKey: key })).toThrow(ConfigurationError)
  expect(() => new KieClient({ apiKey: key })).not.toThrow(/abc/)
})

test.each(['nonsense', 'ftp://example.com', 'https://user:pass@example.com', 'https://example.com?key=1'])(
  'the base URL %s is refused',
  (baseUrl) => {
    expect(() => new KieClient({ apiKey: 'a', baseUrl })).toThrow(ConfigurationError)
  },
)

test.each([{ timeout: 0 }, { timeout: Number.NaN }, { maxRetries: -1 }, { maxRetries: 1.5 }])(
  'the option %o is refused',
  (option) => {
    expect(() => new KieClient({ apiKey: 'a', ...option })).toThrow(ConfigurationError)
  },
)

test('your own headers go along, but cannot take the key’s place', async () => {
  await using double = await startDouble()
  await double.settled(
    double.kie({ headers: { 'X-Team': 'video', Authorization: 'Bearer stranger' } }).credits(),
  )
  expect(double.exchanges('kie.credit')[0]?.request.headers).toMatchObject({ 'x-team': 'video' })
})

test('a dispatcher that was passed in stays open when the client closes', async () => {
  await using double = await startDouble()
  const agent = new Agent()
  await double.kie({ dispatcher: agent }).close()
  expect(await double.settled(double.kie({ dispatcher: agent }).credits())).toEqual({ remaining: 10_000 })
  await agent.destroy()
})

test('the timeout covers the whole answer, however it drips in', async () => {
  await using double = await startDouble()
  const kie = double.kie({
    headers: { 'X-Stuntdouble-Fault': 'slow-response by=60s pieces=60' },
    timeout: 5_000,
    maxRetries: 0,
  })
  const startedAt = double.clock.now()
  expect(await double.failure(kie.credits())).toMatchObject({ kind: 'timeout' })
  expect(double.clock.now() - startedAt).toBe(5_000)
})

test('what is not JSON cannot be created, and nothing is sent', async () => {
  await using double = await startDouble()
  const circular: Record<string, unknown> = { ...kieRequest() }
  circular.input = circular
  const error = await double.failure(double.kie().videos.create(circular as never))
  expect(error).toMatchObject({ kind: 'invalid-argument' })
  expect(double.exchanges()).toHaveLength(0)
})
