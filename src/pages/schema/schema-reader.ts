import type { JsonObject } from '../../contracts/check/json.ts'
import type { Report } from '../imported-page.ts'

/** What a schema is read with: the document its references point into, and where to say what is odd. */
export interface SchemaReader {
  readonly file: string
  readonly document: JsonObject
  readonly report: Report
  readonly budget: Budget
}

/** What reading the schemas of one page has taken so far. */
export interface Budget {
  nodes: number
  /** How many `allOf`s are being read around the schema at hand. */
  parts: number
}
