import type { Case } from '../case.ts'
import { noEcho } from '../checks/key-not-echoed.ts'

/** Answers end up in logs. */
export const keyNotEchoed: Case = {
  id: 'key-not-echoed',
  about: 'no answer repeats the key',
  tier: 'free',
  check: noEcho,
}
