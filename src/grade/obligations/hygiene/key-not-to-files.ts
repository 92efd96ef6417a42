import { cite, everywhere } from '../obligation.ts'

export const keyNotToFiles = everywhere(
  {
    id: 'hygiene/key-not-to-files',
    level: 'should',
    says: 'It sends the API key to the host that serves the files.',
    why: "Files lie with another company, behind a link that needs no key. The key ends in that company's logs.",
    remedy: 'Download results without the Authorization header.',
  },
  (recordings) => {
    const downloads = recordings.flatMap((recording) =>
      recording.requests.filter(({ kind }) => kind === 'result').map((request) => ({ recording, request })),
    )
    if (downloads.length === 0) return { kind: 'not-applicable', because: 'it downloads nothing' }
    const evidence = downloads
      .filter(({ request }) => request.keyIn.length > 0)
      .map(({ recording, request }) => cite(recording, request))
    return evidence.length === 0
      ? { kind: 'kept', because: 'It does not.', evidence }
      : {
          kind: 'broken',
          because: `${evidence.length} downloads carried the key.`,
          evidence: evidence.slice(0, 3),
        }
  },
)
