import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { didYouMean } from '../../basics/did-you-mean.ts'
import type { Screen } from '../../conformance/index.ts'
import { contracts, type ProviderName } from '../../contracts/index.ts'
import { contractModels } from '../contract/contract-models.ts'
import { modelCreditsOf, optionsOf, reportersOf, targetOf } from '../contract/contract-options.ts'
import { contractPlan } from '../contract/contract-plan.ts'
import { progress } from '../contract/contract-progress.ts'
import { listIn, textIn } from '../flags/flag-values.ts'
import type { FlagValues } from '../flags/flags.ts'
import { EXIT, UsageError } from '../flags/usage-error.ts'
import { type Environment, fileAt, type Io } from '../terminal/io.ts'

const providerOf = (word: string | undefined): ProviderName => {
  const names = Object.keys(contracts) as readonly ProviderName[]
  if (word === undefined) throw new UsageError(`contract checks one provider: ${names.join(' or ')}.`)
  const found = names.find((name) => name === word)
  if (found !== undefined) return found
  throw new UsageError(`There is no provider ${JSON.stringify(word)}${didYouMean(word, names)}`)
}

/** Checks one provider. Returns the exit code. */
export const contract = async (values: FlagValues, io: Io, word?: string): Promise<number> => {
  const provider = providerOf(word)
  const kit = await import('../../conformance/index.ts')
  const only = listIn(values, 'only')
  const models = await contractModels(values, provider, io)
  const all = kit.casesFor({ provider }, [], { models })
  const ids = all.map(({ id }) => id)
  const unknown = only.find((asked) => !ids.some((id) => id === asked || id.startsWith(`${asked}/`)))
  if (unknown !== undefined)
    throw new UsageError(`There is no case ${JSON.stringify(unknown)}${didYouMean(unknown, ids)}`)
  if (values['dry-run'] === true) {
    const cases = only.length === 0 ? all : kit.casesFor({ provider }, only, { models })
    io.stdout.write(
      contractPlan(
        { provider, cases, ...kit.priceOfTask(provider), modelCredits: modelCreditsOf(values) },
        screenOf(io).columns,
      ),
    )
    return EXIT.ok
  }
  const target = targetOf(provider, values, io)
  const names = reportersOf(values)
  const report = await kit.runContract(target, {
    ...optionsOf(values, target, io),
    models,
    ...progress(io),
  })
  for (const name of names) {
    const { write, ending } = kit.reporters[name]
    const folder = textIn(values, 'report-dir')
    put(write(report, screenOf(io)), ending, provider, folder, io)
    if (name === 'github') summarize(kit.reporters.markdown.write(report), io.env)
  }
  return report.exitCode
}

/** The screen, as far as a report is concerned. NO_COLOR: no-color.org. */
const screenOf = ({ stdout, env }: Io): Screen =>
  stdout.isTTY === true
    ? { columns: stdout.columns, isColoured: (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb' }
    : {}

const put = (
  text: string,
  ending: string | undefined,
  provider: ProviderName,
  folder: string | undefined,
  io: Io,
): void => {
  if (ending === undefined || folder === undefined) {
    io.stdout.write(text)
    return
  }
  const path = fileAt(io, folder)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, `contract-${provider}.${ending}`), text)
}

/** Documented: GitHub Actions shows what is appended to this file. */
const summarize = (text: string, env: Environment): void => {
  const file = env.GITHUB_STEP_SUMMARY
  if (file !== undefined && file !== '') appendFileSync(file, text)
}
