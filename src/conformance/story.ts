import { setTimeout as pause } from 'node:timers/promises'
import { nameOfPlace } from '../contracts/place.ts'
import { isTerminal, type Phase } from '../contracts/vocabulary.ts'
import { CouldNotCheck, MoneyGuard } from './could-not-check.ts'
import { valueAt } from './json-path.ts'
import type { Body, Dialect } from './providers/conformance-provider.ts'
import type { Run } from './run.ts'
import type { Call, Receiver } from './wire/receiver.ts'
import { type Exchange, isAmbiguous } from './wire/wire.ts'

/** Less than a provider can bill. */
const ROUNDING = 0.001

/** Reads without a state we can find, before the wait is given up. */
const UNREADABLE = 5

/** What a paid run buys. */
export interface Order {
  readonly path: string
  readonly body: Body
  readonly model: string
  /** The price, where it is known; else what `modelCredits` allows. */
  readonly credits?: number
  /** The components its answers are held to. */
  readonly components: Pick<Dialect['components'], 'created' | 'task'>
  /** Whether callbacks are asked for. */
  readonly isCalledBack: boolean
}

/** The one video that every paid run buys. */
export const cheapestOrder = ({ contract, cheapest, createPath, components }: Dialect): Order => ({
  path: createPath,
  body: cheapest,
  model: String(cheapest.model),
  credits: contract.price(contract.mediaOf(cheapest)),
  components,
  isCalledBack: true,
})

/** A task that a paid run buys: its create, every read of it, its end, its bill, its callbacks. */
export class Story {
  readonly run: Run
  readonly order: Order
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
    order: Order,
    created: Exchange,
    before: number,
    price: number,
    receiver: Receiver | undefined,
  ) {
    this.run = run
    this.order = order
    this.created = created
    this.before = before
    this.price = price
    this.receiver = receiver
    this.id = idIn(run, created)
  }

  /** Buys the task and follows it to its end. @throws CouldNotCheck when it may not or cannot be bought */
  static async begin(run: Run, order: Order): Promise<Story> {
    const { dialect, purse, ledger, options } = run
    const price = order.credits ?? options.modelCredits
    const before = await run.affords(price)
    const receiver = order.isCalledBack ? await run.receiver() : undefined
    const url = order.isCalledBack ? (options.callback.url ?? receiver?.url) : undefined
    const body =
      url === undefined ? order.body : { ...order.body, [nameOfPlace(dialect.contract.callbackAt)]: url }
    purse.reserve(price)
    ledger.write('sending', { credits: price })
    let created: Exchange
    try {
      created = await run.send({ method: 'POST', path: order.path, body })
    } catch (error) {
      ledger.write('unknown', { credits: price })
      throw new CouldNotCheck(
        `the create may have been billed, its answer was lost: ${(error as Error).message}`,
      )
    }
    const story = new Story(run, order, created, before, price, receiver)
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
    purse.spend(this.quote)
    ledger.write('bought', { credits: price, ...(this.id === undefined ? {} : { task: this.id }) })
    if (this.quote !== undefined && !this.hasKnownPrice) this.staysBelow(this.quote, 'quotes')
  }

  /** Whether the contract knows what it costs. */
  get hasKnownPrice(): boolean {
    return this.order.credits !== undefined
  }

  /** What was allowed for a task whose price nobody knows. More of it stops the run. */
  staysBelow(credits: number, word: 'quotes' | 'charged'): boolean {
    if (credits <= this.price + ROUNDING) return true
    this.run.guard ??= new MoneyGuard(
      `the provider ${word} ${credits} credits for a task of ${this.order.model}, more than --model-credits ${this.price}`,
    )
    return false
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

  /** What it should cost now that it has ended: nothing when it failed. Undefined when nobody said a price. */
  get dueCredits(): number | undefined {
    if (this.phase === 'failed') return 0
    return this.quote ?? (this.hasKnownPrice ? this.price : undefined)
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
      if (left !== undefined && this.#isBill(this.before - left)) return left
    }
    return left
  }

  #isBill(charged: number): boolean {
    const due = this.dueCredits
    return due === undefined ? charged > 0 : Math.abs(charged - due) < ROUNDING
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
