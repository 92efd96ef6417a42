import { startSimulator } from '../src/simulator/index.ts'
import { runContract, reporters } from '../src/contracts/conformance/index.ts'
for (const profile of ['documented','observed'] as const)
for (const provider of ['kie','evolink'] as const) {
  await using sim = await startSimulator({ port: 0, speed: 100, profile, kieWebhookKey: 'hush' })
  const report = await runContract({ provider, baseUrl: sim.url, apiKey: 'some-key-123' }, { tier: 'paid', maxCredits: 100, profile, callback: { listen: '127.0.0.1:0' }, timeoutMs: 5000, pollMs: 8, settleMs: 60, webhookKey: 'hush' })
  const bad = report.verdicts.filter(v => !v.outcome.startsWith('holds'))
  console.log(profile, provider, report.durationMs, 'ms', report.exitCode, report.counts, report.credits, report.guard)
  console.log(reporters.pretty.write({...report, verdicts: bad}).slice(0, 6000))
}
