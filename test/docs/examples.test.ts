import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { parseMp4 } from '../helpers/mp4.ts'
import { ask } from '../helpers/simulator.ts'
import { hasPython } from './documents.ts'

/** A client in another language, which shares not a line with the simulator. */

const run = promisify(execFile)

const generate = (url: string, folder: string) =>
  run('python3', [resolve('examples/generate_video.py'), 'A cat playing piano', 'cat.mp4'], {
    cwd: folder,
    env: { PATH: process.env.PATH, KIE_BASE_URL: url, KIE_API_KEY: 'python', POLL_SECONDS: '0.02' },
  })

test.skipIf(!hasPython())('the Python example makes a video, and creates one task', async () => {
  using folder = temporaryFolder()
  await using double = await startSimulator({ port: 0, speed: 40 })
  const { stdout } = await generate(double.url, folder.path)
  expect(stdout).toMatch(/^task [0-9a-f]{32}\n(waiting\n)*success\ncat\.mp4: \d+ bytes\n$/)
  expect(parseMp4(readFileSync(join(folder.path, 'cat.mp4')))).toMatchObject({ width: 1920, height: 1080 })
  const tasks = await ask('GET', `${double.url}/__stuntdouble/tasks`, { key: 'python' })
  expect(tasks.json.items).toHaveLength(1)
})

test.skipIf(!hasPython())('the Python example goes on when polls fail', async () => {
  using folder = temporaryFolder()
  // The first create request of this seed is let through, and some of its polls are not.
  await using double = await startSimulator({ port: 0, speed: 40, run: '8s', errorRate: 0.4, seed: 5 })
  const { stdout } = await generate(double.url, folder.path)
  expect(stdout).toContain('poll failed, asking again: 50')
  expect(stdout).toContain('cat.mp4: ')
})

test.skipIf(!hasPython())('the Python example says that a task failed, and leaves no file', async () => {
  using folder = temporaryFolder()
  await using double = await startSimulator({ port: 0, speed: 40, failRate: 1, profile: 'observed' })
  await expect(generate(double.url, folder.path)).rejects.toMatchObject({
    code: 1,
    stderr: 'the task failed: 500 Internal Error, Please try again later.\n',
  })
  expect(existsSync(join(folder.path, 'cat.mp4'))).toBe(false)
})
