import type { FailureWords, ProviderContract } from '../../contracts/index.ts'
import type { Failure } from '../tasks/timeline.ts'

/** What a failed task says: what was asked for, else the provider's words for it, else its usual ones. */
export const failureWords = (
  { failures }: ProviderContract,
  usual: FailureWords,
  { as, code, message }: Failure = {},
): FailureWords => {
  const known = (as && failures[as]) ?? usual
  return { code: code ?? known.code, message: message ?? known.message }
}
