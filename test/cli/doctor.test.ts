import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { runCommand, startCommand, temporaryFolder } from '../helpers/command.ts'

test('where nothing is wrong, every line is ok', async () => {
  using folder = temporaryFolder()
  const { code, stdout } = await runCommand(['doctor', '--port', '1'], { cwd: folder.path })
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .every((line) => line.startsWith('ok ')),
  ).toBe(true)
  expect(stdout).toContain('port 1 is free')
  expect(code).toBe(0)
})

test('another simulator on the port is fine, something else is not', async () => {
  await using double = await startCommand(['--port', '0'])
  const { port } = new URL(double.url)
  expect((await runCommand(['doctor', '--port', port])).stdout).toContain(
    `port ${port}: a stuntdouble runs there`,
  )

  const other = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const taken = (other.address() as AddressInfo).port
  const { code, stdout } = await runCommand(['doctor', '--port', String(taken)])
  other.close()
  expect(stdout).toContain(`look  port ${taken} is taken by something else`)
  expect(code).toBe(2)
})

test('a proxy that would take calls to this machine is named', async () => {
  const env = { HTTP_PROXY: 'http://proxy.example:3128' }
  expect((await runCommand(['doctor', '--port', '1'], { env })).stdout).toContain(
    'set NO_PROXY=127.0.0.1,localhost',
  )
  const spared = { ...env, NO_PROXY: 'example.com, 127.0.0.1' }
  expect((await runCommand(['doctor', '--port', '1'], { env: spared })).stdout).toContain(
    'NO_PROXY spares this machine',
  )
})

test('two config files, and a wrong one, are named', async () => {
  using two = temporaryFolder({
    'stuntdouble.config.json': '{"seed": 3}',
    'stuntdouble.config.yaml': 'seed: 4\n',
  })
  expect((await runCommand(['doctor', '--port', '1'], { cwd: two.path })).stdout).toContain(
    'stuntdouble.config.json and stuntdouble.config.yaml both exist: only the first is read.',
  )
  using wrong = temporaryFolder({ 'stuntdouble.config.yaml': 'sead: 4\n' })
  const { code, stdout } = await runCommand(['doctor', '--port', '1'], { cwd: wrong.path })
  expect(stdout).toContain('there is no setting "sead"; did you mean seed?')
  expect(code).toBe(2)
})
