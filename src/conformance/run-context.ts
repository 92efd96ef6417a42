import type { JsonObject } from '../contracts/check/json.ts'
import { type Redact, redactor } from '../contracts/redact.ts'
import { KnownTasks } from './known-tasks.ts'
import { Models } from './models/all-models.ts'
import { Money } from './money/money.ts'
import { cheapestOrder, type Order, PaidTask } from './paid-task.ts'
import { Provider } from './provider.ts'
import type { ConformanceProvider, CreateBody } from './providers/conformance-provider.ts'
import { LeftOut } from './report/left-out.ts'
import { Shapes } from './shapes.ts'
import type { SettledOptions, Target } from './target.ts'
import { openReceiver, type Receiver } from './wire/receiver.ts'

/** What the cases of one run share: the provider, the money, the tasks it buys, the tasks it knows. */
export class RunContext {
  readonly target: Target
  readonly options: SettledOptions
  readonly facts: ConformanceProvider
  readonly provider: Provider
  readonly money: Money
  readonly models: Models
  readonly shapes: Shapes
  readonly known: KnownTasks
  readonly redact: Redact
  /** Fields that refused orders were found to be refused for, and whether one is behind the refusal of a further body. */
  readonly culprits: { readonly name: string; readonly isBehind: (body: CreateBody) => boolean }[] = []
  /** Models that the provider was found not to have. */
  readonly unknownModels = new Set<string>()
  /** Mistakes that were refused with nothing else wrong: model, field, kind of mistake. */
  readonly refusedAlone = new Set<string>()
  readonly #tasks = new Map<Order, Promise<PaidTask>>()
  readonly #accepted: JsonObject[] = []
  readonly #cheapest: Order
  #receiver: Promise<Receiver> | undefined

  constructor(facts: ConformanceProvider, target: Target, options: SettledOptions) {
    this.target = target
    this.options = options
    this.facts = facts
    this.provider = new Provider(facts, target, options)
    this.money = new Money(this.provider, target, { ...options, settleMs: options.pollMs })
    this.models = new Models(facts, options.models)
    this.shapes = new Shapes({ ...facts.contract, openapi: this.models.document })
    this.known = new KnownTasks({
      provider: this.provider,
      options,
      ledger: this.money.ledger,
      baseUrl: target.baseUrl,
      paidId: async () => (await this.task()).id,
    })
    this.redact = redactor([target.apiKey, options.webhookKey], '[key]')
    this.#cheapest = cheapestOrder(facts)
  }

  /** Our receiver, opened on first use. */
  receiver(): Promise<Receiver> | undefined {
    const { listen, url } = this.options.callback
    if (listen === undefined) return undefined
    this.#receiver ??= openReceiver(listen, url)
    return this.#receiver
  }

  /** The task that an order buys, once, from its create request on; without an order, the cheapest there is. */
  task(order: Order = this.#cheapest): Promise<PaidTask> {
    const { model, body } = order
    if (order === this.#cheapest && this.models.isImported(model) && this.models.wrongIn(body).length > 0)
      throw new LeftOut(`your own page on ${model} refuses the cheapest video`)
    const task = this.#tasks.get(order) ?? this.#buy(order)
    this.#tasks.set(order, task)
    return task
  }

  async #buy(order: Order): Promise<PaidTask> {
    const task = await PaidTask.begin(this, order)
    if (task.id !== undefined) this.#accepted.push(order.body as JsonObject)
    return task
  }

  /** The bodies of a model's orders that were accepted so far. */
  accepted(model: string): readonly JsonObject[] {
    return this.#accepted.filter((body) => body.model === model)
  }

  /** Says what is being waited for, to whoever watches. */
  awaiting(what: string): void {
    this.options.onWaiting?.(what)
  }

  async close(): Promise<void> {
    await this.provider.close()
    await (await this.#receiver?.catch(() => undefined))?.close()
  }
}
