import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type Started, startNode } from '../processes.ts'
import type { Table } from '../report/table.ts'
import { median } from '../statistics.ts'
import { ask, workNamed } from '../work.ts'

const RUNS = 15

/** With this variable, Node 20 reads every authority it knows before anything else, for 40 to 70 ms in every start. */
delete process.env.NODE_EXTRA_CA_CERTS
const ENVIRONMENT = '`NODE_EXTRA_CA_CERTS` is not set; where it is, every start of Node 20 takes longer.'

/** Real ms from the start of a process to its first output, or to its end. Resolves when it has ended. */
const timeOf = (name: keyof typeof COMMANDS): Promise<number> =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    const child = spawn(process.execPath, COMMANDS[name], { stdio: ['ignore', 'pipe', 'ignore'] })
    let ms: number | undefined
    child.stdout.once('data', () => {
      ms = performance.now() - startedAt
      if (name === 'ready') child.kill('SIGKILL')
    })
    child.once('exit', () => resolve(ms ?? performance.now() - startedAt))
  })

/** Real ms that the first create request takes. @param afterMs how long after the ready line it is sent */
const firstCreate = async (afterMs = 0): Promise<number> => {
  const server = await startNode(['dist/stuntdouble.js', '--json', '--port', '0'])
  const { url } = JSON.parse(server.line) as { url: string }
  const request = await workNamed('Kie: create').prepare(url)
  if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs))
  const startedAt = performance.now()
  await ask(url, request)
  const ms = performance.now() - startedAt
  await server.stop()
  return ms
}

const COMMANDS = {
  bare: ['-e', '0'],
  script: ['-e', 'console.log(0)'],
  ready: ['dist/stuntdouble.js', '--port', '0'],
  help: ['dist/stuntdouble.js', '--help'],
  run: ['dist/stuntdouble.js', 'run', '--', process.execPath, '-e', 'console.log(0)'],
} as const

/** Most clients take longer to learn that it is ready, and to start. */
const PAUSE_MS = 100

type Timed = keyof typeof COMMANDS | 'create' | 'createAfterPause'

const residentMib = ({ pid }: Started): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

/** MiB resident when nothing has been asked of it for two seconds; NaN where the system does not tell. */
const idleMib = async (): Promise<number> => {
  if (process.platform !== 'linux') return Number.NaN
  const server = await startNode(['dist/stuntdouble.js', '--port', '0'])
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const mib = residentMib(server)
  await server.stop()
  return mib
}

/** From process start to ready, first create request, help and the first output of a command under `run`; memory when idle. */
export const startUp = async (): Promise<readonly Table[]> => {
  const times: Record<Timed, number[]> = {
    bare: [],
    script: [],
    ready: [],
    help: [],
    run: [],
    create: [],
    createAfterPause: [],
  }
  // Connections of the measuring process are opened once before anything counts.
  await firstCreate()
  for (let run = 0; run < RUNS; run += 1) {
    for (const name of ['bare', 'script', 'ready', 'help', 'run'] as const)
      times[name].push(await timeOf(name))
    times.create.push(await firstCreate())
    times.createAfterPause.push(await firstCreate(PAUSE_MS))
  }
  const at = (name: Timed): number => median(times[name])
  const rows = [
    { label: 'ready, after `node -e 0`', ms: at('ready') - at('bare'), aim: 80 },
    { label: 'first create request, sent when it is ready', ms: at('create'), aim: 25 },
    {
      label: `first create request, sent ${PAUSE_MS} ms later`,
      ms: at('createAfterPause'),
      aim: 25,
    },
    { label: '`--help`, after `node -e 0`', ms: at('help') - at('bare'), aim: 80 },
    {
      label: '`run -- node -e …`, its first output, later than without `run`',
      ms: at('run') - at('script'),
      aim: 150,
    },
  ]
  const mib = await idleMib()
  return [
    {
      title: 'Start',
      about: `Real ms, medians of ${RUNS} starts; \`node -e 0\` itself takes ${at('bare').toFixed(0)} ms. ${ENVIRONMENT} Resident memory is taken two seconds after the start.`,
      columns: ['what', 'measured', 'aim'],
      rows: [
        ...rows.map(({ label, ms, aim }) => [label, `${ms.toFixed(0)} ms`, `${aim} ms`]),
        ['resident when idle', `${mib.toFixed(0)} MiB`, '64 MiB'],
      ],
      chart: {
        scale: 'ms, as a share of what is aimed at',
        bars: rows.map(({ label, ms, aim }) => ({ label: label.replaceAll('`', ''), value: ms / aim })),
        aim: 1,
        lessIsBetter: true,
      },
    },
  ]
}
