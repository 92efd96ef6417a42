/**
 * Is the contract kit any good? One deviation at a time in an otherwise faithful provider: each must be found and its place
 * named, and changes that break nobody must not be complained about. Prints tables.
 *
 *     npm run mutation                                   our own operators
 *     npm run mutation -- --unseen                       those written without sight of the kit
 *     npm run mutation -- --pages test/fixtures/pages    pages of your own, changed
 *
 * `--only TEXT` takes those whose name has the text, `--slice 2/5` of the unseen ones the second fifth, `--at-once N` runs N
 * at the same time, `--profile observed` of the unseen ones that profile alone; `--into FILE` keeps the runs of a part, and
 * `--from FILE`, once for each, makes the tables of all of them. `--write` puts the tables into docs/contract.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { measureOwn, named, share, tableOf } from '../test/conformance/mutation/measure-own.ts'
import { measurePages, pagesRest, pagesTable } from '../test/conformance/mutation/measure-pages.ts'
import { measureUnseen, type UnseenRun } from '../test/conformance/unseen/measure.ts'
import { unseenOperators } from '../test/conformance/unseen/operator.ts'
import { unseenRest, unseenTables } from '../test/conformance/unseen/table.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    pages: { type: 'string' },
    unseen: { type: 'boolean', default: false },
    slice: { type: 'string', default: '1/1' },
    profile: { type: 'string' },
    'at-once': { type: 'string', default: '8' },
    into: { type: 'string' },
    from: { type: 'string', multiple: true },
    write: { type: 'boolean', default: false },
  },
})

const isWanted = (name: string): boolean => name.includes(values.only)

const DOCUMENT = 'docs/contract.md'

/** Prints a table, and with --write puts it between its marks in the document. */
const tell = (mark: string, table: string, rest: string): void => {
  console.log(`${table}\n\n${rest}`)
  if (!values.write) return
  const [begin, end] = [`<!-- measured: ${mark} -->`, '<!-- end of what was measured -->']
  const text = readFileSync(DOCUMENT, 'utf8')
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from === -1 || to === -1) throw new Error(`${DOCUMENT} has no place for ${mark}`)
  writeFileSync(DOCUMENT, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`)
}

const unseenRuns = async (): Promise<readonly UnseenRun[]> => {
  const [part = 1, parts = 1] = values.slice.split('/').map(Number)
  return measureUnseen({
    operators: (await unseenOperators())
      .filter(({ id }) => isWanted(id))
      .filter((_one, index) => index % parts === part - 1),
    profiles:
      values.profile === 'observed'
        ? ['observed']
        : values.profile === 'documented'
          ? ['documented']
          : ['documented', 'observed'],
    atOnce: Number(values['at-once']),
  })
}

/** Runs of a part that was measured before. */
const keptIn = (file: string): readonly UnseenRun[] => JSON.parse(readFileSync(file, 'utf8'))

if (values.pages !== undefined) {
  const runs = await measurePages(values.pages)
  const bought = runs.filter(({ isBought }) => isBought).length
  tell('pages', pagesTable(runs), pagesRest(runs))
  process.exitCode = bought === 0 ? 0 : 1
} else if (values.unseen) {
  const runs = values.from?.flatMap(keptIn) ?? (await unseenRuns())
  if (values.into !== undefined) writeFileSync(values.into, JSON.stringify(runs))
  tell('unseen', unseenTables(runs), unseenRest(runs))
} else {
  const { deviations, benign } = await measureOwn(isWanted)
  const alarms = benign.filter(({ judged }) => judged.paid.says.length > 0)
  const namesOf = (runs: typeof deviations): readonly string[] => runs.map(({ name }) => name)
  const missed = deviations.filter(({ judged }) => !judged.paid.isFound)
  const table = [
    tableOf(deviations),
    '',
    named('Not found in tier paid', namesOf(missed)),
    `False alarms: ${share(alarms.length, benign.length)}${alarms.length === 0 ? '.' : named('', namesOf(alarms))}`,
  ].join('\n')
  const survivors = deviations.filter(({ judged }) => !judged.paid.isBroken || !judged.paid.isNamed)
  const told = [...alarms, ...survivors].map(
    ({ name, judged }) => `  ${name}: ${judged.paid.says.slice(0, 4).join('; ')}`,
  )
  tell('own', table, ['false alarms, and what was missed or misplaced in tier paid:', ...told].join('\n'))
  process.exitCode = alarms.length === 0 ? 0 : 1
}
