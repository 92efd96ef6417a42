import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ContractOptions, ReporterName, Target } from '../conformance/index.ts'
import { isLoopbackUrl } from '../contracts/addresses.ts'
import { contracts, type ProviderName } from '../contracts/index.ts'
import { didYouMean } from '../simulator/did-you-mean.ts'
import { SETTING_FLAGS } from './config.ts'
import { contractModels } from './contract-models.ts'
import { contractPlan } from './contract-plan.ts'
import type { FlagTable, FlagValues } from './flags.ts'
import type { HelpText } from './help.ts'
import { type Environment, fileAt, type Io } from './io.ts'
import { EXIT, UsageError } from './usage-error.ts'

/** Where paid ids are kept when no other file is named. */
const LEDGER = 'stuntdouble-ledger.jsonl'
const REPORTERS: readonly ReporterName[] = ['pretty', 'json', 'junit', 'github', 'markdown']

export const CONTRACT_FLAGS: FlagTable = {
  'base-url': { form: 'an http or https URL', about: 'where the provider is, or a simulator of it' },
  'api-key-env': { form: 'the name of a variable', about: 'the variable that holds the API key' },
  'api-key': {
    form: 'an API key',
    about: 'the API key itself; rather name a variable, others can read command lines',
  },
  tier: {
    form: 'free or paid',
    about: 'free buys nothing; paid buys one of the cheapest videos',
    byDefault: 'free',
  },
  'max-credits': {
    form: 'a number above 0',
    about: "the most that tier paid may spend, in the provider's credits; without it nothing is bought",
  },
  models: {
    form: SETTING_FLAGS.models?.form ?? '',
    about: 'models to check beside the bundled ones, by their pages (repeatable)',
    repeatable: true,
  },
  'model-credits': {
    form: 'a number above 0',
    about: 'the most that one task of a model of --models may cost; without it tier paid buys none of them',
  },
  'known-task': {
    form: "a task's id",
    about: 'a task of this account that has ended, to check the success shape for nothing',
    repeatable: true,
  },
  ledger: {
    form: 'a file',
    about: 'where tier paid writes every paid id, for later runs to read those tasks again',
    byDefault: LEDGER,
  },
  'callback-listen': {
    form: 'host:port; port 0 is any free one',
    about: 'opens a receiver for the callbacks of the paid task',
  },
  'callback-url': {
    form: 'a URL',
    about: 'the address to give the provider instead, such as a tunnel that leads to --callback-listen',
  },
  'webhook-key-env': {
    form: 'the name of a variable',
    about: 'the variable that holds the key callbacks are signed with',
  },
  profile: {
    form: 'documented, observed or either',
    about: 'which reading to hold it to; either takes known deviations for what they are',
    byDefault: 'either',
  },
  only: {
    form: "a case's id, or how it begins before a slash",
    about: 'check only this case, or these',
    repeatable: true,
  },
  reporter: { form: REPORTERS.join(', '), about: 'how to report', repeatable: true, byDefault: 'pretty' },
  'report-dir': { form: 'a folder', about: 'where json, junit and markdown go; else to standard output' },
  strict: { about: 'warnings break the contract, and what is left out counts as not checked' },
  timeout: {
    form: 'seconds',
    about: 'how long the paid task may take, and its callback after that',
    byDefault: '900',
  },
  'dry-run': { about: 'list the cases with tier and worst cost, and call nobody' },
}

export const CONTRACT_HELP: HelpText = {
  usage: `stuntdouble contract <${Object.keys(contracts).join('|')}> --base-url URL --api-key-env NAME [flags]`,
  about:
    'Checks whether a provider, live or simulated, is still what its pages say. Tier free buys nothing.\n' +
    'Exit codes: 0 all held, 1 contract broken, 2 usage, 3 could not check, 4 money guard tripped.',
}

const textIn = (values: FlagValues, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

const listIn = (values: FlagValues, name: string): readonly string[] => {
  const value = values[name]
  return Array.isArray(value) ? value : []
}

const oneOf = <const T extends string>(flag: string, given: string, choices: readonly T[]): T => {
  const found = choices.find((choice) => choice === given)
  if (found !== undefined) return found
  throw new UsageError(
    `--${flag} is ${choices.join(' or ')}, not ${JSON.stringify(given)}${didYouMean(given, choices)}`,
  )
}

const numberIn = (values: FlagValues, name: string): number | undefined => {
  const text = textIn(values, name)
  if (text === undefined) return undefined
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number
  throw new UsageError(`--${name} is a number above 0, not ${JSON.stringify(text)}.`)
}

const providerOf = (word: string | undefined): ProviderName => {
  const names = Object.keys(contracts) as readonly ProviderName[]
  if (word === undefined) throw new UsageError(`contract checks one provider: ${names.join(' or ')}.`)
  const found = names.find((name) => name === word)
  if (found !== undefined) return found
  throw new UsageError(`There is no provider ${JSON.stringify(word)}${didYouMean(word, names)}`)
}

const variable = (env: Environment, flag: string, name: string): string => {
  const value = env[name]?.trim()
  if (value === undefined || value === '') throw new UsageError(`--${flag} names ${name}, which is not set.`)
  return value
}

const targetOf = (provider: ProviderName, values: FlagValues, { env }: Io): Target => {
  const baseUrl = textIn(values, 'base-url')
  if (baseUrl === undefined) {
    const live = contracts[provider].openapi.servers?.[0]?.url
    throw new UsageError(
      `--base-url says whom to check: http://127.0.0.1:7357 for a simulator, ${live} for the live service.`,
    )
  }
  const isUrl = URL.canParse(baseUrl) && /^https?:$/.test(new URL(baseUrl).protocol)
  if (!isUrl || new URL(baseUrl).username !== '' || new URL(baseUrl).search !== '') {
    throw new UsageError('--base-url is an http or https URL without a user or a query.')
  }
  const [given, named] = [textIn(values, 'api-key'), textIn(values, 'api-key-env')]
  if ((given === undefined) === (named === undefined)) {
    throw new UsageError(
      'Name the API key by --api-key-env NAME, or give it by --api-key KEY; one of the two.',
    )
  }
  const apiKey = named === undefined ? (given ?? '').trim() : variable(env, 'api-key-env', named)
  // What no header can hold would be an error of the wire, in every case.
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new UsageError('The API key has characters that no header can hold, or is empty.')
  return { provider, baseUrl: baseUrl.replace(/\/+$/, ''), apiKey }
}

/** What tier paid may spend on one task of an imported model, or would. */
const modelCreditsOf = (values: FlagValues): number | undefined => {
  const credits = numberIn(values, 'model-credits')
  if (credits !== undefined && values.models === undefined)
    throw new UsageError('--model-credits needs --models; the prices of the bundled models are known.')
  return credits
}

const optionsOf = (values: FlagValues, target: Target, io: Io): ContractOptions => {
  const tier = oneOf('tier', textIn(values, 'tier') ?? 'free', ['free', 'paid'])
  const maxCredits = numberIn(values, 'max-credits')
  if (tier === 'paid' && maxCredits === undefined) {
    throw new UsageError(
      '--tier paid wants --max-credits, the most that may be spent; --dry-run shows the worst cost.',
    )
  }
  if (tier === 'free' && maxCredits !== undefined)
    throw new UsageError('--max-credits needs --tier paid; tier free buys nothing.')
  const modelCredits = modelCreditsOf(values)
  if (tier === 'free' && modelCredits !== undefined)
    throw new UsageError('--model-credits needs --tier paid; tier free buys nothing.')
  const named = textIn(values, 'webhook-key-env')
  const given = textIn(values, 'ledger')
  const ledger = given === undefined ? undefined : fileAt(io, given)
  const usual = fileAt(io, LEDGER)
  const timeout = numberIn(values, 'timeout')
  return {
    tier,
    maxCredits,
    modelCredits,
    knownTasks: listIn(values, 'known-task'),
    ledger: ledger ?? (tier === 'paid' || existsSync(usual) ? usual : undefined),
    callback: callbackOf(values, tier, target),
    webhookKey: named === undefined ? undefined : variable(io.env, 'webhook-key-env', named),
    profile: oneOf('profile', textIn(values, 'profile') ?? 'either', ['documented', 'observed', 'either']),
    only: listIn(values, 'only'),
    strict: values.strict === true,
    timeoutMs: timeout === undefined ? undefined : timeout * 1_000,
  }
}

const callbackOf = (
  values: FlagValues,
  tier: string,
  target: Target,
): NonNullable<ContractOptions['callback']> => {
  const [listen, url] = [textIn(values, 'callback-listen'), textIn(values, 'callback-url')]
  if (listen === undefined && url === undefined) return {}
  const flag = listen === undefined ? '--callback-url' : '--callback-listen'
  if (tier === 'free') throw new UsageError(`${flag} needs --tier paid: only a paid task is called back.`)
  if (listen !== undefined && !/^(\[[^\]]+\]|[^:]+):\d{1,5}$/.test(listen)) {
    throw new UsageError(
      `--callback-listen is host:port, such as 127.0.0.1:0, not ${JSON.stringify(listen)}.`,
    )
  }
  if (url !== undefined && !URL.canParse(url))
    throw new UsageError(`--callback-url is a URL, not ${JSON.stringify(url)}.`)
  // Rules about https and internal addresses do not bind a provider on this machine.
  const told = url ?? `http://${listen}/`
  const refusal = isLoopbackUrl(target.baseUrl)
    ? undefined
    : contracts[target.provider].callbacks.refuses(told)
  if (refusal !== undefined) {
    throw new UsageError(
      `The provider would refuse the callback address ${told}: ${refusal}. Pass a public one as --callback-url.`,
    )
  }
  return { listen, url }
}

const reportersOf = (values: FlagValues): readonly ReporterName[] => {
  const given = listIn(values, 'reporter').flatMap((text) => text.split(','))
  const names = [
    ...new Set((given.length === 0 ? ['pretty'] : given).map((name) => oneOf('reporter', name, REPORTERS))),
  ]
  const onOutput = names.filter((name) => name !== 'github')
  if (onOutput.length > 1 && textIn(values, 'report-dir') === undefined) {
    throw new UsageError(
      `The reports ${onOutput.join(' and ')} would run into each other; pass --report-dir.`,
    )
  }
  return names
}

/** Checks one provider. Returns the exit code. */
export const contract = async (values: FlagValues, io: Io, word?: string): Promise<number> => {
  const provider = providerOf(word)
  const kit = await import('../conformance/index.ts')
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
      contractPlan({
        provider,
        cases,
        taskCredits: kit.priceOfTask(provider),
        modelCredits: modelCreditsOf(values),
      }),
    )
    return EXIT.ok
  }
  const target = targetOf(provider, values, io)
  const names = reportersOf(values)
  const report = await kit.runContract(target, {
    ...optionsOf(values, target, io),
    models,
    onVerdict: progress(io),
  })
  for (const name of names) {
    const { write, ending } = kit.reporters[name]
    put(write(report), ending, provider, textIn(values, 'report-dir'), io)
    if (name === 'github') summarize(kit.reporters.markdown.write(report), io.env)
  }
  return report.exitCode
}

/** A line that is written over, where somebody watches. */
const progress = ({ stderr }: Io): ContractOptions['onVerdict'] => {
  if (!stderr.isTTY) return undefined
  return ({ id }, done, all) =>
    void stderr.write(done === all ? '\r\x1b[K' : `\r\x1b[K[${done}/${all}] ${id}`)
}

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
