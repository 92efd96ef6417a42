import { execFileSync } from 'node:child_process'
import { LOAD_CORE, median, pinned, startNode } from './processes.ts'

const BODY = '{"model":"wan/2-5-text-to-video","input":{"prompt":"a cat plays the piano"}}'
const ROUNDS = 5
const SECONDS = '3'

const load = (url: string, body = ''): number => {
  const [command, args] = pinned(LOAD_CORE, process.execPath, ['dist-bench/load.js', url, SECONDS, body])
  return Number(execFileSync(command, args, { encoding: 'utf8' }))
}

const createTask = async (base: string): Promise<string> => {
  const answer = await fetch(`${base}/api/v1/jobs/createTask`, {
    method: 'POST',
    headers: { authorization: 'Bearer bench-key', 'content-type': 'application/json' },
    body: BODY,
  })
  return ((await answer.json()) as { data: { taskId: string } }).data.taskId
}

/** Creates and polls per second, beside a bare Fastify app with the same routes, in alternating rounds. */
export const throughput = async (): Promise<readonly string[]> => {
  const bare = await startNode(['dist-bench/bare-fastify.js'])
  // The run takes minutes: a task that is still waiting is polled, as the bare app's is.
  const flags = ['--json', '--port', '0', '--credits', '1e12', '--run', '1h', '--queue', '1h']
  const ours = await startNode(['dist/stuntdouble.js', ...flags])
  const url = String((JSON.parse(ours.line) as { url: string }).url)
  const lines: string[] = []
  for (const kind of ['create', 'poll'] as const) {
    const rates: Record<'bare' | 'ours', number[]> = { bare: [], ours: [] }
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [name, base] of [
        ['bare', bare.line],
        ['ours', url],
      ] as const) {
        const path = kind === 'create' ? 'createTask' : `recordInfo?taskId=${await createTask(base)}`
        const rate = load(`${base}/api/v1/jobs/${path}`, kind === 'create' ? BODY : '')
        // The first round warms both up.
        if (round > 0) rates[name].push(rate)
      }
    }
    const [bareRate, ourRate] = [median(rates.bare), median(rates.ours)]
    lines.push(
      `${kind}s: ${ourRate.toFixed(0)}/s, bare fastify ${bareRate.toFixed(0)}/s, ratio ${(ourRate / bareRate).toFixed(2)}`,
    )
  }
  bare.child.kill()
  ours.child.kill()
  return lines
}
