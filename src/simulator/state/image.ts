import type { Scenarios } from '../scenarios/registry.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Task } from '../tasks/task.ts'
import type {
  AccountRecord,
  DeliveryRecord,
  IdempotencyRecord,
  ServerRecord,
  StateRecord,
} from './records.ts'
import { readWrittenScenario } from './written-rules.ts'
import { readTask, SharedParts } from './written-task.ts'

/** More finished deliveries than anybody lists are not gathered. */
const MOST_DELIVERIES = 100_000

/** What the records so far say about one account. */
export class AccountImage {
  record: AccountRecord | undefined
  /** Undefined: the one it starts in. */
  scenario: Scenario | undefined
  /** Oldest first. */
  readonly tasks = new Map<string, Task>()
  /** Where the callbacks of tasks go. */
  readonly callbacks = new Map<string, string>()
  /** Which of them were sent. */
  readonly sent = new Map<string, number[]>()
  readonly calls = new Map<string, Readonly<Record<string, number>>>()
  readonly deliveries = new Map<string, DeliveryRecord>()
  readonly idempotency = new Map<string, IdempotencyRecord>()

  /** The tasks that are not forgotten. */
  keptTasks(): Map<string, Task> {
    const from = this.record?.keptFrom ?? 0
    for (const [id, { ordinal }] of this.tasks) {
      if (ordinal >= from) break
      this.tasks.delete(id)
    }
    return this.tasks
  }

  /** Where callbacks go that may still be to come, by task; a task with several has had the first of them sent. */
  get awaited(): ReadonlyMap<string, string> {
    const urls = new Map(this.callbacks)
    for (const { task, url } of this.deliveries.values()) if (!urls.has(task)) urls.set(task, url)
    return urls
  }

  noteDelivery(delivery: DeliveryRecord): void {
    const { id, task, nth } = delivery
    const sent = this.sent.get(task)
    if (sent === undefined) this.sent.set(task, [nth])
    else if (!sent.includes(nth)) sent.push(nth)
    this.deliveries.set(id, delivery)
    if (this.deliveries.size <= MOST_DELIVERIES) return
    for (const [oldest, { state }] of this.deliveries) {
      if (state === 'pending') continue
      this.deliveries.delete(oldest)
      return
    }
  }
}

/** What records say when they are read in order: the last one about a thing is right. */
export class StateImage {
  server: ServerRecord | undefined
  /** The one that new accounts start in, if it is not that of the settings. */
  scenario: Scenario | undefined
  readonly accounts = new Map<string, AccountImage>()
  readonly #scenarios: Scenarios
  readonly #parts = new SharedParts()

  constructor(scenarios: Scenarios) {
    this.#scenarios = scenarios
  }

  /** @throws StateError when it cannot be read here */
  take(record: StateRecord): void {
    switch (record.is) {
      case 'task': {
        const { id, callback, calls } = record
        const account = this.#account(record.account)
        account.tasks.set(id, readTask(record, this.#parts, this.#scenarios))
        if (callback !== undefined) account.callbacks.set(id, callback)
        if (calls !== undefined) account.calls.set(id, calls)
        return
      }
      case 'reads':
        this.#takeReads(record)
        return
      case 'account':
        Object.assign(this.#account(record.name), { record, scenario: this.#scenarioIn(record) })
        return
      case 'delivery':
        this.#account(record.account).noteDelivery(record)
        return
      case 'idempotency':
        this.#account(record.account).idempotency.set(record.key, record)
        return
      case 'server':
        this.server = record
        this.scenario = this.#scenarioIn(record)
        return
      case 'reset':
      case 'forgotten':
        this.accounts.delete(record.account)
        return
    }
  }

  #takeReads({ account: name, id, reads, told, calls }: StateRecord & { readonly is: 'reads' }): void {
    const account = this.#account(name)
    const task = account.tasks.get(id)
    if (task === undefined) return
    task.reads = reads
    task.isEndTold = told
    if (calls !== undefined) account.calls.set(id, calls)
  }

  #scenarioIn({ scenario }: AccountRecord | ServerRecord): Scenario | undefined {
    return scenario === undefined ? undefined : readWrittenScenario(scenario, this.#scenarios)
  }

  #account(name: string): AccountImage {
    const known = this.accounts.get(name)
    if (known !== undefined) return known
    const account = new AccountImage()
    this.accounts.set(name, account)
    return account
  }
}
