import type { RecordedRequest, Recording } from '../recording.ts'
import { seconds } from './looking.ts'
import { type About, cite, inSituation, type Obligation } from './obligation.ts'

/** A clock may be this much early; a machine is busy, and a timer is coarse. */
const EARLY_MS = 50

/** After a refusal that says how long to wait, the next request of its kind comes no sooner. */
export const waitsAsTold = (
  about: About,
  {
    waitMs,
    of,
  }: { readonly waitMs: number; readonly of: (recording: Recording) => readonly RecordedRequest[] },
): Obligation =>
  inSituation({ isTimed: true, ...about }, (recording) => {
    const sent = of(recording)
    const at = sent.findIndex(({ fault }) => fault === 'rate-limited')
    const refused = sent[at]
    const next = sent[at + 1]
    if (refused === undefined) return { kind: 'untestable', because: 'nothing was refused' }
    if (next === undefined)
      return { kind: 'kept', because: 'It did not come back.', evidence: [cite(recording, refused)] }
    const waitedMs = next.atMs - (refused.atMs + refused.durationMs)
    const evidence = [cite(recording, refused), cite(recording, next)]
    const because = `Told to wait ${seconds(waitMs)}, it waited ${seconds(waitedMs)}.`
    if (waitedMs >= waitMs - EARLY_MS) return { kind: 'kept', because, evidence }
    // Somebody who waits at least half as long has heard something; less is not having listened.
    return waitedMs * 2 < waitMs
      ? { kind: 'broken', because, evidence }
      : { kind: 'broken', level: 'should', because, evidence }
  })
