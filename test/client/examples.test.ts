import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { DurationText } from '../../src/basics/duration.ts'
import { startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { parseMp4 } from '../helpers/mp4.ts'

/** The examples, as users run them: each a process of its own against a simulator on a port. */

const startPlace = async (run: DurationText = '50ms', models: readonly string[] = []) => {
  const simulator = await startSimulator({ port: 0, queue: 0, run, models })
  const folder = temporaryFolder()
  const to = join(folder.path, 'cat.mp4')
  const start = (name: string): ChildProcess =>
    spawn(
      process.execPath,
      ['--import', resolve('test/client/fast-timers.mjs'), resolve('examples/client', name), 'a cat', to],
      {
        env: {
          PATH: process.env.PATH,
          KIE_API_KEY: 'example',
          EVOLINK_API_KEY: 'example',
          KIE_BASE_URL: simulator.url,
          EVOLINK_BASE_URL: simulator.url,
        },
      },
    )
  return {
    ...{ simulator, to, folder: folder.path, start },
    account: simulator.account('example'),
    /** Runs an example to its end. */
    run: async (name: string): Promise<string> => {
      const child = start(name)
      const chunks: string[] = []
      child.stdout?.on('data', (chunk) => chunks.push(String(chunk)))
      child.stderr?.on('data', (chunk) => chunks.push(String(chunk)))
      await once(child, 'close')
      return chunks.join('')
    },
    [Symbol.asyncDispose]: async () => {
      await simulator.close()
      folder[Symbol.dispose]()
    },
  }
}

test.concurrent('kie.js buys one video and stores it', async () => {
  await using place = await startPlace()
  const output = await place.run('kie.js')
  expect(output).toMatch(/created [0-9a-f]{32}\n[\s\S]*stored \d+ bytes in .*cat.mp4/)
  expect(parseMp4(readFileSync(place.to))).toMatchObject({ durationSeconds: 5 })
  expect(place.account.tasks()).toHaveLength(1)
})

test.concurrent('ai-sdk.js buys one video through the AI SDK', async () => {
  await using place = await startPlace()
  expect(await place.run('ai-sdk.js')).toMatch(
    /^stored \d+ bytes of task [0-9a-f]{32} in .*cat.mp4\nspent 60 credits\n$/,
  )
  expect(parseMp4(readFileSync(place.to))).toMatchObject({ durationSeconds: 5 })
  expect(place.account.tasks()).toHaveLength(1)
})

test.concurrent('reconcile.js finds the video whose answer was cut off', async () => {
  await using place = await startPlace()
  place.account.setScenario({
    rules: [{ fault: 'truncated-body', operation: 'create', with: { share: 0.98 } }],
  })
  expect(await place.run('reconcile.js')).toMatch(
    /cost 60 credits, 0.3 US dollars\nperhaps bought: found by response\n[\s\S]*stored \d+ bytes in .*cat.mp4\n$/,
  )
  expect(place.account.tasks()).toHaveLength(1)
})

test.concurrent('evolink.js buys one video and says what it cost', async () => {
  await using place = await startPlace()
  expect(await place.run('evolink.js')).toMatch(/stored \d+ bytes in .*cat.mp4 for 5 credits/)
  expect(place.account.tasks()).toHaveLength(1)
})

test.concurrent('images.js buys an image of an imported model, and stores it', async () => {
  await using place = await startPlace('50ms', ['test/fixtures/pages/evolink-image.md'])
  expect(await place.run('images.js')).toMatch(/created \S+\nstored \d+ bytes of image\/png in .*cat\.mp4\n$/)
  expect(readFileSync(place.to).subarray(1, 4).toString()).toBe('PNG')
  expect(place.account.tasks()).toHaveLength(1)
})

test.concurrent('callback-server.js learns of the end once, by callback or by polling', async () => {
  await using place = await startPlace('10ms')
  expect(await place.run('callback-server.js')).toMatch(
    /^by (callback|polling): task-unified-\S+ succeeded\n$/,
  )
  expect(place.account.tasks()).toHaveLength(1)
  expect(place.account.deliveries()).toHaveLength(1)
})

/** The first note says that the create request is sent, the second one which task it made. */
const isBought = (note: string): boolean => JSON.parse(note).id !== undefined

test.concurrent('resume.js, killed after it has bought, goes on with the same video', async () => {
  await using place = await startPlace('200ms')
  const note = `${place.to}.task.json`
  const noted = (async () => {
    for await (const _ of watchFolder(place.folder))
      if (existsSync(note) && isBought(readFileSync(note, 'utf8'))) return
  })()
  const child = place.start('resume.js')
  await noted
  child.kill('SIGKILL')
  await once(child, 'close')
  expect(existsSync(place.to)).toBe(false)

  const [task] = place.account.tasks()
  expect(await place.run('resume.js')).toBe(`went on with ${task?.id}\n`)
  expect(parseMp4(readFileSync(place.to))).toMatchObject({ durationSeconds: 5 })
  expect(place.account.tasks()).toHaveLength(1)
  expect(existsSync(note)).toBe(false)
})

async function* watchFolder(path: string): AsyncGenerator<void> {
  const watcher = watch(path)
  try {
    for (;;) yield void (await once(watcher, 'change'))
  } finally {
    watcher.close()
  }
}

test.concurrent('without a key an example ends in one sentence', async () => {
  const child = spawn(process.execPath, ['examples/client/kie.js'], { env: { PATH: process.env.PATH } })
  const chunks: string[] = []
  child.stderr.on('data', (chunk) => chunks.push(String(chunk)))
  const [code] = await once(child, 'close')
  expect(chunks.join('')).toBe('There is no API key: pass apiKey or set KIE_API_KEY.\n')
  expect(code).toBe(1)
})

test('every example is run here', () => {
  const text = readFileSync('test/client/examples.test.ts', 'utf8')
  for (const name of readdirSync('examples/client')) expect(text).toContain(`'${name}'`)
})
