import { expect, test } from 'vitest'
import { banner } from '../../src/cli/server/banner.ts'
import { startSimulator } from '../../src/simulator/start-simulator.ts'

test('what is printed when it is ready: addresses to export, and what was asked for', async () => {
  await using double = await startSimulator({ port: 0, seed: 7, clock: 'manual' })
  expect(banner(double)).toContain(`export KIE_BASE_URL=${double.url}\n`)
  expect(banner(double)).toContain(`\n  console   ${double.url}/__stuntdouble/  (open it in a browser)\n`)
  expect(banner(double)).toContain('\n  clock     manual, moved by PUT /__stuntdouble/clock\n  seed      7\n')
  expect(banner(double)).not.toContain('\n  settings')
})

test('models beyond the bundled ones are named', async () => {
  await using double = await startSimulator({
    port: 0,
    models: ['test/fixtures/pages/kie-nested.md'],
    unknownModels: 'accept',
  })
  expect(banner(double)).toContain(
    'models    the bundled ones, and those of test/fixtures/pages/kie-nested.md; any other is accepted\n',
  )
})

test('what differs from the defaults is shown, and the config file', async () => {
  await using double = await startSimulator({
    port: 0,
    scenario: 'flaky',
    failRate: 0.2,
    latency: '1s..3s',
    callbackPolicy: 'any',
  })
  const text = banner(double, { file: 'stuntdouble.config.yaml' })
  expect(text).toContain('\n  scenario  flaky\n')
  expect(text).toContain('\n  settings  failRate 0.2, latency 1s..3s, callbackPolicy any\n')
  expect(text).toContain('\n  config    stuntdouble.config.yaml\n')
})

test('where other machines can call, the banner warns, and says that the console is closed', async () => {
  await using double = await startSimulator({ port: 0, host: '0.0.0.0' })
  expect(banner(double)).toContain(
    '\n  console   closed: --host is open to other machines, so pass --control-token\n',
  )
  expect(banner(double)).toContain(
    '\n  warning   other machines can reach this simulator (--host 0.0.0.0) and make it POST only to hosts of --callback-allow, until --callback-policy is chosen\n',
  )
  await using opened = await startSimulator({ port: 0, host: '0.0.0.0', controlToken: 'secret' })
  expect(banner(opened)).toContain('/__stuntdouble/  (open it in a browser)')
  expect(banner(opened)).not.toContain('secret')
})
