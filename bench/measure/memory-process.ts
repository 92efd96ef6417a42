/** Bytes per task at a million tasks: a process of its own, run with --expose-gc. Prints the number. */

import { type MatchedVisit, Visit } from '../../src/simulator/http/visit.ts'
import { create } from '../../src/simulator/operations/create.ts'
import { resolveSettings } from '../../src/simulator/settings.ts'
import { Simulation } from '../../src/simulator/simulation.ts'
import { createValidator } from '../../src/simulator/validation/validation.ts'

const TASKS = 1_000_000

const collect = (globalThis as { gc?: () => void }).gc
if (collect === undefined) throw new Error('run with --expose-gc')

const settings = resolveSettings({ credits: 1e12, clock: 'manual', taskMax: 2 * TASKS })
const simulation = new Simulation(settings, {})
const provider = simulation.providers.kie
const [operation] = provider.contract.operations
const account = simulation.accounts.ofKey('bench-key')
const validate = createValidator(provider.contract, settings)

/** As Fastify hands it over: only what a create request looks at. Each body is a text of its own, as off the wire. */
const requestWith = (nth: number) => ({
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(
    JSON.stringify({
      model: 'wan/2-5-text-to-video',
      input: { prompt: `a cat plays the piano, take ${nth}` },
    }),
  ).toString(),
})

const createOne = (nth: number): void => {
  const visit = new Visit(simulation, provider, operation, account, requestWith(nth) as never, {} as never)
  // As the main road decides it: the account's own planner is used, and so its one timeline.
  visit.latency = account.scenario.latency
  void create(visit as MatchedVisit, validate)
}

createOne(0)
collect()
const before = process.memoryUsage().heapUsed
for (let nth = 1; nth <= TASKS; nth += 1) createOne(nth)
collect()
const bytes = (process.memoryUsage().heapUsed - before) / TASKS
console.log(String(bytes))
