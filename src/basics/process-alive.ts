import { readFileSync } from 'node:fs'

/** Whether a process with this number runs, ours or somebody else's. */
export const isProcessAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is alive, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * When a process was started, as the kernel counts: field 22 of `/proc/<pid>/stat`, whose second field may hold spaces
 * and brackets. Another process may have its number later. Empty where that is unknown.
 */
export const processStart = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

/** Whether a process still runs, and is the one that had this number when it was `started`. */
export const isSameProcess = (pid: number, started: string): boolean =>
  isProcessAlive(pid) && processStart(pid) === started
