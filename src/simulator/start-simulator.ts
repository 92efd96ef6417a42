import type { AddressInfo } from 'node:net'
import type { Account } from './account.ts'
import { Accounts } from './accounts.ts'
import { createApp } from './app.ts'
import { createCourier } from './callbacks/courier.ts'
import { type Exchange, Journal } from './journal.ts'
import { loadValidators } from './operations/index.ts'
import { createProviders } from './providers/index.ts'
import { scenarioOf } from './scenarios/scenario.ts'
import { resolveSettings, type Settings } from './settings.ts'
import type { Simulation } from './simulation.ts'
import { createPlanner } from './tasks/plan.ts'

/** Every setting as a flag has it (`'5s'`, `'20/10s'`) or as the simulator has it; those left out have their defaults. */
export type SimulatorOptions = { readonly [Name in keyof Settings]?: Settings[Name] | string | undefined }

/** Who wants to be told what. */
export interface Observers {
  readonly onExchange?: (exchange: Exchange) => void
}

/** A running simulator. */
export interface Simulator extends AsyncDisposable {
  readonly settings: Settings
  /** Where it listens: `http://127.0.0.1:7357`. */
  readonly url: string
  /** What to give a client as its base URL. */
  readonly baseUrls: Readonly<Record<'kie' | 'evolink' | 'reseller', string>>
  /** The account of a key, opened when it is new. */
  account(key: string): Account
  /** Stops listening, lets answers under way finish, and drops every callback under way. */
  close(): Promise<void>
}

const createSimulation = (settings: Settings, { onExchange }: Observers): Simulation => {
  let requests = 0
  return {
    settings,
    accounts: new Accounts(settings),
    providers: createProviders(settings),
    planner: createPlanner(settings),
    scenario: scenarioOf(settings),
    courier: createCourier({ policy: settings.callbackPolicy, allow: settings.callbackAllow }),
    journal: new Journal(settings.journalMax),
    nextRequestId: () => `req_${++requests}`,
    onExchange,
    linkBase: settings.publicBaseUrl ?? '',
  }
}

/** An address as it stands in a URL; one that means "every interface" as the name this machine calls itself. */
const hostInUrl = ({ address, family }: AddressInfo): string => {
  if (address === '0.0.0.0' || address === '::') return 'localhost'
  return family === 'IPv6' ? `[${address}]` : address
}

/**
 * Starts a simulator.
 * @throws SettingError on an option that cannot be read
 * @throws Error with code EADDRINUSE, EACCES or the like when it cannot listen
 */
export const startSimulator = async (
  options: SimulatorOptions = {},
  observers: Observers = {},
): Promise<Simulator> => {
  const settings = resolveSettings(options)
  const simulation = createSimulation(settings, observers)
  const app = createApp(simulation)
  await app.listen({ port: settings.port, host: settings.host })
  const address = app.server.address() as AddressInfo
  const url = `http://${hostInUrl(address)}:${address.port}`
  simulation.linkBase = settings.publicBaseUrl ?? url
  // Ready is ready: what the first create needs is loaded while nobody waits.
  setImmediate(() => void loadValidators(simulation))

  const close = async (): Promise<void> => {
    simulation.accounts.stop()
    await simulation.courier.close()
    await app.close()
  }
  return {
    settings,
    url,
    baseUrls: { kie: url, evolink: url, reseller: `${url}/apiv1` },
    account: (key) => simulation.accounts.ofKey(key),
    close,
    [Symbol.asyncDispose]: close,
  }
}
