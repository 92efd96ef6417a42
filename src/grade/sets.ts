import { obligations } from './obligations/index.ts'

/** Which obligations make a grade. A set that was published never changes: grades of one set can be compared. */
export interface GradeSet {
  readonly id: string
  readonly scored: readonly string[]
  /** Judged and shown, and without influence on the grade. */
  readonly notScored: readonly { readonly id: string; readonly because: string }[]
}

const NOT_SCORED = [
  {
    id: 'hygiene/no-other-host',
    because: 'whether another host is in its place, only its owner knows',
  },
] as const

/** The frozen set of 2026: a later obligation belongs to a later set. */
export const GRADE_2026_1: GradeSet = {
  id: 'grade-2026.1',
  scored: obligations.map(({ id }) => id).filter((id) => NOT_SCORED.every((each) => each.id !== id)),
  notScored: NOT_SCORED,
}
