import { execFileSync } from 'node:child_process'
import { LOAD_CORE, pinned, startNode } from '../processes.ts'
import { ratio, type Table, whole } from '../report/table.ts'

/** Real ms; far more than any of them takes. */
const PATIENCE_MS = 240_000

/** Runs a script that prints one JSON value. @throws Error when it fails, or takes too long */
const printed = <Value>(args: readonly string[], core = LOAD_CORE): Value => {
  const [command, rest] = pinned(core, process.execPath, args)
  return JSON.parse(execFileSync(command, rest, { encoding: 'utf8', timeout: PATIENCE_MS })) as Value
}

/** Bytes per task at 1,000,000 tasks. */
export const memory = async (): Promise<readonly Table[]> => {
  const bytes = printed<number>([
    '--expose-gc',
    '--max-old-space-size=4096',
    'dist-bench/measure/memory-process.js',
  ])
  return [
    {
      title: 'Memory per task',
      about: 'What the heap grows by per task, at 1,000,000 tasks with a prompt of 30 characters.',
      columns: ['tasks', 'bytes per task', 'aim'],
      rows: [['1,000,000', whole(bytes), '400']],
      chart: {
        scale: 'bytes per task',
        bars: [{ label: 'at 1,000,000 tasks', value: bytes }],
        aim: 400,
        lessIsBetter: true,
      },
    },
  ]
}

/** Callbacks per second to a bare receiver. */
export const callbacks = async (): Promise<readonly Table[]> => {
  const receiver = await startNode(['dist-bench/servers/receiver.js'])
  const script = ['dist-bench/measure/callbacks-process.js', receiver.line]
  const { ours, bare, ratio: share } = printed<{ ours: number; bare: number; ratio: number }>(script)
  await receiver.stop()
  return [
    {
      title: 'Callbacks per second',
      about:
        'Each callback is judged by policy, rendered, sent, recorded and shown to whoever watches; beside a bare undici Pool with as many connections to the same receiver.',
      columns: ['stuntdouble/s', 'bare undici Pool/s', 'ratio', 'aim'],
      rows: [[whole(ours), whole(bare), `**${ratio(share)}**`, '0.90']],
      chart: {
        scale: 'callbacks per second, as a share of a bare undici Pool',
        bars: [{ label: 'callbacks', value: share }],
        aim: 0.9,
      },
    },
  ]
}

interface ClientSpeed {
  readonly what: string
  readonly clientPerSecond: number
  readonly undiciPerSecond: number
  readonly ratio: number
}

/** Requests per second through the reference client. */
export const client = async (): Promise<readonly Table[]> => {
  const speeds = printed<readonly ClientSpeed[]>(['dist-bench/measure/client-process.js', '--json'])
  return [
    {
      title: 'The client',
      about: 'Calls per second through the reference client, beside the same requests by bare undici.',
      columns: ['call', 'client/s', 'bare undici/s', 'ratio', 'aim'],
      rows: speeds.map(({ what, clientPerSecond, undiciPerSecond, ratio: share }) => [
        `\`${what}\``,
        whole(clientPerSecond),
        whole(undiciPerSecond),
        `**${ratio(share)}**`,
        '0.80',
      ]),
      chart: {
        scale: 'calls per second, as a share of bare undici',
        bars: speeds.map(({ what, ratio: share }) => ({ label: what, value: share })),
        aim: 0.8,
      },
    },
  ]
}
