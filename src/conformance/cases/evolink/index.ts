import type { CaseFor } from '../../case.ts'
import { aloneAspectRatioByQuality } from './alone-aspect-ratio-by-quality.ts'
import { aloneCallbackInternal } from './alone-callback-internal.ts'
import { aloneCallbackPlainHttp } from './alone-callback-plain-http.ts'
import { balanceAddsUp } from './balance-adds-up.ts'
import { knownBillAgrees } from './known-bill-agrees.ts'
import { knownIdTime } from './known-id-time.ts'

/** The cases that only EvoLink has. */
export const evolinkCases: readonly CaseFor[] = [
  aloneAspectRatioByQuality,
  aloneCallbackPlainHttp,
  aloneCallbackInternal,
  knownIdTime,
  knownBillAgrees,
  balanceAddsUp,
]
