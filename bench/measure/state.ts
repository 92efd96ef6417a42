import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNode } from '../processes.ts'
import { ratio, type Table } from '../report/table.ts'
import { beside } from '../rounds.ts'
import { workNamed } from '../work.ts'
import { keptTasks } from './kept-tasks.ts'
import { type Contestant, contest, ours } from './throughput.ts'

const TASKS = 1_000_000

/** Requests per second with `--state`, as a share of those without. */
const shareWithState = async (): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-bench-'))
  const withState: Contestant = {
    name: 'with --state',
    args: (work) => [...ours.args(work), '--state', mkdtempSync(join(folder, 'state-'))],
  }
  const [without, kept] = await contest([ours, withState], workNamed('Kie: create'))
  rmSync(folder, { recursive: true, force: true })
  return kept && without ? beside(kept, without, 'perSecond').ratio : Number.NaN
}

/** Real ms from the start of a process to the line that says it is ready. */
const readyMs = async (...more: readonly string[]): Promise<number> => {
  const startedAt = performance.now()
  const server = await startNode([...ours.args(workNamed('Kie: credits')), ...more])
  const ms = performance.now() - startedAt
  await server.stop()
  return ms
}

const restoringMs = async (): Promise<number> => {
  using kept = await keptTasks(TASKS)
  const bare = await readyMs()
  return (await readyMs('--state', kept.folder)) - bare
}

/** What it costs to keep everything in a folder, and how soon it is back. */
export const state = async (): Promise<readonly Table[]> => {
  const [share, restoring] = [await shareWithState(), (await restoringMs()) / 1_000]
  return [
    {
      title: 'State that survives',
      about:
        'With `--state`, beside the same without it; and how much later it is ready with a million tasks to restore.',
      columns: ['what', 'measured', 'aim'],
      rows: [
        ['create requests, ÷ without', `**${ratio(share)}**`, '0.85'],
        ['1,000,000 tasks restored', `${restoring.toFixed(1)} s`, '5 s'],
      ],
      chart: {
        scale: 'as a share of what is aimed at (more is better)',
        bars: [
          { label: 'create requests', value: share / 0.85 },
          { label: 'restoring', value: 5 / restoring },
        ],
        aim: 1,
      },
    },
  ]
}
