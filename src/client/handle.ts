import type { ProviderName } from '../contracts/index.ts'

/** A paid task, as plain JSON: store it, and `wait` takes it up again in any process. */
export interface TaskHandle {
  readonly provider: ProviderName
  readonly id: string
  readonly model: string | undefined
  /**
   * When the response to its create request came, epoch ms by the client's clock; undefined if only the id is known.
   */
  readonly createdAt: number | undefined
  readonly idempotencyKey: string | undefined
  /** The X-Request-Id of the response that named it, for the provider's support. */
  readonly requestId?: string | undefined
}
