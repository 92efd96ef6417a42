import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Simulation } from '../simulation.ts'
import { DRAFT, fileName, filesIn, type StateFiles, sizeOf, syncFolder } from './folder.ts'
import { RecordFile } from './log-file.ts'
import { END, type FileHeader } from './read-folder.ts'
import { recordsOf } from './written-account.ts'

/** Records written before others get their turn: about a millisecond's work. */
const PER_TURN = 200

export const sizeOfLogs = (
  folder: string,
  { snapshot, logs }: StateFiles,
): { readonly snapshotBytes: number; readonly logBytes: number } => ({
  snapshotBytes: snapshot === 0 ? 0 : sizeOf(folder, fileName('snapshot', snapshot)),
  logBytes: logs.reduce((sum, number) => sum + sizeOf(folder, fileName('log', number)), 0),
})

interface SnapshotPlan {
  readonly simulation: Simulation
  readonly folder: string
  readonly number: number
  readonly header: FileHeader
  /** Called when all is written, and before the snapshot replaces what was there. */
  readonly beforeItCounts: () => void
}

/**
 * Writes all that is there, under another name until it is whole and on the disk; then removes what it replaces.
 * Returns its bytes.
 * @throws Error with a code when it cannot be written: what was there before still counts
 */
export const writeSnapshot = async ({
  simulation,
  folder,
  number,
  header,
  beforeItCounts,
}: SnapshotPlan): Promise<number> => {
  const draft = join(folder, DRAFT)
  // What another process left, and nothing that a link leads to.
  rmSync(draft, { force: true })
  const file = new RecordFile(draft, header)
  try {
    let turn: object[] = []
    for (const record of recordsOf(simulation)) {
      turn.push(record)
      if (turn.length < PER_TURN) continue
      file.write(turn)
      turn = []
      await new Promise((resolve) => setImmediate(resolve))
    }
    file.write([...turn, END])
    beforeItCounts()
    await file.sync()
    file.close()
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  renameSync(draft, join(folder, fileName('snapshot', number)))
  syncFolder(folder)
  for (const name of filesIn(folder).replaced) rmSync(join(folder, name), { force: true })
  return file.bytes
}
