/**
 * A function that does its work once, for the first caller, and gives everybody the same result. When the work fails,
 * all callers who wait for it get the error, and the next call tries again.
 * @example const load = lazily(() => import('yaml'))
 */
export const lazily = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let working: Promise<T> | undefined
  return () => {
    working ??= work().catch((error: unknown) => {
      working = undefined
      throw error
    })
    return working
  }
}
