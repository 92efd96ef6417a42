/**
 * What the client costs: polls per second through `videos.retrieve` beside the same request with bare undici, and the same
 * for creates. Both against one server in another process, in alternating rounds, so that whatever else the machine does meets
 * both alike. Aim: at least 0.8 of undici's requests per second.
 *
 *   npx tsx bench/measure/client-process.ts [rounds] [--json]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'undici'
import { EvolinkClient } from '../../src/client/index.ts'
import { median } from '../statistics.ts'

/** Answers every GET with a task and every POST with a create request, as fast as Node can. */
const SERVER = `
const task = JSON.stringify({ created: 1757169743, id: 'task-unified-1757169743-7cvnl5zw', model: 'wan2.5-text-to-video',
  object: 'video.generation.task', progress: 45, status: 'processing', task_info: { can_cancel: true }, type: 'video' })
const server = require('node:http').createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(task))
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
`

const CONNECTIONS = 10
const REQUESTS_PER_ROUND = 4_000
const KEY = 'bench'

interface Rival {
  readonly name: string
  readonly call: () => Promise<unknown>
}

/** Requests per second, with a fixed number under way at a time. */
const measure = async (call: Rival['call']): Promise<number> => {
  let left = REQUESTS_PER_ROUND
  const work = async (): Promise<void> => {
    while (left-- > 0) await call()
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  return REQUESTS_PER_ROUND / ((performance.now() - startedAt) / 1000)
}

/** Rounds that only warm up. */
const WARM_UP = 3

/** Alternating rounds; whoever went first goes second in the next. */
const compare = async (ours: Rival, bare: Rival, rounds: number) => {
  const speeds = new Map<Rival, number[]>([
    [ours, []],
    [bare, []],
  ])
  for (let round = -WARM_UP; round < rounds; round += 1)
    for (const rival of round % 2 === 0 ? [ours, bare] : [bare, ours]) {
      const speed = await measure(rival.call)
      if (round >= 0) speeds.get(rival)?.push(speed)
    }
  const [own, undici] = [median(speeds.get(ours) ?? []), median(speeds.get(bare) ?? [])]
  return {
    what: ours.name,
    clientPerSecond: Math.round(own),
    undiciPerSecond: Math.round(undici),
    ratio: median(
      (speeds.get(ours) ?? []).map((speed, round) => speed / (speeds.get(bare)?.[round] ?? Number.NaN)),
    ),
  }
}

const rounds = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 9)
const child = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] })
const url = `http://127.0.0.1:${String((await once(child.stdout, 'data'))[0]).trim()}`
const client = new EvolinkClient({ apiKey: KEY, baseUrl: url })
const id = 'task-unified-1757169743-7cvnl5zw'
const body = { model: 'wan2.5-text-to-video', prompt: 'a cat', duration: 5 } as const
const headers = { authorization: `Bearer ${KEY}`, accept: 'application/json' }

const results = [
  await compare(
    { name: 'retrieve', call: () => client.videos.retrieve(id) },
    {
      name: 'undici GET',
      call: async () => (await request(`${url}/v1/tasks/${id}`, { headers })).body.json(),
    },
    rounds,
  ),
  await compare(
    { name: 'create', call: () => client.videos.create(body) },
    {
      name: 'undici POST',
      call: async () => {
        const answer = await request(`${url}/v1/videos/generations`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        return answer.body.json()
      },
    },
    rounds,
  ),
]
await client.close()
child.kill()

if (process.argv.includes('--json')) console.log(JSON.stringify(results))
else
  for (const { what, clientPerSecond, undiciPerSecond, ratio } of results)
    console.log(`${what}: ${clientPerSecond}/s, bare undici ${undiciPerSecond}/s, ratio ${ratio.toFixed(2)}`)
process.exit()
