import { afterAll, expect, test } from 'vitest'
import { pagesFor } from './models/read-pages.ts'
import { findingText } from './report/pretty.ts'
import { ContractRun, casesFor } from './run-contract.ts'
import type { ContractOptions, Target } from './target.ts'

/**
 * Declares each case as a test. What was left out is skipped; what could not be checked fails.
 *
 * ```ts
 * testContract({ provider: 'kie', baseUrl: 'http://127.0.0.1:7357', apiKey: 'ci' }, { profile: 'documented' })
 * ```
 * @param target where the provider is, or a function that finds out when the first test runs
 */
export const testContract = (
  target: Target | (Pick<Target, 'provider'> & { readonly open: () => Target | Promise<Target> }),
  options: ContractOptions = {},
): void => {
  let run: Promise<ContractRun> | undefined
  const started = (): Promise<ContractRun> => {
    run ??= Promise.resolve('open' in target ? target.open() : target).then(
      (found) => new ContractRun(found, { ...options, models }),
    )
    return run
  }
  // Read once, so that what is declared is also what is checked.
  const models = pagesFor(target.provider, options)
  for (const one of casesFor(target, options.only, { models })) {
    test(`${target.provider} ${one.id}: ${one.about}`, {
      timeout: 2 * (options.timeoutMs ?? 1_000_000),
    }, async (context) => {
      const { outcome, why, findings } = await (await started()).check(one)
      if (outcome === 'left-out') return context.skip(why)
      const broken = findings.filter(({ severity }) => severity === 'error' || options.strict)
      expect(broken.map((finding) => findingText(finding)).join('\n')).toBe('')
      expect(outcome === 'not-checked' ? why : undefined).toBeUndefined()
    })
  }
  afterAll(async () => {
    const report = await (await run)?.finish()
    if (typeof report?.guard === 'string') throw new Error(`money guard: ${report.guard}`)
  })
}
