/**
 * Writes everything in this checkout that is generated. `npm run generate -- specs` writes only what that generator
 * makes; `--check` writes nothing and fails when something committed is not what would be written.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PageError } from '../src/pages/text/page.ts'
import { agentsDoc } from './agents-doc.ts'
import { controlApiDoc, optionsDoc } from './api-docs.ts'
import { boundsDoc } from './bounds-doc.ts'
import { configSchemaText, FILE as SCHEMA_FILE } from './config-schema.ts'
import { familiesDoc } from './families-doc.ts'
import { faultsDoc } from './faults-doc.ts'
import { flagsDoc } from './flags-table.ts'
import type { GeneratedFile } from './generated-file.ts'
import { gradeDocs } from './grade-docs.ts'
import { llmsDoc } from './llms-doc.ts'
import { notesDoc } from './notes-doc.ts'
import { optionsTypes } from './options-types.ts'
import { profilesDoc } from './profiles-doc.ts'
import { runReportSchema } from './run-report-schema.ts'
import { specFiles } from './specs.ts'

type Generator = () => readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>

/** Everything that is generated, by the name that `npm run generate -- NAME` takes. A new generator is a line here. */
export const generators: Readonly<Record<string, Generator>> = {
  specs: specFiles,
  agents: () => [agentsDoc()],
  bounds: () => [boundsDoc()],
  'config-schema': async () => [[SCHEMA_FILE, await configSchemaText()]],
  families: () => [familiesDoc()],
  faults: () => [faultsDoc()],
  flags: () => [flagsDoc()],
  grade: gradeDocs,
  notes: () => [notesDoc()],
  options: () => [optionsTypes(), optionsDoc()],
  'control-api': async () => [await controlApiDoc()],
  profiles: () => [profilesDoc()],
  'run-report': () => [runReportSchema()],
  llms: () => [llmsDoc()],
}

const isFresh = ([file, text]: GeneratedFile): boolean =>
  existsSync(file) && readFileSync(file, 'utf8') === text

/** The files that are not what they should be, of these generators. */
export const staleFiles = async (
  names: readonly string[] = Object.keys(generators),
): Promise<readonly GeneratedFile[]> => {
  const stale: GeneratedFile[] = []
  // One after the other: two may write parts of one document.
  for (const name of names)
    stale.push(...((await generators[name]?.()) ?? []).filter((file) => !isFresh(file)))
  return stale
}

const generate = async (names: readonly string[]): Promise<readonly string[]> => {
  const written: string[] = []
  for (const name of names) {
    for (const [file, text] of await staleFiles([name])) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
      written.push(file)
    }
  }
  return written
}

const main = async (args: readonly string[]): Promise<number> => {
  const asked = args.filter((word) => !word.startsWith('-'))
  const unknown = asked.find((name) => !Object.hasOwn(generators, name))
  if (unknown !== undefined) {
    console.error(`There is no generator "${unknown}"; there are ${Object.keys(generators).join(', ')}.`)
    return 2
  }
  const names = asked.length === 0 ? Object.keys(generators) : asked
  if (args.includes('--check')) {
    const files = (await staleFiles(names)).map(([file]) => file)
    if (files.length > 0) console.error(`Stale: ${files.join(', ')}. Run \`npm run generate\`.`)
    return files.length === 0 ? 0 : 1
  }
  const written = await generate(names)
  console.log(written.length === 0 ? 'Everything is up to date.' : `Wrote ${written.join(', ')}.`)
  return 0
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    // A page or overlay that cannot be read says so in one sentence; anything else is our mistake.
    console.error(error instanceof PageError ? `${error.message}.` : error)
    return 1
  })
}
