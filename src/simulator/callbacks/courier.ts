import { bounds } from '../bounds.ts'
import { headersOf } from './callback-headers.ts'
import { CallbackPost } from './callback-post.ts'
import { Connections } from './connections.ts'
import type { Delivery } from './delivery.ts'
import { outcomeOfError } from './failure-words.ts'
import { createGuardedConnect } from './guarded-connect.ts'
import { createLookup, type Lookup } from './lookup.ts'
import { type DeliveryPlan, PendingDelivery } from './pending-delivery.ts'
import { type CallbackPolicy, createPolicy } from './policy.ts'
import { type AttemptOutcome, nextAfter } from './schedule.ts'
import { parseTarget } from './target.ts'
import { type TurnLimits, Turns } from './turns.ts'
import { UnderWay } from './under-way.ts'

const CROWDED = `the callbacks under way hold more than ${bounds.pendingCallbacks.most} characters`

/** However fast the clock, a receiver gets this long, real ms: it runs on this machine, at this machine's speed. */
const FAIR_TIMEOUT_MS = 2_000

export interface CourierOptions {
  readonly policy?: CallbackPolicy
  /** `host` or `host:port`, for policy `local`. */
  readonly allow?: readonly string[]
  /** The simulator's own port: its control API is closed to callbacks. */
  readonly ownPort?: () => number
  /** How names are resolved; the system's way when absent. */
  readonly lookup?: Lookup
  readonly limits?: TurnLimits
  /** Called whenever a delivery's state or attempts have changed. */
  readonly onChange?: (delivery: Delivery) => void
  /** Called when the body of a receiver's response has come, some time after its status. */
  readonly onAnswer?: (delivery: Delivery) => void
}

/**
 * Delivers callbacks: attempts, timeouts and retries on each account's clock, many at a time, without one delaying
 * another.
 */
export class Courier implements AsyncDisposable {
  readonly #ownPort: (() => number) | undefined
  readonly #connections: Connections
  readonly #turns: Turns
  readonly #underWay = new UnderWay()
  readonly #changed: (delivery: Delivery) => void
  readonly #answered: (delivery: Delivery) => void
  #isClosed = false

  constructor({
    policy = 'local',
    allow = [],
    ownPort,
    lookup,
    limits,
    onChange = () => undefined,
    onAnswer = () => undefined,
  }: CourierOptions = {}) {
    this.#ownPort = ownPort
    this.#connections = new Connections(
      createGuardedConnect(createPolicy(policy, allow, ownPort), createLookup(lookup)),
    )
    this.#turns = new Turns(limits)
    this.#changed = onChange
    this.#answered = onAnswer
  }

  /** Attempts under way. */
  get inFlight(): number {
    return this.#turns.taken
  }

  /** Whether an attempt of this account is under way or waits for its turn. */
  isBusyFor(account: string): boolean {
    return this.#underWay.isBusyFor(account)
  }

  /** Whose attempt is being made from a port of this machine, if one is. */
  accountOn(localPort: number): string | undefined {
    return this.#underWay.of().find(({ post }) => post?.localPort === localPort)?.delivery.account
  }

  /** Attempts that wait for others to end. */
  get waiting(): number {
    return this.#turns.waiting
  }

  /**
   * Makes the first attempt now and books the retries; resolves when the first attempt is recorded. Never rejects: what
   * goes wrong is recorded in the delivery. A delivery that is sent again keeps its attempts and gets new ones.
   * @param made how many of its attempts another process has made
   */
  async send(delivery: Delivery, plan: DeliveryPlan, made = 0): Promise<void> {
    if (this.#isClosed) return
    delivery.state = 'pending'
    const target = parseTarget(plan.url, this.#ownPort?.())
    if (typeof target === 'string') return this.#giveUp(delivery, plan, 'refused', target)
    const pending = new PendingDelivery(delivery, plan, target, made)
    for (const each of this.#underWay.inTheWayOf(pending)) {
      if (each === pending) return this.#giveUp(delivery, plan, 'failed', `not sent: ${CROWDED}`)
      this.#stop(each, CROWDED)
      this.#giveUp(each.delivery, each.plan, 'failed', `given up: ${CROWDED}`)
    }
    this.#underWay.add(pending)
    await this.#attempt(pending)
  }

  /** Gives up on everything an account has under way, such as when it is reset. */
  drop(account: string | undefined): void {
    for (const pending of this.#underWay.of(account)) this.#stop(pending, 'stopped: the account was reset')
  }

  /** Gives up on everything, leaving neither timers nor sockets. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const pending of this.#underWay.of()) this.#stop(pending, 'stopped: the simulator closed')
    await this.#connections.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #attempt(pending: PendingDelivery): Promise<void> {
    const { plan, target } = pending
    pending.isAttempting = true
    await this.#turns.take(target.origin)
    if (pending.isStopped) return this.#turns.giveBack(target.origin)
    pending.attempt += 1
    const at = plan.clock.now()
    const post = this.#post(pending, at)
    const outcome = await post.outcome
    this.#record(pending, at, outcome, post.answer)
  }

  /** Sends it, and interrupts it when the receiver takes too long. */
  #post(pending: PendingDelivery, at: number): CallbackPost {
    const { delivery, plan, target } = pending
    const attempt = delivery.attempts.length
    const connection = this.#connections.take(target.origin)
    const post = new CallbackPost(connection, () => {
      this.#connections.giveBack(connection)
      this.#turns.giveBack(target.origin)
      this.#keepAnswer(pending, attempt, post)
    })
    pending.post = post
    const { timeoutMs } = plan.rules
    pending.timeout = plan.clock.timeout(
      timeoutMs,
      `timeout of the callback for ${delivery.taskId}`,
      () => post.interrupt({ kind: 'unanswered', error: `timed out after ${timeoutMs} ms` }),
      FAIR_TIMEOUT_MS,
    )
    try {
      const { body, headers } = plan.render(pending.attempt, at)
      post.send(target.path, headersOf(headers, target.authorization), body)
    } catch (error) {
      post.interrupt(outcomeOfError(error instanceof Error ? error : new Error(String(error))))
    }
    return post
  }

  /** @param answer as much of the response body as has come by then */
  #record(pending: PendingDelivery, at: number, outcome: AttemptOutcome, answer: string): void {
    const { delivery, plan } = pending
    pending.timeout?.cancel()
    pending.post = undefined
    const now = plan.clock.now()
    const { status, error } = shown(outcome)
    delivery.attempts.push({ at, status, durationMs: now - at, error, ...(answer !== '' && { answer }) })
    if (pending.isStopped) return
    pending.isAttempting = false
    const next = nextAfter(plan.rules, pending.attempt, outcome)
    delivery.state = next.state
    this.#changed(delivery)
    if (next.state !== 'pending') {
      this.#underWay.remove(pending)
      return
    }
    const label = `callback for ${delivery.taskId}, attempt ${pending.attempt + 1}`
    pending.retry = plan.clock.book(now + next.delayMs, label, () => this.#attempt(pending))
  }

  /** @param index of the attempt; it is recorded when its status is there, before the body */
  #keepAnswer({ delivery, plan }: PendingDelivery, index: number, { answer }: CallbackPost): void {
    if (answer === '' || plan.isPast?.()) return
    const attempt = delivery.attempts[index]
    if (attempt === undefined || attempt.answer === answer) return
    attempt.answer = answer
    this.#answered(delivery)
  }

  /** Writes down why there is no attempt. */
  #giveUp(delivery: Delivery, { clock }: DeliveryPlan, state: 'refused' | 'failed', error: string): void {
    delivery.attempts.push({ at: clock.now(), status: null, durationMs: 0, error })
    delivery.state = state
    this.#changed(delivery)
  }

  #stop(pending: PendingDelivery, words: string): void {
    this.#underWay.remove(pending)
    pending.isStopped = true
    pending.retry?.cancel()
    pending.delivery.state = 'failed'
    pending.post?.interrupt({ kind: 'stopped', error: words })
  }
}

const shown = (
  outcome: AttemptOutcome,
): { readonly status: number | null; readonly error: string | null } => {
  if (outcome.kind !== 'answered') return { status: null, error: outcome.error }
  const isRedirect = outcome.status >= 300 && outcome.status < 400
  return { status: outcome.status, error: isRedirect ? 'redirects are not followed' : null }
}

export const createCourier = (options: CourierOptions = {}): Courier => new Courier(options)
