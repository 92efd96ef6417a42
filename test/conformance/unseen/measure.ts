import { type Judged, judgedOn, type Means, namedBy } from './judge.ts'
import type { UnseenOperator } from './operator.ts'
import { type Profile, Stage } from './stage.ts'

/** One run of the kit against one operator. */
export interface UnseenRun {
  readonly operator: UnseenOperator
  readonly profile: Profile
  /** By what the kit was given. */
  readonly judged: Readonly<Record<Means, Judged>>
}

interface Wanted {
  readonly operators: readonly UnseenOperator[]
  readonly profiles: readonly Profile[]
  /** How many runs at once: most of a run is waiting. */
  readonly atOnce: number
  readonly onRun?: (run: UnseenRun) => void
}

/** Runs the kit against each operator, in each profile it is made for. */
export const measureUnseen = async ({
  operators,
  profiles,
  atOnce,
  onRun,
}: Wanted): Promise<readonly UnseenRun[]> => {
  const runs: UnseenRun[] = []
  for (const profile of profiles) {
    await using stage = await Stage.open(profile)
    const work = operators.filter((one) => one.profile === 'any' || one.profile === profile).values()
    const worker = async (): Promise<void> => {
      for (const operator of work) {
        const judged = await judgedOn(stage, operator.provider, { profile, operator }, namedBy(operator))
        const run = { operator, profile, judged }
        runs.push(run)
        onRun?.(run)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
  }
  return runs
}
