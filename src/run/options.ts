import type { SimulatorOptions } from '../simulator/index.ts'
import type { Others } from './door/doorway.ts'
import type { Isolation } from './isolation/allowed.ts'
import type { RunReport } from './report.ts'

/** How a command is run. Every setting of the simulator can be given too; its port is any free one by default. */
export interface RunOptions extends Omit<SimulatorOptions, 'host'> {
  /** Further hosts to stand in for, besides the providers' own. */
  readonly hosts?: readonly string[]
  /** What to do with hosts that are not stood in for (default `pass`: let them through untouched). */
  readonly others?: Others
  /** Linux: run the command in namespaces that nothing leaves (default: by its environment alone). */
  readonly isolate?: boolean
  /** The command's environment, to which the run adds its own variables (default: that of this process). */
  readonly env?: NodeJS.ProcessEnv
  /** The folder that the command runs in (default: that of this process). */
  readonly cwd?: string
  /** Whether it has this process's own standard streams, or its output is collected (default `collect`). */
  readonly output?: 'inherit' | 'collect'
  /** Whether the signals that this process gets are the command's too (default: no). */
  readonly forwardsSignals?: boolean
  /** Called with one sentence, before the command starts, if it is run by other means than requested. */
  readonly onNote?: (note: string) => void
  /** How to find out whether commands may be isolated here (default: by trying). */
  readonly isolation?: (own: NodeJS.ProcessEnv) => Isolation
  /** Ends the command when it is aborted. */
  readonly abort?: AbortSignal
}

/** The outcome of a command. */
export interface RunResult {
  /** The command's own, 128 + n when signal n ended it, 127 when there is no such program. */
  readonly exitCode: number
  /** Empty unless the output was collected. */
  readonly stdout: string
  readonly stderr: string
  readonly report: RunReport
}
