import { isTerminal, type Phase } from '../contracts/vocabulary.ts'
import { CouldNotCheck } from './could-not-check.ts'
import type { LedgerFile } from './money/ledger-file.ts'
import type { Provider } from './provider.ts'
import { LeftOut } from './report/left-out.ts'
import type { SettledOptions } from './target.ts'
import type { Exchange } from './wire/wire.ts'

/** A task of this account that is read at no cost, twice. */
export interface KnownTask {
  readonly id: string
  readonly first: Exchange
  readonly second: Exchange
  readonly phase: Phase | undefined
}

/** A task that was named and cannot be read. */
export interface LostTask {
  readonly id: string
  readonly read: Exchange
}

/** How many ids of the ledger are read again. */
const FROM_LEDGER = 3

/** Where ids come from, and which provider they are read from. */
export interface KnownMeans {
  readonly provider: Provider
  readonly options: SettledOptions
  readonly ledger: LedgerFile
  readonly baseUrl: string
  /** The id of the task that this run buys, bought on first use. */
  readonly paidId: () => Promise<string | undefined>
}

interface Reads {
  readonly found: readonly KnownTask[]
  readonly lost: readonly LostTask[]
}

/** Ended tasks to read: those that were named, those in the ledger, and the one just paid for. */
export class KnownTasks {
  readonly #means: KnownMeans
  #reads: Promise<Reads> | undefined

  constructor(means: KnownMeans) {
    this.#means = means
  }

  /** Whether there are ids to read, without sending anything. */
  hasIds(): boolean {
    const { options, ledger } = this.#means
    return options.knownTasks.length > 0 || options.tier === 'paid' || ledger.earlier().length > 0
  }

  /** Those that can be read. @throws CouldNotCheck, or LeftOut if only the ledger named any, when there are none */
  async found(): Promise<readonly KnownTask[]> {
    const { found, lost } = await this.#all()
    if (found.length > 0) return found
    if (lost.length > 0) throw new CouldNotCheck('none of the tasks named by --known-task can be read')
    throw new LeftOut(
      `the provider no longer knows the ledger's tasks at ${this.#means.baseUrl}; name an ended task with --known-task`,
    )
  }

  /** Those that were named and cannot be read. */
  async lost(): Promise<readonly LostTask[]> {
    return (await this.#all()).lost
  }

  #all(): Promise<Reads> {
    this.#reads ??= this.#read()
    return this.#reads
  }

  async #paidId(): Promise<string | undefined> {
    try {
      return await this.#means.paidId()
    } catch (error) {
      if (error instanceof LeftOut && this.#means.options.knownTasks.length > 0) return undefined
      throw error
    }
  }

  /** Once more; and once more again where it was named as ended and is told as under way. */
  async #readAgain(id: string, first: Exchange): Promise<KnownTask> {
    const { provider } = this.#means
    const hasEnded = (read: Exchange): boolean => isTerminal(provider.phaseOf(read) ?? 'succeeded')
    let second = await provider.retrieve(id)
    if (!hasEnded(first) && !hasEnded(second)) second = await provider.retrieve(id)
    return { id, first, second, phase: provider.phaseOf(first) }
  }

  async #read(): Promise<Reads> {
    const { options, ledger, provider } = this.#means
    const paid = options.tier === 'paid' ? await this.#paidId() : undefined
    const named = [...new Set([...options.knownTasks, ...(paid === undefined ? [] : [paid])])]
    const earlier = ledger
      .earlier()
      .filter((id) => !named.includes(id))
      .slice(0, FROM_LEDGER)
    // One after the other: what goes back and forth between two reads must not hide behind another task's.
    const reads: { readonly found?: KnownTask; readonly lost?: LostTask }[] = []
    for (const id of [...named, ...earlier]) {
      const first = await provider.retrieve(id)
      if (provider.isRefusal(first)) reads.push({ lost: { id, read: first } })
      else reads.push({ found: await this.#readAgain(id, first) })
    }
    return {
      found: reads.flatMap(({ found }) => found ?? []),
      // Providers forget tasks; nobody says after how long.
      lost: reads.flatMap(({ lost }) => (lost !== undefined && named.includes(lost.id) ? lost : [])),
    }
  }
}
