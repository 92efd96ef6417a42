import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { run } from '../../src/cli/main.ts'
import type { Io } from '../../src/cli/terminal/io.ts'

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Place {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly input?: string
  /** Standard input as it comes. */
  readonly conversation?: Readable
  /** How wide the terminal is; none where undefined. */
  readonly columns?: number | undefined
}

/** What a command is given in a test, and what it wrote. */
export const testIo = ({ env = {}, cwd = process.cwd(), input = '', conversation, columns }: Place = {}) => {
  const written = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  const controller = new AbortController()
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: columns !== undefined,
    columns,
    write: (text: string): void => {
      written[name] += text
      for (const listener of listeners) listener()
    },
  })
  const io: Io = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin: () => input,
    ...(conversation && { conversation: () => conversation }),
    env,
    cwd,
    signal: controller.signal,
  }
  return {
    io,
    written,
    onWrite: (listener: () => void) => listeners.add(listener),
    stop: () => controller.abort(),
  }
}

/** Runs a command line of `stuntdouble` to its end, in this process. */
export const runCommand = async (args: readonly string[], place: Place = {}): Promise<Run> => {
  const { io, written } = testIo(place)
  return { code: await run(args, io), ...written }
}

/** Starts `stuntdouble --json` with these flags in this process, and waits until it is ready. Dispose it with `await using`. */
export const startCommand = async (args: readonly string[], place: Place = {}) => {
  const { io, written, onWrite, stop } = testIo(place)
  const ended = run(['--json', ...args], io)
  const ready = await new Promise<Record<string, unknown>>((done, fail) => {
    onWrite(() => {
      if (written.stdout.includes('\n')) done(JSON.parse(written.stdout.split('\n')[0] ?? ''))
    })
    ended.then((code) => fail(new Error(`stuntdouble ended with ${code}: ${written.stderr}`)), fail)
  })
  const end = (): Promise<number> => {
    stop()
    return ended
  }
  return {
    ready,
    url: String(ready.url),
    stop: end,
    stderr: () => written.stderr,
    [Symbol.asyncDispose]: async () => void (await end()),
  }
}

const COMMAND = resolve('dist/stuntdouble.js')

const spawned = (args: readonly string[], { env = {}, cwd }: Place): ChildProcess =>
  spawn(process.execPath, [COMMAND, ...args], { cwd, env: { PATH: process.env.PATH, ...env } })

/** Runs what was built, as a process of its own, to its end. Rather `runCommand`, unless the process is what matters. */
export const spawnCommand = (args: readonly string[], place: Place = {}): Promise<Run> =>
  new Promise((done, fail) => {
    const child = spawned(args, place)
    let stdout = ''
    let stderr = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr?.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('error', fail)
    child.on('close', (code) => done({ code, stdout, stderr }))
    child.stdin?.end(place.input)
  })

/** Starts what was built as a process of its own, and waits until it is ready. Dispose it with `await using`. */
export const spawnStart = async (args: readonly string[], place: Place = {}) => {
  const child = spawned(['--json', ...args], place)
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  const ready = await new Promise<Record<string, unknown>>((done, fail) => {
    let stdout = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
      if (stdout.includes('\n')) done(JSON.parse(stdout.split('\n')[0] ?? ''))
    })
    child.on('close', (code) => fail(new Error(`stuntdouble ended with ${code}: ${stderr}`)))
  })
  const ended = new Promise<number | null>((done) => child.on('close', done))
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  return {
    ready,
    url: String(ready.url),
    stop,
    stderr: () => stderr,
    /** Leaves: from now on nobody reads what it writes. */
    stopReading: () => {
      child.stdout?.destroy()
      child.stderr?.destroy()
    },
    [Symbol.asyncDispose]: async () => void (await stop('SIGKILL')),
  }
}

/** A folder with these files, gone when disposed. */
export const temporaryFolder = (files: Readonly<Record<string, string>> = {}) => {
  const path = mkdtempSync(join(tmpdir(), 'stuntdouble-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
