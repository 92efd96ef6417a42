import type { LoadRequest } from './load/load.ts'
import { loadProgram } from './load/program.ts'
import { cpuMicroseconds, type Started } from './processes.ts'
import { median, spread } from './statistics.ts'

/** A server that runs, and what is asked of it. */
export interface Rival {
  readonly server: Started
  readonly url: string
  readonly request: LoadRequest
}

/** The medians of several rounds. */
export interface Measured {
  readonly perSecond: number
  /** The middle half of the rounds, as a share of the median. */
  readonly spread: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** CPU time of the server per request, µs; NaN where the system does not tell. */
  readonly cpuMicroseconds: number
  /** Responses with a status of 300 or more, in all rounds. */
  readonly refused: number
}

interface Round {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly cpu: number
  readonly refused: number
}

const oneRound = ({ server, url, request }: Rival, seconds: number): Round => {
  const before = cpuMicroseconds(server.pid)
  const load = loadProgram.run(url, request, seconds)
  const after = cpuMicroseconds(server.pid)
  const cpu = before === undefined || after === undefined ? Number.NaN : (after - before) / load.requests
  return { ...load, cpu }
}

const inSum = (rounds: readonly Round[]): Measured => ({
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  spread: spread(rounds.map(({ perSecond }) => perSecond)),
  p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
  cpuMicroseconds: median(rounds.map(({ cpu }) => cpu)),
  refused: rounds.reduce((sum, { refused }) => sum + refused, 0),
})

/**
 * Loads every rival in turn, round after round, so that whatever else the machine does meets all alike. The first round
 * warms them up.
 */
export const compare = (
  rivals: readonly Rival[],
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): readonly Measured[] => {
  const taken = rivals.map((): Round[] => [])
  for (let round = 0; round <= rounds; round += 1)
    for (const [index, rival] of rivals.entries()) {
      const one = oneRound(rival, seconds)
      if (round > 0) taken[index]?.push(one)
    }
  return taken.map(inSum)
}
