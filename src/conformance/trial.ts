import { CouldNotCheck, MoneyGuard } from './could-not-check.ts'
import type { Judge } from './judge.ts'
import type { CreateBody } from './providers/conformance-provider.ts'
import type { RunContext } from './run-context.ts'
import type { Ask, Exchange } from './wire/wire.ts'

/** One case being checked: how it calls the provider, and where it reports what it finds. */
export class Trial {
  readonly run: RunContext
  readonly judge: Judge

  constructor(run: RunContext, judge: Judge) {
    this.run = run
    this.judge = judge
  }

  /** A call that cannot buy anything. */
  send(ask: Ask): Promise<Exchange> {
    return this.run.provider.send(ask)
  }

  /** A create request that must be refused: wrong in two ways, so that nothing is bought when one rule is gone. */
  probe(ask: Ask, wrong: string): Promise<Exchange> {
    return this.#told(this.run.money.sendWrong(ask, wrong))
  }

  /** A create request with only one mistake: it might be accepted, so its price is reserved first. */
  riskyProbe(path: string, body: CreateBody, credits: number, wrong: string): Promise<Exchange> {
    return this.#told(this.run.money.sendWrong({ method: 'POST', path, body }, wrong, credits))
  }

  /** An accident is a finding too. */
  async #told(sent: Promise<Exchange>): Promise<Exchange> {
    try {
      return await sent
    } catch (error) {
      if (error instanceof MoneyGuard && error.accident !== undefined)
        this.judge.fail({ ...error.accident, simulator: 'refuses it, and bills nothing' })
      throw error
    }
  }
}

/** The reason of a case when the paid task did not get as far as it needs. */
export const needed = <T>(value: T | undefined, why: string): T => {
  if (value === undefined) throw new CouldNotCheck(why)
  return value
}
