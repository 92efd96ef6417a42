import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type ContractOptions,
  type ImportedPage,
  type Report,
  runContract,
} from '../../src/conformance/index.ts'
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts'
import { temporaryFolder } from '../helpers/command.ts'
import { type Hooks, startMutant } from './mutation/mutant.ts'
import { textOfPage } from './mutation/page-changes.ts'

const FAST = { timeoutMs: 5_000, pollMs: 2, settleMs: 60 }

/** What tier paid wants: a ceiling for all, and one for each task of an imported model. */
export const PAID = {
  ...FAST,
  tier: 'paid',
  maxCredits: 5_000,
  modelCredits: 100,
  everyOption: true,
} as const

interface Check {
  /** The page that the kit has. */
  readonly page: ImportedPage
  /** What the simulator serves instead of it; none serves no such model. */
  readonly served?: readonly ImportedPage[]
  readonly simulator?: SimulatorOptions
  /** How it deviates beside what it serves; its notes are lost on the way. */
  readonly hooks?: Hooks
  readonly options?: ContractOptions
}

/** Holds a simulator that serves one page to another, as far as the page goes. */
export const checkPage = async ({ page, served = [page], simulator, hooks, options }: Check) => {
  using folder = temporaryFolder()
  for (const [index, one] of served.entries())
    writeFileSync(join(folder.path, `${index}.json`), textOfPage(one))
  await using double = await startSimulator({
    port: 0,
    progress: 'immediate',
    models: served.length === 0 ? [] : [folder.path],
    ...simulator,
  })
  await using mutant = hooks && (await startMutant(double.url, hooks))
  const report = await runContract(
    { provider: page.provider, baseUrl: mutant?.url ?? double.url, apiKey: 'page-key' },
    { ...FAST, models: [page], only: page.models.map((model) => `${page.provider}/${model}`), ...options },
  )
  return { report, tasks: double.account('page-key').tasks() }
}

/** What was found: case, severity, place and message. */
export const foundIn = ({ verdicts }: Report): readonly string[] =>
  verdicts.flatMap(({ id, findings }) =>
    findings.map(({ severity, at, message }) => `${id.split('/').at(-1)}: ${severity} at ${at}: ${message}`),
  )
