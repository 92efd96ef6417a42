import { didYouMean } from '../../basics/did-you-mean.ts'
import { SettingError } from '../../basics/setting.ts'
import type { ProviderName } from '../../contracts/index.ts'
import type { Catalogue } from '../models/catalogue.ts'
import { FURTHER_CREATE, knownOperations } from '../models/further-creates.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import type { Settings } from '../settings.ts'
import type { Rule } from './rule.ts'

/** What a rule has to fit. */
export interface Surroundings {
  readonly settings: Settings
  readonly providers: Readonly<Record<ProviderName, SimulatedProvider>>
  /** Undefined also if the pages that the settings name have not been read yet. */
  readonly catalogue?: Catalogue | undefined
}

/** @throws SettingError on a create operation that could only come from a page, if no page describes it */
const assertDescribed = ({ operation }: Rule, { settings, providers, catalogue }: Surroundings): void => {
  if (operation === undefined || !FURTHER_CREATE.test(operation)) return
  if (catalogue === undefined && settings.models.length > 0) return
  const served = Object.values(providers).flatMap(({ contract }) => contract.operations)
  const known = [...knownOperations, ...served].map(({ id }) => id)
  if (known.includes(operation)) return
  // The beginning that all create operations share says nothing about similarity.
  const start = operation.replace(/[A-Z].*/, '')
  const families = known.flatMap((id) => (id.startsWith(start) ? [id.slice(start.length)] : []))
  const hint = didYouMean(operation.slice(start.length), families).replace('mean ', `mean ${start}`)
  const why = `There is no operation ${JSON.stringify(operation)}: no page of --models describes it`
  throw new SettingError(why + hint, ['operation'])
}

/** Whether the provider has an operation that the rule means and that its fault can strike. */
const isOffered = ({ fault, operation }: Rule, { contract }: SimulatedProvider): boolean => {
  const result = { id: `${contract.name}.result`, kind: 'result' as const }
  const isCreateOfItsOwn =
    operation?.startsWith(`${contract.name}.`) === true && FURTHER_CREATE.test(operation)
  if (isCreateOfItsOwn) return fault.strikes.includes('create')
  return [...contract.operations, result].some(
    ({ id, kind }) =>
      fault.strikes.includes(kind) && (operation === undefined || operation === id || operation === kind),
  )
}

/**
 * The rule, kept to the providers where it can do something.
 * @throws SettingError that says why there is none
 */
export const fitted = (rule: Rule, surroundings: Surroundings): Rule => {
  assertDescribed(rule, surroundings)
  const { settings, providers } = surroundings
  const { fault, operation, provider } = rule
  const meant = Object.values(providers).filter(
    ({ contract }) => provider === undefined || provider === contract.name,
  )
  const offering = meant.filter((each) => isOffered(rule, each))
  if (offering.length === 0)
    throw new SettingError(
      `${fault.name} cannot strike ${operation} of ${provider}: there is no such call.`,
      ['operation'],
    )
  const reasons = offering.map((each) => fault.cannot?.({ settings, provider: each }, rule.settings))
  const able = offering.filter((_, index) => reasons[index] === undefined)
  if (able.length === 0) {
    const words = [...new Set(reasons)].join('; ')
    throw new SettingError(`${fault.name} can do nothing here: ${words}.`, ['fault'])
  }
  return able.length === meant.length ? rule : { ...rule, only: able.map(({ contract }) => contract.name) }
}
