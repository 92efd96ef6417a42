/**
 * Several processes behind HAProxy, as `examples/scale` has them: `npx tsx scripts/measure-cores.ts`. Counts what the processes
 * serve per second of their CPU time, so that one core less for the load and the balancer does not look like a loss.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { cpuMicroseconds, startNode } from '../bench/processes.ts'
import { startBalancer } from '../test/helpers/balancer.ts'
import { freePort } from '../test/helpers/free-port.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '40000' },
    most: { type: 'string', default: String(cpus().length) },
  },
})

const BODY = JSON.stringify({ model: 'wan2.5-text-to-video', prompt: 'a cat', duration: 5 })
const KEYS = 64

const serve = async (processes: number) => {
  const ports = await Promise.all(Array.from({ length: processes }, freePort))
  const servers = await Promise.all(
    ports.map((port, nth) => {
      const flags = [
        '--json',
        '--quiet',
        '--port',
        String(port),
        '--credits',
        '1e12',
        '--task-max',
        '1000000',
      ]
      return startNode(['dist/stuntdouble.js', ...flags], String(nth % cpus().length))
    }),
  )
  const cpuMs = (): number =>
    servers.reduce((sum, { pid }) => sum + (cpuMicroseconds(pid) ?? Number.NaN) / 1_000, 0)
  try {
    await using balancer = await startBalancer('haproxy', ports)
    const load = async (amount: number) => {
      const before = cpuMs()
      const { requests, duration, non2xx } = await autocannon({
        url: `${balancer.url}/v1/videos/generations`,
        connections: 64,
        amount,
        requests: Array.from({ length: KEYS }, (_, nth) => ({
          method: 'POST' as const,
          headers: { authorization: `Bearer key-${nth}`, 'content-type': 'application/json' },
          body: BODY,
        })),
      })
      if (non2xx > 0) throw new Error(`${non2xx} responses were not 2xx`)
      return {
        perSecond: requests.total / duration,
        perCpuSecond: (requests.total / (cpuMs() - before)) * 1_000,
      }
    }
    // Each process has to be warm.
    await load((Number(values.requests) / 4) * processes)
    return await load(Number(values.requests))
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()))
  }
}

const most = Number(values.most)
const one = await serve(1)
console.log('processes  per second  per CPU second of a process  of one process alone')
for (let processes = 1; processes <= most; processes += 1) {
  const { perSecond, perCpuSecond } = processes === 1 ? one : await serve(processes)
  const share = (perCpuSecond / one.perCpuSecond).toFixed(2)
  console.log([processes, Math.round(perSecond), Math.round(perCpuSecond), share].join('  '))
}
