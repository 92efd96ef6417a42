import { bareFastify, contest, ours } from './measure/throughput.ts'
import { workNamed } from './work.ts'

/** Far below what is measured on a quiet machine: what falls short of it was broken, not unlucky. */
const FAR_OFF: Readonly<Record<string, number>> = {
  'Kie: create': 0.15,
  'Kie: poll, finished': 0.2,
}

/** A few seconds for the gate: throws only on a ratio far off. Compares CPU time, which a busy machine changes least. */
export const short = async (): Promise<void> => {
  for (const [name, least] of Object.entries(FAR_OFF)) {
    const [bare, own] = await contest([bareFastify, ours], workNamed(name), {
      series: 1,
      warmUp: 1,
      rounds: 1,
      seconds: 1,
    })
    if (bare === undefined || own === undefined) continue
    const byCpu = bare.cpuMicroseconds / own.cpuMicroseconds
    const share = Number.isNaN(byCpu) ? own.perSecond / bare.perSecond : byCpu
    console.log(`${name}: ${share.toFixed(2)} of bare Fastify with zod (fails below ${least})`)
    if (share < least)
      throw new Error(`${name} is far too slow: ${share.toFixed(2)} of bare Fastify, not ${least}`)
  }
}
