import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const COMMAND = resolve('dist/stuntdouble.js')

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Place {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

const started = (args: readonly string[], { env = {}, cwd }: Place): ChildProcess =>
  spawn(process.execPath, [COMMAND, ...args], { cwd, env: { PATH: process.env.PATH, ...env } })

/** Runs `stuntdouble` to its end. */
export const runCommand = (args: readonly string[], place: Place = {}): Promise<Run> =>
  new Promise((done, fail) => {
    const child = started(args, place)
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
  })

/** Starts `stuntdouble --json` with these flags, and waits until it is ready. Dispose it with `await using`. */
export const startCommand = async (args: readonly string[], place: Place = {}) => {
  const child = started(['--json', ...args], place)
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
    [Symbol.asyncDispose]: async () => void (await stop('SIGKILL')),
  }
}

/** A folder with these files, gone when disposed. */
export const temporaryFolder = (files: Readonly<Record<string, string>> = {}) => {
  const path = mkdtempSync(join(tmpdir(), 'stuntdouble-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
