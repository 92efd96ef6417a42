import { type Judgement, type JudgementTable, judgeCreate } from '../../contracts/judgement.ts'
import { CouldNotCheck, MoneyGuard, NoAnswer, Unreachable } from '../could-not-check.ts'
import type { Provider } from '../provider.ts'
import type { Target } from '../target.ts'
import { type Ask, canOrder, type Exchange } from '../wire/exchange.ts'
import { BalanceWatch, inCredits, ROUNDING } from './balance-watch.ts'
import { LedgerFile } from './ledger-file.ts'
import type { Bought, Purchase } from './purchase.ts'
import { Purse } from './purse.ts'

const TRIES = 4

export interface MoneyOptions {
  /** The most that may be spent, in credits; 0 in tier free. */
  readonly maxCredits: number
  readonly ledger?: string | undefined
  /** How long after a create request of unknown outcome the balance is read once more, ms. */
  readonly settleMs: number
}

/** A create request that was sent. */
interface Sent {
  readonly exchange: Exchange
  readonly judgement: Judgement
}

/**
 * Every create request of a run goes through here. Around each, the balance is compared with the expected one; the
 * first difference, and the first unwanted task, ends the run. So the worst case is one accident.
 */
export class Money {
  readonly purse: Purse
  readonly ledger: LedgerFile
  readonly balance: BalanceWatch
  /** What went wrong, if something did. */
  guard: MoneyGuard | undefined
  readonly #provider: Provider
  readonly #settleMs: number
  /** Why no further create request is sent. */
  #doubt: string | undefined
  readonly #startedAt = Date.now()
  #creates = 0
  /** The last balance that was as it has to be, and how much had been sent by then. */
  #verified: { readonly left: number; readonly exchanges: number } | undefined
  #before = 'before any create was sent'
  /** The balance did not show the last bill after a while: every further create request looks once more, and does not wait. */
  #hasWaitedInVain = false

  constructor(provider: Provider, target: Target, { maxCredits, ledger, settleMs }: MoneyOptions) {
    this.#settleMs = settleMs
    this.#provider = provider
    this.purse = new Purse(maxCredits)
    this.ledger = new LedgerFile(ledger, target)
    this.balance = new BalanceWatch(provider)
  }

  /** From now on, no create request is sent. */
  stop(why: string): void {
    this.#doubt ??= why
  }

  /**
   * Sends a create request that must be refused.
   * @param credits what is reserved in case it is accepted: 0 if it is wrong in two ways
   * @throws MoneyGuard when it created a task, or credits are gone
   */
  async sendWrong(ask: Ask, wrong: string, credits = 0): Promise<Exchange> {
    const create = this.#nextCreate()
    const after = `after a create request that is wrong in ${wrong}`
    await this.#mayCreate(credits)
    if (credits > 0) this.#reserve(credits, create)
    const sent = await this.#send(ask, after, { create, credits })
    const { exchange, judgement } = sent
    if (judgement.verdict === 'refused') {
      await this.#verify(after)
      if (credits > 0) this.#release(credits, create)
      return exchange
    }
    if (judgement.verdict === 'accepted' || judgement.kind === 'no-id')
      throw this.#unwanted(sent, wrong, create)
    await this.#leaveOpen(after, create, credits, canOrder(ask))
    return exchange
  }

  /** Buys one task. @throws CouldNotCheck when it may not be bought, or the response was lost */
  async buy({ ask, credits, quoteOf }: Purchase): Promise<Bought> {
    const create = this.#nextCreate()
    const after = 'after the create request of a task'
    const before = await this.#mayCreate(credits)
    this.#reserve(credits, create)
    const { exchange, judgement } = await this.#send(ask, after, { create, credits })
    if (judgement.verdict === 'refused') {
      await this.#verify(after)
      this.#release(credits, create)
      return { exchange, taskId: undefined, isRefused: true, before }
    }
    if (judgement.verdict === 'accepted') {
      const { taskId } = judgement
      const quote = quoteOf(exchange)
      this.purse.spend(quote)
      this.ledger.write('bought', { create, credits: quote ?? credits, task: taskId })
      this.balance.allow(Math.max(credits, quote ?? 0))
      // Of a task that fails, this may be the only moment at which its bill shows.
      await this.balance.read().catch(() => undefined)
      return { exchange, taskId, isRefused: false, before }
    }
    // It was paid for or it was not: the reserved credits stay reserved, and nothing more is bought.
    this.ledger.write('unknown', { create, credits })
    this.balance.allow(credits)
    this.#doubt = 'the outcome of the paid create request is unknown'
    return { exchange, taskId: undefined, isRefused: false, before }
  }

  /** A name for one create request in the ledger, which other runs write to as well. */
  #nextCreate(): string {
    this.#creates += 1
    return `${process.pid}-${this.#startedAt}-${this.#creates}`
  }

  /** Ends the run for a reason of money. */
  trip(message: string): void {
    this.guard ??= new MoneyGuard(message)
  }

  /** A last look at the balance, once everything has been bought and billed. */
  async compareAtEnd(): Promise<void> {
    if (this.balance.start === undefined) return
    const after =
      this.purse.max === 0
        ? 'during a run that buys nothing: something of it was billed, or another program uses this key'
        : 'beyond what this run bought'
    // One read may fail, and it is the last one that could show an accident.
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      if (attempt > 1) await this.#provider.pause(this.#settleMs)
      this.#verified = undefined
      const isRead = await this.#verify(after).then(
        () => true,
        (error: unknown) => error instanceof MoneyGuard,
      )
      if (isRead) return
    }
  }

  async #mayCreate(credits: number): Promise<number> {
    if (this.guard !== undefined) throw new CouldNotCheck(`stopped by the money guard: ${this.guard.message}`)
    if (this.#doubt !== undefined)
      throw new CouldNotCheck(`no further create request is sent: ${this.#doubt}`)
    const left = await this.#verify(this.#before)
    const { rise } = this.balance
    if (rise > ROUNDING) {
      // It is read again each time: one that rises from read to read is an error.
      this.#verified = undefined
      throw new CouldNotCheck(
        `no further create request is sent: the balance rose by ${inCredits(rise)} credits during the run, so it proves nothing any more`,
      )
    }
    await this.#untilBilled()
    if (left < credits) throw new CouldNotCheck(`it may cost ${credits} credits, and the account has ${left}`)
    this.#before = 'between two creates'
    return left
  }

  /** @throws CouldNotCheck when the bill of the task that was bought last does not show in the balance */
  async #untilBilled(): Promise<void> {
    for (let attempt = 1; this.balance.isBehind; attempt += 1) {
      if (attempt === (this.#hasWaitedInVain ? 2 : TRIES)) {
        if (this.balance.giveUpWaiting()) return
        this.#hasWaitedInVain = true
        throw new CouldNotCheck(
          'no further create request is sent: the balance has never shown the task that was bought before',
        )
      }
      if (!this.#hasWaitedInVain) await this.#provider.pause(this.#settleMs)
      this.#verified = undefined
      await this.#verify(this.#before)
    }
    this.#hasWaitedInVain = false
  }

  async #verify(after: string): Promise<number> {
    const { exchanges } = this.#provider
    // Read a moment ago, and nothing was sent since.
    if (this.#verified?.exchanges === exchanges.length) return this.#verified.left
    try {
      const left = await this.balance.verify(after)
      this.#verified = { left, exchanges: exchanges.length }
      return left
    } catch (error) {
      if (error instanceof MoneyGuard) this.guard ??= error
      throw error
    }
  }

  #reserve(credits: number, create: string): void {
    this.purse.reserve(credits)
    this.ledger.write('sending', { create, credits })
  }

  #release(credits: number, create: string): void {
    this.purse.release()
    this.ledger.write('refused', { create, credits })
  }

  /**
   * Sends a create request, and repeats it only if the rate limit refused it and the balance shows that it cost
   * nothing.
   */
  async #send(
    ask: Ask,
    after: string,
    about: { readonly create: string; readonly credits: number },
  ): Promise<Sent> {
    const { judgement: table } = this.#provider.facts.contract
    for (let attempt = 1; ; attempt += 1) {
      const sent = await this.#once(ask, table, about)
      const isSlow = sent.judgement.verdict === 'refused' && sent.judgement.kind === 'rate-limited'
      if (!isSlow) return sent
      await this.#verify(after)
      // Without our key it is the answer to the wrong one, unless it is gone after a while.
      if (attempt > 1 && ask.authorization !== undefined) return sent
      if (attempt === TRIES) {
        if (about.credits > 0) this.#release(about.credits, about.create)
        throw new CouldNotCheck(`POST ${sent.exchange.url}: refused by the rate limit ${TRIES} times`)
      }
      await this.#provider.slowDown(sent.exchange)
    }
  }

  async #once(
    ask: Ask,
    table: JudgementTable,
    { create, credits }: { readonly create: string; readonly credits: number },
  ): Promise<Sent> {
    try {
      const exchange = await this.#provider.sendOnce(ask)
      const { status, headers, text } = exchange
      return { exchange, judgement: judgeCreate(table, { kind: 'answered', status, headers, body: text }) }
    } catch (error) {
      if (error instanceof Unreachable && credits > 0) this.#release(credits, create)
      if (error instanceof Unreachable || !(error instanceof NoAnswer)) throw error
      const { partial, message } = error
      const judgement = judgeCreate(table, partial ? { ...partial, kind: 'cut-off' } : { kind: 'no-answer' })
      if (partial !== undefined && judgement.verdict === 'accepted') return { exchange: partial, judgement }
      await this.#leaveOpen('after a create request whose response was lost', create, credits, true)
      throw new CouldNotCheck(
        `the create request may have been billed, its response was lost (${message}): look at the account's tasks`,
      )
    }
  }

  /** The outcome of a create request is unknown: the balance may tell, and no further one is sent. */
  async #leaveOpen(after: string, create: string, credits: number, isPurchase: boolean): Promise<void> {
    // First of all: the balance may be unreadable now.
    if (isPurchase || credits > 0) this.#doubt ??= `the outcome of one is unknown (${after})`
    const written = credits > 0 ? this.ledger.write('unknown', { create, credits }) : undefined
    try {
      await this.#verify(after)
      await this.#provider.pause(this.#settleMs)
      this.#verified = undefined
      await this.#verify(after)
    } catch (error) {
      if (error instanceof MoneyGuard) {
        const line = written ?? this.ledger.write('unknown', { create })
        error.message += `; nobody knows for which task${this.ledger.shown(line)}: look at the account's tasks of that time, then run once with --resolve`
      }
      throw error
    }
  }

  #unwanted({ exchange, judgement }: Sent, wrong: string, create: string): MoneyGuard {
    const { taskId } = judgement
    const credits = this.purse.committed
    this.purse.spend()
    const line = this.ledger.write('not-wanted', {
      create,
      ...(taskId === undefined ? {} : { task: taskId }),
      ...(credits > 0 ? { credits } : {}),
    })
    const what = taskId === undefined ? '' : ` as task ${taskId}`
    this.guard ??= new MoneyGuard(
      `a create request that should have been refused was accepted${what}; it may have been billed${this.ledger.shown(line)}`,
      {
        at: this.#provider.facts.at[taskId === undefined ? 'code' : 'createdId'],
        documented: 'a refusal, and no task',
        observed: taskId ?? 'a response that looks like success',
        message: `a create request that is wrong in ${wrong} was accepted`,
        exchange,
      },
    )
    return this.guard
  }
}
