import { output, saysSuccess } from '../looking.ts'
import { citeEnd, inSituation } from '../obligation.ts'

export const resultTold = inSituation(
  {
    id: 'errors/result-told',
    situation: 'all-is-well',
    level: 'should',
    says: 'It does not say where the video is.',
    why: 'A result that nobody can find is a result that somebody orders again.',
    remedy: "Print the link of the result, or where the file was saved, or the task's id.",
  },
  (recording) => {
    if (!saysSuccess(recording)) return { kind: 'not-applicable', because: 'it did not succeed' }
    const said = output(recording)
    const isTold = recording.tasks.some(({ id, resultUrls }) =>
      [id, ...resultUrls].some((text) => said.includes(text)),
    )
    const because = isTold
      ? 'Link or task are in its output.'
      : 'Neither the link nor the task is in its output.'
    return { kind: isTold ? 'kept' : 'broken', because, evidence: [citeEnd(recording)] }
  },
)
