import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isProcessAlive } from '../../basics/process-alive.ts'
import type { Target } from '../target.ts'
import { accountOf } from './ledger-file.ts'

/** Locks held by this process. */
const held = new Set<string>()

/** One file per account of one provider, whatever folder or ledger a run uses. */
const fileFor = (target: Target): string => {
  const host = target.baseUrl.replaceAll(/[^\w.-]+/g, '_').slice(-100)
  return join(tmpdir(), 'stuntdouble-contract', `${target.provider}-${host}-${accountOf(target)}.lock`)
}

/** The process that is buying with this key now, or `undefined`. */
export const buyerOf = (target: Target): number | undefined => {
  const file = fileFor(target)
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    if (pid === process.pid) return held.has(file) ? pid : undefined
    return Number.isInteger(pid) && pid > 0 && isProcessAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

/** Takes the right to buy with a key. Returns a function that gives it back, or `undefined` when another run has it. */
export const lockBuying = (target: Target): (() => void) | undefined => {
  const file = fileFor(target)
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
  if (buyerOf(target) !== undefined) return undefined
  // Left behind by a run that was killed.
  rmSync(file, { force: true })
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
  } catch {
    return undefined
  }
  held.add(file)
  return () => {
    held.delete(file)
    rmSync(file, { force: true })
  }
}
