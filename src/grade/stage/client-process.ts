import { type ChildProcess, spawn } from 'node:child_process'
import { afterRealMs, realNow } from '../../basics/time/machine.ts'
import type { ClientEnding } from '../recording.ts'

export interface ClientRun {
  readonly ending: ClientEnding
  readonly stdout: string
  readonly stderr: string
  readonly durationMs: number
}

export interface ClientOptions {
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  /** When it is ended, real ms. */
  readonly limitMs: number
  /** Resolves when it is at work: the limit counts from then on, since a busy machine may start it late. */
  readonly begun?: Promise<void>
  readonly abort: AbortSignal
}

/** Between being asked to end and being ended, real ms. */
const GRACE_MS = 1_000
/** How long output may come after the end: whatever it started may still hold its streams. */
const LAST_WORDS_MS = 250
/** Of a longer output, so much of its beginning and of its end is kept. */
const KEPT = 64 * 1024

const kept = (text: string): string =>
  text.length <= 2 * KEPT ? text : `${text.slice(0, KEPT)}\n…\n${text.slice(-KEPT)}`

const collect = (stream: ChildProcess['stdout']): (() => string) => {
  let head = ''
  let tail = ''
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    if (head.length < KEPT) head += chunk
    else tail = (tail + chunk).slice(-KEPT)
  })
  return () => kept(tail === '' ? head : `${head}\n…\n${tail}`)
}

/** Ends everything in the process group of the command, which is its own. */
const kill = ({ pid }: ChildProcess, signal: NodeJS.Signals): void => {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // Nobody is left.
  }
}

/**
 * Runs a command in a process group and without a terminal or standard input, to its end or to the limit. Nothing of the
 * group is left when it returns.
 */
export const runClient = (
  [program = '', ...args]: readonly string[],
  { env, cwd, limitMs, begun, abort }: ClientOptions,
): Promise<ClientRun> =>
  new Promise((resolve) => {
    const startedAt = realNow()
    const child = spawn(program, args, {
      env,
      cwd,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const stdout = collect(child.stdout)
    const stderr = collect(child.stderr)
    let isOverdue = false
    let isOver = false
    const callOffs: (() => void)[] = []
    const stop = (): void => {
      kill(child, 'SIGTERM')
      callOffs.push(afterRealMs(GRACE_MS, () => kill(child, 'SIGKILL')))
    }
    const setLimit = (): (() => void) =>
      afterRealMs(limitMs, () => {
        isOverdue = true
        stop()
      })
    let callOffLimit = setLimit()
    callOffs.push(() => callOffLimit())
    void begun?.then(() => {
      if (isOver || isOverdue) return
      callOffLimit()
      callOffLimit = setLimit()
    })
    if (abort.aborted) stop()
    abort.addEventListener('abort', stop, { once: true })
    const end = (ending: ClientEnding, durationMs: number): void => {
      if (isOver) return
      isOver = true
      for (const callOff of callOffs) callOff()
      abort.removeEventListener('abort', stop)
      kill(child, 'SIGKILL')
      resolve({ ending, stdout: stdout(), stderr: stderr(), durationMs })
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined) end({ kind: 'not-started', reason: reasonOf(program, error) }, 0)
    })
    child.on('exit', (code, signal) => {
      const durationMs = realNow() - startedAt
      const ending: ClientEnding = isOverdue
        ? { kind: 'never-ended' }
        : signal === null
          ? { kind: 'exited', code: code ?? 0 }
          : { kind: 'killed', signal }
      callOffs.push(afterRealMs(LAST_WORDS_MS, () => end(ending, durationMs)))
      child.on('close', () => end(ending, durationMs))
    })
  })

const reasonOf = (program: string, { code, message }: NodeJS.ErrnoException): string =>
  code === 'ENOENT'
    ? `there is no program ${JSON.stringify(program)}`
    : `${JSON.stringify(program)} cannot be run: ${message}`
