import type { z } from 'zod'
import { type DurationText, parseDuration } from '../../basics/duration.ts'
import type { Clock, ManualClock } from '../../basics/time/clock.ts'
import { afterRealMs } from '../../basics/time/machine.ts'
import type { Account } from '../accounts/account.ts'
import { billOfAccount } from '../bill/bill.ts'
import type { AccountBill } from '../bill/bill-schema.ts'
import { isSettled } from '../callbacks/settled.ts'
import type { Filter } from '../control/filter.ts'
import { type ListName, listed } from '../control/lists.ts'
import type { deliverySchema, exchangeSchema, taskSchema } from '../control/schemas.ts'
import { labelIn } from '../http/headers.ts'
import { struck } from '../journal/struck.ts'
import type { ScenarioName } from '../options.generated.ts'
import type { Simulation } from '../simulation.ts'
import type { StateDocument } from '../state/records.ts'

export type ShownExchange = z.output<typeof exchangeSchema>
export type ShownTask = z.output<typeof taskSchema>
export type ShownDelivery = z.output<typeof deliverySchema>
export type { Filter }

/** A span of time: ms, or a text such as `'5s'` or `'2m'`. */
export type Duration = DurationText

/** An account's clock, as tests use it. */
export interface AccountClock {
  /** Epoch ms. */
  now(): number
  /** What is due, soonest first: what is booked (callbacks, slow responses) and the next change of every task. */
  due(): readonly { readonly at: number; readonly label: string }[]
  /**
   * Advances by a duration (a number is in ms), running everything due in time order.
   *
   * @example
   * await account.clock.advance('4s')
   * @throws Error on a real clock, RangeError on a negative or infinite step
   */
  advance(by: Duration): Promise<void>
  /**
   * Moves to the next event. Returns whether there was one.
   * @throws Error on a real clock
   */
  advanceToNext(): Promise<boolean>
  /**
   * Moves on until every task has ended and nothing is due.
   * @throws Error on a real clock
   */
  runUntilIdle(): Promise<void>
}

/** One account of a simulator in the same process: what it saw, and its controls. */
export interface AccountHandle {
  /** Its name in journals. */
  readonly name: string
  /** What a client sends as its API key. */
  readonly key: string
  readonly clock: AccountClock
  /**
   * Credits left now: 10,000 at first, unless the option `credits` or the scenario says otherwise.
   *
   * @example
   * expect(account.credits).toBe(9_900)
   */
  readonly credits: number
  /** Credits that its tasks took, less what failed ones gave back. */
  readonly charged: number
  /** The name of the scenario it is in: `happy`, unless its key, the option `scenario` or `setScenario` says otherwise. */
  readonly scenario: string
  /** What people call it: as its clients say in `X-Stuntdouble-Label`, or as it was set here. */
  label: string | undefined
  /**
   * What its create requests came to: credits, US dollars, what was paid for twice, what was paid for and lost.
   *
   * @example
   * expect(account.bill().paidTwice).toBe(0)
   */
  bill(): AccountBill
  /**
   * Its requests with their responses, oldest first; all that the journal still has unless a filter says otherwise.
   *
   * @example
   * expect(account.exchanges({ operation: 'kie.createTask' })).toHaveLength(1)
   */
  exchanges(filter?: Filter): readonly ShownExchange[]
  /**
   * Its tasks, oldest first, as they are now.
   *
   * @example
   * expect(account.tasks({ phase: 'succeeded' })).toHaveLength(1)
   */
  tasks(filter?: Filter): readonly ShownTask[]
  /**
   * The callbacks of its tasks with every attempt, oldest first.
   *
   * @example
   * expect(account.deliveries()).toMatchObject([{ state: 'delivered', attempts: [{ status: 200 }] }])
   */
  deliveries(filter?: Filter): readonly ShownDelivery[]
  /**
   * Sets the scenario, by name or written as in a config file. Tasks that are there keep their plan.
   * @throws SettingError
   *
   * @example
   * account.setScenario('flaky')
   * account.setScenario({ rules: [{ fault: 'rate-limited', operation: 'create', call: 1 }] })
   */
  setScenario(scenario: ScenarioName | Readonly<Record<string, unknown>>): void
  /**
   * Resolves when none of its callbacks is under way; on a real clock, when none is booked either.
   *
   * @example
   * await account.clock.advance('4s')
   * await account.settled()
   */
  settled(): Promise<void>
  /** Makes it a new account with the same key. */
  reset(): void
  /**
   * All that is kept of it: tasks, credits, clock, chance and callbacks, as `GET /__stuntdouble/state` returns it.
   *
   * @example
   * writeFileSync('account.json', JSON.stringify(await account.state()))
   */
  state(): Promise<StateDocument>
  /**
   * Makes it what `state()` said of it or of another account. Its clock shows what that one's did.
   *
   * @example
   * await account.takeOver(JSON.parse(readFileSync('account.json', 'utf8')))
   * @throws StateError when it cannot be read; nothing has changed then
   */
  takeOver(state: StateDocument): Promise<void>
}

const manual = (clock: Clock): ManualClock => {
  if (clock.kind === 'manual') return clock as ManualClock
  throw new Error(
    "This clock is real and moves by itself; start the simulator with { clock: 'manual' } to move it.",
  )
}

const milliseconds = (by: Duration): number => {
  const ms = parseDuration(by)
  if (ms === undefined)
    throw new RangeError(`A clock advances by a duration such as 250 or '5s', not by ${JSON.stringify(by)}.`)
  return ms
}

/** How often a real clock is asked whether it has become idle, real ms. */
const LOOK_EVERY_MS = 5

/** Whose handle it is. */
interface Handled {
  readonly simulation: Simulation
  readonly key: string
  readonly name: string
  /** The account that the key opens now: one that nobody holds may be forgotten, and opened again. */
  readonly current: () => Account
}

export const handleOf = ({ simulation, key, name, current }: Handled): AccountHandle => {
  const list = (of: ListName, filter: Filter = {}) =>
    struck(listed(simulation, current(), of, filter).items, simulation.secrets)
  /** Notifies watchers, however far the clock came. */
  const moved = async <T>(move: Promise<T>): Promise<T> => {
    try {
      return await move
    } finally {
      const account = current()
      simulation.events.tell({ type: 'clock', account: account.name, owner: account })
    }
  }
  return {
    name,
    key,
    clock: {
      now: () => current().clock.now(),
      due: () => current().clock.due(),
      advance: async (by) => moved(manual(current().clock).advance(milliseconds(by))),
      advanceToNext: async () => moved(manual(current().clock).advanceToNext()),
      runUntilIdle: async () => moved(manual(current().clock).runUntilIdle()),
    },
    get credits() {
      return current().ledger.balanceAt(current().clock.now())
    },
    get charged() {
      return current().ledger.chargedAt(current().clock.now())
    },
    get scenario() {
      return current().scenario.name
    },
    get label() {
      return current().label
    },
    set label(label) {
      current().label = label === undefined ? undefined : labelIn(label)
    },
    bill: () => struck(billOfAccount(current()), simulation.secrets),
    exchanges: (filter) => list('exchanges', filter) as unknown as readonly ShownExchange[],
    tasks: (filter) => list('tasks', filter) as unknown as readonly ShownTask[],
    deliveries: (filter) => list('deliveries', filter) as unknown as readonly ShownDelivery[],
    setScenario: (scenario) => {
      const read =
        typeof scenario === 'string'
          ? simulation.scenarios.named(scenario)
          : simulation.scenarios.read('custom', scenario)
      simulation.setScenario(read, current())
    },
    settled: async () => {
      while (!isSettled(simulation, current()))
        await new Promise<void>((resolve) => void afterRealMs(LOOK_EVERY_MS, resolve))
    },
    reset: () => void simulation.reset(current()),
    state: async () => {
      const { documentOf } = await import('../state/state-document.ts')
      return documentOf(simulation, current())
    },
    takeOver: async (state) => {
      const [{ takeOver }, { readDocument }] = await Promise.all([
        import('../state/state-document.ts'),
        import('../state/records.ts'),
      ])
      takeOver(simulation, current(), readDocument(state))
    },
  }
}
