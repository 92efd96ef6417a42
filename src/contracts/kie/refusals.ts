/** What Kie says under a code that means something else, and the HTTP status that says what it means. */
export interface KieRefusal {
  readonly code: number
  readonly says: RegExp
  readonly means: number
}

/** Observed: recorded traffic, 2026 (see differences.ts). Each is a refusal before any work is done. */
export const kieRefusals: readonly KieRefusal[] = [
  { code: 422, says: /^recordInfo is null/i, means: 404 },
  { code: 500, says: /^\S+ is required/i, means: 422 },
  { code: 500, says: /is not within the range of allowed options/i, means: 422 },
  // "402 (some reports: 500)".
  { code: 500, says: /credits? insufficient|insufficient (account balance|credits?)/i, means: 402 },
]
