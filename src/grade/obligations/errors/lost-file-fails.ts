import { claimsSuccess, hasEnded, NEVER_ENDED } from '../looking.ts'
import { cite, citeEnd, inSituation } from '../obligation.ts'

export const lostFileFails = inSituation(
  {
    id: 'errors/lost-file-fails',
    situation: 'link-expired',
    says: 'It could not download the video, and says that all went well.',
    why: 'Links expire within days. A job that is ticked off without its file is a video paid for and lost.',
    remedy: 'Look at the status of the download, and end with an error that names the task.',
  },
  (recording) => {
    if (!hasEnded(recording)) return { kind: 'not-applicable', because: NEVER_ENDED }
    const refused = recording.requests.filter(({ kind }) => kind === 'result').slice(0, 2)
    const evidence = [...refused.map((request) => cite(recording, request)), citeEnd(recording)]
    return claimsSuccess(recording)
      ? { kind: 'broken', because: 'The file was refused, and the client says that all went well.', evidence }
      : { kind: 'kept', because: 'It says that it failed.', evidence }
  },
)
