import { CouldNotCheck, MoneyGuard } from './could-not-check.ts'
import { valueAt } from './json-path.ts'
import type { Judge } from './judge.ts'
import type { Run } from './run.ts'
import { type Ask, type Exchange, isAmbiguous } from './wire/wire.ts'

/** One case being checked: how it calls the provider, and whom it tells what it finds. */
export class Trial {
  readonly run: Run
  readonly judge: Judge

  constructor(run: Run, judge: Judge) {
    this.run = run
    this.judge = judge
  }

  /** A call that can buy nothing. */
  send(ask: Ask): Promise<Exchange> {
    return this.run.send(ask)
  }

  /** A create that must be refused: doubly invalid, so that nothing is bought when one rule is gone. */
  async probe(ask: Ask, wrong: string): Promise<Exchange> {
    const exchange = await this.run.send(ask)
    this.#tripwire(exchange, wrong)
    return exchange
  }

  /** A create with only one thing wrong: it might be accepted, so its price is set aside first. */
  async riskyProbe(body: Readonly<Record<string, unknown>>, wrong: string): Promise<Exchange> {
    const { dialect, purse, ledger } = this.run
    const credits = dialect.contract.price(dialect.contract.mediaOf(body))
    await this.run.affords(credits)
    purse.reserve(credits)
    ledger.write('sending', { credits })
    let exchange: Exchange
    try {
      exchange = await this.run.send({ method: 'POST', path: dialect.createPath, body })
    } catch (error) {
      ledger.write('unknown', { credits })
      throw error
    }
    this.#tripwire(exchange, wrong)
    // What stays set aside keeps every later create from being sent.
    if (isAmbiguous(exchange)) {
      ledger.write('unknown', { credits })
      return exchange
    }
    purse.release()
    ledger.write('refused', { credits })
    return exchange
  }

  #tripwire(exchange: Exchange, wrong: string): void {
    const { dialect, ledger, purse } = this.run
    if (!dialect.isAccepted(exchange.status, exchange.json)) return
    const id = valueAt(exchange.json, dialect.at.createdId)
    purse.spend()
    ledger.write('not-wanted', { ...(typeof id === 'string' ? { task: id } : {}) })
    this.judge.fails({
      at: dialect.at.createdId,
      documented: 'a refusal, and no task',
      observed: typeof id === 'string' ? id : 'an answer that looks like success',
      simulator: 'refuses it',
      message: `a create that is wrong in ${wrong} was accepted`,
      exchange,
    })
    throw new MoneyGuard(
      `a create that had to be refused was accepted${typeof id === 'string' ? ` as task ${id}` : ''}; it may have been billed`,
    )
  }
}

/** What a case says when the paid task did not get as far as it needs. */
export const needed = <T>(value: T | undefined, why: string): T => {
  if (value === undefined) throw new CouldNotCheck(why)
  return value
}
