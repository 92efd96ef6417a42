import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { buildGo } from '../helpers/build-go.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { parseMp4 } from '../helpers/mp4.ts'
import { ask } from '../helpers/simulator.ts'
import { has, type Runtime } from './documents.ts'

/** Clients in other languages, which share not a line with the simulator. */

const run = promisify(execFile)

const example = (ending: string): string => resolve(`examples/generate_video.${ending}`)

const home = temporaryFolder()
afterAll(() => home[Symbol.dispose]())

/** Go's example is compiled once for all its runs; test/docs/snippets.test.ts types `go run`. */
let built: Promise<string> | undefined

const PROGRAMS: Readonly<Record<Runtime, () => Promise<readonly [string, ...string[]]>>> = {
  python3: async () => ['python3', example('py')],
  go: async () => {
    built ??= buildGo(example('go'), join(home.path, 'generate_video'))
    return [await built]
  },
  php: async () => ['php', example('php')],
}

const installed = (Object.keys(PROGRAMS) as Runtime[]).filter(has)

const generate = async (runtime: Runtime, url: string, folder: string) => {
  const [program, ...args] = await PROGRAMS[runtime]()
  return run(program, [...args, 'A cat playing piano', 'cat.mp4'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      KIE_BASE_URL: url,
      KIE_API_KEY: 'other-language',
      POLL_SECONDS: '0.02',
    },
  })
}

test.concurrent.each(installed)('the example for %s makes a video, and creates one task', async (runtime) => {
  using folder = temporaryFolder()
  await using double = await startSimulator({ port: 0, speed: 40 })
  const { stdout } = await generate(runtime, double.url, folder.path)
  expect(stdout).toMatch(/^task [0-9a-f]{32}\n(waiting\n)*success\ncat\.mp4: \d+ bytes\n$/)
  expect(parseMp4(readFileSync(join(folder.path, 'cat.mp4')))).toMatchObject({ width: 1920, height: 1080 })
  const tasks = await ask('GET', `${double.url}/__stuntdouble/tasks`, { key: 'other-language' })
  expect(tasks.json.items).toHaveLength(1)
})

test.concurrent.each(installed)('the example for %s goes on when polls fail', async (runtime) => {
  using folder = temporaryFolder()
  await using double = await startSimulator({
    ...{ port: 0, speed: 40, scenario: 'polls-fail' },
    scenarios: { 'polls-fail': { rules: [{ fault: 'server-error', operation: 'retrieve', call: '..2' }] } },
  })
  const { stdout } = await generate(runtime, double.url, folder.path)
  expect(stdout).toContain('poll failed, asking again: 50')
  expect(stdout).toContain('cat.mp4: ')
})

test.concurrent.each(installed)(
  'the example for %s says that a task failed, and leaves no file',
  async (runtime) => {
    using folder = temporaryFolder()
    await using double = await startSimulator({ port: 0, speed: 40, failRate: 1, profile: 'observed' })
    await expect(generate(runtime, double.url, folder.path)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the task failed: 500 Internal Error, Please try again later.\n'),
    })
    expect(existsSync(join(folder.path, 'cat.mp4'))).toBe(false)
  },
)
