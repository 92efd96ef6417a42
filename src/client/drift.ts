import type { ProviderName } from '../contracts/index.ts'

/** One way in which a response deviates from the contract. The response is used all the same. */
export interface Drift {
  readonly provider: ProviderName
  /** The component of the contract that it was compared with: `RecordInfoResponse`. */
  readonly schema: string
  readonly kind: 'unknown-field' | 'unexpected-value'
  /** Where in the response: `data.state`. */
  readonly path: string
  readonly message: string
  readonly taskId: string | undefined
}
