import { realNow } from '../../basics/time/machine.ts'
import type { Simulation } from '../simulation.ts'
import { openFolder } from './folder.ts'
import { StateImage } from './image.ts'
import { lockFolder } from './lock.ts'
import { readFolder, seedIn } from './read-folder.ts'
import { restoreAll } from './restore.ts'
import { StateError } from './state-error.ts'
import { StateWriter } from './state-writer.ts'

/** What was found in a state folder. */
export interface Restored {
  readonly accounts: number
  readonly tasks: number
  /** Real ms. */
  readonly tookMs: number
}

/** A state folder that this process alone uses. */
export interface StateFolder {
  /** The seed that it was last used with. */
  readonly seed: number | undefined
  /** Takes over what it keeps, and keeps what happens from now on. @throws StateError */
  attach(simulation: Simulation, tell: (note: string) => void): OpenState
  /** Lets others use it. */
  release(): void
}

export interface OpenState {
  readonly restored: Restored
  /** Sends callbacks that are due; call it once the server listens. */
  resume(): void
  /** Writes what has happened so far; call it before anything is stopped: what is stopped is to go on next time. */
  beforeStop(): Promise<void>
  /** Writes the last of it, and lets others use the folder. */
  close(): Promise<void>
}

const restoredFrom = ({ accounts }: StateImage, startedAt: number): Restored => ({
  accounts: accounts.size,
  tasks: [...accounts.values()].reduce((sum, { tasks }) => sum + tasks.size, 0),
  tookMs: realNow() - startedAt,
})

/**
 * Opens the folder of `--state`.
 * @throws StateError when it cannot be used: another process has it, it cannot be written, or a newer version wrote it
 */
export const openState = (folder: string): StateFolder => {
  openFolder(folder)
  const release = lockFolder(folder)
  try {
    return {
      seed: seedIn(folder),
      attach: (simulation, tell) => attached(simulation, folder, tell, release),
      release,
    }
  } catch (error) {
    release()
    throw error
  }
}

const attached = (
  simulation: Simulation,
  folder: string,
  tell: (note: string) => void,
  release: () => void,
): OpenState => {
  const startedAt = realNow()
  const image = new StateImage(simulation.scenarios)
  const contents = readFolder(folder, image)
  for (const note of contents.notes) tell(note)
  let resume: (() => void) | undefined = restoreAll(simulation, image, {
    seed: simulation.settings.seed,
    away: 'ran-on',
  })
  const restored = restoredFrom(image, startedAt)
  const writer = begun(simulation, folder, contents, tell)
  simulation.keeper = writer
  return {
    restored,
    resume: () => {
      resume?.()
      // It holds all that was read.
      resume = undefined
    },
    beforeStop: () => writer.beforeStop(),
    close: async () => {
      await writer.close()
      release()
    },
  }
}

const begun = (...given: ConstructorParameters<typeof StateWriter>): StateWriter => {
  try {
    return new StateWriter(...given)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StateError(
      `Nothing can be written in the state folder ${given[1]} (${why}); name another one with --state.`,
    )
  }
}
