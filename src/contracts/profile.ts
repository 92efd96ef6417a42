import type { Profile } from './vocabulary.ts'

/** When the observed profile was last read from the live services; it stands for what they did then. */
export const OBSERVED_REVISION = '2026-11'

/** A profile as lists and banners name it: the live services change, so `observed` says as of when. */
export const profileLabel = (profile: Profile): string =>
  profile === 'observed' ? `observed@${OBSERVED_REVISION}` : profile

/** One side of a difference: a description, and the value that the simulator acts on. */
export interface DifferenceSide<T> {
  readonly says: string
  readonly value: T
}

/** One row of the profile table: where the pages and the live service differ. */
export interface Difference<T = unknown> {
  readonly topic: string
  readonly documented: DifferenceSide<T>
  readonly observed: DifferenceSide<T>
  /** Where the observed side comes from, and what in the row is assumed. */
  readonly source: string
  /** The month in which it was first seen: `2026-09`. What was recorded first, in spring, is `2026-04`. */
  readonly seen: string
}

/** The values one profile acts on, under the names of the rows. */
export type Behaviour<Rows extends Readonly<Record<string, Difference>>> = {
  readonly [Name in keyof Rows]: Rows[Name] extends Difference<infer T> ? T : never
}

/** Picks one side of every row. A row that nobody reads would be a difference that we only claim. */
export const behaviourOf = <Rows extends Readonly<Record<string, Difference>>>(
  rows: Rows,
  profile: Profile,
): Behaviour<Rows> =>
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row[profile].value])) as Behaviour<Rows>
