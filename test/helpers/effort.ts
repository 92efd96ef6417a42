import { existsSync, readFileSync } from 'node:fs'

const SCHEDSTAT = '/proc/thread-self/schedstat'
const hasSchedstat = existsSync(SCHEDSTAT)

/** CPU time of this thread so far, ms. A busy machine hardly changes it, unlike the wall clock (which it is outside Linux). */
const cpuMs = (): number =>
  hasSchedstat ? Number(readFileSync(SCHEDSTAT, 'utf8').split(' ')[0]) / 1e6 : performance.now()

/** The CPU time that some synchronous work takes, ms. */
export const effortOf = (work: () => unknown): number => {
  const before = cpuMs()
  work()
  return cpuMs() - before
}

/** The CPU time that some asynchronous work takes on this thread, ms. */
export const effortOfAll = async (work: () => Promise<unknown>): Promise<number> => {
  const before = cpuMs()
  await work()
  return cpuMs() - before
}

/**
 * How much more effort eight times the work is: about 8 where it grows in line, 64 where it grows with the square.
 * What takes under 20 ms is too small to tell anything.
 */
export const growthOf = (work: (size: number) => unknown, size: number): number => {
  work(size / 64)
  const small = effortOf(() => work(size / 8))
  return effortOf(() => work(size)) / Math.max(small, 20)
}

/** More than any linear work grows by, noise included. */
export const LINEAR = 30
