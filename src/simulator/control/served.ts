import type { IncomingMessage } from 'node:http'
import type { Simulation } from '../simulation.ts'
import { createGuard, type Guard } from './guard.ts'

/** The simulator that a control request has come to, and who may call there. */
export interface Served {
  readonly simulation: Simulation
  readonly guard: Guard
  /** The simulator's, when it came. */
  readonly epoch: number
}

const servedBy = new WeakMap<IncomingMessage, Served>()

/** Returns how to note of a request that it has come to this simulator. */
export const markFor = (simulation: Simulation): ((request: IncomingMessage) => void) => {
  const guard = createGuard(simulation)
  return (request) => void servedBy.set(request, { simulation, guard, epoch: simulation.epoch })
}

/** Where a request has come to. @throws Error when nobody has noted it */
export const servedTo = ({ raw }: { readonly raw: IncomingMessage }): Served => {
  const served = servedBy.get(raw)
  if (served === undefined) throw new Error('A control request came past its simulator.')
  return served
}
