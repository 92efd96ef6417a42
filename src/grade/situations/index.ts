import { callbackSituations } from './callbacks.ts'
import { moneySituations } from './money.ts'
import { pollingSituations } from './polling.ts'
import { refusalSituations } from './refusals.ts'
import type { Situation } from './situation.ts'
import { toleranceSituations } from './tolerance.ts'

/** Nothing goes wrong. It comes first: a client that fails here can show nothing elsewhere. */
export const HAPPY: Situation = {
  id: 'all-is-well',
  about: 'Nothing goes wrong.',
  isProvoked: ({ requests }) => requests.length > 0,
}

/** Every situation, by id. A new one is a few lines in its file. */
export const situations: ReadonlyMap<string, Situation> = new Map(
  [
    HAPPY,
    ...moneySituations,
    ...pollingSituations,
    ...refusalSituations,
    ...toleranceSituations,
    ...callbackSituations,
  ].map((situation) => [situation.id, situation]),
)
