import { Heap } from './heap.ts'

/** Something that will run at a time. */
export interface Booking {
  readonly at: number
  readonly label: string
  /** Takes it off the clock; harmless if it already ran. */
  cancel(): void
}

/** One thing that is booked. */
export class AgendaEntry implements Booking {
  readonly at: number
  readonly label: string
  readonly order: number
  readonly #agenda: Agenda
  /** Cleared once cancelled, with everything it refers to. */
  #run: (() => void | Promise<void>) | undefined

  constructor(agenda: Agenda, at: number, label: string, order: number, run: () => void | Promise<void>) {
    this.#agenda = agenda
    this.at = at
    this.label = label
    this.order = order
    this.#run = run
  }

  get isCancelled(): boolean {
    return this.#run === undefined
  }

  /** Runs at most once. */
  run(): void | Promise<void> {
    const run = this.#run
    this.#run = undefined
    return run?.()
  }

  cancel(): void {
    if (this.#run === undefined) return
    this.#run = undefined
    this.#agenda.forgetOne()
  }
}

/** What is booked, by time, then by order of booking. */
export class Agenda {
  #heap = new Heap<AgendaEntry>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order))
  #order = 0
  #cancelled = 0

  get first(): AgendaEntry | undefined {
    while (this.#heap.first?.isCancelled) this.shift()
    return this.#heap.first
  }

  add(at: number, label: string, run: () => void | Promise<void>): AgendaEntry {
    const entry = new AgendaEntry(this, at, label, this.#order++, run)
    this.#heap.push(entry)
    return entry
  }

  shift(): void {
    if (this.#heap.shift()?.isCancelled) this.#cancelled -= 1
  }

  /** Most timeouts are cancelled long before their time: the heap is swept when more than half of its entries are. */
  forgetOne(): void {
    this.#cancelled += 1
    if (this.#cancelled < 1_000 || this.#cancelled < this.#heap.size / 2) return
    this.#heap.keep((entry) => !entry.isCancelled)
    this.#cancelled = 0
  }

  sorted(): AgendaEntry[] {
    const booked = this.#heap.toArray().filter((entry) => !entry.isCancelled)
    return booked.sort((a, b) => a.at - b.at || a.order - b.order)
  }

  clear(): void {
    for (const entry of this.#heap.toArray()) entry.cancel()
    this.#heap.clear()
    this.#cancelled = 0
  }
}
