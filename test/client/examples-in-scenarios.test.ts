import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { namedScenarios } from '../../src/simulator/scenarios/named.ts'
import { has, type Runtime } from '../docs/documents.ts'
import { buildGo } from '../helpers/build-go.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { isSampled } from '../helpers/sampled.ts'

/** Each example in every named scenario: it ends in sentences, pays once, and names what it has paid for. */

/** What no named scenario does for certain. */
const FURTHER = {
  'behind-a-gateway': { rules: [{ fault: 'gateway-page', operation: 'create' }] },
  'cut-create': { rules: [{ fault: 'truncated-body', operation: 'create', with: { share: 0.9 } }] },
  'empty-result': { rules: [{ fault: 'empty-result' }] },
  'blocked-result': { rules: [{ fault: 'result-blocked' }] },
  'page-for-a-video': { rules: [{ fault: 'result-wrong-type' }] },
}
const SCENARIOS = [...namedScenarios().map(({ name }) => name), ...Object.keys(FURTHER)]

const startSuite = async () => {
  const simulator = await startSimulator({
    ...{ port: 0, speed: 500, scenarios: FURTHER, logLevel: 'silent' },
    models: ['test/fixtures/pages/evolink-image.md'],
  })
  const { url } = simulator
  const worker = new Worker(resolve('test/client/run-examples.mjs'), {
    // A quarter of the deadline is how long the graded client waits for a response: as long as any other here.
    env: { KIE_BASE_URL: url, EVOLINK_BASE_URL: url, STUNTDOUBLE_DEADLINE_MS: '240000' },
  })
  const python = spawn('python3', [resolve('test/client/run_example.py')], {
    env: { PATH: process.env.PATH, KIE_BASE_URL: url, POLL_SECONDS: '10' },
    stdio: ['pipe', 'pipe', 'inherit'],
  }).on('error', () => undefined)
  return { simulator, worker, python, lines: createInterface(python.stdout), folder: temporaryFolder() }
}

let suite: Awaited<ReturnType<typeof startSuite>>
beforeAll(async () => {
  suite = await startSuite()
})
afterAll(async () => {
  suite.python.stdin.end()
  await suite.worker.terminate()
  await suite.simulator.close()
  suite.folder[Symbol.dispose]()
})

interface Job {
  readonly file: string
  readonly key: string
  readonly to: string
}

interface End {
  readonly said: string
  readonly thrown?: string | null
  readonly exitCode: number
}

/** One run after the other, whichever tests they belong to: who runs them can do one at a time. */
const inTurn = (run: (job: Job) => Promise<End>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (job: Job): Promise<End> => {
    const end = last.then(() => run(job))
    last = end.catch(() => undefined)
    return end
  }
}

const inThread = inTurn(async (job) => {
  suite.worker.postMessage(job)
  return (await once(suite.worker, 'message'))[0]
})

const inPython = inTurn(async (job) => {
  suite.python.stdin.write(`${JSON.stringify(job)}\n`)
  return JSON.parse((await once(suite.lines, 'line'))[0])
})

/** How long a program of its own waits for a task, real ms; less for one that never ends. The simulator's clock runs 500 times as fast. */
const patienceMsFor = (key: string): number => (key.startsWith('stunt.stuck.') ? 3_000 : 60_000)

/** A program of its own cannot skip its pauses: they are short instead. */
const asProgram =
  (program: string, args: readonly string[] = []) =>
  ({ file, key, to }: Job): Promise<End> =>
    new Promise((ended) => {
      const env = {
        ...{ PATH: process.env.PATH, KIE_BASE_URL: suite.simulator.url, KIE_API_KEY: key },
        ...{ POLL_SECONDS: '0.02', STUNTDOUBLE_DEADLINE_MS: String(patienceMsFor(key)) },
      }
      const given = program === file ? [] : [...args, file]
      execFile(program, [...given, 'a cat', to], { env }, (error, stdout, stderr) => {
        const said = stdout + stderr
        const thrown = /(?:Uncaught |goroutine \d|panic: )[\s\S]*/.exec(said)?.[0] ?? null
        ended({ said, thrown, exitCode: error === null ? 0 : Number(error.code) })
      })
    })

/** What a run did that nobody should copy. */
const mistakesIn = ({ said, thrown, exitCode }: End, key: string, isStored: boolean): readonly string[] => {
  const tasks = suite.simulator.account(key).tasks()
  const isNamed = tasks.every(({ id }) => said.includes(id)) || /perhaps bought|be billed/.test(said)
  return [
    ...(thrown ? [`ends in a stack trace: ${thrown}`] : []),
    ...(tasks.length > 1 ? [`pays ${tasks.length} times`] : []),
    ...(isNamed ? [] : [`loses the id of what it paid for: ${said}`]),
    ...(exitCode === 0 && !isStored ? [`says that all is well: ${said}`] : []),
  ]
}

/** In the suite each of these meets every other scenario, and each scenario half of them: see `test/helpers/sampled.ts`. */
const EXAMPLES = [
  ...['client/kie.js', 'client/evolink.js', 'client/images.js', 'client/ai-sdk.js', 'client/resume.js'],
  ...['client/reconcile.js', 'client/callback-server.js', 'grade/client.mjs', 'generate_video.py'],
  ...['grade/client.py', 'generate_video.php', 'generate_video.go'],
]

const scenariosFor = (example: string): readonly string[] =>
  SCENARIOS.filter((name, column) => name === 'happy' || isSampled(EXAMPLES.indexOf(example), column, 2))

/** As many runs at once as a simulator serves without a queue. */
const AT_ONCE = 4

const inEveryScenario = async (
  run: (job: Job) => Promise<End>,
  example: string,
  stores: boolean,
  atOnce = 1,
) => {
  const mistakes: Record<string, readonly string[]> = {}
  const file = resolve('examples', example)
  const scenarios = scenariosFor(example).values()
  const work = async (): Promise<void> => {
    for (const scenario of scenarios) {
      const key = `stunt.${scenario}.${example.replaceAll('/', '-')}`
      const to = join(suite.folder.path, key)
      const end = await run({ file, key, to })
      const found = mistakesIn(end, key, !stores || existsSync(to))
      if (found.length > 0) mistakes[scenario] = found
      if (scenario === 'happy') expect(end).toMatchObject({ exitCode: 0 })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return mistakes
}

/** Languages in which each run is a process: they mostly wait, so they are first, and all others run beside them. */
const PROGRAMS: readonly (readonly [Runtime, string])[] = [
  ['php', 'generate_video.php'],
  ['go', 'generate_video.go'],
]

test.concurrent.each(PROGRAMS.filter(([runtime]) => has(runtime)))(
  'in every scenario the example for %s, examples/%s, pays once and ends in a sentence',
  async (runtime, example) => {
    const isGo = runtime === 'go'
    const built = join(suite.folder.path, 'generate_video')
    const program = isGo ? await buildGo(resolve('examples', example), built) : runtime
    const run = asProgram(program)
    const job = isGo ? (one: Job) => run({ ...one, file: program }) : run
    expect(await inEveryScenario(job, example, true, AT_ONCE)).toEqual({})
  },
)

test.skipIf(!has('python3')).concurrent.each([
  ['generate_video.py', true],
  ['grade/client.py', false],
] as const)('in every scenario examples/%s pays once and ends in a sentence', async (example, stores) => {
  expect(await inEveryScenario(inPython, example, stores)).toEqual({})
})

test.concurrent.each([
  ['client/kie.js', true],
  ['client/evolink.js', true],
  ['client/images.js', true],
  ['client/ai-sdk.js', true],
  ['client/resume.js', true],
  ['client/reconcile.js', true],
  ['client/callback-server.js', false],
  ['grade/client.mjs', false],
] as const)('in every scenario examples/%s pays once and ends in a sentence', async (example, stores) => {
  expect(await inEveryScenario(inThread, example, stores)).toEqual({})
})

test.concurrent('examples/client/resume.js buys nothing more when it is started again after a response that broke off', async () => {
  const key = 'stunt.cut-create.again'
  const job = { file: resolve('examples/client/resume.js'), key, to: join(suite.folder.path, key) }
  expect(await inThread(job)).toMatchObject({ exitCode: 1 })
  expect(await inThread(job)).toMatchObject({
    exitCode: 1,
    said: expect.stringContaining('an earlier start sent its create request, and it may be billed'),
  })
  expect(suite.simulator.account(key).tasks()).toHaveLength(1)
})
