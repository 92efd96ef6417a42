import type { Clock, ManualClock } from '../../basics/time/clock.ts'
import type { Account } from '../accounts/account.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Simulation } from '../simulation.ts'

/** A way a manual clock can move. */
export type Move =
  | { readonly action: 'advance'; readonly ms: number }
  | { readonly action: 'advanceToNext' }
  | { readonly action: 'runUntilIdle' }

const isManual = (clock: Clock): clock is ManualClock => clock.kind === 'manual'

/** Moves one clock. @param signal calls the move off */
export const moveClock = async (clock: Clock, move: Move, signal?: AbortSignal): Promise<void> => {
  if (!isManual(clock)) return
  switch (move.action) {
    case 'advance':
      return clock.advance(move.ms, signal)
    case 'advanceToNext':
      await clock.advanceToNext(signal)
      return
    case 'runUntilIdle':
      return clock.runUntilIdle(signal)
  }
}

const manualClocks = (accounts: Accounts): readonly ManualClock[] =>
  accounts
    .all()
    .map(({ clock }): Clock => clock)
    .filter(isManual)

/** Brings accounts that were opened during a move to where the server's clock is now. */
const catchUp = async (accounts: Accounts, before: readonly Clock[], signal?: AbortSignal): Promise<void> => {
  const now = accounts.clock.now()
  const known = new Set(before)
  const behind = manualClocks(accounts).filter((clock) => !known.has(clock) && clock.now() < now)
  await Promise.all(behind.map((clock) => clock.advance(now - clock.now(), signal)))
}

const moveTogether = async (accounts: Accounts, move: Move, signal?: AbortSignal): Promise<void> => {
  const own = accounts.clock
  const clocks = manualClocks(accounts)
  if (!isManual(own)) return
  if (move.action === 'runUntilIdle') {
    await Promise.all(clocks.map((clock) => clock.runUntilIdle(signal)))
    const latest = Math.max(own.now(), ...clocks.map((clock) => clock.now()))
    await own.advance(latest - own.now(), signal)
    return catchUp(accounts, clocks, signal)
  }
  // One step for all: as far as the account that has something due first.
  const steps = clocks.map((clock) => (clock.nextAt() ?? Number.POSITIVE_INFINITY) - clock.now())
  const ms = move.action === 'advance' ? move.ms : Math.min(...steps)
  if (ms === Number.POSITIVE_INFINITY) return
  await Promise.all([own, ...clocks].map((clock) => clock.advance(ms, signal)))
  await catchUp(accounts, clocks, signal)
}

/**
 * Moves the clock of every account, and the server's, at which new accounts start. Such moves wait for each other: how far
 * one goes depends on where the one before ended.
 * @param signal calls the move off
 */
export const moveAll = (accounts: Accounts, move: Move, signal?: AbortSignal): Promise<void> =>
  accounts.moves.run(async () => {
    if (!signal?.aborted) await moveTogether(accounts, move, signal)
  })

/** What a clock shows and what is due on it. */
export const showClock = ({ accounts, settings }: Simulation, account: Account | undefined) => {
  const { clock } = account ?? accounts
  const owners = account === undefined ? accounts.all() : [account]
  const due = owners
    .flatMap((owner) => owner.clock.due().map((booking) => ({ ...booking, account: owner.name })))
    .sort((a, b) => a.at - b.at)
  const { kind } = clock
  const now = clock.now()
  return { kind, speed: kind === 'manual' ? 0 : settings.speed, now, iso: new Date(now).toISOString(), due }
}
