import type { ProviderName } from '../../contracts/index.ts'
import type { Simulation } from '../simulation.ts'
import type { Validate } from '../validation.ts'
import { balance } from './balance.ts'
import type { Call, Outcome } from './call.ts'
import { create } from './create.ts'
import { downloadLink } from './download-link.ts'
import { retrieve } from './retrieve.ts'

const validators = new WeakMap<Simulation, Map<ProviderName, Validate>>()

const validatorOf = ({ simulation, provider }: Call): Validate | undefined =>
  validators.get(simulation)?.get(provider.contract.name)

/**
 * Loads zod and builds the schemas. Not part of starting: it costs as much as all the rest, and nobody needs it before
 * the first create.
 */
export const loadValidators = async (simulation: Simulation): Promise<void> => {
  const { createValidator } = await import('../validation.ts')
  if (validators.has(simulation)) return
  const { settings, providers } = simulation
  const built = Object.values(providers).map(
    ({ contract }) => [contract.name, createValidator(contract, settings)] as const,
  )
  validators.set(simulation, new Map(built))
}

/** Does what the operation is for. @throws Refusal */
export const perform = (call: Call): Outcome | Promise<Outcome> => {
  switch (call.operation.kind) {
    case 'create': {
      const validate = validatorOf(call)
      return validate === undefined
        ? loadValidators(call.simulation).then(() => perform(call))
        : create(call, validate)
    }
    case 'retrieve':
      return retrieve(call)
    case 'balance':
      return balance(call)
    case 'download-link':
      return downloadLink(call)
  }
}
