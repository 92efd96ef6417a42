import { existsSync, readFileSync } from 'node:fs'

/** How many times as much the property tests and tables try as in the suite: `npm run test:hard` sets it. */
export const EFFORT = Number(process.env.TEST_EFFORT ?? 1)

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
