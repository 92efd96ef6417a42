import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isProcessAlive } from '../basics/process-alive.ts'

/** The files of one run. They are removed when it ends, however it ends. */
export interface RunFolder extends Disposable {
  readonly path: string
  /** Writes a file into it. Returns its path. */
  readonly write: (name: string, content: string | Uint8Array) => string
}

const PREFIX = 'stuntdouble-run-'

/** Process ids are unique only within one namespace, and containers may share a folder for temporary files. */
const namespace = (): string => {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0'
  } catch {
    return '0'
  }
}

/** Removes the folders of runs that were killed together with their janitor. */
export const sweep = (parent: string = tmpdir()): void => {
  const pattern = new RegExp(`^${PREFIX}${namespace()}-(\\d+)-`)
  for (const name of readdirSync(parent)) {
    const pid = Number(pattern.exec(name)?.[1] ?? 0)
    if (pid === 0 || isProcessAlive(pid)) continue
    const path = join(parent, name)
    try {
      if (statSync(path).uid === process.getuid?.()) rmSync(path, { recursive: true, force: true })
    } catch {
      // Another process has removed it.
    }
  }
}

/**
 * A shell that waits for this process to end, in any way, and then removes the folder: its standard input closes even
 * when this process is killed. It has its own session, so that it does not get Ctrl-C.
 */
const hireJanitor = (folder: string): ChildProcess | undefined => {
  if (process.platform === 'win32') return undefined
  const janitor = spawn('/bin/sh', ['-c', 'read -r end; rm -rf -- "$1"', 'stuntdouble', folder], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  janitor.on('error', () => undefined)
  janitor.stdin?.on('error', () => undefined)
  janitor.unref()
  return janitor
}

/** Makes the folder of a run. Only its owner may look inside. */
export const openFolder = (): RunFolder => {
  const path = mkdtempSync(join(tmpdir(), `${PREFIX}${namespace()}-${process.pid}-`))
  const janitor = hireJanitor(path)
  return {
    path,
    write: (name, content) => {
      const file = join(path, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
      return file
    },
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true, force: true })
      janitor?.stdin?.end()
    },
  }
}
