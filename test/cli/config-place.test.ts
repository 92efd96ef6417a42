import { expect, test } from 'vitest'
import { variableOf } from '../../src/cli/config/config.ts'
import { mayHoldSettings } from '../../src/cli/config/config-place.ts'
import { flagNames } from '../../src/simulator/settings.ts'
import { temporaryFolder } from '../helpers/command.ts'

test('settings are looked for wherever one may be, and loaded only then', () => {
  using empty = temporaryFolder({})
  using configured = temporaryFolder({ 'stuntdouble.config.yaml': 'seed: 7\n' })
  expect(mayHoldSettings({ cwd: empty.path, env: { PATH: '/bin', KIE_API_KEY: 'k' } })).toBe(false)
  expect(mayHoldSettings({ cwd: configured.path, env: {} })).toBe(true)
  const overlooked = flagNames
    .map(variableOf)
    .filter((name) => !mayHoldSettings({ cwd: empty.path, env: { [name]: '1' } }))
  expect(overlooked).toEqual([])
})
