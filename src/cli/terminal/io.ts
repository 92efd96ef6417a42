import { resolve } from 'node:path'
import type { Readable } from 'node:stream'

/** What a command writes to: a stream of the process, or anything that collects the text. */
export interface Output {
  readonly write: (text: string) => unknown
  /** Whether it is a terminal. */
  readonly isTTY?: boolean | undefined
  /** How many characters fit on a line of it; undefined if it is not a terminal. */
  readonly columns?: number | undefined
}

/** The environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What settings depend on besides flags. */
export interface SettingSources {
  readonly env: Environment
  readonly cwd: string
}

/** Everything that a command line gets from outside, so that it can run inside another program. */
export interface Io extends SettingSources {
  readonly stdout: Output
  readonly stderr: Output
  /** Reads standard input to its end; undefined if it has more bytes than that. */
  readonly stdin: (mostBytes: number) => string | undefined
  /** Standard input as it comes, for a command that converses. Absent where nobody can. */
  readonly conversation?: () => Readable
  /** Aborted when the command is to end: Ctrl-C, or a SIGTERM. */
  readonly signal: AbortSignal
  /** From now on `tell` is called with uncaught errors, and the process goes on. Absent if the process is not ours. */
  readonly survive?: (tell: (error: unknown) => void) => void
  /** From now on the heap grows in small steps: a flood makes garbage. Absent if the process is not ours. */
  readonly growSlowly?: () => void
}

/** Where a file named by the user is: as typed, unless the command runs for another folder than the process's. */
export const fileAt = ({ cwd }: Pick<SettingSources, 'cwd'>, name: string): string =>
  cwd === process.cwd() ? name : resolve(cwd, name)
