import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { StateError } from './state-error.ts'

/**
 * The files of a state folder. `snapshot-3.jsonl` holds everything up to `log-3.jsonl`; a log is begun by each process,
 * and after each snapshot, and is never written to by another. So whatever ends a process, no file that was whole is
 * touched afterwards.
 */

export type StateFile = 'snapshot' | 'log'

export const fileName = (kind: StateFile, number: number): string => `${kind}-${number}.jsonl`

/** What a snapshot is called until it is whole. */
export const DRAFT = 'snapshot.draft'

export interface StateFiles {
  /** The newest snapshot's number; 0 where there is none. */
  readonly snapshot: number
  /** The logs since then, oldest first. */
  readonly logs: readonly number[]
  /** What the newest snapshot has replaced. */
  readonly replaced: readonly string[]
  readonly highest: number
}

const numberIn = (name: string, kind: StateFile): number =>
  Number(new RegExp(`^${kind}-(\\d+)\\.jsonl$`).exec(name)?.[1] ?? 0)

export const filesIn = (folder: string): StateFiles => {
  const names = readdirSync(folder)
  const numbersOf = (kind: StateFile): number[] =>
    names
      .map((name) => numberIn(name, kind))
      .filter((number) => number > 0)
      .sort((a, b) => a - b)
  const [snapshots, logs] = [numbersOf('snapshot'), numbersOf('log')]
  const snapshot = snapshots.at(-1) ?? 0
  return {
    snapshot,
    logs: logs.filter((number) => number >= snapshot),
    replaced: names.filter((name) => {
      const number = Math.max(numberIn(name, 'snapshot'), numberIn(name, 'log'))
      return number > 0 && number < snapshot
    }),
    highest: Math.max(snapshot, logs.at(-1) ?? 0),
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Makes a folder and those above it. `recursive` would do so too, but tries forever where nothing can be made, as in /proc. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(dirname(resolve(folder)))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(folder)) throw error
  }
}

/** Makes the folder where there is none, for this user alone. @throws StateError if it cannot be a state folder */
export const openFolder = (folder: string): void => {
  try {
    makeFolder(folder)
    readdirSync(folder)
  } catch (error) {
    throw new StateError(
      `The state folder ${folder} cannot be opened (${reasonOf(error)}); name another one with --state.`,
    )
  }
}

export const sizeOf = (folder: string, name: string): number => statSync(join(folder, name)).size

/** Makes sure that the names in a folder survive a loss of power. */
export const syncFolder = (folder: string): void => {
  // Windows opens no folders, and needs none of this.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
