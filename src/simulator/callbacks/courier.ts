import { headersOf } from './callback-headers.ts'
import { Connections } from './connections.ts'
import type { Delivery } from './delivery.ts'
import { Errand, type Order } from './errand.ts'
import { Exchange } from './exchange.ts'
import { outcomeOfError } from './failure-words.ts'
import { createGuardedConnect } from './guarded-connect.ts'
import { createLookup, type Lookup } from './lookup.ts'
import { type CallbackPolicy, createPolicy } from './policy.ts'
import { nextAfter, type Outcome } from './schedule.ts'
import { parseTarget } from './target.ts'
import { type TurnLimits, Turns } from './turns.ts'

/** However fast the clock, a receiver gets this long, real ms: it runs on this machine, at this machine's speed. */
const FAIR_TIMEOUT_MS = 2_000

export interface CourierOptions {
  readonly policy?: CallbackPolicy
  /** `host` or `host:port`, for policy `local`. */
  readonly allow?: readonly string[]
  /** How names are resolved; the system's way when absent. */
  readonly lookup?: Lookup
  readonly limits?: TurnLimits
  /** Told whenever a delivery's state or attempts have changed. */
  readonly onChange?: (delivery: Delivery) => void
}

/** Delivers callbacks: attempts, timeouts and retries on each account's clock, many at a time, none in another's way. */
export class Courier implements AsyncDisposable {
  readonly #connections: Connections
  readonly #turns: Turns
  readonly #errands = new Set<Errand>()
  readonly #changed: (delivery: Delivery) => void
  #isClosed = false

  constructor({
    policy = 'local',
    allow = [],
    lookup,
    limits,
    onChange = () => undefined,
  }: CourierOptions = {}) {
    this.#connections = new Connections(
      createGuardedConnect(createPolicy(policy, allow), createLookup(lookup)),
    )
    this.#turns = new Turns(limits)
    this.#changed = onChange
  }

  /** Attempts being made now. */
  get inFlight(): number {
    return this.#turns.taken
  }

  /** Whether an attempt of this account's is being made, or waits for its turn. */
  isBusyFor(account: string): boolean {
    for (const { delivery, isAttempting } of this.#errands) {
      if (isAttempting && delivery.account === account) return true
    }
    return false
  }

  /** Attempts that wait for others to end. */
  get waiting(): number {
    return this.#turns.waiting
  }

  /**
   * Makes the first attempt now and books the retries; resolves when the first attempt is recorded. Never rejects: what
   * goes wrong stands in the delivery. A delivery that is sent again keeps its attempts and gets new ones.
   */
  async send(delivery: Delivery, order: Order): Promise<void> {
    if (this.#isClosed) return
    delivery.state = 'pending'
    const target = parseTarget(order.url)
    if (typeof target === 'string') {
      delivery.attempts.push({ at: order.clock.now(), status: null, durationMs: 0, error: target })
      delivery.state = 'refused'
      this.#changed(delivery)
      return
    }
    const errand = new Errand(delivery, order, target)
    this.#errands.add(errand)
    await this.#attempt(errand)
  }

  /** Gives up on everything an account has under way, as when it is reset. */
  drop(account: string): void {
    for (const errand of this.#errands) {
      if (errand.delivery.account === account) this.#stop(errand, 'stopped: the account was reset')
    }
  }

  /** Gives up on everything, and leaves neither timers nor sockets. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const errand of this.#errands) this.#stop(errand, 'stopped: the simulator closed')
    await this.#connections.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #attempt(errand: Errand): Promise<void> {
    const { order, target } = errand
    errand.isAttempting = true
    await this.#turns.take(target.origin)
    if (errand.isStopped) return this.#turns.giveBack(target.origin)
    errand.attempt += 1
    const at = order.clock.now()
    const outcome = await this.#post(errand, at)
    this.#record(errand, at, outcome)
  }

  async #post(errand: Errand, at: number): Promise<Outcome> {
    const { delivery, order, target } = errand
    const connection = this.#connections.take(target.origin)
    const exchange = new Exchange(connection, () => {
      this.#connections.giveBack(connection)
      this.#turns.giveBack(target.origin)
    })
    errand.exchange = exchange
    const { timeoutMs } = order.rules
    const timeout = order.clock.timeout(
      timeoutMs,
      `timeout of the callback for ${delivery.taskId}`,
      () => exchange.interrupt({ kind: 'unanswered', error: `timed out after ${timeoutMs} ms` }),
      FAIR_TIMEOUT_MS,
    )
    try {
      const { body, headers } = order.render(errand.attempt, at)
      exchange.post(target.path, headersOf(headers, target.authorization), body)
    } catch (error) {
      exchange.interrupt(outcomeOfError(error instanceof Error ? error : new Error(String(error))))
    }
    const outcome = await exchange.outcome
    timeout.cancel()
    errand.exchange = undefined
    return outcome
  }

  #record(errand: Errand, at: number, outcome: Outcome): void {
    const { delivery, order } = errand
    const now = order.clock.now()
    const { status, error } = shown(outcome)
    delivery.attempts.push({ at, status, durationMs: now - at, error })
    if (errand.isStopped) return
    errand.isAttempting = false
    const next = nextAfter(order.rules, errand.attempt, outcome)
    delivery.state = next.state
    this.#changed(delivery)
    if (next.state !== 'pending') {
      this.#errands.delete(errand)
      return
    }
    const label = `callback for ${delivery.taskId}, attempt ${errand.attempt + 1}`
    errand.retry = order.clock.book(now + next.delayMs, label, () => this.#attempt(errand))
  }

  #stop(errand: Errand, words: string): void {
    this.#errands.delete(errand)
    errand.isStopped = true
    errand.retry?.cancel()
    errand.delivery.state = 'failed'
    errand.exchange?.interrupt({ kind: 'stopped', error: words })
  }
}

const shown = (outcome: Outcome): { readonly status: number | null; readonly error: string | null } => {
  if (outcome.kind !== 'answered') return { status: null, error: outcome.error }
  const isRedirect = outcome.status >= 300 && outcome.status < 400
  return { status: outcome.status, error: isRedirect ? 'redirects are not followed' : null }
}

export const createCourier = (options: CourierOptions = {}): Courier => new Courier(options)
