import { EFFORT } from './effort.ts'

/**
 * Whether a cell of a matrix is tried in the suite: one in so many, so that every row and every column is tried, as long as both
 * have at least as many cells. `npm run test:hard` tries all of them.
 */
export const isSampled = (row: number, column: number, oneIn: number): boolean =>
  EFFORT > 1 || (row + column) % oneIn === 0
