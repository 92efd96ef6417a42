import { badge } from './badge.ts'
import { card, type Paint } from './card.ts'
import { github } from './github.ts'
import { html } from './html.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import type { GradeReport } from './report.ts'

/** Writes a report, for people or for programs. */
export interface Reporter {
  readonly write: (report: GradeReport, paint?: Paint) => string
  /** Its file; absent for one that is read on a screen. */
  readonly file?: string
}

/** Every reporter, by name. */
export const reporters = {
  card: { write: card },
  json: {
    write: (report: GradeReport, _paint?: Paint) => `${JSON.stringify(report, null, 2)}\n`,
    file: 'grade.json',
  },
  junit: { write: (report: GradeReport, _paint?: Paint) => junit(report), file: 'grade.xml' },
  markdown: { write: (report: GradeReport, _paint?: Paint) => markdown(report), file: 'grade.md' },
  github: { write: (report: GradeReport, _paint?: Paint) => github(report) },
  badge: { write: (report: GradeReport, _paint?: Paint) => badge(report), file: 'grade-badge.json' },
  html: { write: (report: GradeReport, _paint?: Paint) => html(report), file: 'grade.html' },
} as const satisfies Readonly<Record<string, Reporter>>
