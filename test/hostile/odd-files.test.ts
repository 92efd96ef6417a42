import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { processStart } from '../../src/basics/process-alive.ts'
import { runCommand } from '../helpers/command.ts'
import { startTestSimulator } from '../helpers/simulator.ts'

const usual = process.env.TMPDIR
const place = mkdtempSync(join(tmpdir(), 'stuntdouble-odd-'))
afterEach(() => {
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place)
  if (usual === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = usual
})

const pipe = (path: string): void => void execFileSync('mkfifo', [path])

test.runIf(process.platform === 'linux').each(['/dev/zero', '/dev/urandom'])(
  'a page that never ends is refused in a sentence: %s',
  async (page) => {
    const { code, stderr } = await runCommand(['import', page])
    expect([code, stderr]).toEqual([
      2,
      `stuntdouble: The page ${page} cannot be read: it is larger than any page.\n`,
    ])
  },
)

test.runIf(process.platform === 'linux').each<[string, (path: string) => void]>([
  ['log-1.jsonl', pipe],
  ['snapshot-1.jsonl', (path) => symlinkSync('/dev/zero', path)],
  ['lock.json', pipe],
])(
  'what is not a file in a state folder is refused in a sentence, and not waited for: %s',
  async (name, make) => {
    make(join(place, name))
    const { code, stderr } = await runCommand(['start', '--port', '0', '--state', place])
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`${join(place, name)} is not a file; remove it`),
    ])
  },
)

/** Says that a process is the detached simulator on port 7399. */
const note = (noted: unknown, mode = 0o700): void => {
  process.env.TMPDIR = place
  const folder = join(place, `stuntdouble-${userInfo().uid}`)
  mkdirSync(folder)
  chmodSync(folder, mode)
  writeFileSync(join(folder, '7399.json'), JSON.stringify(noted))
}

test.runIf(process.platform === 'linux')(
  'stop ends no process but the one that was started, whoever has its number now',
  async () => {
    await using double = await startTestSimulator()
    const { url } = double
    const other = spawn('sleep', ['60'])
    const pid = other.pid ?? 0
    for (const noted of [
      { pid, url, started: '1' },
      { pid, url },
      { pid: -1, url, started: '' },
      { pid: 0, url, started: '' },
      { pid: String(pid), url, started: processStart(pid) },
      null,
      [],
    ]) {
      rmSync(join(place, `stuntdouble-${userInfo().uid}`), { recursive: true, force: true })
      note(noted)
      expect((await runCommand(['stop', '--port', '7399'])).code).toBe(3)
    }
    expect(other.exitCode ?? other.signalCode).toBeNull()
    other.kill()
  },
)

test.runIf(process.platform === 'linux')('stop trusts no folder that others can write into', async () => {
  note({ pid: process.pid, url: 'http://127.0.0.1:7399', started: processStart(process.pid) }, 0o777)
  const { code, stderr } = await runCommand(['stop', '--port', '7399'])
  expect([code, stderr]).toEqual([2, expect.stringContaining('is not a folder of yours alone')])
})
