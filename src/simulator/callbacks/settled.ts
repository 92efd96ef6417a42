import type { Account } from '../accounts/account.ts'
import type { Simulation } from '../simulation.ts'

/** Whether none of an account's callbacks is under way; on a real clock, whether none is booked either. */
export const isSettled = ({ courier }: Pick<Simulation, 'courier'>, { name, clock }: Account): boolean =>
  !courier.isBusyFor(name) && (clock.kind === 'manual' || !clock.hasBookings)
