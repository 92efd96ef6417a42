import { isLoopbackUrl } from '../../contracts/addresses.ts'
import type { Case } from '../case.ts'
import { valueAt } from '../json-path.ts'
import type { ConformanceProvider, CreateBody } from '../providers/conformance-provider.ts'
import { LeftOut } from '../report/left-out.ts'
import type { Trial } from '../trial.ts'
import type { Ask } from '../wire/wire.ts'
import { mustBeAffordable } from './affordable.ts'
import { judgeRefusal, type Refused } from './refused.ts'

/** A case: this read is refused in this way. */
export const refusesRead =
  (read: Pick<Ask, 'path' | 'authorization'>, refused: Refused) =>
  async (trial: Trial): Promise<void> =>
    judgeRefusal(trial, await trial.send({ ...read, method: 'GET' }), refused)

/** The field that is wrong, or the kind of mistake if it is not a field. */
const wrongIn = ({ kind, field }: Refused): string => [field ?? kind].flat().join(' and ')

/** A case: a create request with at least two things wrong is refused in this way. `body` may be text. */
export const refusesCreate =
  ({
    path,
    body,
    contentType,
    authorization,
    ...refused
  }: Refused & Pick<Ask, 'body' | 'contentType' | 'authorization'> & Partial<Pick<Ask, 'path'>>) =>
  async (trial: Trial): Promise<void> => {
    notOfAnotherPage(trial, body)
    const exchange = await trial.probe(
      {
        method: 'POST',
        path: path ?? trial.run.facts.createPath,
        body,
        ...(contentType === undefined ? {} : { contentType }),
        ...(authorization === undefined ? {} : { authorization }),
      },
      wrongIn(refused),
    )
    judgeRefusal(trial, exchange, { operation: 'create', ...refused })
  }

interface Alone extends Refused {
  readonly id: string
  readonly about: string
  readonly path?: string
  readonly body: CreateBody
  /**
   * Whether nobody has seen the live service refuse it: then it is sent after the paid task, with the credits that are
   * left.
   */
  readonly isAfterTask?: boolean
  /** Whether the rule does not apply to a provider on this machine: a simulator accepts callback addresses of tests. */
  readonly isLiveOnly?: boolean
}

/**
 * A case of tier paid: a create request with one thing wrong is refused in this way. If it is accepted, the run stops.
 */
export const refusesAlone = (
  { contract, createPath }: ConformanceProvider,
  { id, about, path = createPath, body, isAfterTask = false, isLiveOnly = false, ...refused }: Alone,
): Case => {
  const credits = contract.price(contract.mediaOf(body))
  return {
    id,
    about,
    tier: 'paid',
    worstCredits: credits,
    check: async (trial) => {
      notOfAnotherPage(trial, body)
      if (isLiveOnly && isLoopbackUrl(trial.run.target.baseUrl))
        throw new LeftOut('a provider on this machine may accept any callback address')
      if (isAfterTask) mustBeAffordable(trial, credits)
      const exchange = await trial.riskyProbe(path, body, credits, wrongIn(refused))
      judgeRefusal(trial, exchange, { operation: 'create', ...refused })
    },
  }
}

/** @throws LeftOut if an imported page replaces the bundled page of the model */
const notOfAnotherPage = ({ run }: Trial, body: unknown): void => {
  const model = valueAt(body, '$.model')
  if (run.models.isImported(model))
    throw new LeftOut(`the requests of ${model} are checked by the cases of its own page`)
}

/** A case: a task that this account has not is refused as one that does not exist. */
export const looksUnknown = (
  facts: ConformanceProvider,
  taskId: string,
  about: Pick<Case, 'id' | 'about'>,
): Case => ({
  ...about,
  tier: 'free',
  isRead: true,
  check: refusesRead(
    { path: facts.retrievePath(taskId) },
    { kind: 'unknown-task', operation: 'retrieve', field: facts.idField },
  ),
})
