import type { ProviderName } from '../../contracts/index.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import { SettingError, type Settings } from '../settings.ts'
import type { Rule } from './rule.ts'

/** What a rule has to fit. */
export interface Surroundings {
  readonly settings: Settings
  readonly providers: Readonly<Record<ProviderName, SimulatedProvider>>
}

/** Whether the provider has an operation that the rule means, and that its fault can strike. */
const isOffered = ({ fault, operation }: Rule, { contract }: SimulatedProvider): boolean => {
  const result = { id: `${contract.name}.result`, kind: 'result' as const }
  return [...contract.operations, result].some(
    ({ id, kind }) =>
      fault.strikes.includes(kind) && (operation === undefined || operation === id || operation === kind),
  )
}

/**
 * The rule, kept to the providers where it can do something.
 * @throws SettingError that says why there is none
 */
export const fitted = (rule: Rule, { settings, providers }: Surroundings): Rule => {
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
  const reasons = offering.map((each) => fault.cannot?.({ settings, provider: each }))
  const able = offering.filter((_, index) => reasons[index] === undefined)
  if (able.length === 0) {
    const words = [...new Set(reasons)].join('; ')
    throw new SettingError(`${fault.name} can do nothing here: ${words}.`, ['fault'])
  }
  return able.length === meant.length ? rule : { ...rule, only: able.map(({ contract }) => contract.name) }
}
