import { Refusal } from '../http/refusal.ts'
import type { MatchedVisit } from '../http/visit.ts'
import { balance } from './balance.ts'
import { catalogue } from './catalogue.ts'
import { create } from './create.ts'
import { downloadLink } from './download-link.ts'
import { estimate } from './estimate.ts'
import { list } from './list.ts'
import type { OperationOutcome } from './operation-outcome.ts'
import { retrieve } from './retrieve.ts'
import { upload } from './upload.ts'

/**
 * The account may have been reset while the checks were loaded.
 * @throws Refusal
 */
const performUnlessReset = (visit: MatchedVisit): OperationOutcome | Promise<OperationOutcome> => {
  if (visit.isStale) throw new Refusal('server-error', 'The account was reset.')
  return perform(visit)
}

/**
 * Does what the operation is for.
 * @throws Refusal
 */
export const perform = (visit: MatchedVisit): OperationOutcome | Promise<OperationOutcome> => {
  switch (visit.operation.kind) {
    case 'create': {
      const { simulation, provider } = visit
      const validate = simulation.validators.of(provider.contract.name)
      return validate === undefined
        ? simulation.validators.load().then(() => performUnlessReset(visit))
        : create(visit, validate)
    }
    case 'retrieve':
      return retrieve(visit)
    case 'balance':
      return balance(visit)
    case 'download-link':
      return downloadLink(visit)
    case 'catalogue':
      return catalogue(visit)
    case 'list':
      return list(visit)
    case 'estimate':
      return estimate(visit)
    case 'upload':
      return upload(visit)
  }
}
