import { createHash } from 'node:crypto'
import type { Operation, ProviderName } from '../contracts/index.ts'
import type { Clock } from './clock.ts'
import { Inventor } from './inventor.ts'
import { Journal } from './journal.ts'
import { Ledger } from './ledger.ts'
import { RateWindow } from './limits.ts'
import { createRandom, type Random } from './random.ts'
import { Refusal } from './refusal.ts'
import type { RateLimit, Settings } from './settings.ts'
import type { Task } from './tasks/task.ts'

/** How much an account may do at once under the settings. */
export interface AccountLimits {
  readonly rate: RateLimit | undefined
  readonly running: number | undefined
}

/**
 * The name an account is shown by, so that no key is ever written anywhere: `acct_` and 8 hex of a hash, but for
 * `stunt.*` keys, which are no secrets, the key itself.
 */
export const accountName = (key: string, digits = 8): string =>
  key.startsWith('stunt.') ? key : `acct_${createHash('sha256').update(key).digest('hex').slice(0, digits)}`

/** Everything one API key owns: tasks, credits, limits, clock, chance and its share of the journal. */
export class Account {
  readonly name: string
  readonly clock: Clock
  readonly random: Random
  readonly inventor: Inventor
  readonly journal: Journal
  readonly #settings: Settings
  readonly #limits: ReadonlyMap<ProviderName, AccountLimits>
  readonly #windows = new Map<ProviderName, RateWindow>()
  readonly #calls = new Map<string, number>()
  #tasks = new Map<string, Task>()
  #created = 0
  #requests = 0
  #deliveries = 0
  /** Where the callbacks of tasks that have not ended go. */
  readonly callbackUrls = new Map<string, string>()
  ledger: Ledger

  constructor(
    name: string,
    clock: Clock,
    settings: Settings,
    limits: ReadonlyMap<ProviderName, AccountLimits>,
  ) {
    this.name = name
    this.clock = clock
    this.random = createRandom(settings.seed, name)
    this.inventor = new Inventor(this.random)
    this.journal = new Journal(settings.journalMax)
    this.ledger = new Ledger(settings.credits)
    this.#settings = settings
    this.#limits = limits
  }

  /** A request id: the same for the same account's n-th request under any seed. */
  nextRequestId(): string {
    this.#requests += 1
    return `req_${this.name}_${this.#requests}`
  }

  nextDeliveryId(): string {
    this.#deliveries += 1
    return `dlv_${this.name}_${this.#deliveries}`
  }

  /** The how-manieth call of this operation this is, from 0. */
  nextCall(operation: Operation): number {
    const call = this.#calls.get(operation.id) ?? 0
    this.#calls.set(operation.id, call + 1)
    return call
  }

  /** The ordinal of a task about to be created. */
  nextTaskOrdinal(): number {
    return this.#created++
  }

  /** @throws Refusal `rate-limited` or `out-of-credits` */
  admit(provider: ProviderName, cost: number): void {
    const now = this.clock.now()
    const limits = this.#limits.get(provider)
    const window = this.#window(provider, limits?.rate)
    const waitMs = window?.waitAt(now) ?? 0
    if (waitMs > 0) {
      throw new Refusal('rate-limited', `This account may create again in ${waitMs} ms of its clock.`)
    }
    const balance = this.ledger.balanceAt(now)
    if (balance < cost) {
      throw new Refusal('out-of-credits', `This task costs ${cost} credits and the account has ${balance}.`)
    }
    if (limits?.running !== undefined && this.ledger.runningAt(now) >= limits.running) {
      throw new Refusal(
        'rate-limited',
        `This account has ${limits.running} tasks under way, as many as it may.`,
      )
    }
    window?.count(now)
  }

  add(task: Task): void {
    this.#tasks.set(task.id, task)
    this.ledger.add(task)
  }

  task(id: string): Task | undefined {
    return this.#tasks.get(id)
  }

  get tasks(): ReadonlyMap<string, Task> {
    return this.#tasks
  }

  /** Back to a new account with the same key; the clock keeps its time, but nothing is booked on it any more. */
  reset(): void {
    this.clock.stop()
    this.journal.clear()
    this.#tasks = new Map()
    this.callbackUrls.clear()
    this.#calls.clear()
    this.#windows.clear()
    this.ledger = new Ledger(this.#settings.credits)
    this.#created = 0
    this.#requests = 0
    this.#deliveries = 0
  }

  #window(provider: ProviderName, rate: RateLimit | undefined): RateWindow | undefined {
    if (rate === undefined) return undefined
    let window = this.#windows.get(provider)
    if (window === undefined) {
      window = new RateWindow(rate)
      this.#windows.set(provider, window)
    }
    return window
  }
}
