import { test as base, expect } from 'vitest'
import { journalText } from '../journal/journal-text.ts'
import type { ScenarioName } from '../options.generated.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../start-simulator.ts'
import type { AccountHandle } from './account-handle.ts'
import { toHavePaidOnce } from './paid-once.ts'
import { underEach } from './under-each.ts'

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: vitest's own declaration has this default
  interface Matchers<T = any> {
    /**
     * Something was bought, and nothing was paid for twice: for an account, `double`, a simulator, or a bill. Paid twice
     * is what was sent again with the same body after a response that did not name the first task. A failure shows
     * both requests and what came between.
     *
     * @example
     * expect(double).toHavePaidOnce()
     */
    toHavePaidOnce: () => T
  }
}

expect.extend({ toHavePaidOnce })

/** What each test gets: its own account on the worker's simulator. */
export interface TestDouble extends AccountHandle {
  /** The base URL for a client. */
  readonly baseUrls: Simulator['baseUrls']
  /** A further account, in a scenario: `double.in('flaky')`. */
  in(scenario: ScenarioName): TestDouble
}

const doubleOf = (simulator: Simulator, name: string, key: string): TestDouble => {
  const account = simulator.account(key)
  // Getters stay getters: an account's credits change.
  return Object.defineProperties(
    {
      baseUrls: simulator.baseUrls,
      in: (scenario: string) => doubleOf(simulator, name, `stunt.${scenario}.${name}`),
    },
    Object.getOwnPropertyDescriptors(account),
  ) as TestDouble
}

/** As for `startSimulator`; `profile: 'both'` runs every test under each. */
export type DoubleOptions = Omit<SimulatorOptions, 'profile'> & {
  readonly profile?: SimulatorOptions['profile'] | 'both'
}

type DoubleTestAPI = ReturnType<typeof testWith>

const PROFILES = ['documented', 'observed'] as const

const testWith = (options: SimulatorOptions = {}) =>
  base.extend<{ double: TestDouble; simulator: Simulator }>({
    simulator: [
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs
      async ({}, use) => {
        await using simulator = await startSimulator({ port: 0, clock: 'manual', ...options })
        await use(simulator)
      },
      { scope: 'worker' },
    ],
    double: async ({ simulator, task, onTestFailed }, use) => {
      const name = task.id.replaceAll(/[^\w-]/g, '_')
      const double = doubleOf(simulator, name, `test.${name}`)
      onTestFailed(() => console.error(journalText(double)))
      await use(double)
    },
  })

/**
 * A `test` whose tests each get `double`, an account of their own; one simulator per worker serves them all. A test that
 * fails prints what its account saw.
 *
 * ```ts
 * const test = doubleTest({ seed: 7 })
 * test('renders', async ({ double }) => {
 *   const client = new VideoClient({ baseUrl: double.baseUrls.kie, apiKey: double.key })
 *   …
 *   await double.clock.advance('5s')
 * })
 * ```
 * @param options as for `startSimulator`, or `profile: 'both'`: every test then runs under each profile, named in its title; the port is a free one and the clock manual unless they say otherwise
 */
export const doubleTest = ({ profile, ...options }: DoubleOptions = {}): DoubleTestAPI => {
  if (profile !== 'both') return testWith({ ...options, ...(profile === undefined ? {} : { profile }) })
  return underEach(PROFILES.map((each) => [each, testWith({ ...options, profile: each })] as const))
}

/**
 * `doubleTest` with the default settings.
 * @example
 * test('starts with full credits', ({ double }) => expect(double.credits).toBe(10_000))
 */
export const test = doubleTest()
