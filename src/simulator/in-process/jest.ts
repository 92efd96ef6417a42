/**
 * For Jest's `setupFilesAfterEnv`: adds `toHavePaidOnce` to `expect`.
 *
 * @example
 * // jest.config.cjs
 * module.exports = { setupFilesAfterEnv: ['stuntdouble/jest'] }
 * // in a test
 * expect(await call('GET', '/__stuntdouble/bill', key)).toHavePaidOnce()
 */
import { toHavePaidOnce } from './paid-once.ts'

declare global {
  namespace jest {
    interface Matchers<R> {
      /** Something was bought, and nothing was paid for twice. Takes a bill as `GET /__stuntdouble/bill` returns it. */
      toHavePaidOnce(): R
    }
  }
}

/** Jest's own. Its types are not ours to declare. */
const { expect } = globalThis as { readonly expect?: { readonly extend: (matchers: object) => void } }

if (expect === undefined)
  throw new Error(
    "stuntdouble/jest belongs in setupFilesAfterEnv of Jest's configuration, where there is an expect.",
  )
expect.extend({ toHavePaidOnce })
