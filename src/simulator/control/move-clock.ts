import type { Account } from '../accounts/account.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Simulation } from '../simulation.ts'
import type { Clock, ManualClock } from '../time/clock.ts'

/** A way a manual clock can move. */
export type Move =
  | { readonly action: 'advance'; readonly ms: number }
  | { readonly action: 'advanceToNext' }
  | { readonly action: 'runUntilIdle' }

const isManual = (clock: Clock): clock is ManualClock => clock.kind === 'manual'

/** Moves one clock. */
export const moveClock = async (clock: Clock, move: Move): Promise<void> => {
  if (!isManual(clock)) return
  switch (move.action) {
    case 'advance':
      return clock.advance(move.ms)
    case 'advanceToNext':
      await clock.advanceToNext()
      return
    case 'runUntilIdle':
      return clock.runUntilIdle()
  }
}

/** Moves the clock of every account, and the server's, at which new accounts start. */
export const moveAll = async (accounts: Accounts, move: Move): Promise<void> => {
  const own = accounts.clock
  const clocks = accounts
    .all()
    .map(({ clock }) => clock)
    .filter(isManual)
  if (!isManual(own)) return
  if (move.action === 'runUntilIdle') {
    await Promise.all(clocks.map((clock) => clock.runUntilIdle()))
    const latest = Math.max(own.now(), ...clocks.map((clock) => clock.now()))
    return own.advance(latest - own.now())
  }
  // One step for all: as far as the account with the soonest event.
  const steps = clocks.map((clock) => (clock.nextAt() ?? Number.POSITIVE_INFINITY) - clock.now())
  const ms = move.action === 'advance' ? move.ms : Math.min(...steps)
  if (ms === Number.POSITIVE_INFINITY) return
  await Promise.all([own, ...clocks].map((clock) => clock.advance(ms)))
}

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
