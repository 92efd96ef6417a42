import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { numberAbove, oneOf } from '../../basics/setting-kinds.ts'
import type { ContractOptions, ReporterName, Target } from '../../conformance/index.ts'
import { listenAddress } from '../../conformance/wire/listen-address.ts'
import { isInternalHost, isLoopbackUrl } from '../../contracts/addresses.ts'
import { contracts, type ProviderName } from '../../contracts/index.ts'
import { listIn, readFlag, textIn, valueIn, wordIn } from '../flags/flag-values.ts'
import type { FlagValues } from '../flags/flags.ts'
import { UsageError } from '../flags/usage-error.ts'
import { type Environment, fileAt, type Io } from '../terminal/io.ts'
import { LEDGER, REPORTERS } from './contract-flags.ts'

const variable = (env: Environment, flag: string, name: string): string => {
  const value = env[name]?.trim()
  if (value === undefined || value === '') throw new UsageError(`--${flag} names ${name}, which is not set.`)
  return value
}

export const targetOf = (provider: ProviderName, values: FlagValues, { env }: Io): Target => {
  const baseUrl = textIn(values, 'base-url')
  if (baseUrl === undefined) {
    const live = contracts[provider].openapi.servers?.[0]?.url
    throw new UsageError(
      `--base-url says which server to check: http://127.0.0.1:7357 for a simulator, ${live} for the live service.`,
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
  // Otherwise every case would fail with an error of the wire.
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new UsageError('The API key has characters that no header can hold, or is empty.')
  return { provider, baseUrl: baseUrl.replace(/\/+$/, ''), apiKey }
}

/** What tier paid may spend on one task of an imported model, or would spend. */
export const modelCreditsOf = (values: FlagValues): number | undefined => {
  const credits = valueIn(values, 'model-credits', numberAbove(0))
  if (credits !== undefined && values.models === undefined)
    throw new UsageError('--model-credits needs --models; the prices of the bundled models are known.')
  return credits
}

export const optionsOf = (values: FlagValues, target: Target, io: Io): ContractOptions => {
  const tier = wordIn(values, 'tier', ['free', 'paid']) ?? 'free'
  const maxCredits = valueIn(values, 'max-credits', numberAbove(0))
  if (tier === 'paid' && maxCredits === undefined) {
    throw new UsageError(
      '--tier paid needs --max-credits, the most that may be spent; --dry-run shows the worst cost.',
    )
  }
  if (tier === 'free' && maxCredits !== undefined)
    throw new UsageError('--max-credits needs --tier paid; tier free buys nothing.')
  const modelCredits = modelCreditsOf(values)
  if (tier === 'free' && modelCredits !== undefined)
    throw new UsageError('--model-credits needs --tier paid; tier free buys nothing.')
  if (tier === 'free' && values['every-option'] === true)
    throw new UsageError('--every-option needs --tier paid; tier free buys nothing.')
  const named = textIn(values, 'webhook-key-env')
  const timeout = valueIn(values, 'timeout', numberAbove(0))
  return {
    tier,
    maxCredits,
    modelCredits,
    everyOption: values['every-option'] === true,
    knownTasks: knownTasksOf(values),
    ledger: ledgerOf(values, io),
    resolve: values.resolve === true,
    signal: io.signal,
    callback: callbackOf(values, tier, target),
    keyVariable: textIn(values, 'api-key-env'),
    webhookKey: named === undefined ? undefined : variable(io.env, 'webhook-key-env', named),
    profile: wordIn(values, 'profile', ['documented', 'observed', 'either']) ?? 'either',
    only: listIn(values, 'only'),
    strict: values.strict === true,
    timeoutMs: timeout === undefined ? undefined : timeout * 1_000,
  }
}

const knownTasksOf = (values: FlagValues): readonly string[] => {
  const ids = listIn(values, 'known-task')
  if (ids.some((id) => !/^\S+$/.test(id)))
    throw new UsageError(
      '--known-task is the id of one task, as your logs have it; repeat the flag for several.',
    )
  return ids
}

/** Checks the ledger before the first call. The file is created when something is bought. */
const ledgerOf = (values: FlagValues, io: Io): string => {
  const file = fileAt(io, textIn(values, 'ledger') ?? LEDGER)
  const folder = dirname(file)
  if (!existsSync(folder)) throw new UsageError(`--ledger ${file}: there is no folder ${folder}.`)
  if (existsSync(file) && !statSync(file).isFile())
    throw new UsageError(`--ledger ${file} is not a file; name one, such as ${LEDGER}.`)
  try {
    accessSync(existsSync(file) ? file : folder, constants.R_OK | constants.W_OK)
  } catch {
    throw new UsageError(
      `--ledger ${file} cannot be read and written by this user; nothing is bought without a ledger.`,
    )
  }
  return file
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
  if (listen !== undefined && listenAddress(listen) === undefined) {
    throw new UsageError(
      `--callback-listen is host:port, such as 127.0.0.1:0, not ${JSON.stringify(listen)}.`,
    )
  }
  if (url !== undefined && !URL.canParse(url))
    throw new UsageError(`--callback-url is a URL, not ${JSON.stringify(url)}.`)
  // Rules about https and internal addresses do not apply to a provider on this machine.
  const told = url ?? `http://${listen}/`
  const isLocal = isLoopbackUrl(target.baseUrl)
  if (!isLocal && isInternalHost(new URL(told).hostname))
    throw new UsageError(
      `The provider cannot reach ${told} from outside. Pass a public address that leads here as --callback-url.`,
    )
  const refusal = isLocal ? undefined : contracts[target.provider].callbacks.refuses(told)
  if (refusal !== undefined) {
    throw new UsageError(
      `The provider would refuse the callback address ${told}: ${refusal}. Pass a public one as --callback-url.`,
    )
  }
  return { listen, url }
}

export const reportersOf = (values: FlagValues): readonly ReporterName[] => {
  const given = listIn(values, 'reporter').flatMap((text) => text.split(','))
  const names = [
    ...new Set(
      (given.length === 0 ? ['pretty'] : given).map((name) =>
        readFlag(oneOf(...REPORTERS), name, 'reporter'),
      ),
    ),
  ]
  const onOutput = names.filter((name) => name !== 'github')
  if (onOutput.length > 1 && textIn(values, 'report-dir') === undefined) {
    throw new UsageError(
      `The reports ${onOutput.join(' and ')} would be mixed on standard output; pass --report-dir.`,
    )
  }
  return names
}
