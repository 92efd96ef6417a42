import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { run } from '../../src/cli/main.ts'
import { spawnStart, testIo } from '../helpers/command.ts'
import { ask, startTestSimulator } from '../helpers/simulator.ts'

/** How often each of these could not be loaded yet; others load as usual. */
const failing = vi.hoisted(() => ({ control: 0, courier: 0 }))

const failsFirst = (name: keyof typeof failing): void => {
  if (failing[name] === 0) return
  failing[name] -= 1
  throw new Error('EMFILE: too many open files')
}

vi.mock('../../src/simulator/control/control-app.ts', async (original) => {
  const real = await original<typeof import('../../src/simulator/control/control-app.ts')>()
  const createControlApp: typeof real.createControlApp = async () => {
    failsFirst('control')
    return real.createControlApp()
  }
  return { ...real, createControlApp }
})

vi.mock('../../src/simulator/callbacks/courier.ts', async (original) => {
  const real = await original<typeof import('../../src/simulator/callbacks/courier.ts')>()
  const createCourier: typeof real.createCourier = (options) => {
    failsFirst('courier')
    return real.createCourier(options)
  }
  return { ...real, createCourier }
})

afterEach(() => Object.assign(failing, { control: 0, courier: 0 }))

test('a control API that cannot be loaded is a 503 in one sentence, and the next call tries again', async () => {
  failing.control = 1
  // One with pages of its own has an app of its own, which has not loaded it for another test.
  await using double = await startTestSimulator({ models: ['test/fixtures/pages/kie-apidog.md'] })
  const refused = await double.get('/__stuntdouble/accounts')
  expect(refused.status).toBe(503)
  expect(refused.json.error).toBe(
    'The control API could not be loaded (EMFILE: too many open files); try again.',
  )
  expect((await double.get('/__stuntdouble/accounts')).status).toBe(200)
})

test('a callback that cannot be sent because nothing can be loaded has failed, and the next one is sent', async () => {
  failing.courier = Number.POSITIVE_INFINITY
  await using double = await startTestSimulator()
  const callBackUrl = `${double.url}/__stuntdouble/inbox/x`
  await double.createKie({}, { callBackUrl })
  await double.runUntilIdle()
  expect(await double.deliveries()).toMatchObject([
    { state: 'failed', attempts: [{ error: 'could not be sent: EMFILE: too many open files' }] },
  ])
  failing.courier = 0
  await double.createKie({}, { callBackUrl })
  await double.runUntilIdle()
  expect(await double.deliveries()).toMatchObject([{ state: 'failed' }, { state: 'delivered' }])
})

test('a model with half a surrogate pair does no harm to polls, lists and callbacks', async () => {
  await using double = await startTestSimulator({ unknownModels: 'accept' })
  const body = '{"model":"\\ud800","input":{"prompt":"a cat"}}'
  const { taskId } = (await ask('POST', `${double.url}/api/v1/jobs/createTask`, { body })).json.data
  await double.advance(4_000)
  expect((await double.recordInfo(taskId)).json.data.state).toBe('success')
  expect((await double.get('/__stuntdouble/tasks')).json.items).toHaveLength(1)
})

test('whoever reads the log may leave', async () => {
  await using double = await spawnStart(['--port', '0', '--log-level', 'debug'])
  double.stopReading()
  for (let call = 0; call < 5; call += 1) {
    expect((await ask('GET', `${double.url}/v1/credits`)).status).toBe(200)
  }
  expect(await double.stop()).toBe(0)
})

test.skipIf(process.platform !== 'linux')('a full disk under the log ends nothing', async () => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(
    process.execPath,
    ['dist/stuntdouble.js', '--json', '--port', '0', '--log-level', 'debug'],
    {
      stdio: ['ignore', 'pipe', full],
    },
  )
  closeSync(full)
  const [ready] = await once(child.stdout as NonNullable<typeof child.stdout>, 'data')
  const { url } = JSON.parse(String(ready))
  for (let call = 0; call < 5; call += 1) expect((await ask('GET', `${url}/v1/credits`)).status).toBe(200)
  child.kill()
  expect(await once(child, 'close')).toEqual([0, null])
})

test('what nobody caught is reported in the log, and the simulator goes on', async () => {
  const { io, written, onWrite, stop } = testIo()
  let tell: (error: unknown) => void = () => undefined
  const ready = new Promise<string>((resolve) => {
    onWrite(() => written.stdout.includes('\n') && resolve(JSON.parse(written.stdout).url))
  })
  const survive = (told: typeof tell): void => {
    tell = told
  }
  const ended = run(['--json', '--port', '0'], { ...io, survive })
  const url = await ready
  tell(new Error('nobody thought of this'))
  expect(written.stderr).toContain(
    'stuntdouble: this is a bug, please report it: Error: nobody thought of this',
  )
  expect((await ask('GET', `${url}/v1/credits`)).status).toBe(200)
  stop()
  expect(await ended).toBe(0)
})
