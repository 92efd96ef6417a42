import type { Case } from '../case.ts'
import { refusesCreate } from '../checks/refusing-cases.ts'

/** Otherwise anybody could probe the validation. */
export const keyBeforeValidation: Case = {
  id: 'key-before-validation',
  about: 'the key is checked before the body: a broken body without a key is unauthorized',
  tier: 'free',
  check: refusesCreate({ kind: 'unauthorized', authorization: null, body: '{' }),
}
