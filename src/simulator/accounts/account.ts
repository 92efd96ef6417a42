import { Inventor } from '../../basics/chance/inventor.ts'
import { type Chance, createRandom, type Random } from '../../basics/chance/random.ts'
import type { SwitchableClock } from '../../basics/time/switchable-clock.ts'
import type { ProviderName } from '../../contracts/index.ts'
import { Evidence, type KeptEvidence } from '../bill/evidence.ts'
import { AwaitedCallbacks } from '../callbacks/awaited-callbacks.ts'
import { labelIn } from '../http/headers.ts'
import { Journal } from '../journal/journal.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Settings } from '../settings.ts'
import type { SharedBound, Sharer } from '../shared-bound.ts'
import { type Planner, sharedPlanner } from '../tasks/plan.ts'
import type { Task } from '../tasks/task.ts'
import type { Timeline } from '../tasks/timeline.ts'
import { Admission } from './admission.ts'
import { IdempotencyKeys } from './idempotency-keys.ts'
import type { KeyLook } from './key-look.ts'
import { type ForgottenTally, Ledger } from './ledger.ts'
import { type KeptOrdinals, Ordinals } from './ordinals.ts'
import { TaskChanges } from './task-changes.ts'
import { type TaskBounds, TaskStore } from './task-store.ts'

/** The bounds that an account shares with all others. */
export interface SharedBounds extends TaskBounds {
  readonly journals: SharedBound
  readonly callWindows: SharedBound
}

/** What is kept of an account beyond the end of the process, besides its tasks, its callbacks and its clock. */
export interface KeptAccount extends KeptOrdinals {
  readonly label?: string | undefined
  /** Credits. */
  readonly granted: number
  readonly forgotten: Readonly<Partial<Record<ProviderName, ForgottenTally>>>
  readonly evidence: KeptEvidence
}

/** Everything one API key owns: tasks, credits, limits, clock, chance and its share of the journal. */
export class Account {
  readonly name: string
  /** The whole hash of its key; a `stunt.*` key as it is. */
  readonly hash: string
  /** Sent with every response: its key asks for a scenario that does not exist. */
  readonly note: string | undefined
  /** What its key looks like. */
  key: KeyLook
  readonly clock: SwitchableClock
  chance!: Chance
  random!: Random
  inventor!: Inventor
  readonly journal: Journal
  readonly #settings: Settings
  readonly #startsIn: () => Scenario
  #scenario: Scenario
  #planner: Planner
  readonly admission: Admission
  /** Which task was created first under each idempotency key. */
  readonly idempotency = new IdempotencyKeys()
  readonly ordinals = new Ordinals()
  readonly store: TaskStore
  readonly #changes = new TaskChanges(() => this.tasks.values())
  #epoch = 0
  /** The callbacks that are still to come. */
  readonly awaited: AwaitedCallbacks
  readonly #told = new Set<string>()
  ledger: Ledger
  /** When it was used last, as a number that only grows. */
  usedAt = 0
  #holds = 0
  /** How its create requests went. */
  evidence = new Evidence()
  /** Characters in the state that it took over from elsewhere. */
  takenOver = 0
  /** What people call it, as its clients say. */
  label: string | undefined = undefined

  /** @param startsIn what an account of its key starts in now, and it is in again after a reset */
  constructor(
    name: string,
    hash: string,
    clock: SwitchableClock,
    settings: Settings,
    startsIn: () => Scenario,
    key: KeyLook,
    shared: SharedBounds,
    note?: string,
    epoch = 0,
  ) {
    this.name = name
    this.key = key
    this.note = note
    this.#epoch = epoch
    this.clock = clock
    this.hash = hash
    this.drawFrom({ seed: settings.seed, of: hash })
    this.journal = new Journal(settings.journalMax, shared.journals)
    this.store = new TaskStore(shared, (task) => this.#taskIsGone(task))
    this.awaited = new AwaitedCallbacks((change) => this.store.noteText(change))
    this.#settings = settings
    this.#startsIn = startsIn
    const scenario = startsIn()
    this.ledger = new Ledger(scenario.credits ?? settings.credits)
    this.#scenario = scenario
    this.#planner = sharedPlanner(settings, scenario.latency)
    this.admission = new Admission(this, settings, shared.callWindows)
    clock.follow(this.#changes)
  }

  get scenario(): Scenario {
    return this.#scenario
  }

  /** What a new account of its key would be in. */
  get startsIn(): Scenario {
    return this.#startsIn()
  }

  /** Keeps it from being forgotten: a test in this process has it, or a call about it is under way. Returns what ends that. */
  hold(): () => void {
    this.#holds += 1
    let isOver = false
    return () => {
      if (!isOver) this.#holds -= 1
      isOver = true
    }
  }

  get isHeld(): boolean {
    return this.#holds > 0
  }

  get planner(): Planner {
    return this.#planner
  }

  /** Switches to the scenario from now on; what was planned for existing tasks stays, and so do the credits. */
  setScenario(scenario: Scenario): void {
    this.#scenario = scenario
    this.#planner = sharedPlanner(this.#settings, scenario.latency)
    this.admission.forgetCreates()
  }

  /** From now on its chance is another. */
  drawFrom(chance: Chance): void {
    this.chance = chance
    this.random = createRandom(chance.seed, chance.of)
    this.inventor = new Inventor(this.random)
  }

  /** A request id: the same for the same account's n-th request under any seed. */
  nextRequestId(): string {
    return `req_${this.name}_${this.ordinals.nextRequest()}`
  }

  nextDeliveryId(): string {
    return `dlv_${this.name}_${this.ordinals.nextDelivery()}`
  }

  /** This call's ordinal among the account's calls of the operation, from 1. */
  nextCall(operation: string): number {
    return this.ordinals.nextCall(operation)
  }

  /** The ordinal of the task about to be created. */
  nextTaskOrdinal(): number {
    return this.ordinals.nextTask()
  }

  /** A sentence that is said once per account; undefined if it was said before, or if there is none. */
  once(name: string, words: () => string | undefined): string | undefined {
    if (this.#told.has(name)) return undefined
    const said = words()
    if (said !== undefined) this.#told.add(name)
    return said
  }

  add(task: Task): void {
    this.store.add(task)
    this.ledger.add(task)
    this.#changes.note(task)
  }

  /** Gives a task that is under way a new timeline. */
  replan(task: Task, timeline: Timeline): void {
    this.ledger.replan(task, timeline)
    this.#changes.note(task)
  }

  task(id: string): Task | undefined {
    return this.store.all.get(id)
  }

  /** Its share of the bound on calls that are counted. */
  get callWindows(): Sharer {
    return this.admission.callWindows
  }

  get tasks(): ReadonlyMap<string, Task> {
    return this.store.all
  }

  #taskIsGone(task: Task): void {
    this.awaited.forget(task.id)
    this.admission.forgetTask(task)
    this.idempotency.forgetGone((id) => this.store.all.has(id))
    this.ordinals.forgetTask(task.id)
    this.ledger.forget(task)
  }

  /** What is kept of it. */
  get kept(): KeptAccount {
    return {
      ...this.ordinals.kept,
      label: this.label,
      granted: this.ledger.granted,
      forgotten: this.ledger.forgotten,
      evidence: this.evidence.kept,
    }
  }

  /**
   * Goes on from what was kept of it.
   * @param tasks oldest first
   */
  restore(kept: KeptAccount, tasks: Map<string, Task>): void {
    const now = this.clock.now()
    this.label = kept.label === undefined ? undefined : labelIn(kept.label)
    this.ledger = new Ledger(kept.granted, kept.forgotten)
    this.#changes.forget()
    let { created } = kept
    for (const task of tasks.values()) {
      // The end of a log may have a task and not yet the account's own numbers.
      created = Math.max(created, task.ordinal + 1)
      this.ledger.add(task, now)
      this.admission.noteCreate(task)
    }
    this.ordinals.restore({ ...kept, created })
    this.store.adopt(tasks)
    this.evidence.restore(kept.evidence, (id) => this.task(id))
  }

  /** The simulator's epoch in which it was new, or last reset: what arrived before that has no effect on it. */
  get epoch(): number {
    return this.#epoch
  }

  /**
   * Ends what is under way and gives back what is bounded for all accounts together.
   * @param epoch what arrived before it has no effect
   */
  giveUp(epoch: number): void {
    this.#epoch = epoch
    this.clock.stop()
    this.journal.clear()
    this.awaited.clear()
    this.store.clear()
    this.admission.clear()
    this.takenOver = 0
  }

  /**
   * Makes it a new account with the same key. The clock keeps its time, but everything booked on it is dropped.
   * @param epoch the simulator's, which begins now
   */
  reset(epoch: number): void {
    this.giveUp(epoch)
    this.#changes.forget()
    this.ordinals.clear()
    this.#told.clear()
    this.idempotency.clear()
    this.drawFrom({ seed: this.#settings.seed, of: this.hash })
    const scenario = this.startsIn
    this.setScenario(scenario)
    this.ledger = new Ledger(scenario.credits ?? this.#settings.credits)
    this.evidence = new Evidence()
  }
}
