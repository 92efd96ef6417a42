import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import type { Account } from '../accounts/account.ts'
import type { Strike } from '../faults/fault.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import type { ScenarioLatency } from '../scenarios/latency.ts'
import type { Simulation } from '../simulation.ts'
import type { Asked, Task } from '../tasks/task.ts'
import { realNow } from '../time/clock.ts'

type Body = Readonly<Record<string, unknown>>

/** A visit that matched an operation and opened an account. */
export interface MatchedVisit extends Visit {
  readonly operation: Operation
  readonly account: Account
}

/** One request on the main road, from its arrival to its answer. */
export class Visit {
  readonly simulation: Simulation
  readonly provider: SimulatedProvider
  /** Undefined where no operation has the path or the method. */
  readonly operation: Operation | undefined
  /** Undefined where the key was missing or refused. */
  readonly account: Account | undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Real ms. */
  readonly startedAt = realNow()
  /** The fault that strikes it. */
  strike: Strike | undefined = undefined
  /** What it asks to happen to the task it creates and to later calls about that. */
  asked: Asked | undefined = undefined
  /** How long things take for it and the task it creates. */
  latency: ScenarioLatency | undefined = undefined
  /** What the developer should know and the provider would not say. */
  note: string | undefined = undefined
  taskId: string | undefined = undefined
  #task: Task | undefined = undefined
  #glance: Body | undefined = undefined

  constructor(
    simulation: Simulation,
    provider: SimulatedProvider,
    operation: Operation | undefined,
    account: Account | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    this.simulation = simulation
    this.provider = provider
    this.operation = operation
    this.account = account
    this.request = request
    this.reply = reply
  }

  /** How long it has really taken so far, ms. */
  elapsedMs(): number {
    return realNow() - this.startedAt
  }

  isMatched(): this is MatchedVisit {
    return this.operation !== undefined && this.account !== undefined
  }

  /** The task id a retrieve asks for. */
  get askedId(): string | undefined {
    const { query, params } = this.request
    return this.provider.taskIdIn({
      query: query as Readonly<Record<string, unknown>>,
      params: params as Readonly<Record<string, unknown>>,
    })
  }

  /** The task a retrieve asks for, if the account has it with this provider. */
  get task(): Task | undefined {
    if (this.#task === undefined && this.operation?.kind === 'retrieve') {
      const id = this.askedId
      const task = id === undefined ? undefined : this.account?.task(id)
      this.#task = task?.provider === this.provider.contract.name ? task : undefined
    }
    return this.#task
  }

  /** The body as sent; empty where there was none. */
  get body(): string {
    return (this.request.body as string | undefined) ?? ''
  }

  /** The body as a JSON object, or an empty one: for a look before it is validated. */
  get glance(): Body {
    if (this.#glance === undefined) {
      try {
        this.#glance = recordOf(JSON.parse(this.body))
      } catch {
        this.#glance = {}
      }
    }
    return this.#glance
  }
}
