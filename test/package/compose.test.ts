import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { startCommand } from '../helpers/command.ts'
import { freePort } from '../helpers/free-port.ts'
import { ask } from '../helpers/simulator.ts'

/** The Compose example: its file, and its three programs without the containers. */

interface Service {
  readonly environment?: Readonly<Record<string, string>>
  readonly command?: readonly string[]
  readonly read_only?: boolean
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
}

const file = readFileSync('examples/compose/compose.yaml', 'utf8')
const { services } = parse(file) as { readonly services: Readonly<Record<string, Service>> }

const run = (name: string, env: Readonly<Record<string, string>>) =>
  spawn(process.execPath, [`examples/compose/${name}.mjs`], { env: { ...env } })

test('an order of one container is called back in another', async () => {
  const port = await freePort()
  const receiver = run('receiver', { PORT: String(port) })
  onTestFinished(() => void receiver.kill())
  // The task ends when both programs are there, however long their starts take.
  await using double = await startCommand(['--port', '0', '--clock', 'manual'], {
    // The names of containers are names of this machine here.
    env: { ...services.stuntdouble?.environment, STUNTDOUBLE_CALLBACK_ALLOW: '127.0.0.1' },
  })
  const product = run('product', {
    ...services.product?.environment,
    KIE_BASE_URL: double.url,
    CALLBACK_URL: `http://127.0.0.1:${port}/done`,
  })
  const [ordered, [line]] = await Promise.all([text(product.stdout), once(receiver.stdout, 'data')])
  expect(String(line)).toBe(`listens on port ${port}\n`)
  const said = text(receiver.stdout)
  const moved = await ask('PUT', `${double.url}/__stuntdouble/clock`, {
    key: null,
    headers: { 'x-stuntdouble-token': services.stuntdouble?.environment?.STUNTDOUBLE_CONTROL_TOKEN ?? '' },
    body: { action: 'runUntilIdle' },
  })
  expect(moved.status, moved.text).toBe(200)
  const taskId = /ordered: (\w+)/.exec(ordered)?.[1]
  expect(await said).toBe(`called back: ${taskId} success\n`)
})

test('what the containers are told fits together', () => {
  const { stuntdouble, receiver, product } = services
  expect(stuntdouble?.read_only).toBe(true)
  expect(stuntdouble?.environment?.STUNTDOUBLE_PUBLIC_BASE_URL).toBe(product?.environment?.KIE_BASE_URL)
  const callback = new URL(product?.environment?.CALLBACK_URL ?? '')
  expect(callback.hostname).toBe(stuntdouble?.environment?.STUNTDOUBLE_CALLBACK_ALLOW)
  expect(Object.keys(services)).toContain(callback.hostname)
  expect(receiver?.command).toEqual(['node', '/receiver.mjs'])
  expect(product?.depends_on?.stuntdouble?.condition).toBe('service_healthy')
  const settings = Object.values(services).flatMap(({ environment = {} }) => Object.keys(environment))
  expect(settings.length).toBeLessThanOrEqual(15)
})
