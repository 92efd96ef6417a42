/**
 * Runs every client that is installed under `stuntdouble run`, by each means, with a trap at the providers' names, and
 * writes what reached the double into the table in docs/run.md. Takes minutes: Go compiles, Java starts.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import {
  type ClientGroup,
  clientsOf,
  groups,
  isInstalled,
  isTooNew,
  type Matrix,
  runMatrix,
} from '../test/run/matrix.ts'

const FILE = 'docs/run.md'
const [BEGIN, END] = ['<!-- matrix -->', '<!-- /matrix -->']

interface Tried {
  readonly group: ClientGroup
  readonly clients: readonly string[]
  readonly byEnvironment: Matrix
  readonly isolated: Matrix
}

const attempt = async (group: ClientGroup): Promise<Tried | undefined> => {
  if (!isInstalled(group)) return undefined
  const byEnvironment = await runMatrix([group], false)
  const isolated = await runMatrix([group], true)
  console.error(`${group.title}: ${byEnvironment.errors}${isolated.errors}`)
  return { group, clients: clientsOf(group), byEnvironment, isolated }
}

const verdict = ({ reached, trapped, means }: Matrix, client: string, wanted: string): string => {
  if (!means.includes(wanted)) return 'not tested'
  if (isTooNew(client)) return 'not tested: it needs Node 22'
  if (reached.includes(client)) return 'yes'
  return trapped > 0 ? '**no**' : 'no, and went nowhere else'
}

const rows = ({ group, clients, byEnvironment, isolated }: Tried): readonly string[] =>
  clients.map((client) => {
    const name = client.slice(group.name.length + 1)
    return `| ${group.title} | ${name} | ${verdict(byEnvironment, client, 'environment')} | ${verdict(isolated, client, 'isolation')} |`
  })

const table = ['| runtime | client | by its environment | `--isolate` |', '|---|---|---|---|']
for (const group of groups) {
  const tried = await attempt(group)
  table.push(...(tried === undefined ? [`| ${group.title} | | not tested | not tested |`] : rows(tried)))
}
for (const runtime of ['Deno', 'Bun', '.NET', 'macOS', 'Windows']) {
  table.push(`| ${runtime} | | not tested | not tested |`)
}

const text = readFileSync(FILE, 'utf8')
const [before, rest] = text.split(BEGIN)
const after = rest?.split(END)[1]
if (before === undefined || after === undefined) throw new Error(`${FILE} has no ${BEGIN} … ${END}.`)
writeFileSync(FILE, `${before}${BEGIN}\n\n${table.join('\n')}\n\n${END}${after}`)
