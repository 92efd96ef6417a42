import { SettingError } from '../basics/setting.ts'
import { keepTick } from '../basics/time/kept-tick.ts'
import { PATIENCE, type Patience } from '../basics/time/patience.ts'
import { type BaseUrlName, contracts } from '../contracts/index.ts'
import { billOf } from './bill/bill.ts'
import type { Bill } from './bill/bill-schema.ts'
import { type Listener, openServer } from './http/server.ts'
import { type AccountHandle, handleOf } from './in-process/account-handle.ts'
import { struck } from './journal/struck.ts'
import type { Observers } from './observers.ts'
import type { SimulatorOptions } from './options.generated.ts'
import { resolveSettings, type Settings } from './settings.ts'
import { Simulation } from './simulation.ts'
import type { Restored, StateFolder } from './state/open-state.ts'

export type { SimulatorOptions }

/** A running simulator. */
export interface Simulator extends AsyncDisposable {
  readonly settings: Settings
  /** What was found in the folder of the option `state`. */
  readonly restored: Restored | undefined
  /** Where it listens: `http://127.0.0.1:7357`. */
  readonly url: string
  /** What to give a client as its base URL. */
  readonly baseUrls: Readonly<Record<BaseUrlName, string>>
  /** The account of a key, opened when it is new. */
  account(key: string): AccountHandle
  /** Every account that was opened so far. */
  accounts(): readonly AccountHandle[]
  /**
   * What everything would have cost: the sum, and every account's bill.
   *
   * @example
   * console.log(double.bill().text) // would have cost 6,340 credits = 31.70 US dollars, 2 tasks paid twice
   */
  bill(): Bill
  /** Stops listening, lets responses under way finish, and drops every callback under way. */
  close(): Promise<void>
}

/** Every provider's base URLs on a server, by name. */
const baseUrlsAt = (url: string): Readonly<Record<BaseUrlName, string>> =>
  Object.fromEntries(
    Object.values(contracts).flatMap(({ baseUrls }) =>
      Object.entries(baseUrls).map(([name, prefix]) => [name, url + prefix]),
    ),
  ) as Record<BaseUrlName, string>

/** When checks are tried out if there has been no create request yet, real ms. */
const CHECKS_AFTER_MS = 50
/** When what sends callbacks is loaded if nobody has needed it yet, real ms. */
const COURIER_AFTER_MS = 250
/** When the control API is loaded if nobody has called it yet, real ms: the first callers come first. */
const CONTROL_AFTER_MS = 500

/**
 * Loads, after the start, what the first create request needs while nobody waits for it, and then the rest: before the
 * files on disk change, or no more files can be opened. What cannot be loaded now is tried again when it is needed.
 */
const preload = (simulation: Simulation): void => {
  setImmediate(() => simulation.validators.load().catch(() => undefined))
  simulation.later(CHECKS_AFTER_MS, () => simulation.validators.tryOut().catch(() => undefined))
  // Not at once, too: the first create request would wait for that as well, and most want no callback.
  simulation.later(COURIER_AFTER_MS, () => simulation.courier.load().catch(() => undefined))
  simulation.later(CONTROL_AFTER_MS, () => {
    import('./control/control-app.ts').catch(() => undefined)
  })
}

const warn = (note: string): void => process.emitWarning(`stuntdouble: ${note}`)

/**
 * Starts a simulator in this process.
 *
 * @param listener who takes its connections, on this machine, instead of a port of its own
 * @throws SettingError on an option that cannot be read
 * @throws StateError when the folder of `state` cannot be used
 * @throws Error with code EADDRINUSE, EACCES or the like when it cannot listen
 * @example
 * await using double = await startSimulator({ port: 0, clock: 'manual', seed: 7 })
 * await double.account('my-test').clock.advance('5s')
 */
export const startSimulator = async (
  options: SimulatorOptions = {},
  observers: Observers = {},
  patience: Patience = PATIENCE,
  listener?: Listener,
): Promise<Simulator> => {
  keepTick()
  const given = resolveSettings({ ...options })
  const folder = await openFolder(given)
  try {
    // The seed is part of what is kept.
    const settings = {
      ...given,
      seed: options.seed === undefined ? (folder?.seed ?? given.seed) : given.seed,
    }
    return await startWith(settings, folder, observers, patience, listener)
  } catch (error) {
    folder?.release()
    throw error
  }
}

/** Without a folder, nothing of what keeps state is loaded. @throws StateError, SettingError */
const openFolder = async ({ state, durable }: Settings): Promise<StateFolder | undefined> => {
  if (state !== undefined) return (await import('./state/open-state.ts')).openState(state)
  if (durable) throw new SettingError('--durable needs a folder to write to: add --state <folder>.')
  return undefined
}

const startWith = async (
  settings: Settings,
  folder: StateFolder | undefined,
  observers: Observers,
  patience: Patience,
  listener: Listener | undefined,
): Promise<Simulator> => {
  const isOpen = settings.models.length > 0 || settings.unknownModels === 'accept'
  // Without pages to serve, the page readers are not loaded.
  const directory = isOpen
    ? await (await import('./models/model-directory.ts')).openModelDirectory(settings, observers)
    : undefined
  const simulation = new Simulation(settings, observers, directory?.catalogue)
  const state = folder?.attach(simulation, observers.onStateNote ?? warn)
  const server = await openServer(simulation, patience, listener)
  const { url } = server
  simulation.url = url
  simulation.linkBase = settings.publicBaseUrl ?? url
  state?.resume()
  preload(simulation)
  if (settings.watch) directory?.watch(simulation, patience.pagesEveryMs)

  const close = async (): Promise<void> => {
    await state?.beforeStop()
    await simulation.close()
    await server.close()
    await state?.close()
  }
  return {
    settings,
    restored: state?.restored,
    url,
    baseUrls: baseUrlsAt(url),
    account: (key) => {
      const account = simulation.accounts.ofKey(key)
      account.hold()
      return handleOf({ simulation, key, name: account.name, current: () => account })
    },
    // A list holds nobody, or listing accounts again and again would keep all of them.
    accounts: () =>
      simulation.accounts
        .entries()
        .map(([key, { name }]) =>
          handleOf({ simulation, key, name, current: () => simulation.accounts.ofKey(key) }),
        ),
    bill: () => struck(billOf(simulation), simulation.secrets),
    close,
    [Symbol.asyncDispose]: close,
  }
}
