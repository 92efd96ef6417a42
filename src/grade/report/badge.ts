import type { GradeReport } from './report.ts'

const COLOURS = { A: 'brightgreen', B: 'green', C: 'yellow', D: 'orange', F: 'red' } as const

/** What a badge service shows (documented: shields.io, "Endpoint badge", schema version 1). */
export const badge = ({ grade, set }: GradeReport): string =>
  `${JSON.stringify({ schemaVersion: 1, label: set, message: grade ?? 'partial', color: grade === null ? 'lightgrey' : COLOURS[grade] })}\n`
