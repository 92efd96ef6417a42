import { setTimeout as pause } from 'node:timers/promises'
import { isTerminal, type Phase } from '../vocabulary.ts'
import { CouldNotCheck } from './could-not-check.ts'
import { valueAt } from './json-path.ts'
import type { Call, Receiver } from './receiver.ts'
import type { Run } from './run.ts'
import { type Exchange, isAmbiguous } from './wire.ts'

/** Reads without a state we can find, before the wait is given up. */
const UNREADABLE = 5

/** The one task a paid run buys: its create, every read of it, its end, its bill, its callbacks. */
export class Story {
  readonly run: Run
  readonly created: Exchange
  /** Undefined when the create was refused, or told no id. */
  readonly id: string | undefined
  readonly before: number
  /** What it should cost at most. */
  readonly price: number
  readonly reads: Exchange[] = []
  readonly receiver: Receiver | undefined
  /** When it was seen to have ended, real ms. */
  endedAt: number | undefined
  phase: Phase | undefined
  #calls: Promise<readonly Call[]> | undefined
  #after: Promise<number | undefined> | undefined

  private constructor(
    run: Run,
    created: Exchange,
    before: number,
    price: number,
    receiver: Receiver | undefined,
  ) {
    this.run = run
    this.created = created
    this.before = before
    this.price = price
    this.receiver = receiver
    this.id = idIn(run, created)
  }

  /** Buys the task and follows it to its end. @throws CouldNotCheck when it may not or cannot be bought */
  static async begin(run: Run): Promise<Story> {
    const { dialect, purse, ledger, options } = run
    const price = dialect.contract.price(dialect.contract.mediaOf(dialect.cheapest))
    const before = await run.affords(price)
    const receiver = await run.receiver()
    const url = options.callback.url ?? receiver?.url
    const body =
      url === undefined ? dialect.cheapest : { ...dialect.cheapest, [dialect.contract.callbackField]: url }
    purse.reserve(price)
    ledger.write('sending', { credits: price })
    let created: Exchange
    try {
      created = await run.send({ method: 'POST', path: dialect.createPath, body })
    } catch (error) {
      ledger.write('unknown', { credits: price })
      throw new CouldNotCheck(
        `the create may have been billed, its answer was lost: ${(error as Error).message}`,
      )
    }
    const story = new Story(run, created, before, price, receiver)
    story.#settle(price)
    if (story.id !== undefined) await story.#follow(story.id)
    return story
  }

  #settle(price: number): void {
    const { purse, ledger, dialect } = this.run
    if (this.id === undefined && !dialect.isAccepted(this.created.status, this.created.json)) {
      if (isAmbiguous(this.created)) {
        ledger.write('unknown', { credits: price })
        return
      }
      purse.release()
      ledger.write('refused', { credits: price })
      return
    }
    const quoted = dialect.at.quote === undefined ? undefined : valueAt(this.created.json, dialect.at.quote)
    purse.spend(typeof quoted === 'number' ? quoted : undefined)
    ledger.write('bought', { credits: price, ...(this.id === undefined ? {} : { task: this.id }) })
  }

  async #follow(id: string): Promise<void> {
    const { run } = this
    const deadline = Date.now() + run.options.timeoutMs
    let unreadable = 0
    do {
      const read = await run.retrieve(id)
      this.reads.push(read)
      this.phase = run.phaseOf(read)
      if (this.phase !== undefined && isTerminal(this.phase)) {
        this.endedAt = Date.now()
        return
      }
      const hasState = typeof valueAt(read.json, run.dialect.at.state) === 'string'
      unreadable = hasState || run.isRefusal(read) ? 0 : unreadable + 1
      await pause(run.options.pollMs)
    } while (Date.now() < deadline && unreadable < UNREADABLE)
    this.phase = undefined
  }

  /** The read that found it ended. */
  get ended(): Exchange | undefined {
    return this.endedAt === undefined ? undefined : this.reads.at(-1)
  }

  /** What it should cost now that it has ended: nothing when it failed. */
  get dueCredits(): number {
    return this.phase === 'failed' ? 0 : (this.quote ?? this.price)
  }

  get quote(): number | undefined {
    const { quote } = this.run.dialect.at
    const value = quote === undefined ? undefined : valueAt(this.created.json, quote)
    return typeof value === 'number' ? value : undefined
  }

  /** The balance after its end. A bill may take a moment: it is read again while it is not what is due. */
  after(): Promise<number | undefined> {
    this.#after ??= this.#readAfter()
    return this.#after
  }

  async #readAfter(): Promise<number | undefined> {
    const tries = 4
    let left: number | undefined
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (attempt > 0) await pause(this.run.options.pollMs)
      left = await this.run.balance()
      if (left !== undefined && Math.abs(this.before - left - this.dueCredits) < 0.001) return left
    }
    return left
  }

  /** Every callback that came until one was taken and a while passed, or the time was up. */
  calls(): Promise<readonly Call[]> {
    this.#calls ??= this.#awaitCalls()
    return this.#calls
  }

  async #awaitCalls(): Promise<readonly Call[]> {
    const { receiver, run } = this
    if (receiver === undefined) throw new CouldNotCheck('nobody listens for callbacks')
    const { timeoutMs, settleMs } = run.options
    const { callbacks } = run.dialect.contract
    // Ten times as long as the provider says it waits.
    const redeliveryMs = 10 * (callbacks.timeoutMs + (callbacks.retryDelaysMs[0] ?? 0))
    await receiver.until((calls) => calls.length > 0, timeoutMs)
    if (receiver.calls.length > 0)
      await receiver.until(
        (calls) => calls.some(({ answered }) => answered < 300),
        Math.min(timeoutMs, redeliveryMs),
      )
    if (receiver.calls.some(({ answered }) => answered < 300)) await pause(settleMs)
    return [...receiver.calls]
  }
}

/** The id in a create's answer; looked for by its form where it is not in its place, so that what was paid is not lost. */
const idIn = ({ dialect }: Run, { json, status, text }: Exchange): string | undefined => {
  const id = valueAt(json, dialect.at.createdId)
  if (typeof id === 'string' && id !== '') return id
  if (status >= 400) return undefined
  return /"((?:[0-9a-f]{32})|(?:task-unified-[\w-]+))"/.exec(text)?.[1]
}
