import { expect, test } from 'vitest'
import { casesFor, runContract } from '../../src/conformance/index.ts'
import { checkedLumen } from './checked.ts'
import { registerThirdProvider } from './registered.ts'

const startTestSimulator = registerThirdProvider()

const targetOf = (baseUrl: string) => ({ provider: 'lumen' as never, baseUrl, apiKey: 'checked' })

test('tier free checks a third provider, finds nothing and buys nothing', async () => {
  await using double = await startTestSimulator({ clock: 'real' })
  const report = await runContract(targetOf(double.url), {}, checkedLumen)
  const open = report.verdicts.filter(({ outcome }) => outcome !== 'holds' && outcome !== 'left-out')
  expect(open).toEqual([])
  expect(report.exitCode).toBe(0)
  expect(report.counts.holds).toBeGreaterThan(20)
  expect(double.simulator.account('checked').tasks()).toEqual([])
})

test('it has the cases of every provider that make sense for it', () => {
  const ids = casesFor(targetOf('http://127.0.0.1:1'), [], {}, checkedLumen).map(({ id }) => id)
  expect(ids).toContain('create-model-unknown')
  // Its requests name the model in the path, where it cannot be left out.
  expect(ids).not.toContain('create-model-missing')
})
