import { availableParallelism } from 'node:os'

/** Most of a run is waiting. */
const AT_ONCE = Math.max(2, availableParallelism())

/** The results of some work on each, a few at a time, in order. */
export const eachOf = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as T)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}
