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

/** What several rounds came to: the medians, and the rounds themselves. */
export interface Measured {
  readonly rounds: readonly Round[]
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

/** One round of one rival. */
export interface Round {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** CPU time of the server per request, µs; NaN where the system does not tell. */
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

/** What rounds come to, of one process or of several. */
export const inSum = (rounds: readonly Round[]): Measured => ({
  rounds,
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  spread: spread(rounds.map(({ perSecond }) => perSecond)),
  p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
  cpuMicroseconds: median(rounds.map(({ cpu }) => cpu)),
  refused: rounds.reduce((sum, { refused }) => sum + refused, 0),
})

/**
 * One rival beside another, round by round: the median of the ratios. A machine that is slow for a while is slow for
 * both rivals of a round, so it changes their ratio less than it changes either's median.
 */
export const beside = (one: Measured, other: Measured, figure: keyof Round): Beside => {
  const ratios = one.rounds.map(
    (round, index) => round[figure] / (other.rounds[index]?.[figure] ?? Number.NaN),
  )
  return { ratio: median(ratios), spread: spread(ratios) }
}

/** The ratio of two rivals, and the middle half of those of the rounds, as a share of it. */
export interface Beside {
  readonly ratio: number
  readonly spread: number
}

/** How often rivals are loaded, and how long each time. */
export interface Lengths {
  /**
   * Rounds before those that count. V8 compiles what is called often: at 5,000 requests a server of Node takes several
   * times less CPU per request than at its first ones, and a small one is there sooner than a large one.
   */
  readonly warmUp: number
  readonly rounds: number
  readonly seconds: number
}

/**
 * Loads every rival in turn, round after round and every other round backwards, so that whatever else the machine does
 * meets all alike.
 */
export const compare = (
  rivals: readonly Rival[],
  { warmUp, rounds, seconds }: Lengths,
): readonly Measured[] => {
  const taken = rivals.map((): Round[] => [])
  const turns = [...rivals.entries()]
  for (let round = -warmUp; round < rounds; round += 1)
    for (const [index, rival] of round % 2 === 0 ? turns : turns.toReversed()) {
      const one = oneRound(rival, seconds)
      if (round >= 0) taken[index]?.push(one)
    }
  return taken.map(inSum)
}
