import { github } from './github.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import type { Report } from './report.ts'
import type { Screen } from './screen.ts'

export type ReporterName = 'pretty' | 'json' | 'junit' | 'github' | 'markdown'

export interface Reporter {
  readonly write: (report: Report, screen?: Screen) => string
  /** The extension of its file in `--report-dir`; absent if it belongs on standard output. */
  readonly ending?: string
}

export const reporters: Readonly<Record<ReporterName, Reporter>> = {
  pretty: { write: pretty },
  json: { write: json, ending: 'json' },
  junit: { write: junit, ending: 'xml' },
  github: { write: github },
  markdown: { write: markdown, ending: 'md' },
}
