import type { Random } from '../chance/random.ts'
import { type Latency, LONGEST_MS } from '../duration.ts'

/** How many standard deviations above the median the 99th percentile of a normal distribution lies. */
const Z99 = 2.3263478740408408

/** Draws a number of ms; `purpose` and `ordinal` say which draw this is (see `random.ts`). */
export const drawLatency = (latency: Latency, random: Random, purpose: string, ordinal: number): number => {
  if (typeof latency === 'number') return latency
  const fraction = random.fraction(purpose, ordinal)
  if ('min' in latency) return Math.round(latency.min + fraction * (latency.max - latency.min))
  const sigma = 'sigma' in latency ? latency.sigma : Math.log(latency.p99 / latency.median) / Z99
  // Box-Muller; 1 - fraction keeps the logarithm away from 0.
  const angle = 2 * Math.PI * random.fraction(`${purpose}/angle`, ordinal)
  const normal = Math.sqrt(-2 * Math.log(1 - fraction)) * Math.cos(angle)
  return Math.min(LONGEST_MS, Math.round(latency.median * Math.exp(sigma * normal)))
}

/** A latency that a fault may lengthen: two are drawn one after the other. */
export const drawSum = (
  latencies: readonly Latency[],
  random: Random,
  purpose: string,
  ordinal: number,
): number =>
  latencies.reduce<number>(
    (sum, latency, index) => sum + drawLatency(latency, random, `${purpose}/${index}`, ordinal),
    0,
  )

/** The typical duration of a latency, ms: for estimates, not for draws. */
export const typicalOf = (latency: Latency): number => {
  if (typeof latency === 'number') return latency
  return 'min' in latency ? (latency.min + latency.max) / 2 : latency.median
}
