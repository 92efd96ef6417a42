import { resolve } from 'node:path'

/** What a command writes to: a stream of the process, or whatever collects the text. */
export interface Output {
  readonly write: (text: string) => unknown
  /** Whether a person watches it. */
  readonly isTTY?: boolean | undefined
  /** How many characters fit on a line of it; unknown where it is not a terminal. */
  readonly columns?: number | undefined
}

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What settings depend on besides flags. */
export interface Place {
  readonly env: Environment
  readonly cwd: string
}

/** All that a command line gets from outside, so that it can run in a process that is not its own. */
export interface Io extends Place {
  readonly stdout: Output
  readonly stderr: Output
  /** Reads standard input to its end. */
  readonly stdin: () => string
  /** Aborted when the command is to end: Ctrl-C, or a SIGTERM. */
  readonly signal: AbortSignal
  /** From now on `tell` is called with what nobody caught, and the process goes on. Absent where it is not ours to say. */
  readonly survive?: (tell: (error: unknown) => void) => void
}

/** Where a file is that the user named: as typed, unless the command runs for another folder than the process's. */
export const fileAt = ({ cwd }: Pick<Place, 'cwd'>, name: string): string =>
  cwd === process.cwd() ? name : resolve(cwd, name)
