import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { gradeReceiver } from '../../src/grade/receiver/grade-receiver.ts'
import { runClient } from '../../src/grade/stage/client-process.ts'
import { runCommand } from '../helpers/command.ts'

const type = (...args: readonly string[]) =>
  runCommand(['grade', ...args], { env: { PATH: process.env.PATH ?? '' } })

test.each([
  [[], 'There is no command to grade'],
  [['node', 'client.mjs'], 'The command goes after --'],
  [['--only', 'money/no-orphans', '--', 'node'], 'did you mean money/no-orphan?'],
  [['--reporter', 'xml', '--', 'node'], '--reporter: "xml" is not one of card, json,'],
  [['--deadline', 'soon', '--', 'node'], '--deadline: "soon" is not a duration from 2s to 60m'],
  [['--jobs', '0', '--', 'node'], '--jobs: "0" is not a whole number from 1 to 64.'],
  [['--receiver', 'nowhere'], 'is not an http or https URL'],
  [['--receiver', 'http://127.0.0.1:9/', '--', 'node'], '--receiver runs no command'],
  [['--baseline', 'no-such-file', '--', 'node'], '"no-such-file" cannot be read'],
  [['--from', 'package.json'], '"package.json" is not a report'],
  [['--prove', 'no-such-ref', '--', 'node'], '--prove: git rev-parse says'],
  [['--', 'no-such-program-anywhere'], 'there is no program "no-such-program-anywhere"'],
])('%j is one clear sentence, and exit code 2', async (args, message) => {
  const { code, stderr } = await type(...args)
  expect(stderr).toContain(message)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(2)
})

test('a command that calls nobody is a clear verdict', async () => {
  const silent = await type('--', process.execPath, '-e', 'throw new Error("no key")')
  expect(silent.code).toBe(3)
  expect(silent.stderr).toMatch(
    /made no request to api\.kie\.ai, and ended with exit code 1; it said: Error: no key\./,
  )
})

test.each([
  ['/v9/jobs/createTask', 'POST /v9/jobs/createTask (did you mean POST /api/v1/jobs/createTask?)'],
  ['/v1/videos/generations', "another provider's; grade it with --provider evolink."],
])('a command that calls only %s ends in a sentence that names the call', async (path, message) => {
  const call = `fetch(process.env.KIE_BASE_URL + '${path}', { method: 'POST', body: '{}' })`
  const { code, stderr } = await type('--', process.execPath, '-e', call)
  expect(stderr).toContain(message)
  expect(code).toBe(3)
})

/** Calls a receiver good or bad while it is there. */
const judged = async (listener: RequestListener) => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`
  const report = await gradeReceiver(url, {
    provider: 'kie',
    profile: 'documented',
    seed: 1,
    env: { KIE_WEBHOOK_HMAC_KEY: 'secret' },
    client: url,
    repeat: '',
  })
  server.close()
  server.closeAllConnections()
  return report.obligations.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
}

const reading =
  (answer: (body: string, headers: Readonly<Record<string, unknown>>) => number): RequestListener =>
  (request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk
    })
    request.on('end', () => {
      response.statusCode = answer(body, request.headers)
      response.end()
    })
  }

/** Reads what it takes for a callback, and expects nothing else. */
const hopeful = reading((body) => {
  try {
    return JSON.parse(body).code === undefined ? 500 : 200
  } catch {
    return 500
  }
})

test('a receiver fails where it believes a forgery, where it crashes, and where it does not take a callback', async () => {
  const [trusting, crashing, refusing] = await Promise.all(
    [reading(() => 200), hopeful, reading(() => 500)].map(judged),
  )
  expect(trusting).toEqual(['callbacks/receiver-forged'])
  expect(crashing).toEqual([
    'callbacks/receiver-forged',
    'callbacks/receiver-broken-body',
    'callbacks/receiver-huge-body',
  ])
  expect(refusing).toContain('callbacks/receiver-still-there')
})

test('a command that never ends is ended, with all that it started', async () => {
  const options = { env: { PATH: process.env.PATH }, cwd: '.', abort: new AbortController().signal }
  const endless = ['sh', '-c', 'sleep 600 & read line </dev/tty; echo nobody; sleep 600']
  const { ending, stdout } = await runClient(endless, { ...options, limitMs: 300 })
  expect([ending, stdout]).toEqual([{ kind: 'never-ended' }, 'nobody\n'])
  const stopped = await runClient(endless, { ...options, limitMs: 60_000, abort: AbortSignal.abort() })
  expect(stopped.ending).toEqual({ kind: 'killed', signal: 'SIGTERM' })
})
