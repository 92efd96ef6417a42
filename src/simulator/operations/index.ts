import type { MatchedVisit } from '../http/visit.ts'
import { balance } from './balance.ts'
import { create } from './create.ts'
import { downloadLink } from './download-link.ts'
import type { OperationOutcome } from './operation-outcome.ts'
import { retrieve } from './retrieve.ts'

/** Does what the operation is for. @throws Refusal */
export const perform = (visit: MatchedVisit): OperationOutcome | Promise<OperationOutcome> => {
  switch (visit.operation.kind) {
    case 'create': {
      const { simulation, provider } = visit
      const validate = simulation.validators.of(provider.contract.name)
      return validate === undefined
        ? simulation.validators.load().then(() => perform(visit))
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
