import type { ProviderContract } from '../../contracts/index.ts'
import { type Clock, delay } from '../clock.ts'
import { ConfigurationError } from '../errors/client-error.ts'
import { untilAborted } from '../signals.ts'

/** How much may be created at once. */
export interface CreateLimits {
  /** New tasks per window. */
  readonly creates: number
  readonly windowMs: number
  /** Tasks that have not ended. */
  readonly running: number
}

/** After this, a task that nobody reads stops counting as running, ms; real ones take up to 785 s (observed). */
const LONGEST_RUN_MS = 15 * 60_000
/** How often a full limit is checked again, ms. */
const LOOK_AGAIN_MS = 1_000

/** @throws ConfigurationError when a limit is not a number above 0 */
export const readLimits = (
  given: CreateLimits | false | undefined,
  { limits }: ProviderContract,
): CreateLimits | undefined => {
  if (given === false) return undefined
  if (given === undefined) return limits.observed?.source === 'assumed' ? undefined : limits.observed
  for (const [name, value] of Object.entries(given))
    if (!(typeof value === 'number' && value > 0))
      throw new ConfigurationError(`limits.${name} is a number above 0, not ${String(value)}.`)
  return given
}

/** Lets create requests through at the provider's pace, in the order in which they came. One per client. */
export class Limiter {
  readonly #limits: CreateLimits | undefined
  readonly #clock: Clock
  /** When each create request of the last window was sent, or got its response. */
  #sent: number[] = []
  /** When each running task counts as ended at the latest. */
  readonly #running = new Map<string, number>()
  #underWay = 0
  #lastInLine: Promise<void> = Promise.resolve()

  constructor(limits: CreateLimits | undefined, clock: Clock) {
    this.#limits = limits
    this.#clock = clock
  }

  /** Waits until one more create may be sent. Call what it returns once the request is over. @throws the signal's reason */
  enter(signal: AbortSignal): Promise<() => void> {
    if (this.#limits === undefined) return Promise.resolve(() => undefined)
    const before = this.#lastInLine
    const mine = this.#nextIn(before, signal)
    // A caller that gives up while in line lets the next one move up; nobody overtakes.
    this.#lastInLine = Promise.allSettled([before, mine]).then(() => undefined)
    return mine
  }

  /** A task was created, or may have been. */
  started(taskId: string): void {
    if (this.#limits !== undefined) this.#running.set(taskId, this.#clock.now() + LONGEST_RUN_MS)
  }

  ended(taskId: string): void {
    this.#running.delete(taskId)
  }

  async #nextIn(before: Promise<void>, signal: AbortSignal): Promise<() => void> {
    await untilAborted(before, signal)
    for (let waitMs = this.#waitMs(); waitMs > 0; waitMs = this.#waitMs())
      await delay(this.#clock, waitMs, signal)
    const sentAt = this.#clock.now()
    this.#sent.push(sentAt)
    this.#underWay += 1
    return this.#leave(sentAt)
  }

  /** The provider counts when a request arrives, so the window restarts when the response has come. */
  #leave(sentAt: number): () => void {
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#underWay -= 1
      const place = this.#sent.indexOf(sentAt)
      if (place >= 0) this.#sent.splice(place, 1)
      this.#sent.push(this.#clock.now())
    }
  }

  #waitMs(): number {
    const { creates, windowMs, running } = this.#limits ?? { creates: 1, windowMs: 0, running: 1 }
    const now = this.#clock.now()
    this.#sent = this.#sent.filter((at) => at + windowMs > now)
    for (const [taskId, until] of this.#running) if (until <= now) this.#running.delete(taskId)
    const [oldest = now] = this.#sent
    if (this.#sent.length >= creates) return oldest + windowMs - now
    return this.#running.size + this.#underWay >= running ? LOOK_AGAIN_MS : 0
  }
}
