import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { SMALL_STEPS } from '../../src/cli/terminal/process-io.ts'
import type { startSimulator } from '../../src/simulator/index.ts'
import { runCommand, spawnStart, startCommand, temporaryFolder } from '../helpers/command.ts'
import { ask } from '../helpers/simulator.ts'

test('start prints where it is, and answers', async () => {
  await using double = await startCommand(['--port', '0'])
  expect(double.ready).toMatchObject({
    event: 'ready',
    profile: 'documented',
    seed: 1,
    clock: 'real',
    speed: 1,
  })
  expect(double.ready.baseUrls).toEqual({
    kie: double.url,
    evolink: double.url,
    reseller: `${double.url}/apiv1`,
  })
  expect((await ask('GET', `${double.url}/health`)).json).toEqual({ status: 'ok' })
})

test('a flag comes before a variable, a variable before the file', async () => {
  using folder = temporaryFolder({
    'stuntdouble.config.yaml': 'port: 0\nseed: 1\nprofile: observed\nspeed: 2\n',
  })
  const env = { STUNTDOUBLE_SEED: '2', STUNTDOUBLE_SPEED: '3' }
  await using double = await startCommand(['--seed', '3'], { cwd: folder.path, env })
  expect(double.ready).toMatchObject({ seed: 3, speed: 3, profile: 'observed' })
})

test('a config file can be JSON, may name its schema, and may write names with dashes', async () => {
  const config = { $schema: './config.schema.json', port: 0, 'fail-rate': 0.5, callbackAllow: ['a', 'b:1'] }
  using folder = temporaryFolder({ 'other.json': JSON.stringify(config) })
  await using double = await startCommand(['--config', 'other.json'], { cwd: folder.path })
  expect(double.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})

test('a port in use is one clear sentence', async () => {
  const other = createServer((_request, response) => response.end()).listen(0, '127.0.0.1')
  await new Promise((listening) => other.once('listening', listening))
  const { port } = other.address() as AddressInfo
  const { code, stderr } = await runCommand(['--port', String(port)])
  other.close()
  expect(stderr).toBe(
    `stuntdouble: Cannot listen on 127.0.0.1, port ${port}: it is in use; stop what listens there, or pass --port 0.\n`,
  )
  expect(code).toBe(2)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends it cleanly, and a slow answer under way still arrives',
  async (signal) => {
    await using double = await spawnStart(['--port', '0', '--clock', 'manual', '--latency', '1h'])
    const slow = ask('GET', `${double.url}/v1/credits`)
    const isWaiting = async (): Promise<boolean> =>
      String((await ask('GET', `${double.url}/__stuntdouble/clock`)).text).includes(
        'answer to evolink.credits',
      )
    while (!(await isWaiting()));
    expect(await double.stop(signal)).toBe(0)
    expect((await slow).status).toBe(200)
  },
)

test('a port where another simulator runs is named as that', async () => {
  await using double = await startCommand(['--port', '0'])
  const { code, stderr } = await runCommand(['--port', new URL(double.url).port])
  expect(stderr).toContain('another stuntdouble runs there')
  expect(code).toBe(2)
})

test('--log-level info with --json writes an object per exchange to standard error, and never the key', async () => {
  await using double = await startCommand(['--port', '0', '--log-level', 'info'])
  await ask('GET', `${double.url}/v1/credits`, { key: 'a-very-secret-key' })
  await double.stop()
  const line = JSON.parse(double.stderr())
  expect(line).toMatchObject({ event: 'exchange', level: 'info', operation: 'evolink.credits', status: 200 })
  expect(double.stderr()).not.toContain('a-very-secret-key')
})

test('a simulator that npm started ends when npm is gone, and frees its port', async () => {
  // As npm does: a shell between, which takes the signal with it to its grave.
  const child = spawn('sh', ['-c', `"${process.execPath}" dist/stuntdouble.js --port 0 --json; true`], {
    env: { PATH: process.env.PATH, npm_command: 'start' },
  })
  const ready = await new Promise<{ url: string }>((done) => {
    child.stdout.once('data', (chunk) => done(JSON.parse(String(chunk))))
  })
  const closed = new Promise((done) => child.stdout.once('close', done))
  child.kill('SIGKILL')
  await closed
  await expect(ask('GET', `${ready.url}/health`)).rejects.toThrow('ECONNREFUSED')
})

test('this Node knows the flag that keeps the heap from growing in large steps', () => {
  expect(execFileSync(process.execPath, [SMALL_STEPS, '-p', '"known"']).toString()).toBe('known\n')
})

test('the console is part of what is built, for the command and for the library', async () => {
  const html = readFileSync('src/console/index.html', 'utf8')
  await using command = await spawnStart(['--port', '0'])
  expect((await ask('GET', `${command.url}/__stuntdouble/`, { key: null })).text).toBe(html)

  const built = new URL('../../dist/simulator.js', import.meta.url).href
  const { startSimulator: startBuilt } = (await import(built)) as {
    readonly startSimulator: typeof startSimulator
  }
  await using library = await startBuilt({ port: 0 })
  expect((await ask('GET', `${library.url}/__stuntdouble/`, { key: null })).text).toBe(html)
})
