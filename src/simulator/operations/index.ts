import type { ProviderName } from '../../contracts/index.ts'
import type { MatchedVisit } from '../http/visit.ts'
import type { Simulation } from '../simulation.ts'
import type { Validate } from '../validation/validation.ts'
import { balance } from './balance.ts'
import { create } from './create.ts'
import { downloadLink } from './download-link.ts'
import type { Outcome } from './outcome.ts'
import { retrieve } from './retrieve.ts'

const validators = new WeakMap<Simulation, Map<ProviderName, Validate>>()

const validatorOf = ({ simulation, provider }: MatchedVisit): Validate | undefined =>
  validators.get(simulation)?.get(provider.contract.name)

/**
 * Loads zod and builds the schemas. Not part of starting: it costs as much as all the rest, and nobody needs it before
 * the first create.
 */
export const loadValidators = async (simulation: Simulation): Promise<void> => {
  const { createValidator } = await import('../validation/validation.ts')
  if (validators.has(simulation)) return
  const { settings, providers, catalogue } = simulation
  const built = Object.values(providers).map(
    ({ contract }) => [contract.name, createValidator(contract, settings, catalogue)] as const,
  )
  validators.set(simulation, new Map(built))
}

/** Builds the checks anew at the next create: there are other models now. */
export const forgetValidators = (simulation: Simulation): void => void validators.delete(simulation)

/** Does what the operation is for. @throws Refusal */
export const perform = (visit: MatchedVisit): Outcome | Promise<Outcome> => {
  switch (visit.operation.kind) {
    case 'create': {
      const validate = validatorOf(visit)
      return validate === undefined
        ? loadValidators(visit.simulation).then(() => perform(visit))
        : create(visit, validate)
    }
    case 'retrieve':
      return retrieve(visit)
    case 'balance':
      return balance(visit)
    case 'download-link':
      return downloadLink(visit)
  }
}
