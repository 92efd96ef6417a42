import { setTimeout as delay } from 'node:timers/promises'
import type { Phase } from '../contracts/vocabulary.ts'
import { CouldNotCheck } from './could-not-check.ts'
import { valueAt } from './json-path.ts'
import type { ConformanceProvider } from './providers/conformance-provider.ts'
import type { SettledOptions, Target } from './target.ts'
import { type Ask, type Exchange, isGateway, isRedirect, Wire } from './wire/wire.ts'

const TRIES = 4
/** The reason of every case after Ctrl-C. */
export const INTERRUPTED = 'the run was interrupted'
const MOST_HOPS = 5
/** The window of Kie's limit, the only one that anybody has measured. */
const RATE_WINDOW_MS = 10_000

/**
 * The provider under test: calls to it, and the meaning of its responses. Create requests go through `Money`, never
 * through here.
 */
export class Provider {
  readonly facts: ConformanceProvider
  /** Every exchange, in order. */
  readonly exchanges: Exchange[] = []
  readonly #options: SettledOptions
  readonly #wire: Wire

  constructor(facts: ConformanceProvider, target: Target, options: SettledOptions) {
    this.facts = facts
    this.#options = options
    this.#wire = new Wire({
      ...target,
      authScheme: facts.contract.authScheme,
      timeoutMs: options.requestTimeoutMs,
    })
  }

  /**
   * Sends a call once, whatever the response.
   * @throws CouldNotCheck when no whole response came in time
   */
  async sendOnce(ask: Ask): Promise<Exchange> {
    const exchange = await this.#wire.send(ask)
    this.exchanges.push(exchange)
    return exchange
  }

  /** Sends a call that cannot buy anything: waits when told to slow down, and retries when only a gateway responded. */
  async send(ask: Ask): Promise<Exchange> {
    for (let attempt = 1; ; attempt += 1) {
      const exchange = await this.sendOnce(ask)
      if (!ask.path.startsWith('/')) return exchange
      const place = `${ask.method} ${exchange.url}`
      if (this.isRateLimited(exchange)) {
        // Without our key it is the answer to the wrong one, unless it is gone after a while.
        if (attempt > 1 && ask.authorization !== undefined) return exchange
        if (attempt === TRIES) throw new CouldNotCheck(`${place}: refused by the rate limit ${TRIES} times`)
        await this.slowDown(exchange)
      } else if (isGateway(exchange.status)) {
        // In the provider's own words it is an answer, however often it comes.
        if (attempt === TRIES && this.#isOwn(exchange)) return exchange
        if (attempt === TRIES) throw new CouldNotCheck(`${place}: the gateway returned ${exchange.status}`)
        await this.pause(this.#options.pollMs)
      } else return exchange
    }
  }

  #isOwn({ json }: Exchange): boolean {
    return typeof valueAt(json, this.facts.at.message) === 'string'
  }

  /** Waits. @throws CouldNotCheck when the run is interrupted */
  async pause(ms: number): Promise<void> {
    const { signal } = this.#options
    try {
      await delay(ms, undefined, { signal })
    } catch {
      throw new CouldNotCheck(INTERRUPTED)
    }
  }

  isRateLimited({ status, json }: Exchange): boolean {
    return this.facts.isRateLimited(status, json)
  }

  /** Waits as long as a rate-limited response says, or one window. */
  async slowDown({ headers }: Exchange): Promise<void> {
    const seconds = Number(headers['retry-after'] ?? '')
    await this.pause(Math.min(seconds > 0 ? seconds * 1_000 : RATE_WINDOW_MS, this.#options.timeoutMs))
  }

  /** Downloads a file, wherever its link leads. Result hosts never get the key. */
  async download(link: string): Promise<Exchange> {
    let url = link
    for (let hop = 0; ; hop += 1) {
      const exchange = await this.send({ method: 'GET', path: url })
      const { location } = exchange.headers
      if (!isRedirect(exchange) || location === undefined || hop === MOST_HOPS) return exchange
      if (!URL.canParse(location, url)) return exchange
      url = new URL(location, url).href
    }
  }

  retrieve(id: string): Promise<Exchange> {
    return this.send({ method: 'GET', path: this.facts.retrievePath(id) })
  }

  readBalance(): Promise<Exchange> {
    return this.send({ method: 'GET', path: this.facts.balancePath })
  }

  /** Credits left; `undefined` if the response does not say. */
  async balance(): Promise<number | undefined> {
    const exchange = await this.readBalance()
    const credits = valueAt(exchange.json, this.facts.at.balance)
    const isTold = typeof credits === 'number' && Number.isFinite(credits) && !this.isRefusal(exchange)
    return isTold && !isRedirect(exchange) ? credits : undefined
  }

  phaseOf({ json }: Exchange): Phase | undefined {
    const state = valueAt(json, this.facts.at.state)
    const { phases } = this.facts
    return typeof state === 'string' && Object.hasOwn(phases, state) ? phases[state] : undefined
  }

  /** Whether a response is a refusal. A failed task is not one. */
  isRefusal({ status, json }: Exchange): boolean {
    return this.facts.isRefusal(status, json)
  }

  close(): Promise<void> {
    return this.#wire.close()
  }
}
