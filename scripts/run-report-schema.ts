import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { billSchema } from '../src/simulator/bill/bill-schema.ts'
import type { GeneratedFile } from './generated-file.ts'

const FILE = 'schemas/run-report.schema.json'

/** The schema of a run's report, whose bill is the simulator's own. */
export const runReportSchema = (): GeneratedFile => {
  const schema = JSON.parse(readFileSync(FILE, 'utf8'))
  const { $schema: _, ...bill } = z.toJSONSchema(billSchema, { target: 'draft-2020-12' })
  schema.properties.bill = { description: 'what the run would have cost', ...bill }
  return [FILE, `${JSON.stringify(schema, null, 2)}\n`]
}
