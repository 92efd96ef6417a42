import { Agent, type Dispatcher, request } from 'undici'
import { afterAll, expect, test } from 'vitest'
import { namedScenarios } from '../../src/simulator/scenarios/named.ts'
import { patiently } from '../helpers/patiently.ts'
import { type Receiver, startReceiver } from '../helpers/receiver.ts'
import { type Double, start } from './faults/job.ts'

/** A connection for each call: one that a fault has broken is nobody else's. */
const agent = new Agent({ pipelining: 0, headersTimeout: 0, bodyTimeout: 0 })
afterAll(() => agent.close())

const PORT = /(?<=127\.0\.0\.1):\d+/g

interface Ask {
  readonly method?: Dispatcher.HttpMethod
  readonly body?: unknown
}

/** One account and all that it saw. */
class Client {
  readonly transcript: string[] = []
  readonly #double: Double
  readonly #key: string

  constructor(double: Double, key: string) {
    this.#double = double
    this.#key = key
  }

  /** Sends one request and moves the account's clock for as long as its answer needs. */
  async ask(path: string, { method = 'GET', body }: Ask = {}): Promise<string> {
    const account = this.#double.simulator.account(this.#key)
    const { seen, text } = await patiently(account, this.#send(path, method, body))
    this.transcript.push(`${method} ${path.replace(/\?.*/, '')} ${seen}`.replaceAll(PORT, ''))
    return text
  }

  async #send(path: string, method: Dispatcher.HttpMethod, body: unknown) {
    try {
      const answer = await request(this.#double.url + path, {
        method,
        headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        dispatcher: agent,
      })
      const { headers, statusCode } = answer
      const told = `${statusCode} ${headers['x-request-id']} ${headers['x-stuntdouble-fault'] ?? ''}`
      try {
        const bytes = Buffer.from(await answer.body.arrayBuffer())
        const text = bytes.length > 20_000 ? `${bytes.length} bytes` : bytes.toString()
        return { seen: `${told} ${text}`, text }
      } catch {
        return { seen: `${told} broke off`, text: '' }
      }
    } catch {
      return { seen: 'no answer', text: '' }
    }
  }
}

/** Two of each let one task's ordinal disturb the next. */
const JOBS = 2

/** Jobs with both providers, polled until they end, with callbacks and downloads. */
const live = async (double: Double, receiver: Receiver, key: string): Promise<string[]> => {
  const client = new Client(double, key)
  const account = double.simulator.account(key)
  for (let job = 0; job < JOBS; job += 1) {
    const input = { prompt: 'a cat', resolution: '720p' }
    const model = 'wan/2-5-text-to-video'
    const body = { model, input, callBackUrl: receiver.url }
    await client.ask('/api/v1/jobs/createTask', { method: 'POST', body })
    const video = {
      model: 'wan2.5-text-to-video',
      prompt: 'a cat',
      quality: '480p',
      callback_url: receiver.url,
    }
    await client.ask('/v1/videos/generations', { method: 'POST', body: video })
  }
  const { items } = (await double.get('/__stuntdouble/tasks', { key })).json
  for (const spanMs of [1_000, 600_000]) {
    await account.clock.advance(spanMs)
    for (const { id, provider } of items) {
      const path = provider === 'kie' ? `/api/v1/jobs/recordInfo?taskId=${id}` : `/v1/tasks/${id}`
      const [link] = /\/files\/[^"\\]+/.exec(await client.ask(path)) ?? []
      if (link !== undefined) await client.ask(link)
    }
  }
  await client.ask('/v1/credits')
  const deliveries = (await double.get('/__stuntdouble/deliveries', { key })).json.items
  const told = deliveries.map((delivery: object) => JSON.stringify(delivery).replaceAll(PORT, ''))
  return [...client.transcript, ...told]
}

const SCENARIOS = namedScenarios().map(({ name }) => name)
const KEYS = SCENARIOS.map((name) => `stunt.${name}.2`)

const transcripts = async (
  clients: number,
  { keys = KEYS, seed = 7 } = {},
): Promise<ReadonlyMap<string, string[]>> => {
  await using receiver = await startReceiver()
  await using double = await start({ seed, kieWebhookKey: 'hook-secret' })
  const results = new Map<string, string[]>()
  const next = keys.values()
  const work = async (): Promise<void> => {
    for (const key of next) results.set(key, await live(double, receiver, key))
  }
  await Promise.all(Array.from({ length: clients }, work))
  return results
}

test('in every scenario, the same seed gives each account the same transcript, one after the other and all at once', async () => {
  const alone = await transcripts(1)
  const together = await transcripts(KEYS.length)
  for (const key of KEYS) expect(together.get(key)?.join('\n'), key).toBe(alone.get(key)?.join('\n'))
  // And something did happen.
  const seen = [...alone.values()].flat().join('\n')
  for (const sign of ['no answer', 'broke off', 'callback-', 'nginx', '"attempts"'])
    expect(seen).toContain(sign)
  expect((await transcripts(1, { keys: ['stunt.chaos.1'], seed: 8 })).get('stunt.chaos.1')).not.toEqual(
    alone.get('stunt.chaos.1'),
  )
})
