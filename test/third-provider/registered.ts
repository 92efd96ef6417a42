import { afterAll, beforeAll, vi } from 'vitest'
import type * as contractsModule from '../../src/contracts/index.ts'
import type { SimulatorOptions } from '../../src/simulator/index.ts'
import type * as factoriesModule from '../../src/simulator/providers/provider-factories.ts'
import type * as helperModule from '../helpers/simulator.ts'

/**
 * Adds a third provider for the tests of a file, as a contributor would add one: a key in `contracts`, a key among the
 * simulator's providers, and no line in any shared file. Returns how to start a simulator that has it.
 */
export const registerThirdProvider = () => {
  let helper: typeof helperModule | undefined

  beforeAll(async () => {
    // The lists of providers are read when modules are loaded, and test files share modules.
    vi.resetModules()
    vi.doMock('../../src/contracts/index.ts', async (importOriginal) => {
      const original = await importOriginal<typeof contractsModule>()
      const { lumenContract } = await import('./contract.ts')
      const contracts = { ...original.contracts, lumen: lumenContract }
      return { ...original, contracts, providerNames: Object.keys(contracts) }
    })
    vi.doMock('../../src/simulator/providers/provider-factories.ts', async (importOriginal) => {
      const { providerFactories } = await importOriginal<typeof factoriesModule>()
      const { createLumen } = await import('./simulated.ts')
      return { providerFactories: { ...providerFactories, lumen: createLumen } }
    })
    helper = await import('../helpers/simulator.ts')
  })

  afterAll(() => {
    vi.doUnmock('../../src/contracts/index.ts')
    vi.doUnmock('../../src/simulator/providers/provider-factories.ts')
    vi.resetModules()
  })

  return (options?: SimulatorOptions) => {
    if (helper === undefined) throw new Error('The third provider is there once the tests have begun.')
    return helper.startTestSimulator(options)
  }
}
