import type { KnownRefusal, RefusalWords, WireAnswer } from '../contract.ts'
import type { Profile, RefusalName } from '../vocabulary.ts'
import { kieDifferences, type Wording } from './differences.ts'

const REPORTS = 'observed: reports of people who call the live API, 2026'

const spoken = ({ code, msg }: Wording): RefusalWords => ({ code, message: msg })

/** Kie's words for refusals that its error table lacks; all of them come before billing. */
export const kieRefusals: Readonly<Partial<Record<RefusalName, KnownRefusal>>> = {
  quota: {
    code: 433,
    message: 'The current number of points used by apiKey has exceeded the daily limit',
    from: `${REPORTS} (also with "hourly" and "total")`,
  },
  maintenance: {
    ...spoken(kieDifferences.unavailable.observed.value),
    from: kieDifferences.unavailable.source,
  },
  paused: { code: 500, message: 'This interface is temporarily paused.', from: REPORTS },
  'feature-disabled': {
    code: 505,
    message: 'Feature Disabled',
    from: "observed: the code is the provider's own; assumed: the words",
  },
  'field-required': { code: 500, message: 'This field is required', from: REPORTS },
  'out-of-credits': {
    ...spoken(kieDifferences.outOfCredits.observed.value),
    from: kieDifferences.outOfCredits.source,
  },
}

/** A refusal on Kie's wire. */
export const kieRefusalAnswer = (
  { code: written, message, data = null, status }: RefusalWords,
  profile: Profile,
): WireAnswer | string => {
  const code = Number(written)
  if (!Number.isInteger(code))
    return `Kie's codes are whole numbers, such as 433, not ${JSON.stringify(written)}`
  const isStatus = code >= 400 && code <= 599
  const usual = kieDifferences.errorStatus[profile].value === 'as-code' && isStatus ? code : 200
  return { status: status ?? usual, body: { code, msg: message, data } }
}
