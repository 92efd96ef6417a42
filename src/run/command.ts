import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { afterRealMs } from '../basics/time/machine.ts'

/** How a command ended. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals }
  /** It could not be started: it does not exist, or may not be run. */
  | { readonly kind: 'not-started'; readonly code: 126 | 127; readonly reason: string }

/** What a shell would return: the command's own code, 128 + n for a signal, 127 for a missing program. */
export const exitCodeOf = (ending: Ending): number => {
  switch (ending.kind) {
    case 'exited':
    case 'not-started':
      return ending.code
    case 'killed':
      return 128 + constants.signals[ending.signal]
  }
}

const FORWARDED = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const

/** A terminal sends these to every process in it; a second one means something else to many programs. */
const fromTerminal = (signal: NodeJS.Signals): boolean =>
  (signal === 'SIGINT' || signal === 'SIGQUIT') &&
  (process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY)

/** Passes on the signals that this process gets. Returns a function that stops that. */
export const forwardSignals = (forward: (signal: NodeJS.Signals) => void): (() => void) => {
  const listeners = FORWARDED.map((signal) => {
    const pass = (): void => {
      if (!fromTerminal(signal)) forward(signal)
    }
    process.on(signal, pass)
    return () => void process.off(signal, pass)
  })
  return () => {
    for (const stop of listeners) stop()
  }
}

export interface Spawning {
  readonly env: NodeJS.ProcessEnv
  readonly cwd?: string | undefined
  /** Whether the command has our own standard streams, or its output is collected. */
  readonly output: 'inherit' | 'collect'
  /** Whether it gets the signals that this process gets. */
  readonly forwardsSignals: boolean
  readonly abort?: AbortSignal | undefined
}

export interface Ended {
  readonly ending: Ending
  /** Empty if the streams are our own. */
  readonly stdout: string
  readonly stderr: string
}

/** How long output may still come after the end: streams stay open as long as any child of the command has them. */
const LAST_WORDS_MS = 250

/** Runs a command to its end. What it leaves behind is not waited for. */
export const runCommand = (
  [program = '', ...args]: readonly string[],
  { env, cwd, output, forwardsSignals, abort }: Spawning,
): Promise<Ended> =>
  new Promise((resolve) => {
    // Listening comes first: the command may announce that it runs before spawn returns. A signal waits for us.
    const stopForwarding = forwardsSignals ? forwardSignals((signal) => child.kill(signal)) : () => undefined
    const child = spawn(program, args, {
      env,
      cwd,
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      ...(abort && { signal: abort }),
    })
    const text = { stdout: collect(child, 'stdout'), stderr: collect(child, 'stderr') }
    const end = (ending: Ending): void => {
      stopForwarding()
      resolve({ ending, stdout: text.stdout(), stderr: text.stderr() })
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined) end(notStarted(program, error))
    })
    child.on('exit', (code, signal) => {
      const ending: Ending =
        signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'killed', signal }
      const callOff = afterRealMs(output === 'inherit' ? 0 : LAST_WORDS_MS, () => end(ending))
      child.on('close', () => {
        callOff()
        end(ending)
      })
    })
  })

const collect = (child: ChildProcess, name: 'stdout' | 'stderr'): (() => string) => {
  const chunks: Buffer[] = []
  child[name]?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString()
}

const notStarted = (program: string, { code, message }: NodeJS.ErrnoException): Ending =>
  code === 'ENOENT'
    ? { kind: 'not-started', code: 127, reason: `There is no program ${JSON.stringify(program)}.` }
    : { kind: 'not-started', code: 126, reason: `${JSON.stringify(program)} cannot be run: ${message}.` }
