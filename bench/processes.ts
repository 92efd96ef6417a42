import { type ChildProcess, execFileSync, spawn } from 'node:child_process'

/** Two cores, one each: what is measured must not share one with what measures it. */
export const SERVER_CORE = '0'
export const LOAD_CORE = '1'

const hasTaskset = (() => {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** A command pinned to a core, where the system can do that. */
export const pinned = (core: string, command: string, args: readonly string[]): [string, string[]] =>
  hasTaskset ? ['taskset', ['-c', core, command, ...args]] : [command, [...args]]

/** Starts a node script and waits for its first line; kill it with the child. */
export const startNode = async (args: readonly string[], core = SERVER_CORE) => {
  const [command, rest] = pinned(core, process.execPath, args)
  const child: ChildProcess = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)))
    child.stdout?.once('data', (chunk) => resolve(String(chunk).split('\n')[0] ?? ''))
  })
  return { child, line, pid: child.pid ?? 0 }
}

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
