import type { ServerResponse } from 'node:http'
import type { Clock } from '../basics/time/clock.ts'
import { everyRealMs } from '../basics/time/machine.ts'
import type { ProviderName } from '../contracts/index.ts'
import { Secrets } from '../contracts/secrets.ts'
import type { Account } from './accounts/account.ts'
import { Accounts } from './accounts/accounts.ts'
import { sharedBounds } from './accounts/shared-bounds.ts'
import { isDoneAt } from './bill/create-bill.ts'
import { PastBills } from './bill/past-bills.ts'
import { bounds } from './bounds.ts'
import type { Delivery } from './callbacks/delivery.ts'
import { Inboxes } from './callbacks/inbox.ts'
import { createLazyCourier, type LazyCourier } from './callbacks/lazy-courier.ts'
import type { DeliveryPlan } from './callbacks/pending-delivery.ts'
import { policyOf } from './callbacks/policy.ts'
import { Turns } from './callbacks/turns.ts'
import { ArrivingBodies } from './http/arriving-bodies.ts'
import { HeldConnections } from './http/held-connections.ts'
import { WaitingCalls } from './http/waiting-calls.ts'
import { Events } from './journal/events.ts'
import { type Exchange, Journal } from './journal/journal.ts'
import { Metrics } from './journal/metrics.ts'
import { Waits } from './journal/waits.ts'
import type { Catalogue } from './models/catalogue.ts'
import type { Observers, OuterDoor } from './observers.ts'
import { KnownAnswers } from './operations/known-answers.ts'
import { Validators } from './operations/validators.ts'
import { createProviders } from './providers/index.ts'
import type { SimulatedProvider } from './providers/provider.ts'
import { returnMemory } from './return-memory.ts'
import { Scenarios } from './scenarios/registry.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { type Settings, secretsIn } from './settings.ts'
import type { Keeper } from './state/keeper.ts'
import type { Task } from './tasks/task.ts'
import { Uploads } from './uploads/uploads.ts'

/** When memory is returned after everything was reset, real ms: not while the next test already sends its first requests. */
const RETURN_AFTER_MS = 200

/** One server that never responds does not hold up the pictures of others. */
const FETCHES_PER_SERVER = 8

/** Everything one simulator is made of. Two of them in one process share nothing. */
export class Simulation {
  readonly settings: Settings
  readonly scenarios: Scenarios
  /** Struck from everything that is shown. */
  readonly secrets = new Secrets({ most: bounds.secrets.most })
  readonly accounts: Accounts
  readonly providers: Readonly<Record<ProviderName, SimulatedProvider>>
  /** What it serves beyond the bundled pages, if anything. */
  readonly catalogue: Catalogue | undefined
  readonly validators: Validators
  readonly knownAnswers = new KnownAnswers()
  readonly courier: LazyCourier
  /** The calls that reached no account. */
  readonly journal: Journal
  /** Only with `--metrics`. */
  readonly metrics: Metrics | undefined
  readonly events = new Events()
  readonly waits = new Waits(this.events)
  readonly uploads = new Uploads()
  readonly arrivingBodies = new ArrivingBodies()
  readonly waitingCalls = new WaitingCalls()
  /** Of pictures, with `--fetch-images`. */
  readonly fetches = new Turns({
    perKey: FETCHES_PER_SERVER,
    shared: bounds.fetches.most,
    total: bounds.fetches.most,
  })
  readonly inboxes = new Inboxes()
  /** Connections that may never get a response. */
  readonly heldConnections = new HeldConnections()
  /** Only with `--state`. */
  keeper: Keeper | undefined = undefined
  /** How many moves of clocks are under way or wait for their turn. */
  moves = 0
  /** Those who watch what happens. */
  readonly streams = new Set<ServerResponse>()
  /** The bills of accounts before they were reset. */
  readonly pastBills = new PastBills()
  /** What each delivery sends, so that it can be sent again. */
  readonly deliveryPlans = new WeakMap<Delivery, DeliveryPlan>()
  readonly #observers: Observers
  readonly door: OuterDoor | undefined
  readonly #beats = new Set<() => void>()
  /** Where it listens; known once it does. */
  url = ''
  /** What result links start with; known once the server listens. */
  linkBase: string
  #requests = 0
  /** How many resets there have been. */
  #epoch = 0

  /** @throws SettingError when a scenario cannot be read or does not exist */
  constructor(settings: Settings, observers: Observers, catalogue?: Catalogue) {
    this.settings = settings
    this.door = observers.door
    this.catalogue = catalogue
    this.providers = createProviders(settings, catalogue)
    this.validators = new Validators({ settings, providers: this.providers, catalogue })
    this.metrics = settings.metrics ? new Metrics() : undefined
    this.scenarios = new Scenarios({ settings, providers: this.providers, catalogue })
    const shared = sharedBounds(
      settings,
      () => this.accounts.all(),
      () => this.journal,
    )
    this.accounts = new Accounts({
      settings,
      scenarios: this.scenarios,
      secrets: this.secrets,
      shared,
      onForget: (account) => {
        const { name } = account
        this.pastBills.keep(account)
        this.courier.drop(name)
        this.inboxes.clearOwner(name)
        this.uploads.forget(name)
        this.keeper?.forgot(account)
      },
      onOpen: (account) => this.keeper?.opened(account),
    })
    for (const secret of secretsIn(settings)) this.secrets.keep(secret)
    this.courier = createLazyCourier({
      policy: policyOf({ ...settings, host: observers.door?.address ?? settings.host }),
      ownPort: () => Number(new URL(this.url).port),
      allow: settings.callbackAllow,
      onChange: (delivery) => this.#delivered(delivery),
      onAnswer: (delivery) => this.events.tell({ type: 'delivery', account: delivery.account, delivery }),
    })
    this.journal = new Journal(settings.journalMax, shared.journals)
    this.linkBase = settings.publicBaseUrl ?? ''
    this.#observers = observers
  }

  #delivered(delivery: Delivery): void {
    const attempt = delivery.attempts.at(-1)
    if (attempt !== undefined) this.metrics?.countAttempt(attempt)
    if (delivery.state === 'delivered') this.#tellOfEnd(delivery)
    this.#observers.onDelivery?.(delivery, this.secrets)
    this.events.tell({ type: 'delivery', account: delivery.account, delivery })
  }

  /** A callback that says what is so tells its receiver how a task ended. */
  #tellOfEnd(delivery: Delivery): void {
    const account = this.accounts.ofName(delivery.account)
    const task = account?.task(delivery.taskId)
    if (account === undefined || task === undefined || this.deliveryPlans.get(delivery)?.isSpoilt) return
    if (isDoneAt(task, account.clock.now())) account.evidence.tellOfEnd(task)
  }

  /**
   * The current epoch: each reset begins a new one. What arrived in an epoch before an account's own has no effect on
   * it.
   */
  get epoch(): number {
    return this.#epoch
  }

  /** The server's own clock. */
  get clock(): Clock {
    return this.accounts.clock
  }

  /** The id of a request that reached no account. */
  nextRequestId(): string {
    this.#requests += 1
    return `req_${this.#requests}`
  }

  /** Whether anybody sees an exchange that is written: with a journal of 0, only those who watch. */
  get keepsExchanges(): boolean {
    return (
      this.settings.journalMax > 0 ||
      this.events.isWatched ||
      this.metrics !== undefined ||
      this.#observers.onExchange !== undefined
    )
  }

  /** Writes an exchange into its account's journal, or the server's. */
  write(account: Account | undefined, exchange: Exchange): void {
    const { exchanges } = (account ?? this).journal
    exchanges.push(exchange)
    if (exchange.bill !== null) account?.evidence.count(exchange)
    this.metrics?.countExchange(exchange)
    this.#observers.onExchange?.(exchange, this.secrets)
    if (this.events.isWatched) this.events.tell({ type: 'exchange', account: exchange.account, exchange })
  }

  /** Notifies watchers that a task is new or has a new timeline. */
  tellOfTask(account: Account, task: Task): void {
    if (this.events.isWatched) this.events.tell({ type: 'task', account: account.name, owner: account, task })
  }

  /** Puts an account into a scenario, or every account and all new ones. Returns the names of those concerned. */
  setScenario(scenario: Scenario, account: Account | undefined): readonly string[] {
    const concerned = account === undefined ? this.accounts.all() : [account]
    for (const each of concerned) each.setScenario(scenario)
    if (account === undefined) this.scenarios.byDefault = scenario
    this.events.tell({ type: 'scenario', account: account?.name ?? null, scenario })
    return concerned.map(({ name }) => name)
  }

  /**
   * A new start for one account or for all. Where it is for all, accounts that nobody holds are forgotten: the same key
   * opens a new one. Returns the names of those concerned.
   */
  reset(account: Account | undefined): { readonly reset: readonly string[] } {
    const reset = (account === undefined ? this.accounts.all() : [account]).map(({ name }) => name)
    this.#epoch += 1
    this.courier.drop(account?.name)
    if (account === undefined) this.#clearAll()
    for (const each of account === undefined ? this.accounts.all() : [account]) {
      this.pastBills.keep(each)
      this.uploads.forget(each.name)
      this.inboxes.clearOwner(each.name)
      each.reset(this.#epoch)
    }
    this.events.tell({ type: 'reset', account: account?.name ?? null, reset })
    return { reset }
  }

  /** What is nobody's starts over, and accounts that nobody holds go. */
  #clearAll(): void {
    // Before accounts are reset to what a new one starts in.
    this.scenarios.restore()
    this.journal.clear()
    this.inboxes.clearAll()
    this.accounts.startOver(this.#epoch)
    this.later(RETURN_AFTER_MS, returnMemory)
  }

  /** Runs `beat` every `ms` real ms until the returned function is called or the simulator closes. */
  every(ms: number, beat: () => void): () => void {
    const stop = everyRealMs(ms, beat)
    this.#beats.add(stop)
    return () => {
      stop()
      this.#beats.delete(stop)
    }
  }

  /** Runs `run` after `ms` real ms, unless the simulator closes before. */
  later(ms: number, run: () => void): void {
    const stop = this.every(ms, () => {
      stop()
      run()
    })
  }

  /** Ends everything that waits: slow responses come at once, callbacks are abandoned, held connections are closed. */
  async close(): Promise<void> {
    this.accounts.stop()
    this.waits.end()
    this.heldConnections.close()
    for (const stop of this.#beats) stop()
    await this.courier.close()
  }
}
