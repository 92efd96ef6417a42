import { nameOfPlace } from '../contracts/place.ts'
import { isTerminal, type Phase } from '../contracts/vocabulary.ts'
import { CouldNotCheck } from './could-not-check.ts'
import { valueAt } from './json-path.ts'
import { ROUNDING } from './money/balance-watch.ts'
import type { Money } from './money/money.ts'
import type { Bought } from './money/purchase.ts'
import type { Provider } from './provider.ts'
import type { ConformanceProvider, CreateBody } from './providers/conformance-provider.ts'
import type { SettledOptions } from './target.ts'
import { addressFor, type ReceivedCallback, type Receiver } from './wire/receiver.ts'
import type { Exchange } from './wire/wire.ts'

/** How many reads may lack a readable state before the wait is given up. */
const UNREADABLE = 5

/** How long a redelivery is awaited at least, ms, if the provider says that it comes after a second. */
const LEAST_REDELIVERY_MS = 10_000

/** What is needed to buy a task and to follow it. */
export interface TaskMeans {
  readonly provider: Provider
  readonly money: Money
  readonly options: SettledOptions
  /** Our receiver of callbacks; `undefined` if none is needed. */
  readonly receiver: () => Promise<Receiver> | undefined
  /** Reports what is being waited for. */
  readonly awaiting: (what: string) => void
}

/** What a paid run buys. */
export interface Order {
  readonly path: string
  readonly body: CreateBody
  readonly model: string
  /** The price, if known; else what `modelCredits` allows. */
  readonly credits?: number
  /** The components that its responses must fit. */
  readonly components: Pick<ConformanceProvider['components'], 'created' | 'task'>
  /** Whether callbacks are asked for. */
  readonly isCalledBack: boolean
  /** What its callbacks are told apart by from those of the run's first task. */
  readonly addressee?: string
}

/** The one video that every paid run buys. */
export const cheapestOrder = ({
  contract,
  cheapest,
  createPath,
  components,
}: ConformanceProvider): Order => ({
  path: createPath,
  body: cheapest,
  model: String(cheapest.model),
  credits: contract.price(contract.mediaOf(cheapest)),
  components,
  isCalledBack: true,
})

const quoteIn = ({ at }: ConformanceProvider, { json }: Exchange): number | undefined => {
  const value = at.quote === undefined ? undefined : valueAt(json, at.quote)
  return typeof value === 'number' && value >= 0 ? value : undefined
}

/** A task that a paid run buys: its create request, every read of it, its end, its bill, its callbacks. */
export class PaidTask {
  readonly run: TaskMeans
  readonly order: Order
  readonly created: Exchange
  /** Undefined when the create request was refused, or its response held no id. */
  readonly id: string | undefined
  /** The balance before it was bought. */
  readonly before: number
  /** What it should cost at most. */
  readonly price: number
  readonly reads: Exchange[] = []
  readonly receiver: Receiver | undefined
  /** When it was seen to have ended, real ms. */
  endedAt: number | undefined
  phase: Phase | undefined
  #called: Promise<void> | undefined
  #after: number | undefined

  private constructor(
    run: TaskMeans,
    order: Order,
    { exchange, taskId, before }: Bought,
    about: { readonly price: number; readonly receiver: Receiver | undefined },
  ) {
    this.run = run
    this.order = order
    this.created = exchange
    this.id = taskId
    this.before = before
    this.price = about.price
    this.receiver = about.receiver
  }

  /** Buys the task and follows it to its end. @throws CouldNotCheck when it may not or cannot be bought */
  static async begin(run: TaskMeans, order: Order): Promise<PaidTask> {
    const { money, options } = run
    const { facts } = run.provider
    const price = order.credits ?? options.modelCredits
    const receiver = order.isCalledBack ? await run.receiver() : undefined
    const url = order.isCalledBack ? callbackAddress(order, options, receiver) : undefined
    const body =
      url === undefined ? order.body : { ...order.body, [nameOfPlace(facts.contract.callbackAt)]: url }
    const bought = await money.buy({
      ask: { method: 'POST', path: order.path, body },
      credits: price,
      quoteOf: (exchange) => quoteIn(facts, exchange),
    })
    const task = new PaidTask(run, order, bought, { price, receiver })
    task.#compareQuote()
    if (task.id !== undefined) {
      await task.#follow(task.id)
      await task.#settle()
    }
    return task
  }

  /** Whether the contract knows what it costs. */
  get hasKnownPrice(): boolean {
    return this.order.credits !== undefined
  }

  #compareQuote(): void {
    const { quote } = this
    if (quote === undefined || this.id === undefined) return
    if (this.hasKnownPrice) {
      const { purse } = this.run.money
      if (purse.committed > purse.max + ROUNDING)
        this.run.money.trip(
          `the provider quotes ${quote} credits for task ${this.id}, and ${purse.max} were allowed by --max-credits`,
        )
    } else this.staysBelow(quote, 'quotes')
  }

  /** Whether an unknown price turned out to be within what was allowed. If not, the run stops. */
  staysBelow(credits: number, word: 'quotes' | 'charged'): boolean {
    if (credits <= this.price + ROUNDING) return true
    this.run.money.trip(
      `the provider ${word} ${credits} credits for a task of ${this.order.model}, more than --model-credits ${this.price}`,
    )
    return false
  }

  async #follow(id: string): Promise<void> {
    const { provider, options } = this.run
    const { facts } = provider
    const startedAt = Date.now()
    const deadline = startedAt + options.timeoutMs
    let unreadable = 0
    do {
      const read = await provider.retrieve(id)
      this.reads.push(read)
      this.phase = provider.phaseOf(read)
      const state = valueAt(read.json, facts.at.state)
      this.run.awaiting(
        `task ${id}, ${typeof state === 'string' ? state : 'state unreadable'}, ${clock(Date.now() - startedAt)} of ${clock(options.timeoutMs)}`,
      )
      if (this.phase !== undefined && isTerminal(this.phase)) {
        this.endedAt = Date.now()
        return
      }
      // An unknown state, with the result beside it.
      if (this.phase === undefined && typeof state === 'string' && facts.resultsOf(read.json).length > 0) {
        this.phase = 'succeeded'
        this.endedAt = Date.now()
        return
      }
      unreadable = typeof state === 'string' || provider.isRefusal(read) ? 0 : unreadable + 1
      await provider.pause(options.pollMs)
    } while (Date.now() < deadline && unreadable < UNREADABLE)
    this.phase = undefined
  }

  /** The read that showed that it had ended. */
  get ended(): Exchange | undefined {
    return this.endedAt === undefined ? undefined : this.reads.at(-1)
  }

  /** What it should cost now that it has ended: nothing if it failed. Undefined if no price is known. */
  get dueCredits(): number | undefined {
    if (this.phase === 'failed') return 0
    return this.quote ?? (this.hasKnownPrice ? this.price : undefined)
  }

  get quote(): number | undefined {
    return quoteIn(this.run.provider.facts, this.created)
  }

  /** The balance after its end, as read then. */
  get after(): number | undefined {
    return this.#after
  }

  /**
   * Reads the bill. It may take a moment: the balance is read again until it shows the expected price, up to four times.
   */
  async #settle(): Promise<void> {
    const { balance } = this.run.money
    const tries = 4
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (attempt > 0) await this.run.provider.pause(this.run.options.pollMs)
      this.#after = (await balance.read()) ?? this.#after
      if (this.#after !== undefined && this.#isBill(this.before - this.#after)) break
    }
    if (this.#after === undefined) return
    const charged = this.before - this.#after
    const allowed = Math.max(this.price, this.quote ?? 0)
    if (this.phase === 'failed') balance.expectNoBill()
    if (this.endedAt !== undefined) balance.settle(allowed, charged, this.dueCredits ?? allowed)
    if (!this.hasKnownPrice) this.staysBelow(Math.round(charged * 1_000) / 1_000, 'charged')
    else if (charged > allowed + ROUNDING)
      this.run.money.trip(
        `task ${this.id} was charged ${Math.round(charged * 1_000) / 1_000} credits, and ${allowed} were expected`,
      )
  }

  #isBill(charged: number): boolean {
    const due = this.dueCredits
    return due === undefined ? charged > 0 : Math.abs(charged - due) < ROUNDING
  }

  /** Every callback that came until one was taken and a while passed, or the time was up; later, what came since too. */
  async calls(): Promise<readonly ReceivedCallback[]> {
    const { receiver } = this
    if (receiver === undefined) throw new CouldNotCheck('nobody listens for callbacks')
    this.#called ??= this.#awaitCalls(receiver)
    await this.#called
    return receiver.calls.filter(this.#isOurs)
  }

  /** A provider may leave out what tells callbacks apart: then they count as the first task's. */
  readonly #isOurs = ({ addressee }: ReceivedCallback): boolean => {
    const { addressee: ours = FIRST } = this.order
    return addressee === ours || (ours === FIRST && addressee === '')
  }

  async #awaitCalls(receiver: Receiver): Promise<void> {
    const { run } = this
    const { timeoutMs, settleMs, signal } = run.options
    const { retryDelaysMs } = run.provider.facts.contract.callbacks
    const redeliveryMs = Math.max(LEAST_REDELIVERY_MS, 3 * (retryDelaysMs[0] ?? 0))
    const isTaken = (calls: readonly ReceivedCallback[]): boolean =>
      calls.some((call) => this.#isOurs(call) && call.answered < 300)
    const hasCome = (calls: readonly ReceivedCallback[]): boolean => calls.some(this.#isOurs)
    run.awaiting(`the callback of task ${this.id}, at most ${clock(timeoutMs)}`)
    await receiver.until(hasCome, timeoutMs, signal)
    if (hasCome(receiver.calls)) {
      run.awaiting(`the same callback again, at most ${clock(redeliveryMs)}`)
      await receiver.until(isTaken, Math.min(timeoutMs, redeliveryMs), signal)
    }
    if (isTaken(receiver.calls)) await run.provider.pause(settleMs)
  }
}

const FIRST = 'first'

/** Where the provider is told to call back: our own receiver, or where it is reached from outside. */
const callbackAddress = (
  { addressee }: Order,
  { callback }: SettledOptions,
  receiver: Receiver | undefined,
): string | undefined => {
  const url = callback.url ?? receiver?.url
  if (url === undefined) return undefined
  // An address that was given is used as it is, as long as one task has it.
  if (addressee === undefined && callback.url !== undefined) return url
  return addressFor(url, addressee ?? FIRST)
}

/** `2:14` for 134,000 ms. */
const clock = (ms: number): string => {
  const seconds = Math.round(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
