import { expect, test } from 'vitest'
import { contracts } from '../../../src/contracts/index.ts'
import { resolveSettings } from '../../../src/simulator/settings.ts'
import { Simulation } from '../../../src/simulator/simulation.ts'
import { tryOut } from '../../../src/simulator/validation/validation.ts'

test.each(Object.values(contracts))('the checks of $name can be tried out without a request', (contract) => {
  expect(() => tryOut(contract)).not.toThrow()
})

test('checks that are tried out are still the ones of the first request', async () => {
  const { validators } = new Simulation(resolveSettings({}), {})
  await validators.tryOut()
  expect(validators.of('kie')).toBeUndefined()
  await validators.load()
  const request = {
    body: { model: 'wan/2-5-text-to-video', input: { prompt: '' } },
    path: '/api/v1/jobs/createTask',
    query: {},
    params: {},
  }
  expect(() => validators.of('kie')?.(request)).toThrow('prompt is empty.')
})
