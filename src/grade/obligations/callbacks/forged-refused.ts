import { inSituation } from '../obligation.ts'
import { citeCallback, takenOf } from './attempts.ts'

export const forgedRefused = inSituation(
  {
    id: 'callbacks/forged-refused',
    situation: 'callback-forged',
    level: 'should',
    says: 'It takes a callback whose signature is wrong.',
    why: 'Anybody who finds the address can tell it that a task is done.',
    remedy: 'Check the signature before anything else, and answer 401 when it is wrong.',
  },
  (recording) => {
    const taken = takenOf(recording).filter(({ status }) => status !== null && status < 300)
    const evidence = recording.callbacks.slice(0, 3).map((attempt) => citeCallback(recording, attempt))
    return taken.length > 0
      ? { kind: 'broken', because: 'It answered as if all were well.', evidence }
      : { kind: 'kept', because: 'It refused it.', evidence }
  },
)
