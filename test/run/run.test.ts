import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type RunOptions, runUnderDouble } from '../../src/run/index.ts'
import { reportText } from '../../src/run/report.ts'
import { temporaryFolder } from '../helpers/command.ts'

/** Runs a piece of JavaScript under a double. */
const runScript = (code: string, options: RunOptions = {}) =>
  runUnderDouble([process.execPath, '-e', code], { env: { PATH: process.env.PATH }, ...options })

const CREATE = `
const create = (host, path, body) => fetch('https://' + host + path, {
  method: 'POST', headers: { authorization: 'Bearer app', 'content-type': 'application/json' }, body: JSON.stringify(body),
}).then((answer) => answer.json())
const kie = (more) => create('api.kie.ai', '/api/v1/jobs/createTask', { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat', ...more } })
`

test('a hard-coded client meets the double, and the report says what it would have cost', async () => {
  const { exitCode, stdout, report } = await runScript(
    `(async () => {${CREATE}
    const { data } = await kie()
    await kie({ prompt: '' })
    const evolink = await create('ai.odkkk.com', '/apiv1/v1/videos/generations', { model: 'wan2.5-text-to-video', prompt: 'a cat' })
    console.log(data.taskId.length, evolink.status)})()`,
    { seed: 7 },
  )
  expect(stdout).toBe('32 pending\n')
  expect(exitCode).toBe(0)
  expect(report).toMatchObject({
    means: 'environment',
    seed: 7,
    creates: { accepted: 2, refused: 1 },
    tasks: [{ provider: 'kie', credits: 100 }, { provider: 'evolink' }],
    meantForLive: expect.any(Number),
    hosts: [
      { host: 'ai.odkkk.com', isNamed: true, fate: 'double', requests: 1 },
      { host: 'api.kie.ai', isNamed: true, fate: 'double', requests: 2 },
    ],
  })
  const { credits } = report.bill
  expect(credits.kie + credits.evolink).toBe(report.tasks.reduce((sum, task) => sum + task.credits, 0))
})

test('the report of a client that pays twice names the requests that show it', async () => {
  const { report } = await runScript(
    `(async () => {${CREATE} await kie().catch(() => {}); await kie() })()`,
    { scenario: 'lost-answers', seed: 7 },
  )
  expect(report.bill).toMatchObject({
    paidTwice: 1,
    text: expect.stringMatching(/US dollars, 1 task paid twice/),
  })
  expect(reportText(report)).toMatch(
    /cost {7}would have cost 200 credits = 1\.00 US dollars, 1 task paid twice[\s\S]*sent the same body again/,
  )
})

test('a report is one by its schema', async () => {
  const schema = z.fromJSONSchema(JSON.parse(readFileSync('schemas/run-report.schema.json', 'utf8')))
  const { report } = await runScript(`(async () => {${CREATE} await kie(); await kie() })()`, {
    scenario: 'rate-limited',
  })
  expect(schema.safeParse(JSON.parse(JSON.stringify(report))).error).toBeUndefined()
})

test('the command has its own environment, and the variables that bring it here', async () => {
  using folder = temporaryFolder({
    'preload.cjs': 'globalThis.mine = 1',
    'mine.pem': 'MY ROOTS\n',
    '.wgetrc': 'tries = 3\n',
  })
  const env = {
    PATH: process.env.PATH,
    HOME: folder.path,
    MINE: 'kept',
    NODE_OPTIONS: `--require=${folder.path}/preload.cjs`,
    PYTHONPATH: '/my/python',
    JAVA_TOOL_OPTIONS: '-Dmine=1',
    PHP_INI_SCAN_DIR: '/my/php',
    RUBYOPT: '-W0',
    NO_PROXY: 'internal.test,kie.ai,*',
    SSL_CERT_FILE: `${folder.path}/mine.pem`,
    KIE_API_KEY: 'a live key',
    EVOLINK_API_KEY: 'stunt.flaky.mine',
    EVOLINK_BASE_URL: 'https://ai.odkkk.com/apiv1',
  }
  const code = `
    const { readFileSync } = require('node:fs')
    const { SSL_CERT_FILE, CURL_CA_BUNDLE, WGETRC } = process.env
    console.log(JSON.stringify({ ...process.env, preloaded: globalThis.mine, roots: readFileSync(SSL_CERT_FILE, 'utf8'),
      system: readFileSync(CURL_CA_BUNDLE, 'utf8').length, wgetrc: readFileSync(WGETRC, 'utf8') }))`
  const { stdout } = await runScript(code, { env })
  const seen = JSON.parse(stdout)
  expect(seen).toMatchObject({
    MINE: 'kept',
    preloaded: 1,
    PYTHONPATH: expect.stringMatching(/python:\/my\/python$/),
    JAVA_TOOL_OPTIONS: expect.stringMatching(/^-Dmine=1 -Djavax.net.ssl.trustStore=/),
    PHP_INI_SCAN_DIR: expect.stringMatching(/^\/my\/php:/),
    RUBYOPT: '-W0 -rstuntdouble_run',
    NO_PROXY: 'localhost,127.0.0.1,::1,internal.test',
    KIE_API_KEY: 'stuntdouble-run',
    EVOLINK_API_KEY: 'stunt.flaky.mine',
    KIE_BASE_URL: seen.STUNTDOUBLE_URL,
    EVOLINK_BASE_URL: `${seen.STUNTDOUBLE_URL}/apiv1`,
    roots: expect.stringMatching(/^MY ROOTS\n-----BEGIN CERTIFICATE-----/),
    wgetrc: expect.stringMatching(/^tries = 3\nca_certificate = /),
  })
  expect(seen.system).toBeGreaterThan(10_000)
  // Nothing of it is left.
  for (const file of [seen.SSL_CERT_FILE, seen.CURL_CA_BUNDLE, seen.WGETRC])
    expect(existsSync(file)).toBe(false)
})

test('the private keys are in no file', async () => {
  const code = `
    const { readdirSync, readFileSync } = require('node:fs')
    const { dirname } = require('node:path')
    const folder = dirname(process.env.CURL_CA_BUNDLE)
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    console.log(files.length, files.filter((each) => readFileSync((each.parentPath ?? each.path) + '/' + each.name, 'latin1').includes('PRIVATE')).length,
      (require('node:fs').statSync(folder).mode & 0o777).toString(8))`
  expect((await runScript(code)).stdout).toMatch(/^\d+ 0 700\n$/)
})

test('other hosts are let through, by default, and told in the report', async () => {
  const server = createServer((_request, response) => response.end('mine')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const { stdout, report } = await runScript(
    `fetch('http://127.0.0.1:${port}').then((answer) => answer.text()).then(console.log)
     require('node:net').connect(9, 'nowhere.invalid').on('error', () => undefined)`,
  )
  server.close()
  expect(stdout).toBe('mine\n')
  expect(report.hosts).toEqual([
    { host: 'nowhere.invalid', isNamed: false, fate: 'passed', connections: 1, requests: 0 },
  ])
  expect(report.meantForLive).toBe(0)
})

test('other hosts are blocked when asked for, with a reason', async () => {
  const { stdout, report } = await runScript(
    "fetch('https://example.com').catch((error) => console.log(error.cause.code, error.cause.message))",
    { others: 'block' },
  )
  expect(stdout).toMatch(/^ECONNREFUSED .*stuntdouble run blocks it; with --others block/)
  expect(report.hosts).toMatchObject([{ host: 'example.com', fate: 'blocked' }])
})

test('a host of your own is stood in for like the providers’', async () => {
  const { stdout, report } = await runScript(
    "fetch('https://gateway.example.test/api/v1/jobs/recordInfo').then((answer) => console.log(answer.status))",
    { hosts: ['Gateway.Example.Test'] },
  )
  expect(stdout).toBe('401\n')
  expect(report.hosts).toMatchObject([
    { host: 'gateway.example.test', fate: 'double', isNamed: true, requests: 1 },
  ])
})

test.each(['http://x', 'x:443', '127.0.0.1', '[::1]', 'localhost', '', '*.kie.ai', 'a b.c'])(
  '%j is not a host to stand in for',
  async (host) => {
    await expect(runUnderDouble(['true'], { hosts: [host] })).rejects.toThrow(
      `--host is the name of a host alone, such as api.example.com, not ${JSON.stringify(host)}.`,
    )
  },
)

test.each([
  [['sh', '-c', 'exit 7'], 7, null],
  [['sh', '-c', 'kill -KILL $$'], 137, 'SIGKILL'],
  [['no-such-program'], 127, null],
  [['/etc'], 126, null],
] as const)('%j ends with %i', async (command, exitCode, signal) => {
  const { report } = await runUnderDouble(command)
  expect(report).toMatchObject({ exitCode, signal })
})

test('arguments arrive as they were given', async () => {
  const given = ['', 'a b', '--seed', "'$HOME'", '*', 'ü\n']
  const { stdout } = await runUnderDouble([
    process.execPath,
    '-p',
    'JSON.stringify(process.argv.slice(1))',
    '--',
    ...given,
  ])
  expect(JSON.parse(stdout)).toEqual(given)
})

test('a child that outlives the command holds nothing up, and is told', async () => {
  const { report } = await runUnderDouble(['sh', '-c', 'sleep 30 & echo $!'], {
    env: { PATH: process.env.PATH },
  })
  const [pid] = report.outlived
  if (process.platform === 'linux') expect(report.outlived).toHaveLength(1)
  if (pid !== undefined) process.kill(pid)
})

test('an aborted run ends its command', async () => {
  const controller = new AbortController()
  const running = runUnderDouble(['sh', '-c', 'echo started; exec sleep 30'], { abort: controller.signal })
  controller.abort()
  expect((await running).report.signal).toBe('SIGTERM')
})

test('callbacks reach a receiver of the command’s own', async () => {
  const code = `(async () => {${CREATE}
    const server = require('node:http').createServer((request, response) => { response.end(); server.close(); setTimeout(() => process.exit(), 50) })
    server.listen(0, '127.0.0.1', async () => {
      await create('api.kie.ai', '/api/v1/jobs/createTask', { model: 'wan/2-5-text-to-video', input: { prompt: 'a cat' },
        callBackUrl: 'http://127.0.0.1:' + server.address().port + '/hook' })
    })})()`
  const { report } = await runScript(code, { queue: '1ms', run: '1ms' })
  expect(report.callbacks).toEqual({ delivered: 1, failed: 0, refused: 0, pending: 0 })
  expect(report.tasks).toMatchObject([{ phase: 'succeeded' }])
})
