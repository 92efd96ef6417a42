import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sweep } from '../../src/run/folder.ts'
import { runCommand, spawnCommand, temporaryFolder } from '../helpers/command.ts'

test.each([
  [[], 'There is no command to run; give one after --, as in: stuntdouble run -- npm test'],
  [['npm', 'test'], 'The command goes after --, as in: stuntdouble run -- npm test'],
  [
    ['--host', 'https://x', '--', 'true'],
    '--host is the name of a host alone, such as api.example.com, not "https://x".',
  ],
  [
    ['--others', 'stop', '--', 'true'],
    '--others: "stop" is not one of pass, block. See stuntdouble help run.',
  ],
  [
    ['--isolate', '--others', 'pass', '--', 'true'],
    '--isolate lets nothing out, so it cannot be combined with --others pass.',
  ],
  [
    ['--report', '/no/where/x.json', '--', 'true'],
    '--report cannot be written to "/no/where/x.json": its folder does not exist.',
  ],
  [['--serve-tls', '--', 'true'], '--serve-tls runs no command; leave out -- and what follows it.'],
  [['--ca-out', 'ca.pem', '--', 'true'], '--ca-out means nothing without --serve-tls.'],
  [
    ['--port', '70000', '--', 'true'],
    '--port: "70000" is not a port from 0 to 65535. See stuntdouble help run.',
  ],
] as const)('run %j is one clear sentence and exit code 2', async (args, sentence) => {
  expect(await runCommand(['run', ...args])).toEqual({
    code: 2,
    stdout: '',
    stderr: `stuntdouble: ${sentence}\n`,
  })
})

test('a port that is taken is one clear sentence, and leaves nothing behind', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { readonly port: number }
  const taken = await runCommand(['run', '--port', String(port), '--', 'true'])
  expect(taken.stderr).toBe(
    `stuntdouble: --port ${port} is in use; stop what listens there, or leave --port out.\n`,
  )
  const tls = await runCommand(['run', '--serve-tls', '--tls-port', String(port)])
  expect(tls.stderr).toBe(
    `stuntdouble: Cannot listen on 127.0.0.1, port ${port}: it is in use; pass another --tls-port.\n`,
  )
  expect([taken.code, tls.code]).toEqual([2, 2])
  server.close()
})

test('the command has our streams, and the report is written', async () => {
  using folder = temporaryFolder()
  const report = join(folder.path, 'run.json')
  const { code, stdout, stderr } = await spawnCommand([
    'run',
    '--report',
    report,
    '--',
    'sh',
    '-c',
    'echo out; echo err >&2; exit 3',
  ])
  expect([code, stdout]).toEqual([3, 'out\n'])
  expect(stderr).toMatch(
    /^err\nstuntdouble run: the command ended with 3\n {2}tasks {6}0 from 0 create requests\n/,
  )
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ exitCode: 3, means: 'environment' })
})

/** Starts a run whose command says where the run's files are, and then waits. */
const startRun = async () => {
  const child = spawn(
    process.execPath,
    [resolve('dist/stuntdouble.js'), 'run', '--', 'sh', '-c', 'echo "$CURL_CA_BUNDLE"; exec sleep 60'],
    { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const [line] = await once(child.stdout, 'data')
  return { child, folder: dirname(String(line).trim()) }
}

const isGone = async (path: string): Promise<boolean> => {
  for (let look = 0; look < 200 && existsSync(path); look += 1) await delay(50)
  return !existsSync(path)
}

test('a signal is the command’s, and its files are gone', async () => {
  const { child, folder } = await startRun()
  expect(existsSync(folder)).toBe(true)
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(143)
  expect(existsSync(folder)).toBe(false)
})

test('the files are gone even when the run is killed', async () => {
  const { child, folder } = await startRun()
  child.kill('SIGKILL')
  expect(await isGone(folder)).toBe(true)
})

test('a run sweeps what runs before it were killed with', () => {
  using parent = temporaryFolder()
  const namespace = process.platform === 'linux' ? /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] : '0'
  const [dead, alive] = [
    `stuntdouble-run-${namespace}-4194305-x`,
    `stuntdouble-run-${namespace}-${process.pid}-x`,
  ]
  for (const name of [dead, alive, 'other']) mkdirSync(join(parent.path, name))
  sweep(parent.path)
  expect([dead, alive, 'other'].map((name) => existsSync(join(parent.path, name)))).toEqual([
    false,
    true,
    true,
  ])
})
