/** Writes the tables of `docs/faults.md` from the registry. `--check` only says whether they are stale. */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { faultRows } from '../src/cli/faults.ts'
import { namedScenarios } from '../src/simulator/scenarios/named.ts'
import { LATENCY_FORMS } from '../src/simulator/time/duration.ts'

const FILE = 'docs/faults.md'

const cell = (text: string): string => text.replaceAll('|', '\\|')

const scenariosTable = (): string =>
  [
    '| scenario | what happens |',
    '|---|---|',
    ...namedScenarios.map(({ name, about }) => `| \`${name}\` | ${cell(about)} |`),
  ].join('\n')

type Row = ReturnType<typeof faultRows>[number]

const settingText = ({ name, form, about, default: usual }: Row['settings'][number]): string => {
  const shown = form === LATENCY_FORMS ? 'a time' : form
  const unless = usual === null ? '' : `; ${typeof usual === 'object' ? JSON.stringify(usual) : usual}`
  return `\`${name}\`: ${about} (${shown}${unless})`
}

const faultsTable = (): string =>
  [
    '| fault | catches | strikes | settings |',
    '|---|---|---|---|',
    ...faultRows().map(
      ({ name, catches, strikes, settings }) =>
        `| \`${name}\` | ${cell(catches)} | ${strikes.join(', ')} | ${settings.map(settingText).map(cell).join('<br>')} |`,
    ),
  ].join('\n')

const between = (text: string, start: RegExp, end: string, table: string): string => {
  const mark = start.exec(text)?.[0]
  const [before, rest] = mark === undefined ? [] : text.split(mark)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`${FILE} has lost a mark: ${start} … ${end}`)
  return `${before}${mark}\n\n${table}\n\n${end}${after}`
}

/** The page with its tables as they should be. */
export const withTables = (page: string): string =>
  between(
    between(page, /<!-- scenarios: .*-->/, '<!-- end of scenarios -->', scenariosTable()),
    /<!-- faults: .*-->/,
    '<!-- end of faults -->',
    faultsTable(),
  )

const run = (): number => {
  const page = readFileSync(FILE, 'utf8')
  const fresh = withTables(page)
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, fresh)
    return 0
  }
  if (page !== fresh) console.error(`${FILE} is stale: run npx tsx scripts/faults-doc.ts`)
  return page === fresh ? 0 : 1
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = run()
}
