import type { FastifyReply, FastifyRequest } from 'fastify'
import { realNow } from '../../basics/time/machine.ts'
import type { Operation, RequestBody, RequestParts } from '../../contracts/index.ts'
import { recordOf } from '../../contracts/media.ts'
import { saidAt } from '../../contracts/place.ts'
import type { Account } from '../accounts/account.ts'
import type { CreateBill } from '../bill/create-bill.ts'
import { bounds } from '../bounds.ts'
import type { Strike, StruckCall } from '../faults/fault.ts'
import type { SimulatedProvider } from '../providers/provider.ts'
import type { ScenarioLatency } from '../scenarios/latency.ts'
import type { Simulation } from '../simulation.ts'
import type { Requested, Task } from '../tasks/task.ts'
import { callbackPlace } from '../validation/callback-check.ts'
import { servedTo } from './served.ts'

/** A visit that matched an operation and opened an account. */
export interface MatchedVisit extends Visit {
  readonly operation: Operation
  readonly account: Account
}

/** One request on its way through the simulator, from its arrival to its response. */
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
  /** Faults and latency the request asked for: they apply to its task and to later calls about it. */
  requested: Requested | undefined = undefined
  /** How long things take for this request and the task it creates. */
  latency: ScenarioLatency | undefined = undefined
  /** What the developer should know and the provider would not say. */
  note: string | undefined = undefined
  /** The field for which it is refused, as the provider calls it. */
  refusedField: string | undefined = undefined
  taskId: string | undefined = undefined
  isRefused = false
  /** What it came to, if it is a create request; known when it is answered. */
  bill: CreateBill | undefined = undefined
  /** The task that a create request bought. */
  bought: Task | undefined = undefined
  #task: Task | undefined = undefined
  #uncheckedBody: RequestBody | undefined = undefined

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

  /** Adds a sentence to its note, if there is one to add. */
  addNote(words: string | undefined): void {
    if (words === undefined) return
    const note = this.note === undefined ? words : `${this.note} ${words}`
    // Flat, so that a cut note does not keep what was cut.
    this.note =
      note.length <= bounds.note.most ? note : Buffer.from(`${note.slice(0, bounds.note.most)}…`).toString()
  }

  /** What a fault may know about the call that it strikes. */
  get struckCall(): StruckCall {
    const { url, headers } = this.request
    return { url, headers, contract: this.provider.contract }
  }

  isMatched(): this is MatchedVisit {
    return this.operation !== undefined && this.account !== undefined
  }

  /** Whether its account was reset after it arrived: it belongs to a test that is over, and must have no effect. */
  get isStale(): boolean {
    return this.account !== undefined && this.account.epoch > servedTo(this.request).epoch
  }

  /** The task id a retrieve asks for. */
  get askedId(): string | undefined {
    return this.provider.taskIdIn(this.parts)
  }

  /** Where a request can carry instructions besides its body. */
  get placesBesideBody(): Omit<RequestParts, 'body'> {
    const { query, params } = this.request
    return { query: query as RequestParts['query'], params: params as RequestParts['params'] }
  }

  /** The request taken apart, before it is validated. */
  get parts(): RequestParts {
    return { body: this.uncheckedBody, ...this.placesBesideBody }
  }

  /** The model that a create request names, before it is validated. */
  get uncheckedModel(): string | undefined {
    const model = saidAt(this.parts, this.provider.contract.modelAt)
    return typeof model === 'string' ? model : undefined
  }

  /** Whether a create request names a callback address, before it is validated. */
  get asksForCallbacks(): boolean {
    const { contract } = this.provider
    const page = this.simulation.catalogue?.pageOf(contract.name, this.uncheckedModel)
    const url = saidAt(this.parts, callbackPlace(contract, page))
    return typeof url === 'string' && url !== ''
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

  /** The body as sent; empty if there was none. */
  get body(): string {
    const { body } = this.request
    return typeof body === 'string' ? body : ''
  }

  /** The body as a JSON object, before it is validated; empty if it is not one. */
  get uncheckedBody(): RequestBody {
    if (this.#uncheckedBody === undefined) {
      try {
        // A read has no body, and an exception costs a tenth of the whole read.
        this.#uncheckedBody = this.body === '' ? {} : recordOf(JSON.parse(this.body))
      } catch {
        this.#uncheckedBody = {}
      }
    }
    return this.#uncheckedBody
  }
}
