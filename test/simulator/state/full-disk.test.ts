import { expect, test } from 'vitest'
import { resolveSettings } from '../../../src/simulator/settings.ts'
import { Simulation } from '../../../src/simulator/simulation.ts'
import { openFolder } from '../../../src/simulator/state/folder.ts'
import { StateImage } from '../../../src/simulator/state/image.ts'
import { beginFile } from '../../../src/simulator/state/log-file.ts'
import { readFolder } from '../../../src/simulator/state/read-folder.ts'
import { StateWriter } from '../../../src/simulator/state/state-writer.ts'
import { plannedTimeline } from '../../../src/simulator/tasks/timeline.ts'
import { stateFolder } from '../../helpers/state-folder.ts'

/** A disk that takes the first bytes of what is written, and then no more. */
const disk = { isFull: false }

const beginOnDisk: typeof beginFile = (...given) => {
  if (disk.isFull) throw new Error('ENOSPC: no space left on device, open')
  const file = beginFile(...given)
  const write = file.write.bind(file)
  file.write = (records) => {
    if (!disk.isFull) return write(records)
    write([[...records][0] ?? {}])
    throw new Error('ENOSPC: no space left on device, write')
  }
  return file
}

const create = (simulation: Simulation): void => {
  const account = simulation.accounts.ofKey('test-key')
  const ordinal = account.nextTaskOrdinal()
  const task = {
    id: `task-${ordinal}`,
    provider: 'kie',
    ordinal,
    model: 'any',
    request: '{}',
    createdAt: account.clock.now(),
    cost: 1,
    strike: undefined,
    requested: undefined,
    product: undefined,
    timeline: plannedTimeline(1, 1, 'succeeded'),
    reads: 0,
    isEndTold: false,
  } as const
  const added = { ...task }
  account.add(added)
  simulation.tellOfTask(account, added)
}

test('on a full disk it says so once, goes on, and writes everything when there is room', async () => {
  using folder = stateFolder()
  openFolder(folder.path)
  const simulation = new Simulation(resolveSettings({ clock: 'manual' }), {})
  const read = () => {
    const image = new StateImage(simulation.scenarios)
    return { contents: readFolder(folder.path, image), image }
  }
  const notes: string[] = []
  const writer = new StateWriter(
    simulation,
    folder.path,
    read().contents,
    (note) => notes.push(note),
    beginOnDisk,
  )
  simulation.keeper = writer
  create(simulation)
  writer.flush()
  disk.isFull = true
  for (let nth = 0; nth < 3; nth += 1) {
    create(simulation)
    writer.flush()
  }
  expect(notes).toEqual([
    `the state in ${folder.path} cannot be written (ENOSPC: no space left on device, write); what happens from now on is kept once it can be.`,
  ])
  disk.isFull = false
  writer.flush()
  expect(notes.slice(1)).toEqual(['the state is written again.'])
  await writer.close()
  await simulation.close()
  const [account] = read().image.accounts.values()
  expect([...(account?.tasks.keys() ?? [])]).toEqual(['task-0', 'task-1', 'task-2', 'task-3'])
})
