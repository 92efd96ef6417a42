import { expect, test } from 'vitest'
import { banner } from '../../src/cli/banner.ts'
import { startSimulator } from '../../src/simulator/start-simulator.ts'

test('what is printed when it is ready: addresses to export, and what was asked for', async () => {
  await using double = await startSimulator({ port: 0, seed: 7, clock: 'manual' })
  expect(banner(double)).toContain(`export KIE_BASE_URL=${double.url}\n`)
  expect(banner(double)).toContain(
    '\n  seed     7\n  clock    manual, moved by PUT /__stuntdouble/clock\n  control',
  )
})

test('models beyond the bundled ones are named', async () => {
  await using double = await startSimulator({
    port: 0,
    models: ['test/fixtures/pages/kie-nested.md'],
    unknownModels: 'accept',
  })
  expect(banner(double)).toContain(
    'models   the bundled ones, and those of test/fixtures/pages/kie-nested.md; any other is accepted\n',
  )
})
