import type { Account } from '../accounts/account.ts'
import type { Delivery } from '../callbacks/delivery.ts'
import type { Happening } from '../journal/events.ts'
import type { Simulation } from '../simulation.ts'
import type { Task } from '../tasks/task.ts'
import type { IdempotencyRecord, StateRecord } from './records.ts'
import { writtenAccount, writtenDelivery, writtenIdempotency, writtenServer } from './written-account.ts'
import { writtenReads, writtenTask } from './written-task.ts'

/** What has happened to one account since it was last written down. */
export class AccountChanges {
  readonly account: Account
  readonly #simulation: Simulation
  readonly #tasks = new Set<Task>()
  readonly #reads = new Set<Task>()
  readonly #deliveries = new Set<Delivery>()
  #idempotency: IdempotencyRecord[] = []
  #isReset = false

  constructor(account: Account, simulation: Simulation) {
    this.account = account
    this.#simulation = simulation
    account.idempotency.onNote = (key, first) => {
      this.#idempotency.push(writtenIdempotency(account, key, first, simulation.secrets))
    }
  }

  /** A task is new or has another timeline. */
  noteTask(task: Task): void {
    this.#tasks.add(task)
  }

  noteRead(taskId: string): void {
    const task = this.account.task(taskId)
    if (task !== undefined) this.#reads.add(task)
  }

  noteDelivery(delivery: Delivery): void {
    this.#deliveries.add(delivery)
    this.noteRead(delivery.taskId)
  }

  noteReset(): void {
    this.clear()
    this.#isReset = true
  }

  /** What is so now, of all that has changed. */
  *records(): Generator<StateRecord> {
    const { account } = this
    const { secrets } = this.#simulation
    if (this.#isReset) yield { is: 'reset', account: account.name }
    yield writtenAccount(account, this.#simulation)
    yield* this.#idempotency
    for (const task of this.#tasks) yield writtenTask(account, task, secrets)
    for (const task of this.#reads) if (!this.#tasks.has(task)) yield writtenReads(account, task)
    for (const delivery of this.#deliveries) yield writtenDelivery(delivery, this.#simulation)
  }

  /** All of it is written down. */
  clear(): void {
    this.#isReset = false
    this.#tasks.clear()
    this.#reads.clear()
    this.#deliveries.clear()
    this.#idempotency = []
  }
}

/** What has happened since it was last written down. */
export class Changes {
  readonly #simulation: Simulation
  readonly #byName = new Map<string, AccountChanges>()
  readonly #changed = new Set<AccountChanges>()
  readonly #forgotten: string[] = []
  #isServerChanged = false
  readonly #stopWatching: () => void
  readonly #onFirst: () => void

  /** @param onFirst called with each change that is the first to be written down */
  constructor(simulation: Simulation, onFirst: () => void) {
    this.#simulation = simulation
    this.#onFirst = onFirst
    this.#stopWatching = simulation.events.watch((happening) => this.#note(happening))
    for (const account of simulation.accounts.all()) this.opened(account)
  }

  get isEmpty(): boolean {
    return this.#changed.size === 0 && this.#forgotten.length === 0 && !this.#isServerChanged
  }

  opened(account: Account): void {
    this.#byName.set(account.name, new AccountChanges(account, this.#simulation))
  }

  forgot({ name }: Account): void {
    const changes = this.#byName.get(name)
    if (changes !== undefined) this.#changed.delete(changes)
    this.#byName.delete(name)
    this.#forgotten.push(name)
    this.#isServerChanged = true
  }

  noteDelivery(delivery: Delivery): void {
    this.#of(delivery.account)?.noteDelivery(delivery)
  }

  stop(): void {
    this.#stopWatching()
  }

  *records(): Generator<StateRecord> {
    for (const account of this.#forgotten) yield { is: 'forgotten', account }
    if (this.#isServerChanged) yield writtenServer(this.#simulation)
    for (const changes of this.#changed) yield* changes.records()
  }

  /** All of it is written down. */
  clear(): void {
    this.#forgotten.length = 0
    this.#isServerChanged = false
    for (const changes of this.#changed) changes.clear()
    this.#changed.clear()
  }

  #of(name: string | null): AccountChanges | undefined {
    const changes = name === null ? undefined : this.#byName.get(name)
    if (changes === undefined) return undefined
    if (this.isEmpty) this.#onFirst()
    this.#changed.add(changes)
    return changes
  }

  #note(happening: Happening): void {
    switch (happening.type) {
      case 'exchange': {
        const { account, exchange } = happening
        const changes = this.#of(account)
        // What a create request bought is noted already.
        if (exchange.task !== null && exchange.bill === null) changes?.noteRead(exchange.task)
        return
      }
      case 'task':
        this.#of(happening.account)?.noteTask(happening.task)
        return
      case 'delivery':
        this.noteDelivery(happening.delivery)
        return
      case 'reset':
        this.#isServerChanged = true
        for (const name of happening.reset) this.#of(name)?.noteReset()
        return
      case 'clock':
      case 'scenario':
        if (happening.account !== null) this.#of(happening.account)
        else this.#noteAll()
        return
      case 'inbox':
      case 'forgotten':
        return
    }
  }

  #noteAll(): void {
    this.#isServerChanged = true
    for (const changes of this.#byName.values()) this.#changed.add(changes)
  }
}
