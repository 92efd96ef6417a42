import diagnostics from 'node:diagnostics_channel'
import { type ClientOptions, type Clock, EvolinkClient, KieClient } from '../../src/client/index.ts'
import type { ProviderName } from '../../src/contracts/index.ts'
import type { AccountClock } from '../../src/simulator/in-process/account-handle.ts'
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts'

/** What the client tests share: a simulator on a manual clock, and clients whose only time is that clock. */

const TEXT_TO_VIDEO = 'wan/2-5-text-to-video'
const WAN = 'wan2.5-text-to-video'

export const kieRequest = (prompt = 'a cat') =>
  ({ model: TEXT_TO_VIDEO, input: { prompt, duration: '5', resolution: '720p' } }) as const

export const evolinkRequest = (prompt = 'a cat') => ({ model: WAN, prompt, duration: 5 }) as const

/** The simulator's bookings that a call on the wire waits for. */
const HOLDS_A_CALL = /^(answer to|end of a call that hangs|next piece of a slow answer)/

/** A busy machine may take seconds until the first callback has been sent, and the clock must not go past it. */
const PATIENCE = '60s'

/** Client and simulator share one event loop: what has not moved on after this number of turns waits for the clock. */
const QUIET_TURNS = 15

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Client timers on an account's clock. */
class ClientTimers implements Clock {
  readonly #account: AccountClock
  #booked: { readonly at: number; readonly run: () => void }[] = []

  constructor(account: AccountClock) {
    this.#account = account
  }

  now(): number {
    return this.#account.now()
  }

  after(ms: number, run: () => void): () => void {
    const booking = { at: this.now() + ms, run }
    this.#booked = [...this.#booked, booking].sort((a, b) => a.at - b.at)
    return () => {
      this.#booked = this.#booked.filter((each) => each !== booking)
    }
  }

  get first(): number | undefined {
    return this.#booked[0]?.at
  }

  runDue(): void {
    for (let next = this.#booked[0]; next !== undefined && next.at <= this.now(); next = this.#booked[0]) {
      this.#booked = this.#booked.slice(1)
      next.run()
    }
  }
}

/** Requests that have begun and not ended, as undici reports them. */
const countRequests = () => {
  const open = new Set<unknown>()
  let begun = 0
  const begin = (message: unknown): void => {
    begun += 1
    open.add((message as { request: unknown }).request)
  }
  const end = (message: unknown): void => void open.delete((message as { request: unknown }).request)
  const channels = [
    ['undici:request:create', begin],
    ['undici:request:trailers', end],
    ['undici:request:error', end],
  ] as const
  for (const [name, listener] of channels) diagnostics.subscribe(name, listener)
  return {
    get open() {
      return open.size
    },
    get begun() {
      return begun
    },
    stop: () => {
      for (const [name, listener] of channels) diagnostics.unsubscribe(name, listener)
    },
  }
}

/** Starts it all. Dispose it with `await using`. */
export const startDouble = async (options: SimulatorOptions & { readonly key?: string } = {}) => {
  const { key = 'test-key-9f2c', ...settings } = options
  const simulator = await startSimulator({
    port: 0,
    clock: 'manual',
    receiverPatience: PATIENCE,
    ...settings,
  })
  const account = simulator.account(key)
  const { clock } = account
  const timers = new ClientTimers(clock)
  const requests = countRequests()
  const clients: AsyncDisposable[] = []

  const clientOptions = (more: ClientOptions): ClientOptions => ({
    apiKey: key,
    baseUrl: simulator.url,
    random: () => 0.5,
    clock: timers,
    ...more,
  })
  const kept = <Client extends AsyncDisposable>(client: Client): Client => {
    clients.push(client)
    return client
  }

  /** Moves on to whatever comes first, the simulator's or a client's. */
  const step = async (): Promise<void> => {
    const next = Math.min(
      clock.due()[0]?.at ?? Number.POSITIVE_INFINITY,
      timers.first ?? Number.POSITIVE_INFINITY,
    )
    if (next === Number.POSITIVE_INFINITY) return
    await clock.advance(Math.max(0, next - clock.now()))
    timers.runDue()
  }

  /** What changes whenever something happens on the wire or on the clock. */
  const situation = (): string => `${requests.begun} ${requests.open} ${clock.due().length} ${clock.now()}`

  /** Moves the clock from event to event until the promise settles; not while a call is on the wire for real. */
  const settled = async <T>(promise: Promise<T>): Promise<T> => {
    let isSettled = false
    const settle = (): void => {
      isSettled = true
    }
    promise.then(settle, settle)
    let last = ''
    for (let quietTurns = 0; ; quietTurns += 1) {
      await nextTurn()
      if (isSettled) return promise
      if (last !== situation()) quietTurns = 0
      last = situation()
      // A held call needs the clock; but the booking that holds it may be of a call that was given up long ago.
      const isHeld = quietTurns >= QUIET_TURNS && clock.due().some(({ label }) => HOLDS_A_CALL.test(label))
      if (requests.open === 0 || isHeld) await step()
    }
  }

  const exchanges = (operation?: string) =>
    account.exchanges().filter((exchange) => operation === undefined || exchange.operation === operation)

  return {
    simulator,
    account,
    clock,
    exchanges,
    settled,
    kie: (more: ClientOptions = {}) => kept(new KieClient(clientOptions(more))),
    evolink: (more: ClientOptions = {}) => kept(new EvolinkClient(clientOptions(more))),
    get openRequests() {
      return requests.open
    },
    /** Creates that came in, whatever became of them. */
    createCalls: (provider: ProviderName) =>
      exchanges(provider === 'kie' ? 'kie.createTask' : 'evolink.createVideo'),
    /** Tasks that were created, and paid for. */
    get paid() {
      return account.tasks().length
    },
    /** The error a promise ends with, while the clock moves. */
    failure: (promise: Promise<unknown>) => settled(failureOf(promise)),
    /** The same, after the clock has moved so far whatever is on the wire. */
    failureAfter: async (promise: Promise<unknown>, ms: number) => {
      const failed = failureOf(promise)
      await nextTurn()
      await clock.advance(ms)
      timers.runDue()
      return failed
    },
    [Symbol.asyncDispose]: async () => {
      requests.stop()
      await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()))
      await simulator.close()
    },
  }
}

const failureOf = (promise: Promise<unknown>): Promise<Error & Record<string, unknown>> =>
  promise.then(
    (value) => {
      throw new Error(`It worked, and answered ${JSON.stringify(value)}.`)
    },
    (error) => error,
  )

/** The header that makes every call of these meet a fault: `server-error on=create call=1`. */
export const struckBy = (directive: string): ClientOptions => ({
  headers: { 'X-Stuntdouble-Fault': directive },
})
