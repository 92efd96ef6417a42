import { once } from 'node:events'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDuration, parseLatency } from '../../src/basics/duration.ts'
import { readConfigFrom } from '../../src/cli/config/config.ts'
import { readConfigFile } from '../../src/cli/config/config-file.ts'
import { UsageError } from '../../src/cli/flags/usage-error.ts'
import { createLog } from '../../src/cli/server/log.ts'
import type { Output } from '../../src/cli/terminal/io.ts'
import { LedgerFile } from '../../src/conformance/money/ledger-file.ts'
import { pageFilesAt } from '../../src/pages/text/page-files.ts'
import { Ledger } from '../../src/simulator/accounts/ledger.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import type { Task } from '../../src/simulator/tasks/task.ts'
import { endedWith, plannedTimeline } from '../../src/simulator/tasks/timeline.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { startReceiver } from '../helpers/receiver.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'

test.each(['1 ', '11', '1.', ' '])(
  'a million of %j is not a duration, and is not even looked at',
  async (part) => {
    const text = `1${part.repeat(5e5)}..x`
    expect(parseDuration(text)).toBeUndefined()
    expect(parseLatency(text)).toBeUndefined()
    await using double = await startTestSimulator()
    const scenario = { rules: [{ fault: 'server-error', call: text.slice(0, 15_000) }] }
    expect((await double.put('/__stuntdouble/scenario', { scenario })).status).toBe(400)
  },
)

test('a token in the query opens lists as well', async () => {
  await using double = await startTestSimulator({ controlToken: 'open sesame' })
  for (const path of ['tasks', 'exchanges', 'exchanges.har', 'clock']) {
    const { status } = await double.get(`/__stuntdouble/${path}?token=open%20sesame`)
    expect([path, status]).toEqual([path, 200])
  }
})

test('slow answers in pieces on one connection leave it as it was', async () => {
  await using double = await startTestSimulator({ clock: 'real' })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const warnings: string[] = []
  const note = ({ name }: Error): number => warnings.push(name)
  process.on('warning', note)
  for (let nth = 0; nth < 12; nth += 1) {
    const call = httpRequest(`${double.url}/v1/credits`, {
      agent,
      headers: {
        authorization: 'Bearer k',
        'x-stuntdouble-fault': 'slow-response by=2ms pieces=2',
      },
    })
    call.end()
    const [response] = await once(call, 'response')
    response.resume()
    await once(response, 'end')
  }
  process.off('warning', note)
  agent.destroy()
  expect(warnings).toEqual([])
})

test('a receiver that sends hints forever is given up on', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(1_000)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  await using double = await startTestSimulator({ kieCallbackRetries: 'off' })
  await double.createKie({}, { callBackUrl: `http://127.0.0.1:${port}/` })
  await double.runUntilIdle()
  const [{ state, attempts }] = await double.deliveries()
  expect([state, attempts[0].error]).toEqual([
    'failed',
    'could not be sent: more than 20 informational responses',
  ])
  server.close()
})

test('a temporary link works behind a base URL with a path that looks like ours', async () => {
  await using double = await startTestSimulator({ publicBaseUrl: 'https://double.example/files/x' })
  const { taskId } = (await double.createKie()).json.data
  await double.advance(4_000)
  const { resultUrls } = JSON.parse((await double.recordInfo(taskId)).json.data.resultJson)
  const link = await double.post('/api/v1/common/download-url', { url: resultUrls[0] })
  expect(link.json.code).toBe(200)
  const path = String(link.json.data).replace('https://double.example/files/x', '')
  expect((await double.get(path)).status).toBe(200)
})

test('links to folders are not followed, and what is neither file nor folder is refused', () => {
  using folder = temporaryFolder()
  mkdirSync(join(folder.path, 'pages'))
  writeFileSync(join(folder.path, 'pages', 'one.md'), '# one')
  symlinkSync('/', join(folder.path, 'pages', 'root'))
  symlinkSync(join(folder.path, 'pages', 'one.md'), join(folder.path, 'pages', 'two.md'))
  const names = pageFilesAt(folder.path).map(({ path }) => path.slice(folder.path.length))
  expect(names).toEqual(['/pages/one.md', '/pages/two.md'])
  expect(() => pageFilesAt('/dev/zero')).toThrow('/dev/zero is neither a file nor a folder')
})

const taskEnding = (afterMs: number): Task =>
  ({
    provider: 'kie',
    cost: 1,
    createdAt: 0,
    timeline: plannedTimeline(0, afterMs, 'succeeded'),
  }) as unknown as Task

test('however often ends are changed, each task settles once, at its last end', () => {
  const step = fc.tuple(fc.nat(5), fc.nat(4), fc.boolean())
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const ledger = new Ledger(100)
      const tasks = [5, 10, 15, 20, 25].map(taskEnding)
      for (const task of tasks) ledger.add(task)
      const ends = tasks.map(({ timeline }) => timeline.at(-1)?.afterMs ?? 0)
      let now = 0
      for (const [wait, which, isStalled] of steps) {
        now += wait
        const task = tasks[which]
        if (task === undefined || (ends[which] ?? 0) <= now) continue
        ledger.balanceAt(now)
        ledger.replan(task, endedWith(task.timeline, now, isStalled ? undefined : { phase: 'succeeded' }))
        ends[which] = isStalled ? Number.POSITIVE_INFINITY : now
      }
      const ended = ends.filter((end) => end <= now).length
      expect([ledger.consumedAt(now), ledger.runningAt(now, 'kie')]).toEqual([ended, 5 - ended])
    }),
    { numRuns: 200 },
  )
})

test('ending one of fifty thousand tasks by hand costs no more than ending one of ten', () => {
  const ledger = new Ledger(1e9)
  const tasks = Array.from({ length: 50_000 }, (_, nth) => taskEnding(1_000 + nth))
  for (const task of tasks) ledger.add(task)
  // Rebuilding the heap for each would take minutes.
  for (const task of tasks) ledger.replan(task, endedWith(task.timeline, 1, { phase: 'succeeded' }))
  expect(ledger.consumedAt(1)).toBe(50_000)
})

const BOMB = [
  'scenarios:',
  '  a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefg'
    .split('')
    .map((name, index) => `  ${name}: &${name} [${Array(10).fill(`*${'abcdef'[index]}`)}]`),
].join('\n')

test.each(
  Object.entries({
    'an alias bomb': BOMB,
    'a circle': 'scenarios: &a {x: {rules: [*a]}}',
    'a circle in a list': 'models: &a [*a]',
    'half a megabyte': undefined,
  }),
)('a config file that holds %s is refused in one sentence', (_what, text = `# ${'x'.repeat(600_000)}`) => {
  using folder = temporaryFolder({ 'stuntdouble.config.yaml': text })
  expect(() => readConfigFile(join(folder.path, 'stuntdouble.config.yaml'))).toThrow(UsageError)
})

test('an empty STUNTDOUBLE_CONFIG counts as none, as every other variable does', async () => {
  using folder = temporaryFolder()
  const place = { env: { STUNTDOUBLE_CONFIG: '' }, cwd: folder.path }
  expect((await readConfigFrom({}, place)).file).toBeUndefined()
})

test('no control character reaches the log, wherever it comes from', async () => {
  const lines: string[] = []
  const output = { write: (text: string) => lines.push(text), isTTY: false } as unknown as Output
  const log = createLog(output, { level: 'debug', isJson: false, env: {} })
  await using simulator = await startSimulator({ port: 0, clock: 'manual' }, log)
  const evil = '\u001b]0;owned\u0007\n12:00:00  200  GET /forged'
  await ask('POST', `${simulator.url}/api/v1/jobs/createTask?x=%1b%0a`, {
    body: { model: evil, input: { prompt: `[[stunt: ${evil}]]` }, callBackUrl: evil },
  })
  expect(lines.join('')).toContain('createTask')
  expect(lines.join('').replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  expect(lines.join('')).not.toMatch(/^12:00:00 {2}200 {2}GET .forged/m)
})

test('a line after one that was cut starts on a line of its own, and a full disk is said so', () => {
  using folder = temporaryFolder({ 'ledger.jsonl': '{"event":"sen' })
  const target = { provider: 'kie', baseUrl: 'http://127.0.0.1', apiKey: 'k' } as never
  const file = join(folder.path, 'ledger.jsonl')
  new LedgerFile(file, target).write('bought', { task: 'one' })
  expect(new LedgerFile(file, target).earlier()).toEqual(['one'])
  if (!existsSync('/dev/full')) return
  expect(() => new LedgerFile('/dev/full', target).write('sending')).toThrow(
    'the ledger /dev/full cannot be written: the disk is full. Nothing more is bought.',
  )
})

test('a reset of everything gives up what is under way for all', async () => {
  await using receiver = await startReceiver(['hang'])
  await using double = await startTestSimulator({ clock: 'real', queue: 0, run: 0 })
  for (const key of ['a', 'b', 'c']) await double.createKie({}, { callBackUrl: receiver.url }, { key })
  await receiver.received(3)
  await double.post('/__stuntdouble/reset', undefined, { key: null })
  await receiver.disconnected()
  expect(await double.deliveries({ key: null })).toEqual([])
})
