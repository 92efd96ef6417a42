import type { Report } from './report.ts'

/** For machines: schemas/contract-report.schema.json. */
export const json = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`
