/** What is kept of the numbers beyond the end of the process; calls about single tasks are kept with their tasks. */
export interface KeptOrdinals {
  /** Tasks, forgotten ones included. */
  readonly created: number
  readonly requests: number
  readonly deliveries: number
  readonly calls: Readonly<Record<string, number>>
}

const nextIn = (counts: Map<string, number>, name: string): number => {
  const next = (counts.get(name) ?? 0) + 1
  counts.set(name, next)
  return next
}

/** The numbers that an account gives out, each once: ids and chance come from them. */
export class Ordinals {
  #created = 0
  #requests = 0
  #deliveries = 0
  readonly #calls = new Map<string, number>()
  readonly #callsAbout = new Map<string, Map<string, number>>()

  nextRequest(): number {
    this.#requests += 1
    return this.#requests
  }

  nextDelivery(): number {
    this.#deliveries += 1
    return this.#deliveries
  }

  /** From 0. */
  nextTask(): number {
    return this.#created++
  }

  /** From 1. */
  nextCall(operation: string): number {
    return nextIn(this.#calls, operation)
  }

  /** The same, counting only the calls about one task. */
  nextCallAbout(taskId: string, operation: string): number {
    const calls = this.#callsAbout.get(taskId) ?? new Map<string, number>()
    this.#callsAbout.set(taskId, calls)
    return nextIn(calls, operation)
  }

  callsAbout(taskId: string): Readonly<Record<string, number>> | undefined {
    const calls = this.#callsAbout.get(taskId)
    return calls && Object.fromEntries(calls)
  }

  forgetTask(taskId: string): void {
    this.#callsAbout.delete(taskId)
  }

  get kept(): KeptOrdinals {
    return {
      created: this.#created,
      requests: this.#requests,
      deliveries: this.#deliveries,
      calls: Object.fromEntries(this.#calls),
    }
  }

  restore({ created, requests, deliveries, calls }: KeptOrdinals): void {
    this.#created = created
    this.#requests = requests
    this.#deliveries = deliveries
    for (const [name, count] of Object.entries(calls)) this.#calls.set(name, count)
  }

  restoreCallsAbout(taskId: string, calls: Readonly<Record<string, number>>): void {
    this.#callsAbout.set(taskId, new Map(Object.entries(calls)))
  }

  clear(): void {
    this.restore({ created: 0, requests: 0, deliveries: 0, calls: {} })
    this.#calls.clear()
    this.#callsAbout.clear()
  }
}
