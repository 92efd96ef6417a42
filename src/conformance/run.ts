import { setTimeout as pause } from 'node:timers/promises'
import { type Redact, redactor } from '../contracts/redact.ts'
import type { Phase } from '../contracts/vocabulary.ts'
import { Shapes } from './conforms.ts'
import { CouldNotCheck, type MoneyGuard } from './could-not-check.ts'
import { valueAt } from './json-path.ts'
import { Models } from './models/all-models.ts'
import { LedgerFile } from './money/ledger-file.ts'
import { Purse } from './money/purse.ts'
import type { Dialect } from './providers/conformance-provider.ts'
import { dialects } from './providers/index.ts'
import { LeftOut } from './report/left-out.ts'
import { cheapestOrder, type Order, Story } from './story.ts'
import type { Settled, Target } from './target.ts'
import { openReceiver, type Receiver } from './wire/receiver.ts'
import { type Ask, type Exchange, isGateway, Wire } from './wire/wire.ts'

/** A task of this account that is read for nothing, twice. */
export interface KnownTask {
  readonly id: string
  readonly first: Exchange
  readonly second: Exchange
  readonly phase: Phase | undefined
}

/** How many ids of the ledger are read again. */
const FROM_LEDGER = 3
const TRIES = 4
const MOST_HOPS = 5
/** Kie's window, the only one anybody has measured. */
const RATE_WINDOW_MS = 10_000

/** Everything the cases of one run share: the wire, the money, the one paid task, the known tasks. */
export class Run {
  readonly target: Target
  readonly options: Settled
  readonly dialect: Dialect
  readonly shapes: Shapes
  readonly purse: Purse
  readonly ledger: LedgerFile
  readonly redact: Redact
  /** Every answer that came, in order. */
  readonly exchanges: Exchange[] = []
  guard: MoneyGuard | undefined
  /** Credits at the start; `undefined` when they could not be read. */
  before: number | undefined
  /** Imported models that the provider was found not to have. */
  readonly unknownModels = new Set<string>()
  readonly models: Models
  readonly #wire: Wire
  readonly #stories = new Map<Order, Promise<Story>>()
  readonly #cheapest: Order
  #receiver: Promise<Receiver> | undefined
  #known: Promise<readonly KnownTask[]> | undefined

  constructor(target: Target, options: Settled) {
    this.target = target
    this.options = options
    this.dialect = dialects[target.provider]
    this.models = new Models(this.dialect, options.models)
    this.shapes = new Shapes({ ...this.dialect.contract, openapi: this.models.document })
    this.#cheapest = cheapestOrder(this.dialect)
    this.purse = new Purse(options.maxCredits)
    this.ledger = new LedgerFile(options.ledger, target)
    this.redact = redactor([target.apiKey, options.webhookKey], '[key]')
    this.#wire = new Wire({ ...target, timeoutMs: options.requestTimeoutMs })
  }

  /** Sends a call; waits when it is told to come more slowly, and asks again when only a gateway answered. */
  async send(ask: Ask): Promise<Exchange> {
    for (let attempt = 1; ; attempt += 1) {
      const exchange = await this.#wire.send(ask)
      this.exchanges.push(exchange)
      if (!ask.path.startsWith('/')) return exchange
      const { status, headers, json } = exchange
      if (this.dialect.isRateLimited(status, json)) {
        if (attempt === TRIES)
          throw new CouldNotCheck(`${ask.method} ${exchange.url}: refused by the rate limit ${TRIES} times`)
        const seconds = Number(headers['retry-after'] ?? '')
        await pause(Math.min(seconds > 0 ? seconds * 1_000 : RATE_WINDOW_MS, this.options.timeoutMs))
      } else if (isGateway(status)) {
        // A gateway may have passed a create on before it answered: only reads are repeated.
        if (attempt === TRIES || ask.method !== 'GET')
          throw new CouldNotCheck(`${ask.method} ${exchange.url}: the gateway answered ${status}`)
        await pause(this.options.pollMs)
      } else return exchange
    }
  }

  /** A file, wherever its link leads to. Result hosts never get the key. */
  async download(link: string): Promise<Exchange> {
    let url = link
    for (let hop = 0; ; hop += 1) {
      const exchange = await this.send({ method: 'GET', path: url })
      const { location } = exchange.headers
      const isMoved = exchange.status >= 300 && exchange.status < 400 && location !== undefined
      if (!isMoved || hop === MOST_HOPS || !URL.canParse(location, url)) return exchange
      url = new URL(location, url).href
    }
  }

  retrieve(id: string): Promise<Exchange> {
    return this.send({ method: 'GET', path: this.dialect.retrievePath(id) })
  }

  /** Credits left; `undefined` when the answer does not tell. */
  async balance(): Promise<number | undefined> {
    const { json } = await this.send({ method: 'GET', path: this.dialect.balancePath })
    const credits = valueAt(json, this.dialect.at.balance)
    return typeof credits === 'number' ? credits : undefined
  }

  /** @throws CouldNotCheck when the account has not that many credits, or does not tell */
  async affords(credits: number): Promise<number> {
    const left = await this.balance()
    if (left === undefined)
      throw new CouldNotCheck('the balance cannot be read, and nothing is bought without it')
    if (left < credits) throw new CouldNotCheck(`it may cost ${credits} credits, and the account has ${left}`)
    return left
  }

  phaseOf({ json }: Exchange): Phase | undefined {
    const state = valueAt(json, this.dialect.at.state)
    return typeof state === 'string' && Object.hasOwn(this.dialect.phases, state)
      ? this.dialect.phases[state]
      : undefined
  }

  /** Whether an answer to a read is a refusal. */
  isRefusal({ status, json }: Exchange): boolean {
    const code = valueAt(json, this.dialect.at.code)
    return status >= 400 || (code !== undefined && code !== 200)
  }

  /** Our receiver, opened on first use. */
  receiver(): Promise<Receiver> | undefined {
    const { listen, url } = this.options.callback
    if (listen === undefined) return undefined
    this.#receiver ??= openReceiver(listen, url)
    return this.#receiver
  }

  /** The task that is bought by an order, once, from its create on; without one, the cheapest there is. */
  story(order: Order = this.#cheapest): Promise<Story> {
    const { model, body } = order
    if (order === this.#cheapest && this.models.isImported(model) && this.models.wrongIn(body).length > 0)
      throw new LeftOut(`the page of one's own on ${model} refuses the cheapest video`)
    const story = this.#stories.get(order) ?? Story.begin(this, order)
    this.#stories.set(order, story)
    return story
  }

  /** Ended tasks to read: those that were named, those of the ledger, and the one just paid for. */
  knownTasks(): Promise<readonly KnownTask[]> {
    this.#known ??= this.#readKnown()
    return this.#known
  }

  /** Ids to read, without asking anybody. */
  hasKnownIds(): boolean {
    return (
      this.options.knownTasks.length > 0 || this.options.tier === 'paid' || this.ledger.earlier().length > 0
    )
  }

  async #paidId(): Promise<string | undefined> {
    try {
      return (await this.story()).id
    } catch (error) {
      if (error instanceof LeftOut && this.options.knownTasks.length > 0) return undefined
      throw error
    }
  }

  async #readKnown(): Promise<readonly KnownTask[]> {
    const paid = this.options.tier === 'paid' ? await this.#paidId() : undefined
    const named = [...this.options.knownTasks, ...(paid === undefined ? [] : [paid])]
    const earlier = this.ledger
      .earlier()
      .filter((id) => !named.includes(id))
      .slice(0, FROM_LEDGER)
    const known: KnownTask[] = []
    for (const id of [...named, ...earlier]) {
      const first = await this.retrieve(id)
      if (this.isRefusal(first)) {
        // Providers forget; nobody says after how long.
        if (!named.includes(id)) continue
        throw new CouldNotCheck(`the provider does not know task ${id} (any longer)`)
      }
      known.push({ id, first, second: await this.retrieve(id), phase: this.phaseOf(first) })
    }
    return known
  }

  async close(): Promise<void> {
    await this.#wire.close()
    await (await this.#receiver?.catch(() => undefined))?.close()
  }
}
