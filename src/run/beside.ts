import type { Simulator, SimulatorOptions } from '../simulator/index.ts'
import { startSimulator } from '../simulator/start-simulator.ts'
import type { EarlyListener } from './early-listener.ts'
import { RunCounts } from './evidence.ts'

/** The simulator of a run, and what is counted of it. */
export interface Beside extends AsyncDisposable {
  readonly simulator: Simulator
  readonly evidence: RunCounts
}

/** Starts a simulator behind a port that is there already. Loading this file takes longer than all the rest of a run's start. */
export const startBeside = async (settings: SimulatorOptions, listener: EarlyListener): Promise<Beside> => {
  const evidence = new RunCounts()
  const simulator = await startSimulator(settings, { onExchange: evidence.see }, undefined, listener)
  return { simulator, evidence, [Symbol.asyncDispose]: () => simulator.close() }
}
