import { realNow } from '../../basics/time/machine.ts'
import type { Account } from '../accounts/account.ts'
import type { Delivery } from '../callbacks/delivery.ts'
import type { Simulation } from '../simulation.ts'
import { Changes } from './changes.ts'
import type { Keeper } from './keeper.ts'
import { beginFile, type RecordFile } from './log-file.ts'
import type { FileHeader, FolderContents } from './read-folder.ts'
import { STATE_VERSION } from './records.ts'
import { sizeOfLogs, writeSnapshot } from './snapshot.ts'

/** How often what has happened is written, real ms: what a killed process can lose at most. */
const FLUSH_EVERY_MS = 100

/** A snapshot is written once the logs hold this many bytes, and twice as many as the last snapshot. */
const LOGS_WORTH_A_SNAPSHOT = 64 * 1024 * 1024
/** Each start begins a log. */
const MOST_LOGS = 20

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Writes down what happens, in the order in which it happens: every 100 ms to the system, which keeps it whatever
 * becomes of this process, and then to the disk.
 */
export class StateWriter implements Keeper {
  readonly #simulation: Simulation
  readonly #folder: string
  readonly #changes: Changes
  readonly #tell: (note: string) => void
  readonly #header: FileHeader
  readonly #beginFile: typeof beginFile
  #number: number
  #log: RecordFile | undefined
  /** Bytes in the logs since the last snapshot, the present one not counted. */
  #olderBytes: number
  #logs: number
  #snapshotBytes: number
  /** Real ms. */
  #flushedAt = 0
  #isFailing = false
  #isStopping = false
  #isSyncing = false
  #snapshot: Promise<void> | undefined
  #waiting: (() => void)[] = []
  readonly #stopBeat: () => void

  /**
   * @param begin begins a log
   * @throws Error with a code when nothing can be written
   */
  constructor(
    simulation: Simulation,
    folder: string,
    contents: FolderContents,
    tell: (note: string) => void,
    begin = beginFile,
  ) {
    this.#beginFile = begin
    this.#simulation = simulation
    this.#folder = folder
    this.#tell = tell
    this.#header = { stuntdouble: 'state', version: STATE_VERSION, seed: simulation.settings.seed }
    this.#number = contents.highest + 1
    this.#logs = contents.logs.length
    const { snapshotBytes, logBytes } = sizeOfLogs(folder, contents)
    this.#snapshotBytes = snapshotBytes
    this.#olderBytes = logBytes
    this.#log = begin(folder, 'log', this.#number, this.#header)
    this.#changes = new Changes(simulation, () => this.#flushSoon())
    this.#stopBeat = simulation.every(FLUSH_EVERY_MS, () => this.flush())
  }

  opened(account: Account): void {
    this.#changes.opened(account)
  }

  forgot(account: Account): void {
    this.#changes.forgot(account)
  }

  sends(delivery: Delivery): void {
    this.#changes.noteDelivery(delivery)
  }

  settled(): Promise<void> | undefined {
    if (!this.#simulation.settings.durable) return undefined
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#syncSoon()
    })
  }

  /** Hands to the system what has happened so far. */
  flush(): void {
    if (this.#changes.isEmpty) return
    this.#flushedAt = realNow()
    try {
      this.#log ??= this.#begin()
      this.#log.write(this.#changes.records())
    } catch (error) {
      this.#fail(error)
      return
    }
    this.#changes.clear()
    if (this.#isFailing) this.#tell('the state is written again.')
    this.#isFailing = false
    this.#syncSoon()
    if (this.#isWorthASnapshot) this.#snapshot ??= this.#takeSnapshot()
  }

  /** Writes what has happened so far, and no more snapshots: they would show what is being stopped. */
  async beforeStop(): Promise<void> {
    this.#isStopping = true
    await this.#snapshot
    this.flush()
  }

  /** Writes the last of it. */
  async close(): Promise<void> {
    this.#stopBeat()
    this.flush()
    this.#changes.stop()
    while (this.#isSyncing) await nextTurn()
    this.#log?.close()
    this.#log = undefined
  }

  /** What comes after a pause is written at once: only while much happens is it gathered for up to 100 ms. */
  #flushSoon(): void {
    if (realNow() - this.#flushedAt >= FLUSH_EVERY_MS) setImmediate(() => this.flush())
  }

  #begin(): RecordFile {
    this.#number += 1
    this.#logs += 1
    return this.#beginFile(this.#folder, 'log', this.#number, this.#header)
  }

  /** The last line may be torn, so another file follows as soon as one can be written. */
  #fail(error: unknown): void {
    if (!this.#isFailing)
      this.#tell(
        `the state in ${this.#folder} cannot be written (${reasonOf(error)}); what happens from now on is kept once it can be.`,
      )
    this.#isFailing = true
    const log = this.#log
    this.#log = undefined
    this.#olderBytes += log?.bytes ?? 0
    try {
      log?.close()
    } catch {}
    this.#release()
  }

  /** Lets go whoever waits: nothing more can be done for them. */
  #release(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }

  /** Brings to the disk what was written, one sync at a time; all who wait by then share it. */
  #syncSoon(): void {
    if (this.#isSyncing) return
    this.#isSyncing = true
    setImmediate(async () => {
      this.flush()
      const waiting = this.#waiting
      this.#waiting = []
      try {
        await this.#log?.sync()
      } catch (error) {
        this.#fail(error)
      }
      this.#isSyncing = false
      for (const resolve of waiting) resolve()
      if (this.#waiting.length > 0) this.#syncSoon()
    })
  }

  get #isWorthASnapshot(): boolean {
    if (this.#isStopping) return false
    const bytes = this.#olderBytes + (this.#log?.bytes ?? 0)
    return this.#logs > MOST_LOGS || bytes > Math.max(LOGS_WORTH_A_SNAPSHOT, 2 * this.#snapshotBytes)
  }

  /**
   * Writes a snapshot a piece at a time, while things go on: what changes meanwhile is in the new log, and that is read
   * after the snapshot.
   */
  async #takeSnapshot(): Promise<void> {
    const before = this.#log
    try {
      this.#log = this.#begin()
      const number = this.#number
      while (this.#isSyncing) await nextTurn()
      before?.close()
      this.#olderBytes += before?.bytes ?? 0
      this.#snapshotBytes = await writeSnapshot({
        simulation: this.#simulation,
        folder: this.#folder,
        number,
        header: this.#header,
        beforeItCounts: () => this.flush(),
      })
      this.#olderBytes = 0
      this.#logs = 1
    } catch (error) {
      this.#fail(error)
      // Not again at every flush.
      this.#snapshotBytes = Math.max(this.#snapshotBytes, this.#olderBytes)
    }
    this.#snapshot = undefined
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
