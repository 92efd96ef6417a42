import { afterAll, beforeAll, expect, test } from 'vitest'
import { lazily } from '../../src/basics/lazily.ts'
import { runContract } from '../../src/conformance/index.ts'
import { bundledModels } from '../../src/conformance/models/checked-model.ts'
import { checkedProviders } from '../../src/conformance/providers/index.ts'
import { testContract } from '../../src/conformance/vitest.ts'
import type { ProviderName } from '../../src/contracts/vocabulary.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts'
import { sampleOf } from '../helpers/sampled.ts'
import { inShort, judge, providers } from './mutation/judge.ts'
import { isSoldWithoutARule, orderIn } from './sold-without-a-rule.ts'

/** The kit judges our own simulator: each case is a test. */

const FAST = { timeoutMs: 5_000, pollMs: 3, settleMs: 15 }

for (const profile of ['documented', 'observed'] as const) {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator({ port: 0, speed: 400, profile, kieWebhookKey: 'hush hush' })
  })
  afterAll(() => simulator.close())

  for (const provider of providers) {
    testContract(
      {
        provider,
        open: () => ({ provider, baseUrl: simulator.url, apiKey: `stunt.happy.${provider}-${profile}` }),
      },
      {
        ...FAST,
        profile,
        tier: 'paid',
        maxCredits: 100,
        strict: true,
        callback: { listen: '127.0.0.1:0' },
        webhookKey: provider === 'kie' ? 'hush hush' : undefined,
      },
    )
  }
}

test.each(providers)(
  '%s: every option of every model can be ordered, and nothing else is bought',
  async (provider) => {
    await using simulator = await startSimulator({ port: 0, speed: 1_000 })
    const report = await runContract(
      { provider, baseUrl: simulator.url, apiKey: 'every-option' },
      { ...FAST, tier: 'paid', maxCredits: 2_000, everyOption: true },
    )
    expect(inShort(report)).toBe('exit 0')
    expect(report.bought).toHaveLength(simulator.account('every-option').tasks().length)
    // What is set aside for the task that fails stays set aside.
    const failed = provider === 'kie' ? 60 : 2.5
    expect(report.credits.committed).toBe(10_000 - simulator.account('every-option').credits + failed)
  },
)

test.each(sampleOf(providers, 2))('%s in the scenario slow holds, in tier paid', async (provider) => {
  await using simulator = await startSimulator({ port: 0, speed: 10_000 })
  const report = await runContract(
    { provider, baseUrl: simulator.url, apiKey: 'stunt.slow.contract' },
    { ...FAST, tier: 'paid', maxCredits: 100, callback: { listen: '127.0.0.1:0' } },
  )
  expect(inShort(report)).toBe('exit 0')
})

/** A run of tier free, and the create requests that it sent. */
const freeRun = async (
  provider: ProviderName,
  options: SimulatorOptions,
  baseUrlOf: (simulator: Simulator) => string,
) => {
  await using simulator = await startSimulator({ port: 0, ...options })
  const report = await runContract({ provider, baseUrl: baseUrlOf(simulator), apiKey: 'free' })
  const creates = simulator.account('free').exchanges({ method: 'POST' })
  return { report, bodies: creates.flatMap(({ request }) => orderIn(request.body)) }
}

/** Of each provider one, which several tests look at. */
const freeRuns = {
  kie: lazily(() => freeRun('kie', { profile: 'observed' }, ({ url }) => url)),
  evolink: lazily(() => freeRun('evolink', {}, ({ baseUrls }) => baseUrls.reseller)),
}

test('a simulator of the live service holds as observed when either reading will do', async () => {
  const report = await judge('kie', { begin: () => ({}) }, 'known', 'observed')
  expect(report.counts['holds-as-observed']).toBe(0)
  const { report: either } = await freeRuns.kie()
  expect(either.exitCode).toBe(0)
  expect(either.counts['holds-as-observed']).toBeGreaterThan(20)
  await using simulator = await startSimulator({ port: 0, profile: 'observed' })
  const documented = await runContract(
    { provider: 'kie', baseUrl: simulator.url, apiKey: 'documented-key' },
    { profile: 'documented' },
  )
  expect(documented.exitCode).toBe(1)
  expect(documented.verdicts.flatMap(({ findings }) => findings).every(({ wrong }) => wrong === 'page')).toBe(
    true,
  )
})

test.each(providers)(
  '%s: no create request of tier free is one that would be accepted if any one rule were gone',
  async (provider) => {
    const { bodies } = await freeRuns[provider]()
    expect(bodies.length).toBeGreaterThan(4)
    const { facts } = checkedProviders[provider]
    const bought = bundledModels(facts, []).flatMap((model) =>
      bodies.filter((body) => isSoldWithoutARule(model, body)),
    )
    expect(bought).toEqual([])
  },
)

test('the reseller holds under its prefix', async () => {
  const { report } = await freeRuns.evolink()
  expect(inShort(report)).toBe('exit 0')
})
