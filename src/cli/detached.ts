import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { Environment } from './io.ts'
import { UsageError } from './usage-error.ts'

/** A simulator that runs on after the command that started it. */
export interface Detached {
  readonly pid: number
  readonly url: string
  /** Where its output goes. */
  readonly log: string
}

/** A folder that only this user can read, for simulators in the background. */
const folder = (): string => {
  const path = join(tmpdir(), `stuntdouble-${userInfo().uid}`)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  return path
}

const fileOf = (port: number | string): string => join(folder(), `${port}.json`)

const noteDetached = (port: number | string, detached: Detached): void =>
  writeFileSync(fileOf(port), JSON.stringify(detached), { mode: 0o600 })

/** What was recorded about a port; undefined if nothing was. */
export const detachedOn = (port: number): Detached | undefined => {
  try {
    return JSON.parse(readFileSync(fileOf(port), 'utf8')) as Detached
  } catch {
    return undefined
  }
}

export const forgetDetached = (port: number): void => rmSync(fileOf(port), { force: true })

/** The running program, started again with other arguments. */
const self = (): readonly [string, readonly string[]] => [process.execPath, process.argv.slice(1, 2)]

/**
 * Starts a simulator that outlives this process, and waits until it is ready.
 * @throws UsageError with its output if it ended instead
 */
export const startDetached = async (
  args: readonly string[],
  env: Environment,
  cwd: string,
  [program, words]: readonly [string, readonly string[]] = self(),
): Promise<Detached> => {
  const log = join(folder(), `${process.pid}-${Date.now()}.log`)
  const output = openSync(log, 'wx', 0o600)
  const child = spawn(program, [...words, 'start', ...args, '--json'], {
    cwd,
    env: { ...env, npm_command: undefined, npm_lifecycle_event: undefined },
    detached: true,
    stdio: ['ignore', 'pipe', output],
  })
  closeSync(output)
  const ready = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk) => resolve(String(chunk)))
    child.once('error', reject)
    child.once('exit', () =>
      reject(
        new UsageError(
          readFileSync(log, 'utf8')
            .trim()
            .replace(/^stuntdouble: /, ''),
        ),
      ),
    )
  })
  child.stdout?.destroy()
  child.unref()
  const { url, pid } = JSON.parse(ready.split('\n')[0] ?? '') as Detached
  const detached = { pid, url, log }
  noteDetached(new URL(url).port, detached)
  return detached
}
