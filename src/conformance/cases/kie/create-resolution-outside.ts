import type { Case } from '../../case.ts'
import { refusesCreate } from '../../checks/refused.ts'
import { kieBody } from '../../providers/kie.ts'

/** Resolutions nobody offers. */
export const createResolutionOutside: Case = {
  id: 'create-resolution-outside',
  about: 'a create in 8k is refused, naming the resolution',
  tier: 'free',
  check: refusesCreate({
    kind: 'invalid-value',
    field: 'resolution',
    also: ['seed'],
    body: kieBody({ resolution: '8k', seed: 'none' }),
  }),
}
