import { readdirSync, readFileSync } from 'node:fs'

/**
 * Processes that carry this run's folder in their environment, except this one: what a command left behind. Only Linux
 * can tell.
 */
export const outlivingProcesses = (folder: string): readonly number[] => {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => environmentOf(pid).includes(folder))
    .map(Number)
}

const environmentOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
  } catch {
    // It has ended since, or belongs to somebody else.
    return ''
  }
}
