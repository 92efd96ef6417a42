import type { IncomingMessage } from 'node:http'
import type { Simulation } from '../simulation.ts'
import type { Door } from './doors.ts'

/** The simulator that a request has come to: all those of a process share their routes. */
export interface Served {
  readonly simulation: Simulation
  readonly door: Door
  /** The simulator's, when the request came: its body may take longer than the epoch lasts. */
  readonly epoch: number
}

const SERVED = Symbol('served')

interface MarkedMessage extends IncomingMessage {
  [SERVED]?: Served
}

/** Notes of a request which simulator it has come to. */
export const markServed = (request: IncomingMessage, served: Served): void => {
  const marked: MarkedMessage = request
  marked[SERVED] = served
}

/** Where a request has come to. @throws Error when nobody has noted it */
export const servedTo = ({ raw }: { readonly raw: MarkedMessage }): Served => {
  const served = raw[SERVED]
  if (served === undefined) throw new Error('A request came past its simulator.')
  return served
}
