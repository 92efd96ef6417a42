import { spawn } from 'node:child_process'
import { closeSync, lstatSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { processStart } from '../../basics/process-alive.ts'
import { UsageError } from '../flags/usage-error.ts'
import type { Environment } from '../terminal/io.ts'

/** A simulator that runs on after the command that started it. */
export interface Detached {
  readonly pid: number
  readonly url: string
  /** When it was started, as the kernel counts: another process may have its number later. */
  readonly started: string
  /** Where its output goes. */
  readonly log: string
}

/** A folder that only this user can read, for simulators in the background. */
const folder = (): string => {
  const { uid } = userInfo()
  const path = join(tmpdir(), `stuntdouble-${uid}`)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const facts = lstatSync(path)
  const isPrivate = uid === -1 || (facts.uid === uid && (facts.mode & 0o077) === 0)
  // Anybody may make a folder, or a link, of that name where temporary files are.
  if (!facts.isDirectory() || !isPrivate)
    throw new UsageError(
      `${path} is not a folder of yours alone; remove it, or set TMPDIR to another folder.`,
    )
  return path
}

const fileOf = (port: number | string): string => join(folder(), `${port}.json`)

const noteDetached = (port: number | string, detached: Detached): void =>
  writeFileSync(fileOf(port), JSON.stringify(detached), { mode: 0o600 })

const isNoted = (value: unknown): value is Detached => {
  const { pid, url, started } = value as Partial<Record<keyof Detached, unknown>>
  return (
    Number.isSafeInteger(pid) && Number(pid) > 1 && typeof url === 'string' && typeof started === 'string'
  )
}

/** What was recorded about a port; undefined if nothing was. */
export const detachedOn = (port: number): Detached | undefined => {
  try {
    const noted: unknown = JSON.parse(readFileSync(fileOf(port), 'utf8'))
    return isNoted(noted) ? noted : undefined
  } catch (error) {
    if (error instanceof UsageError) throw error
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
  const detached = { pid, url, started: processStart(pid), log }
  noteDetached(new URL(url).port, detached)
  return detached
}
