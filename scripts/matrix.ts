/**
 * Runs every client that is installed under `stuntdouble run`, by each means, with a trap at the providers' names, and
 * writes what reached the double into the table in docs/run.md. Takes minutes: Go compiles, Java starts.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import {
  type ClientGroup,
  clientsOf,
  groups,
  isInstalled,
  isTooNew,
  type Matrix,
  nodeClients,
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
  if (!(await isInstalled(group))) return undefined
  const byEnvironment = await runMatrix([group], false)
  const isolated = await runMatrix([group], true)
  console.error(`${group.title}: ${byEnvironment.errors}${isolated.errors}`)
  return { group, clients: await clientsOf(group), byEnvironment, isolated }
}

const verdict = (group: ClientGroup, { reached, trapped, means }: Matrix, client: string, wanted: string) => {
  if (!means.includes(wanted)) return 'not tested'
  if (isTooNew(client, group)) return 'not tested: it needs Node 22'
  if (reached.includes(client)) return 'yes'
  return trapped > 0 ? '**no**' : 'no, and went nowhere else'
}

const rows = ({ group, clients, byEnvironment, isolated }: Tried): readonly string[] =>
  clients.map((client) => {
    const name = client.slice(group.name.length + 1)
    return `| ${group.title} | ${name} | ${verdict(group, byEnvironment, client, 'environment')} | ${verdict(group, isolated, client, 'isolation')} |`
  })

/** Nodes that users have, besides the one that runs this: fetched from npm. */
const OTHER_NODES = [22, 24, 26]

const otherNode = (major: number): ClientGroup => {
  const fetched = ['--yes', '--package', `node@${major}`, 'which', 'node']
  const program = execFileSync('npx', fetched, { encoding: 'utf8' }).trim()
  return nodeClients(program, execFileSync(program, ['--version'], { encoding: 'utf8' }).trim().slice(1))
}

const table = ['| runtime | client | by its environment | `--isolate` |', '|---|---|---|---|']
const [ownNode, ...otherLanguages] = groups
const all = [ownNode, ...OTHER_NODES.map(otherNode), ...otherLanguages].filter((group) => group !== undefined)
for (const group of all) {
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
