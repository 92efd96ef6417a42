import { contracts, type OperationKind, type ProviderName } from '../../contracts/index.ts'
import { Refusal } from '../http/refusal.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Settings } from '../settings.ts'
import type { SharedBound, Sharer } from '../shared-bound.ts'
import type { RateLimit } from '../simulator-kinds.ts'
import type { Task } from '../tasks/task.ts'
import { CallLimits } from './call-limits.ts'
import type { Ledger } from './ledger.ts'
import { RateWindow } from './limits.ts'

/** By what calls are counted that have a limit in common. */
const windowName = (provider: ProviderName, kind: OperationKind, taskId: string): string =>
  `${provider} ${kind} ${taskId}`

/** What is looked at of an account that asks for something. */
interface Asking {
  readonly clock: { now(): number }
  readonly scenario: Scenario
  readonly ledger: Ledger
}

/** Whether an account may create a task or make a call now: its rates, its credits, its tasks under way. */
export class Admission {
  readonly #account: Asking
  readonly #settings: Settings
  readonly #callLimits: CallLimits
  readonly #windows = new Map<ProviderName, RateWindow>()

  /** @param allWindows the bound on the counted calls of all accounts */
  constructor(account: Asking, settings: Settings, allWindows: SharedBound) {
    this.#account = account
    this.#settings = settings
    this.#callLimits = new CallLimits(allWindows)
  }

  /** @throws Refusal `rate-limited` or `out-of-credits` */
  admit(provider: ProviderName, cost: number): void {
    const { clock, ledger } = this.#account
    const now = clock.now()
    const window = this.#window(provider)
    const waitMs = window?.waitAt(now) ?? 0
    if (waitMs > 0) {
      throw new Refusal('rate-limited', `This account may create again in ${waitMs} ms of its clock.`)
    }
    const balance = ledger.balanceAt(now)
    if (balance < cost) {
      throw new Refusal(
        'out-of-credits',
        `This task costs ${cost} credits and the account has ${balance}.`,
        undefined,
        { credits: { cost, balance } },
      )
    }
    const running = this.#maxRunning(provider)
    if (running !== undefined && ledger.runningAt(now, provider) >= running) {
      throw new Refusal('rate-limited', `This account has ${running} tasks under way, and may not have more.`)
    }
    window?.count(now)
  }

  /** @throws Refusal `rate-limited` where there are too many calls of this kind, or about this task */
  admitCall(provider: ProviderName, kind: OperationKind, taskId = ''): void {
    const { rateLimit, profile } = this.#settings
    const limit = contracts[provider].callLimits[profile][kind]
    if (limit === undefined || rateLimit === 'off') return
    const name = windowName(provider, kind, limit.per === 'task' ? taskId : '')
    const waitMs = this.#callLimits.admit(name, limit, this.#account.clock.now())
    if (waitMs === 0) return
    const about = limit.per === 'task' ? `This task may be read` : 'This account may ask'
    throw new Refusal(
      'rate-limited',
      `${about} again in ${waitMs} ms of the account's clock (--rate-limit off).`,
    )
  }

  /** Counts a task that was created before. */
  noteCreate({ provider, createdAt }: Task): void {
    this.#window(provider)?.count(createdAt)
  }

  /** Rates of create requests are counted from here. */
  forgetCreates(): void {
    this.#windows.clear()
  }

  /** Its reads are counted no more. */
  forgetTask({ provider, id }: Task): void {
    this.#callLimits.forget(windowName(provider, 'retrieve', id))
  }

  /** Its share of the bound on calls that are counted. */
  get callWindows(): Sharer {
    return this.#callLimits
  }

  clear(): void {
    this.#windows.clear()
    this.#callLimits.clear()
  }

  /** The scenario's limit, else the settings', else the profile's. */
  #rateLimit(provider: ProviderName): RateLimit | undefined {
    const { rateLimit, profile } = this.#settings
    const { scenario } = this.#account
    if (scenario.rateLimit !== undefined) return scenario.rateLimit
    if (rateLimit === 'off') return undefined
    return rateLimit ?? contracts[provider].limits[profile]
  }

  #maxRunning(provider: ProviderName): number | undefined {
    const { maxRunning, profile } = this.#settings
    const { scenario } = this.#account
    if (scenario.maxRunning !== undefined) return scenario.maxRunning
    if (maxRunning === 'off') return undefined
    return maxRunning ?? contracts[provider].limits[profile]?.running
  }

  #window(provider: ProviderName): RateWindow | undefined {
    const known = this.#windows.get(provider)
    if (known !== undefined) return known
    const limit = this.#rateLimit(provider)
    if (limit === undefined) return undefined
    const window = new RateWindow(limit)
    this.#windows.set(provider, window)
    return window
  }
}
