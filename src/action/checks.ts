import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from './runner.ts'

/** What the actions that check something have in common: reports in a folder, and a line about the end. */

/** Where the reports of a check go. */
export const reportDirOf = (env: Environment, named: string | undefined, byDefault: string): string =>
  named ?? join(env.RUNNER_TEMP ?? tmpdir(), byDefault)

/** Reporters for the page of the run, for programs and for other tools; files go into the folder. */
export const reporterFlags = (folder: string, names: readonly string[]): readonly string[] => [
  ...names.map((name) => `--reporter=${name}`),
  `--report-dir=${folder}`,
]

/** A report that the command wrote; undefined if it ended before. */
export const reportIn = <Report>(folder: string, file: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Report
  } catch {
    return undefined
  }
}

/** What a badge service shows (documented: shields.io, "Endpoint badge", schema version 1). */
export const badgeText = (label: string, message: string, color: string): string =>
  `${JSON.stringify({ schemaVersion: 1, label, message, color })}\n`
