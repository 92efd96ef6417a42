import { EFFORT } from './effort.ts'

/**
 * Whether a cell of a matrix is tried in the suite: one of `oneIn`, so that every row and every column is tried if both have at
 * least `oneIn` cells. `npm run test:hard` tries all of them.
 */
export const isSampled = (row: number, column: number, oneIn: number): boolean =>
  EFFORT > 1 || (row + column) % oneIn === 0

/** Every nth row in the suite, and all of them in `npm run test:hard`: for rows that take the same road. */
export const sampleOf = <Row>(rows: readonly Row[], oneIn: number): Row[] =>
  rows.filter((_, index) => isSampled(index, 0, oneIn))
