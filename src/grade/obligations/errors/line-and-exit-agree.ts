import { citeEnd, everywhere } from '../obligation.ts'

export const lineAndExitAgree = everywhere(
  {
    id: 'errors/line-and-exit-agree',
    level: 'should',
    says: 'Its last line says one thing and its exit code another.',
    why: 'One caller reads the line, another the exit code, and they act differently on one job.',
    remedy: 'End with 0 exactly when the line says ok.',
  },
  (recordings) => {
    const odd = recordings.filter(
      ({ told, ending }) =>
        ending.kind === 'exited' && typeof told?.ok === 'boolean' && told.ok !== (ending.code === 0),
    )
    return odd.length === 0
      ? { kind: 'kept', because: 'They agree.', evidence: [] }
      : {
          kind: 'broken',
          because: `They disagree in ${odd.length} of ${recordings.length} situations.`,
          evidence: odd.slice(0, 3).map(citeEnd),
        }
  },
)
