import type { Case } from '../case.ts'
import { noEcho } from '../checks/key-not-echoed.ts'

/** Responses end up in logs. */
export const keyNotEchoed: Case = {
  id: 'key-not-echoed',
  about: 'no response repeats the key',
  tier: 'free',
  check: noEcho,
}
