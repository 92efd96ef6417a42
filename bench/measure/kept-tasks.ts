import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LoadRequest } from '../load/load.ts'
import { startNode } from '../processes.ts'
import { workNamed } from '../work.ts'
import { ours } from './throughput.ts'

/** A folder for `--state`, and a poll of the first task in it. */
export interface KeptTasks extends Disposable {
  readonly folder: string
  readonly poll: LoadRequest
}

type StateRecord = Readonly<Record<string, unknown>>

/** How many lines are written at once. */
const AT_ONCE = 10_000

const poll = workNamed('Kie: poll, waiting')

/** The same task again, under other ids. */
function* copiesOf(task: StateRecord, count: number): Generator<string> {
  for (let ordinal = 1; ordinal < count; ordinal += 1)
    yield JSON.stringify({ ...task, ordinal, id: ordinal.toString(16).padStart(32, '0') })
}

/**
 * Makes a snapshot of a log with one task, in which its account has as many as asked for: a million requests would take minutes.
 */
const multiply = (folder: string, count: number): void => {
  const log = join(folder, readdirSync(folder).find((name) => name.startsWith('log-')) ?? '')
  const records = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StateRecord)
  const last = (is: string): StateRecord => records.findLast((record) => record.is === is) ?? {}
  let lines = [...records, { ...last('account'), created: count }].map((record) => JSON.stringify(record))
  const write = (): void => {
    appendFileSync(join(folder, 'snapshot-2.jsonl'), `${lines.join('\n')}\n`)
    lines = []
  }
  for (const copy of copiesOf(last('task'), count)) {
    lines.push(copy)
    if (lines.length === AT_ONCE) write()
  }
  lines.push('{"is":"end"}')
  write()
  rmSync(log)
}

/** What a simulator with this number of tasks leaves behind, all of them waiting. */
export const keptTasks = async (count: number): Promise<KeptTasks> => {
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'))
  const server = await startNode([...ours.args(poll), '--quiet', '--state', folder])
  const asked = await poll.prepare((JSON.parse(server.line) as { url: string }).url)
  await server.end()
  multiply(folder, count)
  return { folder, poll: asked, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
