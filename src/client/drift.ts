import type { ProviderName } from '../contracts/index.ts'

/** One way in which a response is not what the contract says. The response is used all the same. */
export interface Drift {
  readonly provider: ProviderName
  /** The contract's component it was measured by: `RecordInfoResponse`. */
  readonly schema: string
  readonly kind: 'unknown-field' | 'unexpected-value'
  /** Where in the response: `data.state`. */
  readonly path: string
  readonly message: string
  readonly taskId: string | undefined
}
