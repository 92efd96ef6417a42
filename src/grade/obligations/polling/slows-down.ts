import { seconds } from '../looking.ts'
import { inSituation } from '../obligation.ts'
import { median, someReads, waitsIn } from './pace.ts'

export const slowsDown = inSituation(
  {
    id: 'polling/slows-down',
    situation: 'slow-task',
    level: 'should',
    isTimed: true,
    says: 'The longer its task takes, the more often it reads it.',
    why: 'A task that was not ready after a minute is not ready a second later. Waits that shrink end in a storm.',
    remedy: 'Keep the wait between reads the same, or let it grow.',
  },
  (recording) => {
    const waits = waitsIn(recording)
    const evidence = someReads(recording)
    if (waits.length < 4) return { kind: 'kept', because: 'It read too rarely to have hurried.', evidence }
    const early = median(waits.slice(0, Math.ceil(waits.length / 2)))
    const late = median(waits.slice(Math.floor(waits.length / 2)))
    const because = `At first it waited ${seconds(early)} between reads, at last ${seconds(late)}.`
    return { kind: late < early * 0.8 ? 'broken' : 'kept', because, evidence }
  },
)
