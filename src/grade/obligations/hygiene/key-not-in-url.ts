import { cite, everywhere } from '../obligation.ts'

export const keyNotInUrl = everywhere(
  {
    id: 'hygiene/key-not-in-url',
    says: 'It puts the API key into URLs.',
    why: 'URLs are kept in the logs of every proxy and server on the way.',
    remedy: 'Send the key in the Authorization header alone.',
  },
  (recordings) => {
    const evidence = recordings.flatMap((recording) =>
      recording.requests
        .filter(({ keyIn }) => keyIn.includes('url'))
        .map((request) => cite(recording, request)),
    )
    return evidence.length === 0
      ? { kind: 'kept', because: 'It is not in any URL.', evidence }
      : { kind: 'broken', because: `It was in ${evidence.length} URLs.`, evidence: evidence.slice(0, 3) }
  },
)
