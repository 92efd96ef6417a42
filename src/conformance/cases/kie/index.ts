import type { CaseFor } from '../../case.ts'
import { callbackSignature } from './callback-signature.ts'
import { knownCopies } from './known-copies.ts'
import { knownCostTime } from './known-cost-time.ts'
import { knownParam } from './known-param.ts'

/** What only Kie has. */
export const kieCases: readonly CaseFor[] = [callbackSignature, knownCostTime, knownParam, knownCopies]
