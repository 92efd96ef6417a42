import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { nodeProgram } from '../../scripts/node-program.ts'
import { SERVER_CORE, type Started, startNode } from '../processes.ts'
import type { Table } from '../report/table.ts'
import { median } from '../statistics.ts'
import { ask, workNamed } from '../work.ts'

const RUNS = 15

/** The newest Node that is promised: from 22.8 on, compiled code is kept for the next start. */
const NEWEST = '26'

/** With this variable, Node 20 reads every authority it knows before anything else, for 40 to 70 ms in every start. */
delete process.env.NODE_EXTRA_CA_CERTS
const ENVIRONMENT = '`NODE_EXTRA_CA_CERTS` is not set; where it is, every start of Node 20 takes longer.'

const commandsOf = (node: string) =>
  ({
    bare: ['-e', '0'],
    script: ['-e', 'console.log(0)'],
    ready: ['dist/stuntdouble.js', '--port', '0'],
    help: ['dist/stuntdouble.js', '--help'],
    run: ['dist/stuntdouble.js', 'run', '--', node, '-e', 'console.log(0)'],
  }) as const

type Command = keyof ReturnType<typeof commandsOf>

/** Real ms from the start of a process to its first output, or to its end. Resolves when it has ended. */
const timeOf = (node: string, name: Command): Promise<number> =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    const child = spawn(node, commandsOf(node)[name], { stdio: ['ignore', 'pipe', 'ignore'] })
    let ms: number | undefined
    child.stdout.once('data', () => {
      ms = performance.now() - startedAt
      if (name === 'ready') child.kill('SIGKILL')
    })
    child.once('exit', () => resolve(ms ?? performance.now() - startedAt))
  })

const startOurs = (node: string, flags: readonly string[]): Promise<Started> =>
  startNode(['dist/stuntdouble.js', '--port', '0', ...flags], SERVER_CORE, 'inherit', node)

/** Real ms that the first create request takes. @param afterMs how long after the ready line it is sent */
const firstCreate = async (node: string, afterMs = 0): Promise<number> => {
  const server = await startOurs(node, ['--json'])
  const { url } = JSON.parse(server.line) as { url: string }
  const request = await workNamed('Kie: create').prepare(url)
  if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs))
  const startedAt = performance.now()
  await ask(url, request)
  const ms = performance.now() - startedAt
  await server.stop()
  return ms
}

/** Most clients take longer to learn that it is ready, and to start. */
const PAUSE_MS = 100

const residentMib = ({ pid }: Started): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

/** MiB resident when nothing has been asked of it for two seconds; NaN where the system does not tell. */
const idleMib = async (node: string): Promise<number> => {
  if (process.platform !== 'linux') return Number.NaN
  const server = await startOurs(node, [])
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const mib = residentMib(server)
  await server.stop()
  return mib
}

interface Row {
  readonly label: string
  readonly measured: number
  readonly unit: 'ms' | 'MiB'
  readonly aim: number
}

interface StartsOfNode {
  /** `v20.20.2`. */
  readonly version: string
  readonly bareMs: number
  readonly rows: readonly Row[]
}

const measureWith = async (node: string): Promise<StartsOfNode> => {
  const times: Record<Command | 'create' | 'createAfterPause', number[]> = {
    bare: [],
    script: [],
    ready: [],
    help: [],
    run: [],
    create: [],
    createAfterPause: [],
  }
  // Connections of the measuring process are opened once before anything counts, and compiled code is kept.
  await firstCreate(node)
  for (let run = 0; run < RUNS; run += 1) {
    for (const name of ['bare', 'script', 'ready', 'help', 'run'] as const)
      times[name].push(await timeOf(node, name))
    times.create.push(await firstCreate(node))
    times.createAfterPause.push(await firstCreate(node, PAUSE_MS))
  }
  const at = (name: keyof typeof times): number => median(times[name])
  const inMs = (label: string, measured: number, aim: number): Row => ({ label, measured, unit: 'ms', aim })
  return {
    version: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(),
    bareMs: at('bare'),
    rows: [
      inMs('ready, after `node -e 0`', at('ready') - at('bare'), 80),
      inMs('first create request, sent when it is ready', at('create'), 25),
      inMs(`first create request, sent ${PAUSE_MS} ms later`, at('createAfterPause'), 25),
      inMs('`--help`, after `node -e 0`', at('help') - at('bare'), 80),
      inMs('`run -- node -e …`, its first output, later than without `run`', at('run') - at('script'), 150),
      { label: 'resident when idle', measured: await idleMib(node), unit: 'MiB', aim: 64 },
    ],
  }
}

const bareOf = ({ version, bareMs }: StartsOfNode): string => `${bareMs.toFixed(0)} ms with ${version}`

/** From process start to ready, first create request, help and the first output of a command under `run`; memory when idle. */
export const startUp = async (): Promise<readonly Table[]> => {
  const here = await measureWith(process.execPath)
  const newest = await measureWith(nodeProgram(NEWEST))
  const rows = here.rows.map((row, index) => ({
    ...row,
    inNewest: newest.rows[index]?.measured ?? Number.NaN,
  }))
  return [
    {
      title: 'Start',
      about: `Real ms, medians of ${RUNS} starts; \`node -e 0\` itself takes ${bareOf(here)}, ${bareOf(newest)}. ${ENVIRONMENT} Resident memory is taken two seconds after the start.`,
      columns: ['what', here.version, newest.version, 'aim'],
      rows: rows.map(({ label, measured, inNewest, unit, aim }) => [
        label,
        `${measured.toFixed(0)} ${unit}`,
        `${inNewest.toFixed(0)} ${unit}`,
        `${aim} ${unit}`,
      ]),
      chart: {
        scale: 'as a share of what is aimed at',
        bars: rows.flatMap(({ label, measured, inNewest, aim }) => [
          { label: `${label.replaceAll('`', '')} (${here.version})`, value: measured / aim },
          { label: `${label.replaceAll('`', '')} (${newest.version})`, value: inNewest / aim },
        ]),
        aim: 1,
        lessIsBetter: true,
      },
    },
  ]
}
