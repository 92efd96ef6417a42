import { timingSafeEqual } from 'node:crypto'
import type { CallbackHeaders, WireProvider } from '../providers/provider.ts'

/**
 * Whether a callback comes from the provider. `not-signed-by-provider`: it never signs, so only reading the task can
 * tell.
 */
export type Verification =
  | { readonly isVerified: true }
  | {
      readonly isVerified: false
      readonly reason:
        | 'not-signed-by-provider'
        | 'no-key'
        | 'no-signature'
        | 'wrong-signature'
        | 'outside-window'
    }

export interface VerifyFacts {
  readonly taskId: string
  readonly headers: CallbackHeaders
  readonly key: string | undefined
  /** Epoch ms. */
  readonly now: number
  /** How far the signed time may be off, either way, ms. */
  readonly toleranceMs: number
}

/** Checks a signature in constant time. It covers the task's id and the time, and no byte of the body (observed, Kie). */
export const verifySignature = (
  { signature }: WireProvider,
  { taskId, headers, key, now, toleranceMs }: VerifyFacts,
): Verification => {
  if (signature === undefined) return { isVerified: false, reason: 'not-signed-by-provider' }
  if (key === undefined) return { isVerified: false, reason: 'no-key' }
  const signed = signature(lowerCased(headers), taskId)
  if (signed === undefined) return { isVerified: false, reason: 'no-signature' }
  if (!isEqual(signed.signature, signed.expected(key)))
    return { isVerified: false, reason: 'wrong-signature' }
  const isFresh = Math.abs(now - signed.timestamp * 1000) <= toleranceMs
  return isFresh ? { isVerified: true } : { isVerified: false, reason: 'outside-window' }
}

const lowerCased = (headers: CallbackHeaders): CallbackHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const isEqual = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  // timingSafeEqual needs equal lengths; the length of a signature is not a secret.
  return a.length === b.length && timingSafeEqual(a, b)
}
