import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  type AnyClientError,
  type Clock,
  EvolinkClient,
  isClientError,
  KieClient,
} from '../../src/client/index.ts'
import { faults } from '../../src/simulator/faults/index.ts'
import { isSampled } from '../helpers/sampled.ts'
import { evolinkRequest, kieRequest, startDouble, struckBy } from './client-double.ts'
import { startOddServer } from './odd-server.ts'

/** Whatever comes back, a create request is sent once: every status × body × transport, and every fault of the simulator. */

const STATUSES = [
  200, 201, 202, 204, 206, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 415,
  418, 422, 425, 451, 499, 500, 501, 502, 503, 504, 520, 522, 524, 599,
]

const KIE_ID = '0123456789abcdef0123456789abcdef'
const EVOLINK_ID = 'task-unified-1757165031-uyujaw3d'

const BODIES: Readonly<Record<string, string>> = {
  empty: '',
  text: 'upstream connect error',
  page: '<html><body>502 Bad Gateway</body></html>',
  'another JSON': '{"ok":true}',
  'Kie’s success': JSON.stringify({ code: 200, msg: 'success', data: { taskId: KIE_ID } }),
  'Kie’s success without an id': JSON.stringify({ code: 200, msg: 'success', data: null }),
  'Kie’s refusal': JSON.stringify({ code: 422, msg: 'Parameter validation failed', data: null }),
  'Kie’s doubt': JSON.stringify({ code: 500, msg: 'Internal server error', data: null }),
  'EvoLink’s success': JSON.stringify({ id: EVOLINK_ID, status: 'pending', object: 'video.generation.task' }),
  'EvoLink’s refusal': JSON.stringify({ error: { code: 402, message: 'Insufficient quota', type: 'x' } }),
  'EvoLink’s doubt': JSON.stringify({ error: { code: 503, message: 'Service unavailable', type: 'x' } }),
  'an id under another name': JSON.stringify({ success: true, task_id: 'abc-123' }),
}

/** Bodies that hold an id of a task as the provider knows it. */
const WITH_ID = { kie: /task_?id/i, evolink: /task_?id|task-unified/i }

type Deliver = (response: ServerResponse, status: number, body: string) => void

/** Every body is encoded once. */
const encodedBy = (encode: (body: string) => Buffer): ReadonlyMap<string, Buffer> =>
  new Map(Object.values(BODIES).map((body) => [body, encode(body)]))

const encoded = (encoding: string, encode: (body: string) => Buffer): Deliver => {
  const bytes = encodedBy(encode)
  return (response, status, body) =>
    void response.writeHead(status, { 'content-encoding': encoding, 'retry-after': '1' }).end(bytes.get(body))
}

const gzipped = encodedBy(gzipSync)

const DELIVERIES: Readonly<Record<string, Deliver>> = {
  whole: (response, status, body) => response.writeHead(status, { 'retry-after': '1' }).end(body),
  gzip: encoded('gzip', gzipSync),
  deflate: encoded('deflate', deflateSync),
  'bare deflate': encoded('deflate', deflateRawSync),
  br: encoded('br', brotliCompressSync),
  'gzip that nobody mentions': (response, status, body) => response.writeHead(status).end(gzipped.get(body)),
  'cut in the middle': (response, status, body) => {
    response.writeHead(status, { 'content-length': body.length + 10 })
    response.write(body, () => response.socket?.destroy())
    if (body === '') response.flushHeaders()
    if (body === '') setImmediate(() => response.socket?.destroy())
  },
  'reset before a byte': (response) => response.socket?.resetAndDestroy(),
}

/** Retries do not wait; what takes as long as a timeout never comes. */
const hurried: Clock = {
  now: () => 0,
  after: (ms, run) => {
    if (ms >= 60_000) return () => undefined
    const immediate = setImmediate(run)
    return () => clearImmediate(immediate)
  },
}

const makers = {
  kie: (baseUrl: string) => {
    const client = new KieClient({ apiKey: 'a', baseUrl, clock: hurried, limits: false })
    return { close: () => client.close(), create: () => client.videos.create(kieRequest()) }
  },
  evolink: (baseUrl: string) => {
    const client = new EvolinkClient({ apiKey: 'a', baseUrl, clock: hurried, limits: false })
    return { close: () => client.close(), create: () => client.videos.create(evolinkRequest()) }
  },
}

const outcomeOf = (create: Promise<unknown>): Promise<'created' | AnyClientError> =>
  create.then(
    () => 'created' as const,
    (error: unknown) => {
      if (isClientError(error)) return error
      throw error
    },
  )

/** What an encoding does is the same under any status, and a connection that breaks needs one of each kind. */
const statusesFor = (how: string): readonly number[] => {
  if (how === 'whole') return STATUSES
  return how.startsWith('reset') ? [200] : [200, 302, 401, 422, 500]
}

for (const provider of ['kie', 'evolink'] as const)
  test.each(Object.keys(DELIVERIES))(`${provider}: any status, any body, %s: sent once`, async (how) => {
    let sent = 0
    let deliver: (response: ServerResponse) => void = () => undefined
    await using server = await startOddServer((request: IncomingMessage, response) => {
      sent += 1
      request.resume().on('end', () => deliver(response))
    })
    const { close, create } = makers[provider](server.url)
    const seen = new Map<string, number>()
    for (const [row, status] of statusesFor(how).entries())
      for (const [column, [name, body]] of Object.entries(BODIES).entries()) {
        if (!isSampled(row, column, how === 'whole' ? 4 : 3)) continue
        sent = 0
        deliver = (response) => DELIVERIES[how]?.(response, status, body)
        const outcome = await outcomeOf(create())
        const kind = outcome === 'created' ? outcome : outcome.kind
        expect(sent, `${status} ${name}: ${kind}`).toBe(1)
        seen.set(kind, (seen.get(kind) ?? 0) + 1)
        // An id that is there is never thrown away.
        const hasId = WITH_ID[provider].test(body) && status !== 204 && how !== 'reset before a byte'
        if (outcome !== 'created' && hasId)
          expect(outcome.taskId, `${status} ${name}`).toEqual(expect.any(String))
        if (outcome !== 'created' && hasId) expect(kind).toBe('ambiguous-create')
      }
    expect(seen.get('ambiguous-create')).toBeGreaterThan(3)
    if (how === 'whole') expect(seen.get('created')).toBeGreaterThan(0)
    await close()
  })

test('429 in the provider’s own form is sent again; a gateway’s 429 is not', async () => {
  let sent = 0
  const bodies: string[] = []
  await using server = await startOddServer((_request, response) => {
    sent += 1
    response.writeHead(429).end(bodies.shift() ?? BODIES['Kie’s success'])
  })
  const { close, create } = makers.kie(server.url)
  bodies.push(JSON.stringify({ code: 429, msg: 'Your call frequency is too high.', data: null }))
  expect(await outcomeOf(create())).toMatchObject({ kind: 'ambiguous-create', taskId: KIE_ID })
  expect(sent).toBe(2)
  bodies.push('<html>Too Many Requests</html>')
  expect(await outcomeOf(create())).toMatchObject({ kind: 'ambiguous-create' })
  expect(sent).toBe(3)
  await close()
})

const jobs = [...faults.keys()].map((fault, row) => ({
  fault,
  providers: (['kie', 'evolink'] as const).filter((_provider, column) => isSampled(row, column, 2)),
}))

test.each(jobs)('a job that meets $fault is paid for at most once', async ({ fault, providers }) => {
  for (const provider of providers) {
    await using double = await startDouble({ profile: 'observed', kieWebhookKey: 'hook-secret' })
    const options = { ...struckBy(`${fault} on=create`), maxRetries: 2 }
    const job =
      provider === 'kie'
        ? double.kie(options).videos.createAndWait(kieRequest(), { deadline: 60_000 })
        : double.evolink(options).videos.createAndWait(evolinkRequest(), { deadline: 60_000 })
    const outcome = await double.settled(outcomeOf(job))
    await double.clock.advance(600_000)
    expect(double.paid, outcome === 'created' ? outcome : outcome.kind).toBeLessThanOrEqual(1)
    if (outcome !== 'created' && outcome.kind !== 'rate-limited')
      expect(double.createCalls(provider)).toHaveLength(1)
  }
})
