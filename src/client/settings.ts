import type { Redact } from '../contracts/redact.ts'
import type { Clock } from './clock.ts'
import type { Drift } from './drift.ts'
import type { Budget } from './money/budget.ts'
import type { Limiter } from './money/limiter.ts'
import type { Transport } from './transport/transport.ts'

/** Where progress is reported; `console` is one. Neither keys nor prompts are ever passed to it. */
export interface Logger {
  debug?(message: string): void
  info?(message: string): void
  warn?(message: string): void
}

/**
 * When a create request may be sent again: never; only when the provider certainly did nothing; or even when it may have been
 * billed, which pays twice whenever the provider ignores the idempotency key.
 */
export type RetryCreate = 'never' | 'safe' | 'always'

/** A client's settings, read once. */
export interface Settings {
  /** Without a trailing slash. */
  readonly origin: string
  /** `''` or `/apiv1`. */
  readonly prefix: string
  readonly timeoutMs: number
  readonly maxRetries: number
  readonly retryCreate: RetryCreate
  readonly transport: Transport
  /** The headers of every call to the API, the key among them. */
  readonly headers: Readonly<Record<string, string>>
  readonly logger: Logger
  readonly webhookKey: string | undefined
  readonly onDrift: ((drift: Drift) => void) | undefined
  readonly clock: Clock
  readonly random: () => number
  readonly redact: Redact
  /** Aborts when the client is closed. */
  readonly closing: AbortSignal
  readonly limiter: Limiter
  readonly budget: Budget
  /** Where files are uploaded to, without a trailing slash. */
  readonly uploadUrl: string
}
