import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  experimental_generateVideo as generateVideo,
  experimental_getVideoStatus as getVideoStatus,
  experimental_startVideo as startVideo,
} from 'ai'
import { beforeAll, expect, test } from 'vitest'
import { createEvolink, createKie } from '../../src/ai-sdk/index.ts'
import { faults } from '../../src/simulator/faults/index.ts'
import { evolinkRequest, kieRequest, startDouble, struckBy } from '../client/client-double.ts'
import { parseMp4 } from '../helpers/mp4.ts'
import { isSampled } from '../helpers/sampled.ts'

/** The AI SDK over our client: its own flows, and one payment whatever comes. */

beforeAll(() => {
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false })
})

type Double = Awaited<ReturnType<typeof startDouble>>

const modelOf = (double: Double, provider: 'kie' | 'evolink', fault?: string) => {
  const options = fault === undefined ? {} : struckBy(fault)
  return provider === 'kie'
    ? createKie(double.kie(options)).video(kieRequest().model)
    : createEvolink(double.evolink(options)).video(evolinkRequest().model)
}

/** The SDK's pauses between polls move the clock. */
const polling = (double: Double) => ({
  intervalMs: 1_000,
  delay: async (ms: number) => {
    await double.clock.advance(ms)
  },
})

test.each(['kie', 'evolink'] as const)(
  '%s: generateVideo buys one video and returns its bytes',
  async (provider) => {
    await using double = await startDouble()
    const model = modelOf(double, provider)
    const asked = {
      model,
      prompt: 'a cat that surfs',
      duration: 5,
      aspectRatio: '9:16',
      resolution: '720x1280',
    } as const
    const { video, providerMetadata } = await double.settled(generateVideo(asked))
    expect(parseMp4(Buffer.from(video.uint8Array))).toMatchObject({ durationSeconds: 5 })
    const [task] = double.account.tasks()
    expect(providerMetadata[provider]).toMatchObject({ taskId: task?.id })
    expect(JSON.stringify(task?.request)).toMatch(/"(resolution|quality)":"720p"/)
    expect(JSON.stringify(task?.request)).toContain('"aspect_ratio":"9:16"')
    expect(double.paid).toBe(1)
  },
)

test.each(['kie', 'evolink'] as const)(
  '%s: the SDK’s own polling ends in the same video',
  async (provider) => {
    await using double = await startDouble()
    const model = modelOf(double, provider)
    const { video } = await double.settled(
      generateVideo({ model, prompt: 'a cat', duration: 5, poll: polling(double) }),
    )
    expect(parseMp4(Buffer.from(video.uint8Array))).toMatchObject({ durationSeconds: 5 })
    expect(double.paid).toBe(1)
  },
)

test.each(['kie', 'evolink'] as const)(
  '%s: the SDK’s webhook is called, and the task is read',
  async (provider) => {
    await using double = await startDouble()
    const server = createServer((request, response) => {
      server.emit('callback', { headers: {}, body: null })
      request.resume()
      response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const received = once(server, 'callback').then(([callback]) => callback)
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const model = modelOf(double, provider)
    const webhook = async () => ({ url, received })
    const generating = generateVideo({ model, prompt: 'a cat', duration: 5, webhook, poll: polling(double) })
    while (double.createCalls(provider).length === 0) await new Promise((resolve) => setImmediate(resolve))
    await double.clock.advance(10_000)
    const { video } = await double.settled(generating)
    expect(video.mediaType).toBe('video/mp4')
    expect(double.paid).toBe(1)
    server.close()
    server.closeAllConnections()
  },
)

test('started here and looked at there: the operation is plain JSON', async () => {
  await using double = await startDouble()
  const { operation } = await double.settled(
    startVideo({ model: modelOf(double, 'kie'), prompt: 'a cat', duration: 5 }),
  )
  const kept = JSON.parse(JSON.stringify(operation))
  const elsewhere = createKie(double.kie()).video(kieRequest().model, { download: false })
  expect(await double.settled(getVideoStatus(elsewhere, { operation: kept }))).toMatchObject({
    status: 'pending',
  })
  await double.clock.advance(10_000)
  expect(await double.settled(getVideoStatus(elsewhere, { operation: kept }))).toMatchObject({
    status: 'completed',
    videos: [{ type: 'url', url: expect.stringMatching(/\.mp4$/) }],
  })
})

test('a look that fails for a passing reason is pending: the video has been paid for', async () => {
  await using double = await startDouble()
  const model = modelOf(double, 'kie', 'server-error on=retrieve')
  const { operation } = await double.settled(startVideo({ model, prompt: 'a cat', duration: 5 }))
  expect(await double.settled(getVideoStatus(model, { operation }))).toMatchObject({ status: 'pending' })
})

test('a failed task is an error of the generation, with the provider’s words', async () => {
  await using double = await startDouble()
  const model = modelOf(double, 'evolink', 'task-fails on=create')
  const { operation } = await double.settled(startVideo({ model, prompt: 'a cat', duration: 5 }))
  await double.clock.advance(60_000)
  expect(await double.settled(getVideoStatus(model, { operation }))).toMatchObject({
    status: 'error',
    error: expect.stringMatching(/^Task task-unified-\S+ failed: /),
  })
})

test('options of the provider go into the request, and what cannot is a warning', async () => {
  await using double = await startDouble()
  const { warnings } = await double.settled(
    startVideo({
      ...{ model: modelOf(double, 'kie'), prompt: 'a cat', duration: 5, fps: 24, seed: 7 },
      providerOptions: { kie: { negative_prompt: 'dogs' } },
    }),
  )
  expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'fps' }])
  const [task] = double.account.tasks()
  expect(task?.request).toMatchObject({ input: { negative_prompt: 'dogs', seed: 7, duration: '5' } })
})

test('a picture that is not on the web is uploaded first', async () => {
  await using double = await startDouble()
  const model = createKie(double.kie()).video('wan/2-5-image-to-video')
  const image = Buffer.from('iVBORw0KGgo=', 'base64')
  await double.settled(startVideo({ model, prompt: { text: 'it surfs', image }, duration: 5 }))
  const [task] = double.account.tasks()
  expect(task?.request).toMatchObject({
    input: { image_url: expect.stringMatching(`^${double.simulator.url}/`) },
  })
  const { image_url } = (task as unknown as { request: { input: { image_url: string } } }).request.input
  expect(Buffer.from(await (await fetch(image_url)).arrayBuffer())).toEqual(image)
})

test('the SDK’s idempotency key is the provider’s too', async () => {
  await using double = await startDouble()
  await double.settled(startVideo({ model: modelOf(double, 'evolink'), prompt: 'a cat', duration: 5 }))
  const [create] = double.createCalls('evolink')
  expect(create?.request.headers['idempotency-key']).toMatch(/^aisdk_vid_/)
})

/** Both ways of waiting, and both providers, under each fault; every combination of the three is no other road. */
const WAYS = [
  ['kie', 'itself'],
  ['evolink', 'by polling'],
] as const

const jobs = [...faults.keys()].map((fault, row) => ({
  fault,
  // The provider that the client alone does not meet it at in the suite.
  ways: WAYS.filter((_way, column) => isSampled(row + 1, column, 2)),
}))

test.each(jobs)('under $fault the SDK pays at most once, whichever way it waits', async ({ fault, ways }) => {
  for (const [provider, more] of ways) {
    await using double = await startDouble({ profile: 'observed', kieWebhookKey: 'hook-secret' })
    const model = modelOf(double, provider, `${fault} on=create`)
    const poll = { ...polling(double), timeoutMs: 600_000 }
    const generating = generateVideo({
      ...{ model, prompt: 'a cat', duration: 5 },
      // The SDK's own deadline is on real time, and a task that stalls would take all of it.
      ...(more === 'by polling' && fault !== 'task-stalls' && { poll }),
    }).catch((error: unknown) => error)
    await double.settled(generating)
    await double.clock.advance(600_000)
    expect(double.paid).toBeLessThanOrEqual(1)
    if (fault !== 'rate-limited') expect(double.createCalls(provider)).toHaveLength(1)
  }
})

test('models of other kinds are refused by name', async () => {
  await using double = await startDouble()
  const provider = createKie(double.kie())
  expect(() => provider.languageModel('gpt')).toThrow('this provider has video models only')
  expect(provider.client.estimate(kieRequest())).toMatchObject({ credits: 60 })
})
