/**
 * What `--state` costs: `npx tsx scripts/measure-state.ts`. CPU time per create request without it and with it, in alternating
 * rounds, and how long a folder with many tasks takes to read.
 */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { cpuMicroseconds, startNode } from '../bench/processes.ts'

const { values } = parseArgs({
  options: {
    creates: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    tasks: { type: 'string', default: '1000000' },
  },
})

const cpuMsOf = (pid: number): number => (cpuMicroseconds(pid) ?? Number.NaN) / 1_000

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

const MODEL = 'wan2.5-text-to-video'
const BODY = JSON.stringify({ model: MODEL, prompt: 'a cat walks along a beach at sunset', duration: 5 })
const ALL_TASKS = '10000000'

const start = async (flags: readonly string[]) => {
  const given = ['--json', '--quiet', '--port', '0', '--credits', '1e12', '--task-max', ALL_TASKS, ...flags]
  const { stop, line, pid } = await startNode(['dist/stuntdouble.js', ...given])
  const { url, restored } = JSON.parse(line) as {
    readonly url: string
    readonly restored?: { readonly tookMs: number }
  }
  return { url, pid, restored, [Symbol.asyncDispose]: stop }
}

/** CPU ms per create request. */
const createCost = async (flags: readonly string[]): Promise<number> => {
  await using server = await start(flags)
  const load = (amount: number) =>
    autocannon({
      url: `${server.url}/v1/videos/generations`,
      connections: 32,
      amount,
      method: 'POST',
      headers: { authorization: 'Bearer bench-key', 'content-type': 'application/json' },
      body: BODY,
    })
  const creates = Number(values.creates)
  await load(creates / 2)
  const before = cpuMsOf(server.pid)
  const { non2xx } = await load(creates)
  if (non2xx > 0) throw new Error(`${non2xx} responses were not 2xx`)
  return (cpuMsOf(server.pid) - before) / creates
}

const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'))
try {
  const [without, kept]: [number[], number[]] = [[], []]
  for (let round = 0; round < Number(values.rounds); round += 1) {
    without.push(await createCost([]))
    kept.push(await createCost(['--state', join(folder, `round-${round}`)]))
  }
  const show = (ms: number): string => `${(ms * 1_000).toFixed(1)} µs`
  const ratio = median(without) / median(kept)
  console.log(
    `CPU per create request: ${show(median(without))}, with --state ${show(median(kept))}: ${ratio.toFixed(2)}`,
  )
  writeLog(join(folder, 'many'), Number(values.tasks))
  await using server = await start(['--state', join(folder, 'many')])
  const cpuMs = cpuMsOf(server.pid)
  console.log(
    `${values.tasks} tasks read in ${Math.round(server.restored?.tookMs ?? 0)} ms; ${cpuMs} ms of CPU for the whole start`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** A folder as a process would leave it that created as many `tasks`. */
function writeLog(path: string, tasks: number): void {
  const account = {
    is: 'account',
    name: 'acct_0123abcd',
    key: 'f'.repeat(64),
    clock: { now: 1_767_225_600_000, machineAt: 1_767_225_600_000 },
    created: tasks,
    requests: tasks,
    deliveries: 0,
    keptFrom: 0,
    calls: {},
    granted: 1e12,
  }
  const lines = function* (): Generator<object> {
    yield { stuntdouble: 'state', version: 1, seed: 1 }
    yield account
    for (let ordinal = 0; ordinal < tasks; ordinal += 1)
      yield {
        is: 'task',
        account: account.name,
        id: `task-unified-${1_767_225_600 + Math.floor(ordinal / 1_000)}-${ordinal.toString(36).padStart(8, '0')}`,
        provider: 'evolink',
        ordinal,
        model: MODEL,
        at: 1_767_225_600_000 + ordinal,
        cost: 70,
        steps: '0 queued,1000 running,4000 succeeded',
        request: BODY,
      }
  }
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
  let text = ''
  for (const line of lines()) {
    text += `${JSON.stringify(line)}\n`
    if (text.length < 1_000_000) continue
    appendFileSync(join(path, 'log-1.jsonl'), text)
    text = ''
  }
  appendFileSync(join(path, 'log-1.jsonl'), text)
}
