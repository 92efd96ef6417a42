import type { Socket } from 'node:net'
import type { ProviderName } from '../contracts/index.ts'
import type { Account } from './account.ts'
import { Accounts } from './accounts.ts'
import { type Courier, createCourier } from './callbacks/courier.ts'
import { type Exchange, Journal } from './journal.ts'
import { createProviders } from './providers/index.ts'
import type { SimulatedProvider } from './providers/provider.ts'
import { Scenarios } from './scenarios/registry.ts'
import type { Settings } from './settings.ts'

/** Who wants to be told what. */
export interface Observers {
  /** Told of every exchange as it is written to the journal. */
  readonly onExchange?: (exchange: Exchange) => void
}

/** Everything one simulator is made of. Two of them in one process share nothing. */
export class Simulation {
  readonly settings: Settings
  readonly scenarios: Scenarios
  readonly accounts: Accounts
  readonly providers: Readonly<Record<ProviderName, SimulatedProvider>>
  readonly courier: Courier
  /** What reached no account. */
  readonly journal: Journal
  readonly #observers: Observers
  /** What result links start with; known once the server listens. */
  linkBase: string
  #requests = 0
  readonly #held = new Set<Socket>()

  /** @throws SettingError when a scenario cannot be read or is not there */
  constructor(settings: Settings, observers: Observers) {
    this.settings = settings
    this.scenarios = new Scenarios(settings)
    this.accounts = new Accounts(settings, this.scenarios)
    this.providers = createProviders(settings)
    this.courier = createCourier({ policy: settings.callbackPolicy, allow: settings.callbackAllow })
    this.journal = new Journal(settings.journalMax)
    this.linkBase = settings.publicBaseUrl ?? ''
    this.#observers = observers
  }

  /** The id of a request that reached no account. */
  nextRequestId(): string {
    this.#requests += 1
    return `req_${this.#requests}`
  }

  /** Writes an exchange into its account's journal, or the server's. */
  write(account: Account | undefined, exchange: Exchange): void {
    const { exchanges } = (account ?? this).journal
    exchanges.push(exchange)
    this.#observers.onExchange?.(exchange)
  }

  /** Takes charge of a connection that no answer will end. */
  hold(socket: Socket): void {
    this.#held.add(socket)
    socket.once('close', () => this.#held.delete(socket))
  }

  /** Ends everything that waits: slow answers come at once, callbacks are given up, held connections break. */
  async close(): Promise<void> {
    this.accounts.stop()
    for (const socket of this.#held) socket.destroy()
    await this.courier.close()
  }
}
