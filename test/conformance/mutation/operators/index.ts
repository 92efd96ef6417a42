import { evolinkCallbacks } from './evolink-callbacks.ts'
import { evolinkCreated } from './evolink-created.ts'
import { evolinkMoney } from './evolink-money.ts'
import { evolinkReads } from './evolink-reads.ts'
import { evolinkRefusals } from './evolink-refusals.ts'
import { kieCallbacks } from './kie-callbacks.ts'
import { kieCreated } from './kie-created.ts'
import { kieMoney } from './kie-money.ts'
import { kieReads } from './kie-reads.ts'
import { kieRefusals } from './kie-refusals.ts'
import type { Operator } from './operator.ts'

export { type Benign, benignChanges } from './benign.ts'
export type { Operator }

/** Every deviation, by provider and by what it is about. */
export const operators: readonly Operator[] = [
  ...kieCreated,
  ...kieReads,
  ...kieRefusals,
  ...kieMoney,
  ...kieCallbacks,
  ...evolinkCreated,
  ...evolinkReads,
  ...evolinkRefusals,
  ...evolinkMoney,
  ...evolinkCallbacks,
]
