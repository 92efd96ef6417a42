import { CONNECTIONS, KEY } from '../load/load.ts'
import { loadProgram } from '../load/program.ts'
import { cpuMicroseconds, startNode } from '../processes.ts'
import { ratio, type Table, whole } from '../report/table.ts'
import { median } from '../statistics.ts'
import { workNamed } from '../work.ts'
import { keptTasks } from './kept-tasks.ts'
import { ours } from './throughput.ts'

const TASKS = [1, 1_000, 1_000_000]
const ACCOUNTS = [1, 1_000, 10_000]
const ROUNDS = 5

interface Cost {
  readonly label: string
  readonly microseconds: number
}

const credits = workNamed('Kie: credits')

/** CPU µs per request: the median of a few rounds, which a busy machine changes less than requests per second. */
const costOf = (pid: number, send: () => number): number => {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = cpuMicroseconds(pid) ?? Number.NaN
    const requests = send()
    return ((cpuMicroseconds(pid) ?? Number.NaN) - before) / requests
  })
  return median(rounds)
}

const startOurs = async (...more: readonly string[]) => {
  const server = await startNode([...ours.args(credits), '--queue', '1h', ...more])
  return { server, url: (JSON.parse(server.line) as { url: string }).url }
}

/** What a poll costs when the account has this many tasks. */
const costWith = async (count: number): Promise<Cost> => {
  using kept = await keptTasks(count)
  const { server, url } = await startOurs('--state', kept.folder)
  try {
    loadProgram.run(url, kept.poll, 2)
    return {
      label: `poll at ${whole(count)} task${count === 1 ? '' : 's'}`,
      microseconds: costOf(server.pid, () => loadProgram.run(url, kept.poll, 1).requests),
    }
  } finally {
    await server.stop()
  }
}

const byTasks = async (): Promise<readonly Cost[]> => {
  const costs: Cost[] = []
  for (const count of TASKS) costs.push(await costWith(count))
  return costs
}

/** Sends reads of credits with keys in turn, and returns how many. */
const readInTurn = async (url: string, keys: number, requests: number): Promise<void> => {
  let next = 0
  const work = async (): Promise<void> => {
    while (next < requests) {
      const authorization = `Bearer ${KEY}-${next++ % keys}`
      await (await fetch(url + (await credits.prepare(url)).path, { headers: { authorization } })).text()
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
}

/** What a read of the credits costs one account when there are this many. */
const byAccounts = async (): Promise<readonly Cost[]> => {
  const { server, url } = await startOurs()
  try {
    const asked = await credits.prepare(url)
    loadProgram.run(url, asked, 2)
    const costs: Cost[] = []
    for (const count of ACCOUNTS) {
      await readInTurn(url, count, count)
      costs.push({
        label: `credits at ${whole(count)} account${count === 1 ? '' : 's'}`,
        microseconds: costOf(server.pid, () => loadProgram.run(url, asked, 1).requests),
      })
    }
    return costs
  } finally {
    await server.stop()
  }
}

/** What a call costs, whatever is there already. */
export const scale = async (): Promise<readonly Table[]> => {
  const groups = [await byTasks(), await byAccounts()]
  const rows = groups.flatMap((costs) =>
    costs.map((cost) => ({ ...cost, share: cost.microseconds / (costs[0]?.microseconds ?? Number.NaN) })),
  )
  return [
    {
      title: 'Cost at scale',
      about:
        'CPU time of one call when more and more tasks and accounts are there. Beyond 5,000 accounts those idle longest are forgotten.',
      columns: ['call', 'CPU µs', '÷ at 1', 'aim'],
      rows: rows.map(({ label, microseconds, share }) => [
        label,
        microseconds.toFixed(1),
        ratio(share),
        '1.10',
      ]),
      chart: {
        scale: 'CPU time of a call, as a share of the same at 1',
        bars: rows.map(({ label, share }) => ({ label, value: share })),
        aim: 1.1,
        lessIsBetter: true,
      },
    },
  ]
}
