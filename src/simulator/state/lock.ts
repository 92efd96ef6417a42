import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isSameProcess, processStart } from '../../basics/process-alive.ts'
import { parsedJson } from '../../contracts/check/json.ts'
import { StateError } from './state-error.ts'

const LOCK = 'lock.json'

/** The process that uses a folder. */
interface Holder {
  readonly pid: number
  readonly host: string
  /** When it was started, as the kernel counts; empty where that is unknown. */
  readonly started: string
}

/** Whether a process still uses the folder. One on another machine cannot be asked, and counts as ended. */
const isHeldBy = ({ pid, host, started }: Holder): boolean =>
  host === hostname() && pid !== process.pid && isSameProcess(pid, started)

const holderIn = (text: string): Holder | undefined => parsedJson(text) as Holder | undefined

/** Folders that this process uses already: its own number says nothing about them. */
const ours = new Set<string>()

const inUse = (folder: string, pid: number): StateError =>
  new StateError(
    `The state folder ${folder} is in use by process ${pid}; stop that one, or name another folder with --state.`,
  )

/** Removes a lock that nobody holds any more. @throws StateError if somebody does */
const breakStale = (folder: string, path: string): void => {
  if (!lstatSync(path).isFile())
    throw new StateError(`${path} is not a file; remove it, or name another folder with --state.`)
  const text = readFileSync(path, 'utf8')
  const holder = holderIn(text)
  if (holder !== undefined && isHeldBy(holder)) throw inUse(folder, holder.pid)
  const aside = `${path}.${process.pid}`
  renameSync(path, aside)
  const taken = readFileSync(aside, 'utf8')
  if (taken !== text) {
    // Somebody else was quicker, and this is the new lock.
    renameSync(aside, path)
    throw inUse(folder, holderIn(taken)?.pid ?? 0)
  }
  rmSync(aside)
}

/**
 * Takes a folder for this process alone, until the returned function is called or the process ends.
 * @throws StateError if another process uses it, or nothing can be written there
 */
export const lockFolder = (folder: string): (() => void) => {
  const path = join(folder, LOCK)
  if (ours.has(path)) throw inUse(folder, process.pid)
  const { pid } = process
  const text = JSON.stringify({ pid, host: hostname(), started: processStart(pid) } satisfies Holder)
  for (let tries = 0; ; tries += 1) {
    try {
      writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
      break
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST' || tries === 2)
        throw new StateError(
          `Nothing can be written in the state folder ${folder} (${message}); name another one with --state.`,
        )
      breakStale(folder, path)
    }
  }
  ours.add(path)
  return () => {
    ours.delete(path)
    rmSync(path, { force: true })
  }
}
