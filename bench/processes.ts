import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Two cores, one each: what is measured must not share one with what measures it. */
export const SERVER_CORE = '0'
export const LOAD_CORE = '1'

/** Whether a command is installed. */
export const hasCommand = (command: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const canPin = availableParallelism() > 1 && hasCommand('taskset')

/** A command pinned to a core, where the system can do that. */
export const pinned = (core: string, command: string, args: readonly string[]): [string, string[]] =>
  canPin ? ['taskset', ['-c', core, command, ...args]] : [command, [...args]]

/** A process that was started. */
export interface Started {
  readonly child: ChildProcess
  /** The first line that it printed. */
  readonly line: string
  readonly pid: number
  readonly stop: () => Promise<void>
  /** Asks it to end, and waits until it has. */
  readonly end: () => Promise<void>
}

/**
 * Starts a node script, all its threads on one core, and waits for its first line.
 * @param stderr `ignore` for one that writes a line per request there
 * @param node the program, if another than runs this
 */
export const startNode = async (
  args: readonly string[],
  core = SERVER_CORE,
  stderr: 'inherit' | 'ignore' = 'inherit',
  node = process.execPath,
): Promise<Started> => {
  const [command, rest] = pinned(core, node, args)
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', stderr] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)))
    child.stdout.once('data', (chunk) => resolve(String(chunk).split('\n')[0] ?? ''))
  })
  const by = (signal: NodeJS.Signals) => (): Promise<void> => {
    child.kill(signal)
    return gone
  }
  return { child, line, pid: child.pid ?? 0, stop: by('SIGKILL'), end: by('SIGTERM') }
}

/** The CPU time that all threads of a process have taken, µs; undefined where the system does not tell. */
export const cpuMicroseconds = (pid: number): number | undefined => {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    const nanoseconds = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    )
    return nanoseconds.reduce((sum, one) => sum + one, 0) / 1_000
  } catch {
    return undefined
  }
}
